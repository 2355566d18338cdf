#include "risk/cli/mutation_forms.h"

#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "risk/cli/junit.h"

namespace risk::cli {
namespace {

using Fate = Mutant::Fate;

const char* FateName(Fate fate) {
  switch (fate) {
    case Fate::kKilled:
      return "KILLED";
    case Fate::kSurvived:
      return "SURVIVED";
    default:
      return "DOES_NOT_LOAD";
  }
}

}  // namespace

std::string MutationText(const MutationReport& report, const MutationOptions& options) {
  std::string text;
  std::map<std::string, std::pair<int, int>> by_kind;  // killed, survived
  for (const Mutant& mutant : report.mutants) {
    if (mutant.fate == Fate::kKilled) ++by_kind[mutant.change.kind].first;
    if (mutant.fate != Fate::kSurvived) continue;
    ++by_kind[mutant.change.kind].second;
    absl::StrAppend(&text, mutant.ToString(), "\n");
  }
  for (const auto& [kind, count] : by_kind) {
    absl::StrAppend(&text, absl::StrFormat("%-22s%6d killed%6d survived\n", kind, count.first,
                                           count.second));
  }
  absl::StrAppend(
      &text, report.edition, ": ", report.mutants.size(), " of ", report.places,
      " changes tried with seed ", options.seed, ": ", report.Count(Fate::kKilled), " killed, ",
      report.Count(Fate::kSurvived), " survived, ", report.Count(Fate::kDoesNotLoad),
      absl::StrFormat(" do not load; score %.1f%%\n", report.Score()));
  return text;
}

std::string MutationJson(const MutationReport& report, const MutationOptions& options) {
  nlohmann::ordered_json json;
  json["edition"] = report.edition;
  json["seed"] = options.seed;
  json["changes"] = report.places;
  json["tried"] = report.mutants.size();
  json["killed"] = report.Count(Fate::kKilled);
  json["survived"] = report.Count(Fate::kSurvived);
  json["does_not_load"] = report.Count(Fate::kDoesNotLoad);
  json["score"] = report.Score();
  json["mutants"] = nlohmann::ordered_json::array();
  for (const Mutant& mutant : report.mutants) {
    const mutation::Change& change = mutant.change;
    nlohmann::ordered_json one;
    one["fate"] = FateName(mutant.fate);
    one["file"] = change.place.file;
    one["line"] = change.place.line;
    one["column"] = change.place.column;
    one["rule"] = change.rule;
    one["kind"] = change.kind;
    one["before"] = change.before;
    one["after"] = change.after;
    if (!mutant.killed_by.empty()) one["by"] = mutant.killed_by;
    json["mutants"].push_back(std::move(one));
  }
  return absl::StrCat(
      json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace), "\n");
}

std::string MutationJunit(const MutationReport& report) {
  JunitReport junit("risk mutate");
  for (const Mutant& mutant : report.mutants) {
    const mutation::Change& change = mutant.change;
    JunitCase one;
    one.file = change.place.file;
    one.line = change.place.line;
    one.group = change.rule;
    one.name = mutant.ToString();
    if (mutant.fate == Fate::kDoesNotLoad) {
      one.outcome = JunitCase::Outcome::kSkipped;
      one.message = mutant.killed_by;
    } else if (mutant.fate == Fate::kSurvived) {
      one.outcome = JunitCase::Outcome::kFailed;
      one.type = "survived";
      one.message = mutant.ToString();
    }
    junit.Add(change.place.file, std::move(one));
  }
  return junit.Text();
}

}  // namespace risk::cli
