#include "risk/cli/edition_choice.h"

#include <set>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/edition/editions.h"
#include "risk/report/words.h"

namespace risk::cli {
namespace {

// Dates in the order of the calendar, a partial one as its first or last day.
int FirstDay(const v1::Date& date) {
  return date.year() * 10000 + (date.has_month() ? date.month() : 1) * 100 +
         (date.has_day() ? date.day() : 1);
}
int LastDay(const v1::Date& date) {
  return date.year() * 10000 + (date.has_month() ? date.month() : 12) * 100 +
         (date.has_day() ? date.day() : 31);
}

bool InForce(const v1::Period& period, const v1::Date& date) {
  const int day = FirstDay(date);
  return (!period.has_from() || FirstDay(period.from()) <= day) &&
         (!period.has_to() || day <= LastDay(period.to()));
}

// "id@version" of the newest version of `id` in force on `date`, or of the newest of all; `id`
// itself if there is none.
std::string NewestVersion(const std::string& id, const v1::Date& date) {
  std::string newest = id;
  std::string newest_in_force;
  for (const BuiltInEdition& edition : Editions::BuiltIn()) {
    if (edition.id != id) continue;
    newest = edition.name;
    if (InForce(edition.in_force, date)) newest_in_force = edition.name;
  }
  return newest_in_force.empty() ? newest : newest_in_force;
}

std::set<std::string> BuiltInIds() {
  std::set<std::string> ids;
  for (const BuiltInEdition& edition : Editions::BuiltIn()) ids.insert(edition.id);
  return ids;
}

}  // namespace

const EditionChoice::Loaded& EditionChoice::For(const std::string& name, const v1::Date& date) {
  std::string full_name = name;
  if (name.empty()) {
    const std::set<std::string> ids = BuiltInIds();
    if (ids.size() == 1) full_name = *ids.begin();
  }
  if (!absl::StrContains(full_name, '@') && !absl::StrContains(full_name, '/')) {
    full_name = NewestVersion(full_name, date);
  }
  const auto known = loaded_.find(full_name);
  if (known != loaded_.end()) return known->second;
  return loaded_.emplace(full_name, Load(full_name)).first->second;
}

EditionChoice::Loaded EditionChoice::Load(const std::string& name) {
  Loaded loaded;
  if (name.empty()) {
    err_->Write(absl::StrCat("risk: which edition? choose one with --edition: ",
                             absl::StrJoin(BuiltInIds(), ", "), "\n"));
    loaded.exit_code = kUsage;
    return loaded;
  }
  EditionResult result = Editions::Open(name);
  if (!result.ok()) {
    err_->Write(ToString(result.problems));
    loaded.exit_code = ExitCodeFor(result);
    return loaded;
  }
  absl::StatusOr<Assessor> assessor = Assessor::Create(std::move(result.edition));
  if (!assessor.ok()) {
    err_->Write(absl::StrCat(name, ": error: ", std::string(assessor.status().message()), "\n"));
    loaded.exit_code = kFindings;
    return loaded;
  }
  loaded.assessor = *std::move(assessor);
  return loaded;
}

int ExitCodeFor(const EditionResult& result) {
  int code = kFine;
  for (const Problem& problem : result.problems) {
    if (!problem.is_error()) continue;
    const int its = problem.code == "unknown-edition" ? kUsage
                    : problem.code == "unreadable"    ? kUnreadable
                                                      : kFindings;
    if (its > code) code = its;
  }
  return code;
}

std::string PeriodWord(const v1::Period& period) {
  const std::string from = report::DateWord(period.from());
  const std::string to = report::DateWord(period.to());
  if (from.empty() && to.empty()) return "always";
  if (to.empty()) return absl::StrCat("from ", from);
  if (from.empty()) return absl::StrCat("until ", to);
  return absl::StrCat(from, " to ", to);
}

}  // namespace risk::cli
