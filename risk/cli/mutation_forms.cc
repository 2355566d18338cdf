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
  pugi::xml_document document;
  pugi::xml_node suites = StartJunit(document);
  suites.append_attribute("tests") = static_cast<int>(report.mutants.size());
  suites.append_attribute("failures") = static_cast<int>(report.Count(Fate::kSurvived));
  suites.append_attribute("skipped") = static_cast<int>(report.Count(Fate::kDoesNotLoad));
  pugi::xml_node suite;
  const std::string* file = nullptr;
  for (const Mutant& mutant : report.mutants) {
    const mutation::Change& change = mutant.change;
    if (file == nullptr || *file != change.place.file) {
      file = &change.place.file;
      suite = suites.append_child("testsuite");
      suite.append_attribute("name") = PrintableXml(*file).c_str();
    }
    pugi::xml_node node = suite.append_child("testcase");
    node.append_attribute("classname") = PrintableXml(change.rule).c_str();
    node.append_attribute("name") = PrintableXml(mutant.ToString()).c_str();
    if (mutant.fate == Fate::kDoesNotLoad) node.append_child("skipped");
    if (mutant.fate != Fate::kSurvived) continue;
    pugi::xml_node failure = node.append_child("failure");
    failure.append_attribute("message") = PrintableXml(mutant.ToString()).c_str();
    failure.append_attribute("type") = "survived";
  }
  return TextOf(document);
}

}  // namespace risk::cli
