#include "risk/evaluation/plan/plan.h"

#include <cmath>

#include "risk/evaluation/program/machine_atoms.h"
#include "risk/evaluation/plan/plan_rep.h"
#include "risk/evaluation/plan/totals.h"
#include "risk/evaluation/program/slot_ranges.h"
#include "risk/evaluation/input/wire_decoder.h"

namespace risk::evaluation {
namespace {

// A total as a whole number; no limit where it has none.
Slot ToWhole(Slot total) {
  if (IsError(total)) return total;
  const DoubleRange range = Doubles(total);
  if (range.low != range.low || range.high != range.high) return kUnknownInt;
  constexpr double kLimit = 9.2e18;
  return {
      range.low < -kLimit ? kNoLow : static_cast<int64_t>(std::floor(std::min(range.low, kLimit))),
      range.high > kLimit ? kNoHigh
                          : static_cast<int64_t>(std::ceil(std::max(range.high, -kLimit)))};
}

Slot IdOf(const BandSpec& spec, Slot band) {
  if (IsError(band)) return band;
  if (band.lo != band.hi) return kUnknownText;
  return TextSlot(band.lo < 0 ? absl::string_view("", 0)
                              : absl::string_view(spec.bands[band.lo].id));
}

}  // namespace

Plan::Plan(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}
Plan::~Plan() = default;

int Plan::step_count() const { return static_cast<int>(rep_->steps.size()); }

absl::Status Plan::Run(absl::string_view record, int64_t assessed_on, PlanRun& scratch) const {
  PlanRun::State& state = *scratch.state_;
  state.message = nullptr;
  absl::Status status = rep_->Decode(record, state);
  if (!status.ok()) return status;
  return RunAgain(assessed_on, scratch);
}

absl::Status Plan::Run(const google::protobuf::Message& record, int64_t assessed_on,
                       PlanRun& scratch) const {
  PlanRun::State& state = *scratch.state_;
  if (rep_->loader != nullptr && rep_->loader->CanLoad(record)) {
    state.message = &record;
    state.read_by = 0;
    if (rep_->loader->Load(record, state.record) != DecodeResult::kOk) {
      return absl::InvalidArgumentError("the record's lists are too long");
    }
    state.read_by = rep_->id;
    return RunAgain(assessed_on, scratch);
  }
  state.message = record.GetDescriptor() == rep_->context ? &record : nullptr;
  const size_t size = record.ByteSizeLong();
  if (size > INT32_MAX) return absl::InvalidArgumentError("the record is too large");
  state.bytes.resize(size);
  record.SerializeWithCachedSizesToArray(reinterpret_cast<uint8_t*>(&state.bytes[0]));
  absl::Status status = rep_->Decode(state.bytes, state);
  if (!status.ok()) return status;
  return RunAgain(assessed_on, scratch);
}

absl::Status Plan::RunAgain(int64_t assessed_on, PlanRun& scratch) const {
  PlanRun::State& state = *scratch.state_;
  if (state.read_by != rep_->id) {
    return absl::FailedPreconditionError("no record of this plan has been read");
  }
  rep_->SetInputs(assessed_on, state);
  if (++state.runs == 2) rep_->RunEmpty(state);
  return rep_->RunSteps(state);
}

absl::Status Plan::Rep::Decode(absl::string_view record, PlanRun::State& state) const {
  state.read_by = 0;
  state.source = record;
  if (record.size() > INT32_MAX) return absl::InvalidArgumentError("the record is too large");
  DecodeResult result = evaluation::Decode(record, layout, state.record);
  if (result == DecodeResult::kNotCanonical) {
    // Written by hand, or merged from pieces. Protobuf brings it into the order that it writes
    // itself.
    state.factory.SetDelegateToGeneratedFactory(true);
    const std::unique_ptr<google::protobuf::Message> message(
        state.factory.GetPrototype(context)->New());
    if (!message->ParsePartialFromArray(record.data(), static_cast<int>(record.size()))) {
      return absl::InvalidArgumentError("the record is not a well-formed message");
    }
    std::string bytes;
    message->SerializePartialToString(&bytes);
    state.bytes = std::move(bytes);
    state.source = state.bytes;
    result = evaluation::Decode(state.bytes, layout, state.record);
  }
  if (result == DecodeResult::kOk) {
    state.read_by = id;
    return absl::OkStatus();
  }
  if (result == DecodeResult::kTooLarge) {
    return absl::InvalidArgumentError("the record's lists are too long");
  }
  return absl::InvalidArgumentError("the record is not a well-formed message");
}

// Values that depend on the date alone are kept from run to run.
void Plan::Rep::SetInputs(int64_t assessed_on_day, PlanRun::State& state) const {
  if (state.plan == id && state.assessed_on == assessed_on_day) return;
  state.globals = globals.initial;
  state.places = &places;
  state.plan = id;
  state.assessed_on = assessed_on_day;
  state.runs = 0;
  state.empty.reset();
  if (assessed_on >= 0) state.globals[assessed_on] = {assessed_on_day, assessed_on_day};
  for (const Parameter& parameter : parameters) {
    Slot& slot = state.globals[parameter.slot];
    slot = kErrorSlot;
    for (size_t i = 0; i < parameter.values.size(); ++i) {
      const DatedValue& value = parameter.values[i];
      if (value.first <= assessed_on_day && assessed_on_day <= value.last)
        slot = parameter.slots[i];
    }
  }
  state.texts.clear();
  Machine machine(program, state.record, state.globals.data(), kMaxElements, state.texts);
  for (const Hoisted& value : hoisted) {
    state.globals[value.slot] = machine.Compute(&prologue[value.start]);
  }
}

// What every step gives where nothing is known. Costs a run: not worth it for one record.
void Plan::Rep::RunEmpty(PlanRun::State& state) const {
  std::unique_ptr<PlanRun::State> empty(new PlanRun::State);
  empty->record.Reset(layout);
  SetInputs(state.assessed_on, *empty);
  if (RunSteps(*empty).ok()) state.empty = std::move(empty);
}

absl::Status Plan::Rep::RunSteps(PlanRun::State& state) const {
  Slot* const results = state.globals.data();
  state.record.ForgetImplied();
  const Slot* const of_empty = state.empty == nullptr ? nullptr : state.empty->globals.data();
  const Parts there = of_empty == nullptr ? kEveryPart
                                          : PartsThere(root_parts, state.record.root.data(),
                                                       layout.initial(0).data());
  // Views are made anew for each record, if it says nothing too: what is missing is looked for in them.
  const auto keeps = [&](const RunEntry& step) {
    return of_empty != nullptr && (step.parts & there) == 0 && step.parts != kEveryPart;
  };
  state.implications = &implications;
  Machine machine(program, state.record, results, kMaxElements, state.record.texts);
  const Instruction* const first = program.code.data();
  int index = -1;
  for (const RunEntry& step : entries) {
    ++index;
    if (keeps(step)) {
      if (step.slot >= 0) results[step.slot] = of_empty[step.slot];
      if (step.variable_slot >= 0) results[step.variable_slot] = of_empty[step.variable_slot];
    } else if (step.kind == StepKind::kCompiled) {
      const Instruction* code = first + step.start;
      results[step.slot] =
          step.type == ValueType::kTruth ? SlotOf(machine.Quick(code)) : machine.Compute(code);
    } else if (step.kind != StepKind::kLazy) {
      results[step.slot] = RunStep(index, machine, state);
    }
  }
  if (machine.is_exhausted()) return TooManySteps();
  return absl::OkStatus();
}

Slot Plan::Rep::Highest(const HighestStep& step, Machine& machine) const {
  TotalRange highest(Combine::kHighest, step.base);
  const bool is_list =
      machine.ValuesOfRows(&program.code[step.start], [&](Slot value, bool is_certain) {
        DoubleRange range = kAnyDouble;
        if (!IsError(value)) {
          range = step.type == ValueType::kInt ? AsTotal(Ints(value)) : Doubles(value);
        }
        highest.Add(is_certain ? Truth::kTrue : Truth::kUnknown, range);
      });
  return is_list ? ToSlot(highest.Total()) : kErrorSlot;
}

// A step that is not compiled.
Slot Plan::Rep::RunStep(int index, Machine& machine, PlanRun::State& state) const {
  const Step& step = steps[index];
  Slot* const results = state.globals.data();
  const StepResults earlier(places, results);
  switch (step.kind) {
    case StepKind::kView: {
      const ViewProgram& view = program.views[step.spec];
      bool has_error = false;
      results[view.slot] = machine.MakeView(view, &has_error);
      return has_error ? kErrorSlot : SlotOf(Truth::kTrue);
    }
    case StepKind::kImplication: {
      const ImplicationProgram& implication = program.implications[step.spec];
      return SlotOf(machine.Imply(implication, state.record) ? Truth::kTrue : Truth::kFalse);
    }
    case StepKind::kInstrument:
    case StepKind::kHighest: {
      const Slot total = step.kind == StepKind::kHighest ? Highest(highest[step.spec], machine)
                                                         : instruments[step.spec].Total(earlier);
      if (step.variable_slot >= 0) results[step.variable_slot] = ToWhole(total);
      return total;
    }
    case StepKind::kBand: {
      const Slot band = BandOf(bands[step.spec], earlier);
      if (step.variable_slot >= 0) results[step.variable_slot] = IdOf(bands[step.spec], band);
      return band;
    }
    default:
      return kErrorSlot;
  }
}

}  // namespace risk::evaluation
