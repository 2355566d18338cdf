#include "risk/evaluation/plan/plan_run.h"

#include "risk/evaluation/plan/plan_rep.h"
#include "risk/evaluation/plan/slot_value.h"
#include "risk/evaluation/program/slot_ranges.h"

namespace risk::evaluation {
namespace {

// The result of a step, if it has the form of a slot.
bool FindResult(const std::vector<ResultPlace>* places, const std::vector<Slot>& globals, int step,
          Slot* slot, ValueType* type) {
  if (places == nullptr || step < 0 || static_cast<size_t>(step) >= places->size()) return false;
  const ResultPlace& place = (*places)[step];
  if (place.slot < 0) return false;
  *slot = globals[place.slot];
  *type = place.type;
  return true;
}

}  // namespace

PlanRun::PlanRun() : state_(new State) {}
PlanRun::~PlanRun() = default;
PlanRun::PlanRun(PlanRun&&) noexcept = default;
PlanRun& PlanRun::operator=(PlanRun&&) noexcept = default;

bool PlanRun::is_error(int step) const {
  Slot slot;
  ValueType type;
  return FindResult(state_->places, state_->globals, step, &slot, &type) && IsError(slot);
}

int PlanRun::error_count() const {
  int count = 0;
  if (state_->places == nullptr) return count;
  const Slot* const globals = state_->globals.data();
  for (const ResultPlace& place : *state_->places) {
    if (place.slot >= 0) count += IsError(globals[place.slot]);
  }
  return count;
}

Truth PlanRun::truth(int step) const {
  Slot slot;
  ValueType type;
  if (!FindResult(state_->places, state_->globals, step, &slot, &type)) return Truth::kUnknown;
  if (IsError(slot)) return Truth::kError;
  return type == ValueType::kTruth ? TruthOf(slot) : Truth::kUnknown;
}

Range PlanRun::range(int step) const {
  Slot slot;
  ValueType type;
  const double infinity = std::numeric_limits<double>::infinity();
  if (!FindResult(state_->places, state_->globals, step, &slot, &type) || IsError(slot)) {
    return {-infinity, infinity};
  }
  if (type == ValueType::kDouble) return {BitsDouble(slot.lo), BitsDouble(slot.hi)};
  if (type != ValueType::kInt) return {-infinity, infinity};
  return {slot.lo == kNoLow ? -infinity : static_cast<double>(slot.lo),
          slot.hi == kNoHigh ? infinity : static_cast<double>(slot.hi)};
}

PlanRun::Whole PlanRun::whole(int step) const {
  Slot slot;
  ValueType type;
  if (!FindResult(state_->places, state_->globals, step, &slot, &type) || IsError(slot) ||
      type != ValueType::kInt) {
    return {kNoLow, kNoHigh};
  }
  return {slot.lo, slot.hi};
}

void PlanRun::VisitImplied(
    absl::FunctionRef<void(const ImplicationSpec& spec, int index)> visit) const {
  if (state_->implications == nullptr) return;
  for (const ImpliedSlot& implied : state_->record.implied) {
    visit(*(*state_->implications)[implied.implication], implied.index);
  }
}

bool PlanRun::text(int step, absl::string_view* value) const {
  Slot slot;
  ValueType type;
  if (!FindResult(state_->places, state_->globals, step, &slot, &type) || IsError(slot) ||
      type != ValueType::kText || !IsKnownText(slot)) {
    return false;
  }
  *value = Text(slot);
  return true;
}

bool PlanRun::value(int step, expression::Kind kind, Value* value) const {
  Slot slot;
  ValueType type;
  if (!FindResult(state_->places, state_->globals, step, &slot, &type) || IsError(slot)) return false;
  *value = ValueOf(slot, kind);
  return true;
}

}  // namespace risk::evaluation
