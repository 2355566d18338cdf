#include "tests/vectors/compare.h"

#include <cmath>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace risk::vectors {
namespace {

std::optional<double> NumberOf(const Json& value) {
  if (value.is_number()) return value.get<double>();
  double number = 0;
  if (value.is_string() && absl::SimpleAtod(value.get_ref<const std::string&>(), &number)) {
    return number;
  }
  return std::nullopt;
}

bool IsNothing(const Json& value) {
  return value.is_null() || (value.is_structured() && value.empty()) || value == "";
}

// How far apart numbers of a field may be.
double Tolerance(const std::string& field) {
  if (absl::StrContains(field, "featureValues")) return 1e-12;
  return absl::EndsWith(field, "probability") ? 2e-8 : 0;
}

bool IsSame(const std::string& field, const Json& expected, const Json& got) {
  if (expected == got || (IsNothing(expected) && IsNothing(got))) return true;
  const std::optional<double> left = NumberOf(expected), right = NumberOf(got);
  if (!left.has_value() || !right.has_value()) return false;
  return *left == *right || std::abs(*left - *right) <= Tolerance(field);
}

void CompareAt(const std::string& field, const Json& expected, const Json& got,
               std::vector<Difference>& differences) {
  const std::string inside = field.empty() ? "" : absl::StrCat(field, ".");
  if (expected.is_object() && got.is_object() && !expected.empty()) {
    for (const auto& [name, value] : expected.items()) {
      if (name == "message") continue;
      CompareAt(inside + name, value, got.contains(name) ? got[name] : Json(), differences);
    }
  } else if (expected.is_array() && got.is_array() && expected.size() == got.size()) {
    for (size_t i = 0; i < expected.size(); ++i) {
      CompareAt(absl::StrCat(field, "[", i, "]"), expected[i], got[i], differences);
    }
  } else if (!IsSame(field, expected, got)) {
    differences.push_back({field, expected.dump(), got.dump()});
  }
}

}  // namespace

std::vector<Difference> Compare(const Json& expected, const Json& got) {
  std::vector<Difference> differences;
  CompareAt("", expected, got, differences);
  return differences;
}

}  // namespace risk::vectors
