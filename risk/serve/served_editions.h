// The editions that a server answers with, and their exchange while it answers.
//
//   ServedEditions editions("./area/", {});
//   if (std::vector<Problem> problems = editions.Reload(); HasError(problems)) …
//   std::shared_ptr<EditionChoice> now = editions.Now();   // for one request, to its end
//
#ifndef RISK_SERVE_SERVED_EDITIONS_H_
#define RISK_SERVE_SERVED_EDITIONS_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "risk/edition_choice.h"
#include "risk/textproto/problem.h"

namespace risk::serve {

// Safe from many threads.
class ServedEditions {
 public:
  // `name`, `bases`: as EditionChoice takes them; an empty name: as the command chooses.
  ServedEditions(std::string name, std::vector<std::string> bases)
      : name_(std::move(name)), bases_(std::move(bases)) {}

  // Reads the edition anew and serves it from then on. With an error in what is given back the former
  // one stays. A request that has begun keeps what it began with.
  // Cost: some tenths of a second. Several calls wait for each other.
  std::vector<Problem> Reload();

  // Null before the first Reload that went well.
  std::shared_ptr<EditionChoice> Now() const;

  // What a request gets that names no edition.
  const std::string& name() const { return name_; }
  // "area@1" and the hash of its rules, on today's date; empty before the first Reload.
  std::string full_name() const;
  std::string hash() const;

  // Whether a request may name this edition: those of the library, and the one that is served. A
  // request never opens a folder.
  bool MayBeAskedFor(const std::string& name) const;

 private:
  const std::string name_;
  const std::vector<std::string> bases_;
  absl::Mutex reloading_;
  mutable absl::Mutex mutex_;
  std::shared_ptr<EditionChoice> now_;
  std::string full_name_;
  std::string hash_;
};

}  // namespace risk::serve

#endif  // RISK_SERVE_SERVED_EDITIONS_H_
