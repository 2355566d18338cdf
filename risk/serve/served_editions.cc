#include "risk/serve/served_editions.h"

#include "absl/strings/match.h"
#include "risk/dates.h"
#include "risk/edition/edition.h"
#include "risk/edition/editions.h"

namespace risk::serve {

std::vector<Problem> ServedEditions::Reload() {
  const absl::MutexLock one_at_a_time(&reloading_);
  auto fresh = std::make_shared<EditionChoice>(bases_);
  const EditionChoice::Chosen& chosen = fresh->For(name_, Today());
  if (!chosen.assessor.has_value()) return chosen.problems;
  const Edition& edition = chosen.assessor->edition();
  // The former one may go with the last pointer to it, which takes a while; not under the lock.
  std::shared_ptr<EditionChoice> former = fresh;
  const absl::MutexLock lock(&mutex_);
  now_.swap(former);
  full_name_ = edition.name();
  hash_ = edition.hash();
  return chosen.problems;
}

std::shared_ptr<EditionChoice> ServedEditions::Now() const {
  const absl::MutexLock lock(&mutex_);
  return now_;
}

std::string ServedEditions::full_name() const {
  const absl::MutexLock lock(&mutex_);
  return full_name_;
}

std::string ServedEditions::hash() const {
  const absl::MutexLock lock(&mutex_);
  return hash_;
}

bool ServedEditions::MayBeAskedFor(const std::string& name) const {
  if (Editions::IsPath(name)) return false;
  return name == full_name() || !Editions::FullName(name).empty();
}

}  // namespace risk::serve
