#include <atomic>

#include "risk/evaluation/value/interval.h"
#include "risk/evaluation/plan/plan.h"
#include "risk/evaluation/plan/plan_rep.h"
#include "risk/evaluation/program/slot_ranges.h"

namespace risk::evaluation {
namespace {

using expression::Kind;

Slot SlotOfConstant(const expression::Constant& value, Kind kind) {
  if (const bool* b = std::get_if<bool>(&value)) return {*b, *b};
  if (const int64_t* n = std::get_if<int64_t>(&value)) {
    if (kind == Kind::kDouble) return ToSlot(ToDouble(IntRange{*n, *n}));
    return {*n, *n};
  }
  if (const double* d = std::get_if<double>(&value)) return DoubleSlot(*d, *d);
  if (const std::string* text = std::get_if<std::string>(&value)) return TextSlot(*text);
  if (const auto* days = std::get_if<expression::Days>(&value)) return ToSlot(*days);
  return kErrorSlot;
}

}  // namespace

struct PlanBuilder::Rep {
  Rep(const expression::Environment& env, Absence absence)
      : plan(new Plan::Rep(env.context(), absence)), env(env) {
    plan->definitions.resize(env.variables().size());
    plan->program.tables.resize(env.tables().size());
    compiler =
        std::make_unique<Compiler>(plan->layout, plan->program, plan->globals, plan->definitions);
  }

  // The type that a variable was declared with.
  Kind KindOf(int variable) const { return env.variables()[variable].type.kind(); }
  Definition* Define(int variable, Definition::Kind kind, int slot) {
    if (variable < 0 || static_cast<size_t>(variable) >= plan->definitions.size()) return nullptr;
    Definition& definition = plan->definitions[variable];
    definition.kind = kind;
    definition.slot = slot;
    definition.type = KindOf(variable);
    return &definition;
  }
  int Add(const Step& step) {
    plan->steps.push_back(step);
    plan->places.push_back({step.slot, step.type});
    return static_cast<int>(plan->steps.size()) - 1;
  }

  // A step that gives a total, and the variable that stands for it.
  int AddTotal(Step step, int variable) {
    step.type = ValueType::kDouble;
    step.slot = plan->globals.Add(kErrorSlot);
    const bool is_whole = variable >= 0 && KindOf(variable) == Kind::kInt;
    if (is_whole) step.variable_slot = plan->globals.Add(kErrorSlot);
    Define(variable, Definition::Kind::kResult, is_whole ? step.variable_slot : step.slot);
    return Add(step);
  }

  std::unique_ptr<Plan::Rep> plan;
  const expression::Environment& env;
  std::unique_ptr<Compiler> compiler;
  FieldAccessTable access;
};

PlanBuilder::PlanBuilder(const expression::Environment& env, Absence absence)
    : rep_(new Rep(env, absence)) {}
PlanBuilder::~PlanBuilder() = default;

void PlanBuilder::SetAssessedOn(int variable) {
  rep_->plan->assessed_on = rep_->plan->globals.Add(kUnknownInt);
  rep_->Define(variable, Definition::Kind::kInput, rep_->plan->assessed_on);
}

void PlanBuilder::AddParameter(int variable, std::vector<DatedValue> values) {
  Parameter parameter;
  parameter.slot = rep_->plan->globals.Add(kErrorSlot);
  parameter.values = std::move(values);
  if (rep_->Define(variable, Definition::Kind::kInput, parameter.slot) == nullptr) return;
  rep_->plan->parameters.push_back(std::move(parameter));
  // Texts are viewed where they stay.
  Parameter& kept = rep_->plan->parameters.back();
  for (const DatedValue& value : kept.values) {
    kept.slots.push_back(SlotOfConstant(value.value, rep_->KindOf(variable)));
  }
}

void PlanBuilder::SetTable(int table, LookupTable values) {
  if (table < 0 || static_cast<size_t>(table) >= rep_->plan->program.tables.size()) return;
  TableRead& read = rep_->plan->program.tables[table];
  read.is_set = true;
  read.unknown_key = values.is_text() ? kUnknownText : ToSlot(values.AllNumbers());
  read.values = std::move(values);
}

void PlanBuilder::SetCalendar(const Calendar* calendar) { rep_->plan->program.calendar = calendar; }

void PlanBuilder::SetFieldAccess(FieldAccessTable table) { rep_->access = std::move(table); }

int PlanBuilder::AddExpression(std::shared_ptr<const expression::CheckedExpression> expression,
                               int variable) {
  Plan::Rep& plan = *rep_->plan;
  Step step;
  plan.expressions.push_back(expression);
  const std::optional<ValueType> type = ValueTypeOf(expression->type());
  if (!type.has_value()) {
    Definition* definition = rep_->Define(variable, Definition::Kind::kTree, -1);
    if (definition != nullptr) definition->expression = expression.get();
    return rep_->Add(step);
  }
  step.type = *type;
  if (!rep_->compiler->Compile(expression->root(), *type, &step.start)) return -1;
  step.kind = StepKind::kCompiled;
  step.slot = plan.globals.Add(kErrorSlot);
  Definition* definition = rep_->Define(variable, Definition::Kind::kResult, step.slot);
  if (definition != nullptr) definition->type = expression->type().kind();
  return rep_->Add(step);
}

int PlanBuilder::AddClosure(const expression::FieldPath& list,
                            std::shared_ptr<const expression::CheckedExpression> when) {
  const int step = AddExpression(std::move(when));
  if (step >= 0) rep_->compiler->AddClosure(list, rep_->plan->steps[step].slot);
  return step;
}

int PlanBuilder::AddView(std::shared_ptr<const ViewSpec> spec, int variable) {
  Plan::Rep& plan = *rep_->plan;
  Step step;
  step.kind = StepKind::kView;
  step.type = ValueType::kTruth;
  if (!rep_->compiler->AddView(*spec, &step.spec)) return -1;
  plan.views.push_back(std::move(spec));
  step.slot = plan.globals.Add(kErrorSlot);
  Definition* definition = rep_->Define(variable, Definition::Kind::kView, -1);
  if (definition != nullptr) definition->view = step.spec;
  return rep_->Add(step);
}

int PlanBuilder::AddImplication(std::shared_ptr<const ImplicationSpec> spec) {
  Plan::Rep& plan = *rep_->plan;
  Step step;
  step.kind = StepKind::kImplication;
  step.type = ValueType::kTruth;
  if (!rep_->compiler->AddImplication(*spec, &step.spec)) return -1;
  plan.implications.push_back(std::move(spec));
  step.slot = plan.globals.Add(kErrorSlot);
  return rep_->Add(step);
}

const std::string& PlanBuilder::reason() const { return rep_->compiler->reason(); }

int PlanBuilder::AddInstrument(InstrumentSpec spec, int variable) {
  Plan::Rep& plan = *rep_->plan;
  Step step;
  step.kind = StepKind::kInstrument;
  step.spec = static_cast<int>(plan.instruments.size());
  plan.instruments.emplace_back(std::move(spec), plan.places);
  return rep_->AddTotal(step, variable);
}

int PlanBuilder::AddHighest(const RowFormulas& rows, double base, int variable) {
  Plan::Rep& plan = *rep_->plan;
  const std::optional<ValueType> type = ValueTypeOf(rows.formulas[0]->type());
  HighestStep highest;
  highest.base = base;
  highest.type = type.value_or(ValueType::kTruth);
  std::vector<bool> is_compiled;
  const bool is_list =
      rep_->compiler->CompileRows(&rows.list->root(), {{&rows.formulas[0]->root(), highest.type}},
                                  &is_compiled, &highest.start);
  if (!is_list || !is_compiled[0]) return -1;
  plan.expressions.insert(plan.expressions.end(), {rows.list, rows.formulas[0]});
  Step step;
  step.kind = StepKind::kHighest;
  step.spec = static_cast<int>(plan.highest.size());
  plan.highest.push_back(highest);
  return rep_->AddTotal(step, variable);
}

int PlanBuilder::AddBand(BandSpec spec, int variable) {
  Plan::Rep& plan = *rep_->plan;
  Step step;
  step.kind = StepKind::kBand;
  step.type = ValueType::kInt;
  step.spec = static_cast<int>(plan.bands.size());
  plan.bands.push_back(std::move(spec));
  step.slot = plan.globals.Add(kErrorSlot);
  step.variable_slot = plan.globals.Add(kErrorSlot);
  rep_->Define(variable, Definition::Kind::kResult, step.variable_slot);
  return rep_->Add(step);
}

int PlanBuilder::AddRows(const RowFormulas& rows) {
  Plan::Rep& plan = *rep_->plan;
  RowsStep step;
  step.is_loop = rows.list != nullptr;
  step.columns.resize(rows.formulas.size());
  std::vector<Compiler::RowFormula> known;
  std::vector<size_t> columns;
  for (size_t i = 0; i < rows.formulas.size(); ++i) {
    step.columns[i].kind = rows.formulas[i]->type().kind();
    const std::optional<ValueType> type = ValueTypeOf(rows.formulas[i]->type());
    if (!type.has_value()) continue;
    known.push_back({&rows.formulas[i]->root(), *type});
    columns.push_back(i);
  }
  std::vector<bool> is_compiled;
  const expression::Node* list = step.is_loop ? &rows.list->root() : nullptr;
  if (!rep_->compiler->CompileRows(list, known, &is_compiled, &step.start)) return -1;
  for (size_t i = 0; i < known.size(); ++i) {
    if (!is_compiled[i]) continue;
    step.types.push_back(known[i].type);
    step.columns[columns[i]].place = static_cast<int>(step.types.size());  // behind membership
    if (columns[i] < rows.gates) step.gates = step.types.size();
  }
  // Texts of constants are viewed where they stay.
  plan.expressions.insert(plan.expressions.end(), rows.formulas.begin(), rows.formulas.end());
  if (step.is_loop) plan.expressions.push_back(rows.list);
  plan.rows.push_back(std::move(step));
  return static_cast<int>(plan.rows.size()) - 1;
}

// Of a step that may be left out. Views and implications change the record, so that they may not.
Parts Plan::Rep::PartsOf(const Step& step, const PartsReader& reader,
                         const std::vector<Parts>& earlier) const {
  Parts parts = 0;
  const auto add = [&](int index) {
    const size_t place = static_cast<size_t>(index);  // -1: of nothing
    if (place < earlier.size()) parts |= earlier[place];
  };
  switch (step.kind) {
    case StepKind::kCompiled:
      return reader.Of(step.start);
    case StepKind::kHighest:
      return reader.Of(highest[step.spec].start);
    case StepKind::kInstrument:
      for (const InstrumentItem& item : instruments[step.spec].spec().items) {
        add(item.when);
        add(item.value);
        add(item.points_from);
      }
      add(instruments[step.spec].spec().raised_by);
      return parts;
    case StepKind::kBand:
      add(bands[step.spec].total);
      for (const BandStart& band : bands[step.spec].bands) add(band.from_step);
      return parts;
    default:
      return kEveryPart;
  }
}

void Plan::Rep::FillEntries() {
  step_of.assign(globals.initial.size(), -1);
  PartsReader reader(program, PartsOfRoot(layout), globals.initial.size());
  std::vector<Parts> earlier;
  for (const Step& step : steps) {
    for (const int slot : {step.slot, step.variable_slot}) {
      if (slot >= 0) step_of[slot] = static_cast<int>(earlier.size());
    }
    const Parts parts = PartsOf(step, reader, earlier);
    earlier.push_back(parts);
    reader.SetGlobal(step.slot, parts);
    reader.SetGlobal(step.variable_slot, parts);
    if (step.kind == StepKind::kView) reader.SetGlobal(program.views[step.spec].slot, kEveryPart);
    if (step.kind == StepKind::kImplication) {
      const ImplicationProgram& implication = program.implications[step.spec];
      if (implication.list < 0) reader.AddToRoot(implication.slot, reader.Of(implication.when));
    }
    entries.push_back({parts, static_cast<uint32_t>(step.start), step.slot, step.variable_slot,
                       step.kind, step.type});
  }
  root_parts = reader.root();
}

std::unique_ptr<const Plan> PlanBuilder::Build() {
  static std::atomic<uint64_t> last_id{0};
  Plan::Rep& plan = *rep_->plan;
  if (!rep_->compiler->FinishViews()) return nullptr;
  plan.id = ++last_id;
  plan.layout.Finish();
  rep_->compiler->FillConstants();
  plan.loader = MessageLoader::Create(plan.layout, rep_->access);
  for (ListRead& list : plan.program.lists) {
    list.stride = plan.layout.list(list.list).stride;
    list.unseen = plan.layout.unseen(list.list + 1).data();
  }
  plan.FillEntries();
  plan.prologue = rep_->compiler->prologue();
  plan.hoisted = rep_->compiler->hoisted();
  rep_->compiler.reset();
  return std::unique_ptr<const Plan>(new Plan(std::move(rep_->plan)));
}

}  // namespace risk::evaluation
