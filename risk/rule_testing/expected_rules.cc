#include "risk/rule_testing/expected_rules.h"

#include "absl/strings/str_cat.h"

namespace risk::rule_testing {

std::set<std::string> ExpectedRules(const v1::TestCase& test, const Edition& edition) {
  std::set<std::string> ids;
  const auto add = [&ids](const std::string& id) {
    ids.insert(id);
    ids.insert(id.substr(0, id.find('.')));
  };
  for (const v1::Expectation& expected : test.expect()) {
    if (expected.nothing_open() || expected.asked_size() + expected.not_asked_size() > 0) ids.insert("");
    const std::string& rule = expected.rule();
    if (!rule.empty()) add(rule);
    if (!expected.item().empty()) add(absl::StrCat(rule, ".", expected.item()));
    if (!expected.state().empty()) add(absl::StrCat(rule, ".", expected.state()));
    for (const auto* list : {&expected.is_true(), &expected.is_false(), &expected.is_unknown()}) {
      for (const std::string& id : *list) add(id);
    }
    for (const v1::RowExpectation& row : expected.row()) add(row.view());
    for (const v1::GroupLevelRule& level : edition.text().level()) {
      if (!expected.has_group() || level.group() != expected.group()) continue;
      if (!level.instrument().empty()) add(level.instrument());
      if (!level.each_instrument().empty()) add(level.each_instrument());
    }
  }
  return ids;
}

void Shown::Add(const v1::CaseFile& file, absl::string_view path) {
  for (const v1::TestCase& test : file.case_()) {
    for (const std::string& id : ExpectedRules(test, edition_)) {
      cases_[id].push_back(absl::StrCat(path, ": ", test.name()));
    }
  }
}

std::vector<std::string> Shown::CasesOf(const std::string& rule) const {
  if (const auto found = cases_.find(rule); found != cases_.end()) return found->second;
  // Of a part that no case names: whatever speaks of the whole is no proof, what reads it is.
  std::vector<std::string> nearest;
  int distance = 0;
  for (const auto& [id, its] : readers_.DistancesFrom(rule)) {
    const auto found = cases_.find(id);
    if (found == cases_.end() || its == 0 || (distance > 0 && its > distance)) continue;
    if (distance == 0 || its < distance) nearest.clear();
    distance = its;
    nearest.insert(nearest.end(), found->second.begin(), found->second.end());
  }
  return nearest;
}

}  // namespace risk::rule_testing
