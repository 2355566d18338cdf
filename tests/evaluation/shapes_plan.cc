#include "tests/evaluation/shapes_plan.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/expression/checker.h"
#include "tests/evaluation/shapes_access.h"

namespace risk::evaluation {
namespace {

constexpr const char* kExpressions[] = {
    "yes",
    "settled && !branch.yes",
    "age",
    "number + 1",
    "score",
    "flag",
    "day",
    "color == Color.GREEN",
    "name",
    "narrow",
    "small",
    "implicit",
    "implicit_text",
    "branch.count",
    "branch.inner.inner.yes",
    "far.day",
    "has(other)",
    "recorded(color)",
    "recorded(yes)",
    "recorded(day)",
    "complete(leaves)",
    "leaves.exists(l, l.yes)",
    "leaves.all(l, l.yes || l.stem.yes)",
    "leaves.exists_one(l, l.count > 2)",
    "size(leaves.filter(l, l.color == Color.RED))",
    "leaves.exists(l, l.buds.exists(b, b.yes && b.words.exists(w, w == 'a')))",
    "plain_leaves.all(l, Color.BLUE in l.colors)",
    "sum(plain_leaves.map(l, l.count))",
    "latest(leaves.map(l, l.day))",
    "sum(numbers)",
    "sum(scores)",
    "earliest(days)",
    "'b' in words",
    "answers.all(a, a)",
    "branch.leaves.exists(l, l.stem.day > assessed_on)",
    "branch.open_leaves.all(l, !l.yes)",
    "size(colors)",
};

}  // namespace

std::unique_ptr<const Plan> ShapesPlan() {
  expression::Environment env(shapes::Root::descriptor(), "risk.shapes");
  const int assessed_on =
      env.DeclareVariable("assessed_on", expression::Type::Of(expression::Kind::kDate));
  PlanBuilder builder(env);
  builder.SetAssessedOn(assessed_on);
  builder.SetFieldAccess(ShapesAccess());
  for (const char* text : kExpressions) {
    expression::CheckResult result = expression::Check(text, env);
    if (!result.ok()) return nullptr;
    if (builder.AddExpression(std::move(result.expression)) < 0) return nullptr;
  }
  return builder.Build();
}

std::string ResultsOf(const Plan& plan, const PlanRun& scratch) {
  std::string all;
  for (int step = 0; step < plan.step_count(); ++step) {
    absl::string_view text = "unknown";
    scratch.text(step, &text);
    const PlanRun::Whole whole = scratch.whole(step);
    const Range range = scratch.range(step);
    absl::StrAppend(&all, step, ": ", static_cast<int>(scratch.truth(step)), " ", whole.low, " ",
                    whole.high, " ", range.low, " ", range.high, " ", text, "\n");
  }
  return all;
}

std::string DifferenceOn(absl::string_view bytes, const Plan& plan) {
  PlanRun from_bytes;
  const absl::Status status = plan.Run(bytes, kShapesAssessedOn, from_bytes);
  shapes::Root record;
  if (!record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return "";
  if (!status.ok()) return absl::StrCat("protobuf reads it, the plan says ", status.ToString());
  PlanRun from_message;
  if (!plan.Run(record, kShapesAssessedOn, from_message).ok()) return "the message is refused";
  const std::string a = ResultsOf(plan, from_bytes), b = ResultsOf(plan, from_message);
  return a == b ? "" : absl::StrCat("from bytes:\n", a, "from the message:\n", b);
}

}  // namespace risk::evaluation
