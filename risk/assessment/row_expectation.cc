#include "risk/assessment/row_expectation.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/descriptor.h"
#include "risk/evaluation/interpreter/made_rows.h"
#include "risk/evaluation/value/value.h"
#include "risk/expression/checker.h"
#include "risk/schema/days.h"
#include "risk/schema/field.h"

namespace risk::assessment {
namespace {

using evaluation::MadeRow;
using evaluation::Value;
using evaluation::ValueKind;
using google::protobuf::FieldDescriptor;

bool Has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool IsAnswer(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field.is_repeated() &&
         schema::IsAnswer(field.message_type());
}

// As a case writes it; "UNKNOWN" if it is not known.
std::string TextOf(const Value& value, const FieldDescriptor& field) {
  if (value.Is(ValueKind::kDate)) return schema::DaysToText(value.days());
  if (!value.is_decided() || value.is_error()) return "UNKNOWN";
  switch (value.kind()) {
    case ValueKind::kBool:
      return value.IsTrue() ? "TRUE" : "FALSE";
    case ValueKind::kInt: {
      const auto* named =
          field.enum_type() == nullptr
              ? nullptr
              : field.enum_type()->FindValueByNumber(static_cast<int>(value.int_range().low));
      return named != nullptr ? std::string(named->name()) : absl::StrCat(value.int_range().low);
    }
    case ValueKind::kDouble:
      return absl::StrFormat("%.12g", value.double_range().low);
    case ValueKind::kString:
      return std::string(value.text());
    default:
      return "another kind of value";
  }
}

// What came of a condition; `row`, if there is one, is bound to that name.
std::string OutcomeOf(const std::string& condition, const google::protobuf::Descriptor* type,
                      const MadeRow* row, CaseEvaluation& evaluation) {
  std::vector<expression::Binding> bound;
  if (row != nullptr) bound.push_back({"row", expression::Type::OfMessage(type)});
  expression::CheckResult result =
      expression::CheckBound(condition, bound, evaluation.edition().environment());
  if (!result.ok()) return result.diagnostics.front().message;
  edition::Formula formula;
  formula.checked = std::move(result.expression);
  const Value value =
      row != nullptr ? evaluation.EvaluateOf(formula, *row) : evaluation.Evaluate(formula);
  if (value.is_error()) return "an error";
  if (value.IsTrue()) return "TRUE";
  return value.IsFalse() ? "FALSE" : "UNKNOWN";
}

class RowComparison {
 public:
  RowComparison(const v1::RowExpectation& expected, CaseEvaluation& evaluation)
      : expected_(expected), evaluation_(evaluation) {}

  std::vector<Mismatch> Run();

 private:
  void Expect(bool holds, const std::string& what, std::string expected, std::string actual) {
    if (!holds) mismatches_.push_back({name_, what, std::move(expected), std::move(actual)});
  }
  bool Fits(const MadeRow& row, const std::string& element) const {
    return (expected_.road().empty() || Has(row.roads, expected_.road())) &&
           (element.empty() || Has(row.elements, element));
  }
  void CompareOne(const edition::View& view, const std::string& element);
  void CompareFields(const MadeRow& row, const google::protobuf::Descriptor& type);
  void CompareField(const MadeRow& row, const google::protobuf::Descriptor& type,
                    const std::string& name, const std::string& is);

  const v1::RowExpectation& expected_;
  CaseEvaluation& evaluation_;
  std::string name_;
  std::vector<Mismatch> mismatches_;
};

void RowComparison::CompareField(const MadeRow& row, const google::protobuf::Descriptor& type,
                                 const std::string& name, const std::string& is) {
  const FieldDescriptor* field = type.FindFieldByName(name);
  if (field == nullptr) {
    const std::string outcome = OutcomeOf(name, &type, &row, evaluation_);
    return Expect(outcome == is, name, is, outcome);
  }
  const Value value = evaluation_.FieldOf(row, *field);
  const std::string actual = TextOf(value, *field);
  const bool is_unknown = is == "UNKNOWN" && !value.is_decided() && !value.is_error();
  Expect(is_unknown || actual == is, name, is, actual);
}

void RowComparison::CompareFields(const MadeRow& row, const google::protobuf::Descriptor& type) {
  std::set<std::string> named;
  const auto compare = [&](const auto& names, v1::Outcome outcome) {
    for (const std::string& name : names) {
      named.insert(name);
      CompareField(row, type, name, v1::Outcome_Name(outcome));
    }
  };
  compare(expected_.is_true(), v1::TRUE);
  compare(expected_.is_false(), v1::FALSE);
  compare(expected_.is_unknown(), v1::UNKNOWN);
  for (const v1::RowExpectation::Value& value : expected_.value()) {
    named.insert(value.field());
    CompareField(row, type, value.field(), value.is());
  }
  for (int i = 0; i < type.field_count() && expected_.has_others(); ++i) {
    const std::string name(type.field(i)->name());
    if (!IsAnswer(*type.field(i)) || named.count(name) > 0) continue;
    CompareField(row, type, name, v1::Outcome_Name(expected_.others()));
  }
}

void RowComparison::CompareOne(const edition::View& view, const std::string& element) {
  name_ = absl::StrCat(expected_.view(), expected_.road().empty() ? "" : ".", expected_.road(),
                       element.empty() ? "" : " of ", element);
  std::vector<MadeRow> rows = evaluation_.RowsOf(view);
  rows.erase(std::remove_if(rows.begin(), rows.end(),
                            [&](const MadeRow& row) { return !Fits(row, element); }),
             rows.end());
  const v1::Outcome wanted = expected_.has_outcome() ? expected_.outcome() : v1::TRUE;
  v1::Outcome outcome = v1::FALSE;
  if (!rows.empty()) outcome = rows.front().is_certain ? v1::TRUE : v1::UNKNOWN;
  Expect(outcome == wanted, "row", v1::Outcome_Name(wanted), v1::Outcome_Name(outcome));
  if (wanted == v1::FALSE || rows.empty()) return;
  Expect(rows.size() == 1, "rows", "1", absl::StrCat(rows.size()));
  CompareFields(rows.front(), *view.spec->type);
}

std::vector<Mismatch> RowComparison::Run() {
  name_ = expected_.view();
  const int index = evaluation_.edition().Find(edition::RuleKind::kView, expected_.view());
  if (index < 0) {
    Expect(false, "view", "a view with this id", "none in the edition");
    return std::move(mismatches_);
  }
  const edition::View& view = evaluation_.edition().views()[static_cast<size_t>(index)];
  for (const std::string& element : expected_.element()) CompareOne(view, element);
  if (expected_.element().empty()) CompareOne(view, "");
  return std::move(mismatches_);
}

}  // namespace

std::vector<Mismatch> CompareRow(const v1::RowExpectation& expected, CaseEvaluation& evaluation) {
  return RowComparison(expected, evaluation).Run();
}

std::vector<Mismatch> CompareCondition(const std::string& condition, v1::Outcome expected,
                                       CaseEvaluation& evaluation) {
  const std::string actual = OutcomeOf(condition, nullptr, nullptr, evaluation);
  const std::string& wanted = v1::Outcome_Name(expected);
  if (actual == wanted) return {};
  return {{condition, "outcome", wanted, actual}};
}

}  // namespace risk::assessment
