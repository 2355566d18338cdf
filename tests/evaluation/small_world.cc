#include "tests/evaluation/small_world.h"

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "risk/expression/diagnostic.h"

namespace risk::test {
namespace {

using evaluation::Value;
using expression::Kind;
using expression::Type;

evaluation::EvaluationOptions Tracking() {
  evaluation::EvaluationOptions options;
  options.track_support = true;
  return options;
}

}  // namespace

SmallWorld::SmallWorld()
    : environment_(SmallRecord::descriptor(), "risk.test"), evaluation_(Tracking()) {
  environment_.DeclareVariable("assessed_on", Type::Of(Kind::kDate));
  environment_.DeclareVariable("fact.f", Type::Of(Kind::kBool));
  environment_.DeclareVariable("param.p", Type::Of(Kind::kInt));
  environment_.DeclareTable("points", Type::Of(Kind::kString), Type::Of(Kind::kDouble));
  int64_t assessed_on = evaluation::DayOf({2021, 6, 15});
  variables_ = {Value::Date({assessed_on, assessed_on}), Value::Bool(evaluation::Truth::kUnknown),
                Value::Int(1)};
  for (const expression::Variable& variable : environment_.variables()) {
    names_.push_back(variable.name);
  }
  table_.AddNumber("a", 1.5);
  table_.AddNumber("b", 4);
  table_.SetOtherwise(0.5);
  tables_ = {&table_};
}

std::unique_ptr<expression::CheckedExpression> SmallWorld::Check(absl::string_view text) const {
  expression::CheckResult result = expression::Check(text, environment_);
  for (const expression::Diagnostic& diagnostic : result.diagnostics) {
    ADD_FAILURE() << expression::Render(diagnostic, text, {"test"});
  }
  return std::move(result.expression);
}

evaluation::Activation SmallWorld::Over(const SmallRecord& record) const {
  evaluation::Activation activation;
  activation.record = &record;
  activation.variables = variables_;
  activation.variable_names = names_;
  activation.tables = tables_;
  return activation;
}

Value SmallWorld::Evaluate(absl::string_view text, const SmallRecord& record) {
  kept_.push_back(Check(text));
  if (kept_.back() == nullptr) return Value::Error(evaluation::ErrorCode::kNoValue, "not checked");
  return evaluation::Evaluate(*kept_.back(), Over(record), evaluation_);
}

SmallRecord Record(absl::string_view text) {
  SmallRecord record;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(std::string(text), &record)) << text;
  return record;
}

}  // namespace risk::test
