#include "risk/assessment/case_evaluation.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

#include "absl/strings/strip.h"
#include "risk/evaluation/interpreter/explanation.h"
#include "risk/evaluation/value/support.h"

namespace risk::assessment {

using edition::Formula;
using edition::RuleKind;
using edition::VariableSource;
using evaluation::Truth;
using evaluation::Value;
using evaluation::ValueKind;
using expression::Kind;
using Part = edition::VariableSource::Part;

EvaluationTables::EvaluationTables(const Edition& edition) {
  for (const expression::Variable& variable : edition.environment().variables()) {
    variable_names.push_back(variable.name);
  }
  for (const edition::Table& table : edition.tables()) tables.push_back(&table.numbers);
}

CaseEvaluation::Variables::Variables(bool tracks, size_t count)
    : tracks_support(tracks), values(count), is_ready(count, 0) {
  evaluation.set_track_support(tracks);
}

CaseEvaluation::CaseEvaluation(const Input& input)
    : input_(input),
      plain_(false, input.tables->variable_names.size()),
      tracked_(true, input.tables->variable_names.size()) {
  for (const edition::Closure& closure : edition().closures()) {
    if (results().truth(closure.when.output) == Truth::kTrue) closed_lists_.push_back(closure.list);
  }
  results().VisitImplied([this](const evaluation::ImplicationSpec& spec, int index) {
    implied_.Add(spec, index);
  });
}

Truth CaseEvaluation::TruthOf(const Formula& formula, const Value* element) {
  if (!formula.has_value()) return Truth::kTrue;
  if (formula.output >= 0) return results().truth(formula.output);
  return Evaluate(formula, element).truth();
}

Value CaseEvaluation::Evaluate(const Formula& formula, const Value* element) {
  Value value;
  if (formula.output >= 0 && FromPlan(formula.output, formula.checked->type(), &value))
    return value;
  return Interpret(formula, element, plain_);
}

v1::Explanation CaseEvaluation::Explain(const Formula& formula, const Value* element) {
  Prepare(*formula.checked, tracked_);
  return evaluation::Explain(*formula.checked, ActivationFor(element, tracked_),
                             tracked_.evaluation);
}

v1::Explanation CaseEvaluation::ExplainAsRecorded(const Formula& formula, const Value* element) {
  Prepare(*formula.checked, tracked_);
  evaluation::Activation activation = ActivationFor(element, tracked_);
  activation.implied = nullptr;
  return evaluation::Explain(*formula.checked, activation, tracked_.evaluation);
}

std::vector<std::string> CaseEvaluation::Missing(const Formula& formula, const Value* element) {
  std::vector<std::string> expanded;
  if (!formula.has_value()) return expanded;
  AddExpanded(evaluation::MissingPieces(Interpret(formula, element, tracked_)), expanded);
  return expanded;
}

std::vector<std::string> CaseEvaluation::MissingOfInstrument(
    const edition::Instrument& instrument) {
  std::vector<std::string> pieces;
  const auto add = [&](const Formula& formula) {
    if (!formula.has_value()) return;
    AddExpanded(evaluation::MissingPieces(Interpret(formula, nullptr, tracked_)), pieces);
  };
  for (const edition::Item& item : instrument.items) {
    if (TruthOf(item.when) == Truth::kFalse) continue;
    add(item.when);
    add(item.value);
    add(item.points_from);
  }
  add(instrument.applies);
  add(instrument.raised_by);
  return pieces;
}

// An instrument among the pieces stands for the pieces of its items.
void CaseEvaluation::AddExpanded(const std::vector<std::string>& pieces,
                                 std::vector<std::string>& into) {
  for (const std::string& piece : pieces) {
    absl::string_view id = piece;
    const bool is_instrument =
        absl::ConsumePrefix(&id, "instrument.") || absl::ConsumePrefix(&id, "band.");
    const int index = is_instrument ? edition().Find(RuleKind::kInstrument, id) : -1;
    std::vector<std::string> parts = {piece};
    if (index >= 0) {
      if (std::count(expanding_.begin(), expanding_.end(), index) > 0) continue;
      expanding_.push_back(index);
      parts = MissingOfInstrument(edition().instruments()[index]);
      expanding_.pop_back();
    }
    for (std::string& part : parts) {
      if (std::find(into.begin(), into.end(), part) == into.end()) into.push_back(std::move(part));
    }
  }
}

Value CaseEvaluation::Interpret(const Formula& formula, const Value* element,
                                Variables& variables) {
  Prepare(*formula.checked, variables);
  return evaluation::Evaluate(*formula.checked, ActivationFor(element, variables),
                              variables.evaluation);
}

evaluation::Activation CaseEvaluation::ActivationFor(const Value* element,
                                                     const Variables& variables) const {
  evaluation::Activation activation;
  activation.record = input_.record;
  activation.variables = variables.values;
  activation.variable_names = input_.tables->variable_names;
  if (element != nullptr) activation.bound = absl::MakeConstSpan(element, 1);
  activation.closed_lists = closed_lists_;
  activation.implied = &implied_;
  activation.tables = input_.tables->tables;
  activation.calendar = edition().calendar();
  return activation;
}

void CaseEvaluation::Prepare(const expression::CheckedExpression& expression,
                             Variables& variables) {
  for (const int variable : expression.variables()) PrepareVariable(variable, variables);
}

void CaseEvaluation::PrepareVariable(int variable, Variables& variables) {
  if (variables.is_ready[variable]) return;
  variables.is_ready[variable] = 1;  // the rules have no cycles
  variables.values[variable] = VariableValue(variable, variables);
}

const Formula& CaseEvaluation::FormulaOf(const VariableSource& source) const {
  const int index = source.rule.index;
  if (source.rule.kind == RuleKind::kFact) return edition().facts()[index].value;
  if (source.rule.kind == RuleKind::kFactor) return edition().factors()[index].when;
  if (source.rule.kind == RuleKind::kFinding) return edition().findings()[index].made;
  const edition::Check& check = edition().checks()[index];
  if (source.part == Part::kNeeded) return check.needed;
  return source.part == Part::kSatisfied ? check.satisfied : check.open;
}

namespace {

// Keeps doubles that are whole, and ends without a limit.
int64_t WholeOf(double number) {
  if (number <= -9.2e18) return INT64_MIN;
  if (number >= 9.2e18) return INT64_MAX;
  return static_cast<int64_t>(number);
}

Value ConstantValue(const expression::Constant& constant, const expression::Type& type) {
  if (const bool* flag = std::get_if<bool>(&constant)) return Value::Bool(*flag);
  if (const int64_t* number = std::get_if<int64_t>(&constant)) return Value::Int(*number);
  if (const uint64_t* number = std::get_if<uint64_t>(&constant)) return Value::Uint(*number);
  if (const double* number = std::get_if<double>(&constant)) return Value::Double(*number);
  if (const std::string* text = std::get_if<std::string>(&constant)) {
    return type.Is(Kind::kBytes) ? Value::Bytes(*text) : Value::String(*text);
  }
  if (const expression::Days* days = std::get_if<expression::Days>(&constant)) {
    return Value::Date(*days);
  }
  return Value::Null();
}

}  // namespace

Value CaseEvaluation::VariableValue(int variable, Variables& variables) {
  const VariableSource source = edition().variables()[variable];
  const expression::Type& type = edition().environment().variables()[variable].type;
  if (source.rule.index < 0) {
    return Value::Date({input_.assessed_on, input_.assessed_on});
  }
  if (source.rule.kind == RuleKind::kParameter) {
    const expression::Constant* value =
        edition().parameters()[source.rule.index].On(input_.assessed_on);
    return value != nullptr
               ? ConstantValue(*value, type)
               : Value::Error(evaluation::ErrorCode::kNoValue, "no value in force on this date");
  }
  if (source.rule.kind == RuleKind::kView) {
    const edition::View& view = edition().views()[source.rule.index];
    for (const Formula& formula : view.formulas) Prepare(*formula.checked, variables);
    return evaluation::MakeView(*view.spec, ActivationFor(nullptr, variables),
                                variables.evaluation);
  }
  Value value;
  if (source.rule.kind == RuleKind::kInstrument) {
    const edition::Instrument& instrument = edition().instruments()[source.rule.index];
    if (source.part == Part::kResult) {
      const evaluation::Range total = results().range(instrument.total);
      if (!type.Is(Kind::kInt)) return Value::Double({total.low, total.high});
      return Value::Int({WholeOf(std::ceil(total.low)), WholeOf(std::floor(total.high))});
    }
    const evaluation::Range band = results().range(instrument.band);
    if (!(band.low == band.high)) return Value::Unknown(ValueKind::kString);
    return Value::String(band.low < 0 ? absl::string_view()
                                      : instrument.bands[static_cast<size_t>(band.low)].text->id());
  }
  const Formula& formula = FormulaOf(source);
  const bool is_held = formula.output >= 0 && FromPlan(formula.output, type, &value);
  const bool interprets =
      !is_held || (variables.tracks_support && (input_.explains_decided || !value.is_decided()));
  return interprets ? Interpret(formula, nullptr, variables) : value;
}

bool CaseEvaluation::FromPlan(int step, const expression::Type& type, Value* value) const {
  const evaluation::PlanRun& scratch = results();
  if (scratch.is_error(step)) return false;
  switch (type.kind()) {
    case Kind::kBool:
      *value = Value::Bool(scratch.truth(step));
      return true;
    case Kind::kInt: {
      const evaluation::PlanRun::Whole whole = scratch.whole(step);
      *value = Value::Int(evaluation::IntRange{whole.low, whole.high});
      return true;
    }
    case Kind::kDouble: {
      const evaluation::Range range = scratch.range(step);
      *value = Value::Double(evaluation::DoubleRange{range.low, range.high});
      return true;
    }
    case Kind::kDate: {
      const evaluation::PlanRun::Whole days = scratch.whole(step);
      *value = Value::Date({days.low, days.high});
      return true;
    }
    case Kind::kString: {
      absl::string_view text;
      *value = scratch.text(step, &text) ? Value::String(text) : Value::Unknown(ValueKind::kString);
      return true;
    }
    default:
      return false;
  }
}

int CaseEvaluation::ElementCount(const expression::FieldPath& list) const {
  const google::protobuf::Message* message = input_.record;
  for (size_t i = 0; i + 1 < list.size(); ++i) {
    if (!message->GetReflection()->HasField(*message, list[i])) return 0;
    message = &message->GetReflection()->GetMessage(*message, list[i]);
  }
  return message->GetReflection()->FieldSize(*message, list.back());
}

Value CaseEvaluation::Element(const expression::FieldPath& list, int index, bool is_explained) {
  Variables& variables = is_explained ? tracked_ : plain_;
  return evaluation::ElementOf(*input_.record, list, index, variables.evaluation);
}

}  // namespace risk::assessment
