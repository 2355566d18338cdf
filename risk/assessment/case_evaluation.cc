#include "risk/assessment/case_evaluation.h"

#include <cmath>
#include <utility>
#include <variant>

#include "risk/assessment/kept_support.h"
#include "risk/evaluation/interpreter/explanation.h"
#include "risk/evaluation/plan/slot_value.h"
#include "risk/evaluation/value/support.h"

namespace risk::assessment {

using edition::Formula;
using edition::RuleKind;
using edition::VariableSource;
using evaluation::Support;
using evaluation::Truth;
using evaluation::Value;
using evaluation::ValueKind;
using expression::Kind;
using Part = edition::VariableSource::Part;

namespace {

// Memory for what the values of a case rest on, so that lists in which each entry is compared with
// each other one cannot take more than the case is worth. A person looks at 50 readings at most.
constexpr size_t kMostTracked = 12 << 20;
constexpr size_t kMostTrackedOfOne = 4 << 20;

bool IsPlain(const Value& value) {
  return !value.Is(ValueKind::kList) && !value.Is(ValueKind::kMap) && !value.Is(ValueKind::kMessage);
}

// Whether the value is all there, besides what it rests on: no part of it lies elsewhere.
bool IsWhole(const Value& value) {
  return IsPlain(value) && !value.is_error() && !value.Is(ValueKind::kString) && !value.Is(ValueKind::kBytes);
}

}  // namespace

EvaluationTables::EvaluationTables(const Edition& edition) {
  for (const expression::Variable& variable : edition.environment().variables()) {
    variable_names.push_back(variable.name);
  }
  for (const edition::Table& table : edition.tables()) tables.push_back(&table.values);
}

CaseEvaluation::Variables::Variables(bool tracks, bool tracks_decided, size_t count, int64_t* budget)
    : tracks_support(tracks), values(count), is_ready(count, 0) {
  evaluation.set_track_support(tracks);
  scratch.set_track_support(tracks);
  evaluation.set_track_decided(tracks_decided);
  scratch.set_track_decided(tracks_decided);
  evaluation.set_budget(budget);
  scratch.set_budget(budget);
  if (!tracks) return;
  nothing = new (evaluation.Allocate(sizeof(Support))) Support();
  nothing->kind = Support::Kind::kSettled;
  evaluation.set_tracked_limits(kMostTracked, kMostTrackedOfOne);
  scratch.set_tracked_limits(kMostTracked, kMostTrackedOfOne);
}

CaseEvaluation::CaseEvaluation(const Input& input)
    : input_(input),
      of_instrument_(input.edition->instruments().size()),
      of_variable_(input.tables->variable_names.size(), nullptr) {
  for (const edition::Closure& closure : edition().closures()) {
    if (results().truth(closure.when.output) == Truth::kTrue) closed_lists_.push_back(closure.list);
  }
  results().VisitImplied(
      [this](const evaluation::ImplicationSpec& spec, int index) { implied_.Add(spec, index); });
}

CaseEvaluation::Variables& CaseEvaluation::Plain() {
  if (!plain_.has_value()) plain_.emplace(false, false, of_variable_.size(), &steps_left_);
  return *plain_;
}

CaseEvaluation::Variables& CaseEvaluation::Tracked() {
  if (!tracked_.has_value()) {
    tracked_.emplace(true, input_.explains_decided, of_variable_.size(), &steps_left_);
  }
  return *tracked_;
}

absl::StatusOr<const evaluation::RowResults*> CaseEvaluation::RunRows(int rows) {
  absl::Status status = edition().plan().RunRows(rows, results(), rows_);
  if (!status.ok()) return status;
  return &rows_;
}

Truth CaseEvaluation::TruthOf(const Formula& formula, const RuleRow* row) {
  if (!formula.has_value()) return Truth::kTrue;
  if (formula.output >= 0) return results().truth(formula.output);
  return Evaluate(formula, row).truth();
}

Value CaseEvaluation::Evaluate(const Formula& formula, const RuleRow* row) {
  Value value;
  return FromPlan(formula, row, &value) ? value : Interpret(formula, row, Plain());
}

std::vector<evaluation::MadeRow> CaseEvaluation::RowsOf(const edition::View& view) {
  PrepareVariable(view.variable, Plain());
  return evaluation::RowsOf(Plain().values[view.variable]);
}

Value CaseEvaluation::FieldOf(const evaluation::MadeRow& row,
                              const google::protobuf::FieldDescriptor& field) {
  return evaluation::ReadRow(row, field, ActivationFor(nullptr, Plain(), nullptr),
                             Plain().evaluation);
}

Value CaseEvaluation::EvaluateOf(const Formula& formula, const evaluation::MadeRow& row) {
  Prepare(*formula.checked, Plain());
  evaluation::Activation activation = ActivationFor(nullptr, Plain(), nullptr);
  activation.bound = absl::MakeConstSpan(row.row, 1);
  return evaluation::Evaluate(*formula.checked, activation, Fresh(Plain()));
}

void CaseEvaluation::Explain(const Formula& formula, const RuleRow* row,
                             v1::Explanation& explanation) {
  Prepare(*formula.checked, row, Tracked());
  evaluation::Evaluation& memory = Fresh(Tracked());
  Value bound;
  evaluation::Explained explained =
      evaluation::Explain(*formula.checked, ActivationFor(row, Tracked(), &bound), memory,
                          evaluation::kMostReadings, &readings_);
  explanation = std::move(explained.explanation);
  // Rows of views are read, and kept, with the variables.
  Tracked().is_cut |= Tracked().evaluation.is_cut();
  const bool is_cut = memory.is_cut() || Tracked().is_cut;
  const bool is_undecided = !explained.value.is_error() && !explained.value.is_decided();
  pieces_.Refer(is_cut && is_undecided ? Missing(formula, row) : Collect(explained.clause), explanation);
  cut_explanations_ += memory.is_cut();
}

v1::Explanation CaseEvaluation::ExplainAsRecorded(const Formula& formula, const RuleRow* row) {
  if (!recorded_.has_value()) recorded_.emplace(true, true, input_.tables->variable_names.size(), &steps_left_);
  Prepare(*formula.checked, row, *recorded_);
  evaluation::Evaluation& memory = Fresh(*recorded_);
  Value bound;
  evaluation::Activation activation = ActivationFor(row, *recorded_, &bound);
  activation.implied = nullptr;
  return evaluation::Explain(*formula.checked, activation, memory, evaluation::kMostReadings, &readings_)
      .explanation;
}

// Whether the value for a row is one of the plan.
bool CaseEvaluation::IsHeld(const Formula& formula, const RuleRow* row) {
  return row != nullptr && formula.column >= 0 && row->results != nullptr &&
         row->results->has(formula.column);
}

const CaseEvaluation::Ids& CaseEvaluation::Missing(const Formula& formula, const RuleRow* row) {
  if (formula.output >= 0) return Places().OfStep(formula.output);
  of_row_.clear();
  if (IsHeld(formula, row)) {
    of_row_ = Places().OfRow(row->rows, formula.column, row->index);
  } else if (formula.has_value()) {
    of_row_ = Collect(Interpret(formula, row, Tracked()));
  }
  return of_row_;
}

CaseEvaluation::Ids CaseEvaluation::MissingOf(const edition::Implication::Part& part, int element) {
  return Places().OfImplication(part.step, element);
}

std::shared_ptr<const Ways> CaseEvaluation::WaysToRuleOut(const Formula& formula,
                                                          const RuleRow* row) {
  std::shared_ptr<const Ways> ways;
  if (formula.output >= 0) {
    ways = Places().WaysOfStep(formula.output);
  } else if (IsHeld(formula, row) && formula.checked->type().Is(Kind::kBool)) {
    ways = Places().WaysOfRow(row->rows, formula.column, row->index);
  }
  if (ways != nullptr && !ways->is_empty()) return ways;
  Ways all;
  all.pieces = Missing(formula, row);
  return std::make_shared<const Ways>(std::move(all));
}

evaluation::MissingPlaces& CaseEvaluation::Places() {
  if (!places_.has_value()) {
    const auto number_of = [this](const evaluation::RecordPlace& place) {
      return pieces_.IdOf(place);
    };
    const auto of_total = [this](int step) -> const Ids& { return MissingOfTotal(step); };
    places_.emplace(edition().plan(), results(),
                    evaluation::MissingPlaces::Caller{number_of, of_total, &steps_left_});
  }
  return *places_;
}

const CaseEvaluation::Ids& CaseEvaluation::MissingOfTotal(int step) {
  for (const edition::Instrument& instrument : edition().instruments()) {
    if (instrument.total == step || instrument.band == step) return MissingOfInstrument(instrument);
  }
  static const Ids& none = *new Ids;
  return none;
}

const CaseEvaluation::Ids& CaseEvaluation::MissingOfInstrument(
    const edition::Instrument& instrument) {
  std::unique_ptr<Ids>& kept = of_instrument_[&instrument - edition().instruments().data()];
  if (kept != nullptr) return *kept;
  kept = std::make_unique<Ids>();
  std::vector<char> is_listed;
  const auto add = [&](const Formula& formula) {
    for (const int id : Missing(formula)) {
      is_listed.resize(pieces_.size(), 0);
      if (!std::exchange(is_listed[id], 1)) kept->push_back(id);
    }
  };
  for (const edition::Item& item : instrument.items) {
    if (TruthOf(item.when) == Truth::kFalse) continue;
    add(item.when);
    add(item.value);
    add(item.points_from);
  }
  add(instrument.applies);
  add(instrument.raised_by);
  return *kept;
}

CaseEvaluation::Ids CaseEvaluation::Collect(const Value& value) {
  Ids ids;
  if (value.is_decided() || value.is_error()) return ids;
  ++collection_;
  const auto add = [&](int id) {
    if (id < 0) return;
    collected_.resize(pieces_.size(), 0);
    if (std::exchange(collected_[id], collection_) != collection_) ids.push_back(id);
  };
  evaluation::VisitMissing(value.support(), [&](const Support& part) {
    if (part.kind != Support::Kind::kVariable) {
      add(pieces_.IdOf(part));
      return true;
    }
    // An implied answer stands for what it follows from, which comes below it.
    const Ids* known = part.index < 0 ? nullptr : of_variable_[static_cast<size_t>(part.index)];
    if (known == nullptr && part.left == nullptr && part.is_missing) add(pieces_.IdOf(part.name));
    if (known == nullptr) return true;
    for (const int id : *known) add(id);
    return false;
  });
  return ids;
}

Value CaseEvaluation::Interpret(const Formula& formula, const RuleRow* row, Variables& variables) {
  Prepare(*formula.checked, row, variables);
  evaluation::Evaluation& memory = Fresh(variables);
  Value bound;
  return evaluation::Evaluate(*formula.checked, ActivationFor(row, variables, &bound), memory);
}

// Rows of views are kept with the variables.
evaluation::Evaluation& CaseEvaluation::Fresh(Variables& variables) const {
  variables.scratch.Reset();
  return variables.scratch;
}

// Rows of a view have the same order in the plan and in the interpreter.
Value CaseEvaluation::ElementOf(const RuleRow& row, Variables& variables) const {
  if (row.each->view < 0) {
    return evaluation::ElementOf(*input_.record, row.each->list, row.index, variables.scratch);
  }
  const Value& view = variables.values[edition().views()[row.each->view].variable];
  return view.list().items[static_cast<size_t>(row.index)].value;
}

evaluation::Activation CaseEvaluation::ActivationFor(const RuleRow* row, Variables& variables,
                                                     Value* bound) const {
  evaluation::Activation activation;
  activation.record = input_.record;
  activation.variables = variables.values;
  activation.variable_names = input_.tables->variable_names;
  if (row != nullptr && row->each != nullptr) {
    *bound = ElementOf(*row, variables);
    activation.bound = absl::MakeConstSpan(bound, 1);
  }
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

void CaseEvaluation::Prepare(const expression::CheckedExpression& expression, const RuleRow* row,
                             Variables& variables) {
  if (row != nullptr && row->each != nullptr) Prepare(*row->each->rows.checked, variables);
  Prepare(expression, variables);
}

void CaseEvaluation::PrepareVariable(int variable, Variables& variables) {
  if (variables.is_ready[variable]) return;
  variables.is_ready[variable] = 1;  // the rules have no cycles
  Value value = VariableValue(variable, variables);
  if (of_variable_[variable] != nullptr || (value.is_decided() && IsPlain(value))) Shorten(variables, value);
  variables.values[variable] = value;
  variables.is_cut |= variables.evaluation.is_cut();
}

// Rules that read a fact show no more of what it rests on than a person will look at. What is missing
// is known from the plan.
void CaseEvaluation::Shorten(Variables& variables, Value& value) {
  if (!variables.tracks_support || value.is_error() || value.support() == nullptr) return;
  const auto identity = [this](const Support& part) -> const void* { return readings_.Of(part); };
  constexpr int kMostOfFact = evaluation::kMostReadings + 14;  // some may be covered by others
  const Support* kept = KeptSupport(value.support(), kMostOfFact, identity, variables.evaluation);
  value = value.WithSupport(kept == nullptr ? variables.nothing : kept);
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

Value TotalValue(const edition::Instrument& instrument, const expression::Type& type,
                 const evaluation::PlanRun& results) {
  const evaluation::Range total = results.range(instrument.total);
  if (!type.Is(Kind::kInt)) return Value::Double({total.low, total.high});
  return Value::Int({WholeOf(std::ceil(total.low)), WholeOf(std::floor(total.high))});
}

Value BandValue(const edition::Instrument& instrument, const evaluation::PlanRun& results) {
  const evaluation::Range band = results.range(instrument.band);
  if (!(band.low == band.high)) return Value::Unknown(ValueKind::kString);
  return Value::String(band.low < 0 ? absl::string_view()
                                    : instrument.bands[static_cast<size_t>(band.low)].text->id());
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
    return evaluation::MakeView(*view.spec, ActivationFor(nullptr, variables, nullptr),
                                variables.evaluation);
  }
  Value value;
  if (source.rule.kind == RuleKind::kInstrument) {
    const edition::Instrument& instrument = edition().instruments()[source.rule.index];
    value = source.part == Part::kResult ? TotalValue(instrument, type, results())
                                         : BandValue(instrument, results());
    if (variables.tracks_support && !value.is_decided()) {
      of_variable_[variable] = &MissingOfInstrument(instrument);
    }
    return value;
  }
  const Formula& formula = FormulaOf(source);
  const bool is_held = FromPlan(formula, nullptr, &value);
  if (is_held && !variables.tracks_support) return value;
  if (is_held && !value.is_decided()) of_variable_[variable] = &Places().OfStep(formula.output);
  if (is_held && !input_.explains_decided) return value;
  Prepare(*formula.checked, variables);
  const evaluation::Activation activation = ActivationFor(nullptr, variables, nullptr);
  // Most of the memory is for what is read on the way: of that only what can be shown is kept.
  if (is_held && IsWhole(value)) {
    evaluation::Evaluation& memory = Fresh(variables);
    Value again = evaluation::Evaluate(*formula.checked, activation, memory);
    // Only what PrepareVariable takes out of that memory may come from there.
    if (IsWhole(again) && (again.is_decided() || of_variable_[variable] != nullptr)) {
      variables.is_cut |= memory.is_cut();
      return again;
    }
  }
  return evaluation::Evaluate(*formula.checked, activation, variables.evaluation);
}

bool CaseEvaluation::FromPlan(const Formula& formula, const RuleRow* row, Value* value) const {
  if (formula.output >= 0) {
    return results().value(formula.output, formula.checked->type().kind(), value);
  }
  if (!IsHeld(formula, row)) return false;
  *value = row->results->value(row->index, formula.column);
  return true;
}

}  // namespace risk::assessment
