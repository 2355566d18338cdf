#include "risk/edition_choice.h"

#include <cstdint>
#include <mutex>
#include <set>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/edition/editions.h"
#include "risk/evaluation/value/date_arithmetic.h"

namespace risk {
namespace {

int64_t DayOf(const v1::Date& date) {
  return evaluation::DaysOfParts(date.year(), date.month(), date.day()).first;
}

Problem NoChoice(const std::set<std::string>& ids) {
  Problem problem;
  problem.place.file = "risk";
  problem.code = "unknown-edition";
  problem.message = "which edition? there is more than one";
  problem.hint = absl::StrCat("choose one: ", absl::StrJoin(ids, ", "));
  return problem;
}

}  // namespace

const EditionChoice::Chosen& EditionChoice::For(const std::string& name, const v1::Date& date) {
  std::string full_name = name;
  if (name.empty()) {
    const std::set<std::string> ids = Editions::GroundIds();
    if (ids.size() == 1) full_name = *ids.begin();
  }
  if (!absl::StrContains(full_name, '@') && !Editions::IsPath(full_name)) {
    for (const std::string& newest :
         {Editions::FullName(full_name, DayOf(date)), Editions::FullName(full_name)}) {
      if (newest.empty()) continue;
      full_name = newest;
      break;
    }
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto known = chosen_.find(full_name);
  if (known != chosen_.end()) return known->second;
  return chosen_.emplace(full_name, Load(full_name)).first->second;
}

EditionChoice::Chosen EditionChoice::Load(const std::string& name) const {
  Chosen chosen;
  if (name.empty()) {
    chosen.problems.push_back(NoChoice(Editions::GroundIds()));
    return chosen;
  }
  return From(Editions::Open(name, std::nullopt, bases_));
}

EditionChoice::Chosen EditionChoice::From(EditionResult result) {
  Chosen chosen;
  chosen.problems = std::move(result.problems);
  if (!result.ok()) return chosen;
  const std::string name = result.edition->name();
  std::shared_ptr<const Edition> corrected;
  if (const std::string& by = result.edition->text().corrected_by();
      !by.empty() && by != result.edition->name()) {
    if (Editions::IsPath(by)) {
      // The rules say so, not whoever runs the program: they open no folder.
      Problem& problem = chosen.problems.emplace_back();
      problem.place.file = name;
      problem.code = "bad-corrected-by";
      problem.message = "`corrected_by` is no name of an edition";
      problem.hint = "ID@VERSION of an edition of the library";
      return chosen;
    }
    EditionResult loaded = Editions::Load(by);
    if (!loaded.ok()) {
      chosen.problems = std::move(loaded.problems);
      return chosen;
    }
    corrected = std::move(loaded.edition);
  }
  absl::StatusOr<Assessor> assessor =
      Assessor::Create(std::move(result.edition), std::move(corrected));
  if (assessor.ok()) {
    chosen.assessor = *std::move(assessor);
    return chosen;
  }
  Problem& problem = chosen.problems.emplace_back();
  problem.place.file = name;
  problem.code = "cannot-assess";
  problem.message = std::string(assessor.status().message());
  return chosen;
}

}  // namespace risk
