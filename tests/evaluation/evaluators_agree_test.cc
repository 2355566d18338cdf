// The compiled path gives what the interpreter gives: random expressions over random records.
#include <cstdlib>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "risk/evaluation/interpreter/interpreter.h"
#include "risk/evaluation/plan/plan.h"
#include "risk/evaluation/value/support.h"
#include "risk/expression/checker.h"
#include "tests/evaluation/missing_paths.h"
#include "tests/evaluation/random_expression.h"
#include "tests/evaluation/random_record.h"
#include "tests/evaluation/shapes.pb.h"
#include "tests/evaluation/shapes_access.h"

namespace risk::evaluation {
namespace {

using expression::CheckedExpression;
using expression::Environment;
using expression::Kind;
using expression::Type;

constexpr int64_t kAssessedOn = 18400;  // 2020-05-18

struct Rule {
  std::string text;
  std::shared_ptr<const CheckedExpression> checked;
  int variable = -1;
  bool closes = false;  // the list `leaves`
  int step = -1;        // -1: not compiled
};

// The same record with its top-level fields in another order, and singular messages in two pieces.
std::string Rearranged(const shapes::Root& record) {
  shapes::Root first = record, second;
  first.clear_branch();
  if (record.has_branch()) {
    *second.mutable_branch() = record.branch();
    if (record.branch().has_yes()) {
      *first.mutable_branch()->mutable_yes() = record.branch().yes();
      second.mutable_branch()->clear_yes();
    }
  }
  second.mutable_leaves()->Swap(first.mutable_leaves());
  if (first.has_provenance()) second.mutable_provenance()->Swap(first.mutable_provenance());
  if (!record.has_provenance()) second.clear_provenance();
  first.clear_provenance();
  return first.SerializeAsString() + second.SerializeAsString();
}

class Agreement {
 public:
  explicit Agreement(std::mt19937& random) : env_(shapes::Root::descriptor(), "risk.shapes") {
    assessed_on_ = env_.DeclareVariable("assessed_on", Type::Of(Kind::kDate));
    RandomExpression texts(env_, random);
    const Kind kinds[] = {Kind::kBool, Kind::kBool, Kind::kBool,   Kind::kBool,
                          Kind::kInt,  Kind::kDate, Kind::kDouble, Kind::kList};
    bool has_list = false;
    for (int i = 0; i < 40; ++i) {
      Rule rule;
      rule.text = texts.Text(kinds[random() % 8], 1 + static_cast<int>(random() % 4));
      expression::CheckResult result = expression::Check(rule.text, env_);
      if (!result.ok()) {
        ++refused_;
        last_refused_ = rule.text + ": " + result.diagnostics[0].message;
        continue;
      }
      rule.checked = std::move(result.expression);
      const bool is_list = rule.checked->type().Is(Kind::kList);
      has_list = has_list || is_list;
      // As in an edition, a list is closed before anything reads it under a name.
      rule.closes = !has_list && rule.checked->type().Is(Kind::kBool) && random() % 4 == 0;
      if (!rule.closes && (is_list || random() % 2)) {
        rule.variable = env_.DeclareVariable("fact.f" + std::to_string(i), rule.checked->type());
      }
      rules_.push_back(std::move(rule));
    }
    PlanBuilder builder(env_);
    builder.SetAssessedOn(assessed_on_);
    builder.SetFieldAccess(ShapesAccess());
    for (Rule& rule : rules_) {
      rule.step = rule.closes ? builder.AddClosure({Leaves()}, rule.checked)
                              : builder.AddExpression(rule.checked, rule.variable);
      if (rule.step < 0) ++reasons_[builder.reason()];
    }
    plan_ = builder.Build();
  }

  // `how`: as bytes, as a parsed message, or as bytes that protobuf would not write like this.
  void CheckOn(const shapes::Root& record, int how, PlanRun& scratch) {
    std::string bytes = record.SerializeAsString();
    if (how == 0) {
      ASSERT_TRUE(plan_->Run(bytes, kAssessedOn, scratch).ok());
    } else if (how == 1) {
      ASSERT_TRUE(plan_->Run(record, kAssessedOn, scratch).ok());
    } else {
      bytes = Rearranged(record);
      ASSERT_TRUE(plan_->Run(bytes, kAssessedOn, scratch).ok());
    }
    Evaluation evaluation;
    evaluation.set_track_support(true);
    evaluation.set_track_decided(false);
    std::vector<Value> variables(env_.variables().size());
    variables[assessed_on_] = Value::Date({kAssessedOn, kAssessedOn});
    std::vector<expression::FieldPath> closed;
    Activation activation;
    activation.record = &record;
    activation.variables = variables;
    for (size_t i = 0; i < rules_.size(); ++i) {
      const Value value = Evaluate(*rules_[i].checked, activation, evaluation);
      if (rules_[i].variable >= 0) variables[rules_[i].variable] = value;
      if (rules_[i].closes && rules_[i].step >= 0 && value.IsTrue()) {
        closed.push_back({Leaves()});
        activation.closed_lists = closed;
      }
      if (rules_[i].step >= 0) Compare(rules_[i], value, scratch, record);
    }
  }

  int refused() const { return refused_; }
  const std::string& last_refused() const { return last_refused_; }
  const Plan& plan() const { return *plan_; }
  // What the compiler did not know, and how often.
  const std::map<std::string, int>& reasons() const { return reasons_; }

 private:
  static const google::protobuf::FieldDescriptor* Leaves() {
    return shapes::Root::descriptor()->FindFieldByName("leaves");
  }

  void Compare(const Rule& rule, const Value& value, const PlanRun& scratch,
               const shapes::Root& record) {
    const int step = rule.step;
    if (rule.checked->type().Is(Kind::kList)) return;  // not a result, only read by others
    bool same = scratch.is_error(step) == value.is_error();
    std::string got = scratch.is_error(step) ? "error" : "";
    if (!value.is_error() && same) {
      if (value.Is(ValueKind::kBool)) {
        same = scratch.truth(step) == value.truth();
        got = std::to_string(static_cast<int>(scratch.truth(step)));
      } else if (value.Is(ValueKind::kDouble)) {
        const Range range = scratch.range(step);
        const DoubleRange expected = value.double_range();
        same = (range.low == expected.low && range.high == expected.high) ||
               (range.low != range.low && expected.low != expected.low);
        got = std::to_string(range.low) + " to " + std::to_string(range.high);
      } else if (value.Is(ValueKind::kInt) || value.Is(ValueKind::kDate)) {
        const PlanRun::Whole range = scratch.whole(step);
        same = range.low == value.int_range().low && range.high == value.int_range().high;
        got = std::to_string(range.low) + " to " + std::to_string(range.high);
      }
    }
    EXPECT_TRUE(same) << rule.text << "\ninterpreter: "
                      << (value.is_error() ? std::string(value.error_text()) : value.ToText())
                      << "\ncompiled: " << got << "\n"
                      << record.DebugString();
    std::set<std::string> places;
    for (const std::string& piece : MissingPieces(value)) {
      // A variable is no place of the record.
      if (env_.FindVariable(piece) < 0) places.insert(piece);
    }
    EXPECT_EQ(test::MissingPaths(*plan_, scratch, step), places)
        << rule.text << "\n"
        << record.DebugString();
  }

  Environment env_;
  int assessed_on_;
  std::vector<Rule> rules_;
  std::unique_ptr<const Plan> plan_;
  std::map<std::string, int> reasons_;
  int refused_ = 0;
  std::string last_refused_;
};

TEST(EvaluatorsAgree, OnRandomExpressionsAndRecords) {
  const char* seed = std::getenv("SEED");
  const char* rounds = std::getenv("ROUNDS");
  std::mt19937 random(seed != nullptr ? static_cast<unsigned>(std::atoi(seed)) : 1);
  const int count = rounds != nullptr ? std::atoi(rounds) : 60;
  PlanRun scratch;
  int steps = 0, left_out = 0;
  std::map<std::string, int> reasons;
  for (int round = 0; round < count && !::testing::Test::HasFailure(); ++round) {
    Agreement agreement(random);
    ASSERT_LT(agreement.refused(), 8) << agreement.last_refused();
    steps += agreement.plan().step_count();
    for (const auto& [reason, times] : agreement.reasons()) {
      reasons[reason] += times;
      left_out += times;
    }
    for (int i = 0; i < 12 && !::testing::Test::HasFailure(); ++i) {
      shapes::Root record;
      FillAtRandom(record, (1 + static_cast<int>(random() % 9)) / 10.0, random);
      agreement.CheckOn(record, i % 3, scratch);
    }
  }
  std::cout << steps << " expressions compiled, " << left_out << " not:\n";
  for (const auto& [reason, times] : reasons) std::cout << "  " << times << " " << reason << "\n";
  EXPECT_LT(left_out * 3, steps);
}

}  // namespace
}  // namespace risk::evaluation
