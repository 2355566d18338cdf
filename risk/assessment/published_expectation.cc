#include "risk/assessment/published_expectation.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

namespace risk::assessment {
namespace {

std::string TextOf(const v1::PublishedResult::Value& value) {
  switch (value.kind_case()) {
    case v1::PublishedResult::Value::kNumber:
      return absl::StrFormat("%.17g", value.number());
    case v1::PublishedResult::Value::kText:
      return absl::StrCat("\"", value.text(), "\"");
    case v1::PublishedResult::Value::kFlag:
      return value.flag() ? "true" : "false";
    default:
      return "null";
  }
}

bool IsSameValue(const v1::PublishedResult::Value& a, const v1::PublishedResult::Value& b) {
  if (a.kind_case() != b.kind_case()) return false;
  const bool is_number = a.kind_case() == v1::PublishedResult::Value::kNumber;
  return is_number ? IsSame(a.number(), b.number()) : TextOf(a) == TextOf(b);
}

std::string TextOf(const google::protobuf::RepeatedPtrField<v1::PublishedResult::Error>& errors) {
  std::vector<std::string> texts;
  for (const v1::PublishedResult::Error& error : errors) {
    texts.push_back(absl::StrCat(error.type(), " (", absl::StrJoin(error.field(), ", "), ")"));
  }
  return texts.empty() ? "none" : absl::StrJoin(texts, "; ");
}

}  // namespace

bool IsSame(double a, double b) {
  return a == b || std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b));
}

std::vector<Mismatch> ComparePublished(const v1::Expectation& wanted,
                                       const v1::PublishedResult& result) {
  std::vector<Mismatch> mismatches;
  const auto expect = [&](bool holds, const std::string& what, std::string expected,
                          std::string actual) {
    if (holds) return;
    mismatches.push_back({result.id(), what, std::move(expected), std::move(actual)});
  };
  const auto find = [&result](const std::string& name) {
    v1::PublishedResult::Value found;
    for (const auto* values : {&result.value(), &result.feature()}) {
      for (const v1::PublishedResult::Value& value : *values) {
        if (value.name() == name) found = value;
      }
    }
    return found;
  };
  for (const v1::PublishedResult::Value& expected : wanted.value()) {
    const v1::PublishedResult::Value actual = find(expected.name());
    expect(IsSameValue(expected, actual), expected.name(), TextOf(expected), TextOf(actual));
  }
  for (const std::string& name : wanted.absent()) {
    const v1::PublishedResult::Value actual = find(name);
    expect(actual.name().empty(), name, "null", TextOf(actual));
  }
  const std::string errors = TextOf(result.error());
  if (wanted.error_size() > 0 || wanted.no_error()) {
    const std::string expected = TextOf(wanted.error());
    expect(expected == errors, "error", expected, errors);
  }
  expect(wanted.value_size() + wanted.absent_size() + wanted.error_size() > 0 ||
             wanted.no_error(),
         "expectation", "a value, an absent one, errors or no_error", "nothing");
  return mismatches;
}

}  // namespace risk::assessment
