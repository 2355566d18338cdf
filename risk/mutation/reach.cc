#include "risk/mutation/reach.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "risk/rule_testing/expected_rules.h"

namespace risk::mutation {
namespace {

constexpr int kFar = 1000;
constexpr int kAnything = 5;  // a case that expects nothing to be open speaks of every rule

// "tests/rules/…/marac.textproto" stands beside "risk/rules/…/marac.textproto".
std::string Beside(absl::string_view path, int parts) {
  size_t at = path.size();
  for (int i = 0; i < parts && at != absl::string_view::npos && at > 0; ++i) {
    at = path.rfind('/', at - 1);
  }
  return std::string(path.substr(at == absl::string_view::npos ? 0 : at));
}

}  // namespace

Reach::Reach(const Edition& edition, const std::vector<rule_testing::PreparedCase>& cases)
    : cases_(cases), readers_(edition) {
  for (const rule_testing::PreparedCase& prepared : cases) {
    expected_.push_back(rule_testing::ExpectedRules(*prepared.test, edition));
  }
}

std::vector<int> Reach::Order(const Change& change) const {
  std::map<std::string, int> distances = readers_.DistancesFrom(change.rule);
  distances[""] = kAnything;
  const std::string beside = Beside(change.place.file, 2);
  std::vector<std::pair<int, int>> order;
  for (size_t i = 0; i < cases_.size(); ++i) {
    int nearest = absl::EndsWith(cases_[i].file, beside) ? 0 : kFar;
    for (const std::string& id : expected_[i]) {
      const auto found = distances.find(id);
      if (found != distances.end()) nearest = std::min(nearest, found->second);
    }
    order.push_back({nearest, static_cast<int>(i)});
  }
  std::sort(order.begin(), order.end());
  std::vector<int> indices;
  for (const auto& [distance, index] : order) indices.push_back(index);
  return indices;
}

}  // namespace risk::mutation
