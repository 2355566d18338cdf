// The inside of a plan. Not for use outside this folder; see plan.h.
#ifndef RISK_EVALUATION_PLAN_PLAN_REP_H_
#define RISK_EVALUATION_PLAN_PLAN_REP_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/dynamic_message.h"
#include "risk/evaluation/program/compiler.h"
#include "risk/evaluation/program/machine.h"
#include "risk/evaluation/plan/instrument.h"
#include "risk/evaluation/plan/parts.h"
#include "risk/evaluation/input/layout.h"
#include "risk/evaluation/input/message_loader.h"
#include "risk/evaluation/plan/plan.h"
#include "risk/evaluation/program/machine_atoms.h"
#include "risk/evaluation/program/program.h"
#include "risk/evaluation/input/slot_record.h"

namespace risk::evaluation {

// List elements that the loops of one run may visit.
constexpr int64_t kMaxElements = 100'000'000;
inline absl::Status TooManySteps() {
  return absl::ResourceExhaustedError("the record's lists take too many steps to evaluate");
}

enum class StepKind : uint8_t {
  kCompiled,     // program.code from `start`
  kLazy,         // an expression of a list or message type: only read by others
  kView,
  kImplication,
  kInstrument,
  kHighest,
  kBand,
};

struct Step {
  StepKind kind = StepKind::kLazy;
  ValueType type = ValueType::kTruth;
  size_t start = 0;        // kCompiled
  int spec = -1;           // index in instruments, highest, bands, views or implications
  int slot = -1;           // global: the result
  int variable_slot = -1;  // of a total read as int, and of the id of a band
};

// What RunSteps needs of a step.
struct RunEntry {
  Parts parts = kEveryPart;  // that it reads
  uint32_t start = 0;
  int32_t slot = -1;
  int32_t variable_slot = -1;
  StepKind kind = StepKind::kLazy;
  ValueType type = ValueType::kTruth;
};

// A loop of Plan::RunRows.
struct RowsStep {
  size_t start = 0;
  bool is_loop = false;
  size_t gates = 0;
  std::vector<ValueType> types;  // of the formulas that are compiled
  std::vector<RowColumn> columns;
};

// The highest value of the rows of a list.
struct HighestStep {
  size_t start = 0;
  ValueType type = ValueType::kDouble;
  double base = 0;
};

struct Parameter {
  int slot = -1;
  std::vector<DatedValue> values;
  std::vector<Slot> slots;  // of `values`
};

struct Plan::Rep {
  Rep(const google::protobuf::Descriptor* context, Absence absence)
      : layout(context, absence), context(context) {}

  uint64_t id = 0;  // of all plans of the process, so that a scratch knows whose inputs it holds
  Layout layout;
  const google::protobuf::Descriptor* context;
  std::unique_ptr<const MessageLoader> loader;  // null: messages are serialized
  Program program;
  Globals globals;
  std::vector<Definition> definitions;  // by variable
  int assessed_on = -1;  // global
  std::vector<Parameter> parameters;
  std::vector<Instruction> prologue;
  std::vector<Hoisted> hoisted;
  std::vector<Step> steps;
  std::vector<RunEntry> entries;    // of `steps`
  std::vector<Parts> root_parts;    // by slot of the root
  std::vector<ResultPlace> places;  // by step
  std::vector<std::shared_ptr<const expression::CheckedExpression>> expressions;
  std::vector<Instrument> instruments;
  std::vector<HighestStep> highest;
  std::vector<BandSpec> bands;
  std::vector<std::shared_ptr<const ViewSpec>> views;
  std::vector<std::shared_ptr<const ImplicationSpec>> implications;
  std::vector<RowsStep> rows;
  std::vector<int> step_of;  // by global: the step whose result lies there; -1

  // plan_builder.cc
  void FillEntries();
  Parts PartsOf(const Step& step, const PartsReader& reader, const std::vector<Parts>& earlier) const;
  // plan.cc
  absl::Status Decode(absl::string_view record, PlanRun::State& state) const;
  void SetInputs(int64_t assessed_on_day, PlanRun::State& state) const;
  void RunEmpty(PlanRun::State& state) const;
  absl::Status RunSteps(PlanRun::State& state) const;
  Slot Highest(const HighestStep& step, Machine& machine) const;
  Slot RunStep(int index, Machine& machine, PlanRun::State& state) const;
};

struct PlanRun::State {
  SlotRecord record;
  std::vector<Slot> globals;
  std::deque<std::string> texts;  // that were computed from the date alone
  uint64_t plan = 0;
  int64_t assessed_on = 0;
  int64_t runs = 0;              // for that plan and date
  std::unique_ptr<State> empty;  // after a run over an empty record, if one has paid
  const std::vector<ResultPlace>* places = nullptr;
  const std::vector<std::shared_ptr<const ImplicationSpec>>* implications = nullptr;
  uint64_t read_by = 0;                                // the plan whose record this is
  const google::protobuf::Message* message = nullptr;  // the record, if it was given as a message
  absl::string_view source;                            // its bytes
  std::string bytes;  // of a record that was given as a message, or had to be written anew
  google::protobuf::DynamicMessageFactory factory;
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_PLAN_PLAN_REP_H_
