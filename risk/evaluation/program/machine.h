// Runs compiled expressions over one record.
#ifndef RISK_EVALUATION_PROGRAM_MACHINE_H_
#define RISK_EVALUATION_PROGRAM_MACHINE_H_

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "risk/evaluation/value/interval.h"
#include "risk/evaluation/value/occasions.h"
#include "risk/evaluation/program/program.h"
#include "risk/evaluation/input/slot_record.h"
#include "risk/evaluation/input/slot.h"

namespace risk::evaluation {

// What matters of a truth to whoever asks. Once an operand of `&&` is unknown, all that matters of
// the others is whether one is false: neither `true` nor an error changes the result any more.
enum class Ask : uint8_t {
  kWhich,    // which it is
  kIfTrue,   // an answer other than kTrue may be any other but kTrue
  kIfFalse,  // an answer other than kFalse may be any other but kFalse
};

// A value of which nothing is known. Not for kTruth.
inline Slot UnknownOf(ValueType type) {
  if (type == ValueType::kDouble) return UnknownDouble();
  return type == ValueType::kText ? kUnknownText : kUnknownInt;
}

class Machine {
 public:
  // Everything must outlive the machine. `max_elements` limits the list elements visited, over all
  // calls. Texts that are computed are added to `texts`, where results view them.
  Machine(const Program& program, SlotRecord& record, const Slot* globals, int64_t max_elements,
          std::deque<std::string>& texts)
      : program_(program), lists_(record.lists.data()), elements_left_(max_elements),
        counter_(&record.occasions), texts_(&texts) {
    frames_[kRootFrame] = record.root.data();
    frames_[kGlobalFrame] = globals;
    if (program.made_lists > 0) record.made.resize(static_cast<size_t>(program.made_lists));
    frames_[kMadeFrame] = made_ = record.made.data();
  }

  Truth Decide(const Instruction* i, Ask ask = Ask::kWhich);
  // The same, faster for conditions that consist of atoms; defined in machine_atoms.h.
  Truth Quick(const Instruction* i, Ask ask = Ask::kWhich);
  Slot Compute(const Instruction* i);
  // Computes the rows of a view anew. Returns the list as a slot; `*has_error` is set if a part of a
  // row could not be computed, which is then unknown.
  Slot MakeView(const ViewProgram& view, bool* has_error);
  // Writes an answer that follows from others into the record. Returns whether the record
  // contradicts it.
  bool Imply(const ImplicationProgram& implication, SlotRecord& record);
  // The rows of a kRows: appends to `table`, for each row, whether it belongs to the list and the
  // values of the formulas, of the given types. Of a row that does not belong, or for which one of
  // the first `gates` formulas is false, what follows is left out: errors stand in its place. A row
  // that stands for rows that nobody recorded does not belong.
  void Tabulate(const Instruction* i, const std::vector<ValueType>& types, size_t gates,
                std::vector<Slot>* table);
  // The values of a kRows with one formula, and whether the row is certain; also of rows that an
  // open list does not show: an error where nothing is known of one. False if a row that certainly
  // belongs to the list is an error.
  bool ValuesOfRows(const Instruction* i,
                    absl::FunctionRef<void(Slot value, bool is_certain)> visit);
  // As Tabulate, for formulas of no row: one line of the table. `i` is the first of them.
  void Line(const Instruction* i, const std::vector<ValueType>& types, size_t gates,
            std::vector<Slot>* table);
  // True once max_elements is used up: results since then mean nothing.
  bool is_exhausted() const { return elements_left_ < 0; }

 protected:
  Slot At(int frame, int slot) const { return frames_[frame][slot]; }
  Slot First(const Instruction* i) const { return At(i->frame, i->slot); }
  Slot Second(const Instruction* i) const { return At(static_cast<int>(i->k), i->other); }

  // machine_atoms.h
  Truth Atom(const Instruction* i) const;
  Truth AtomOn(const Instruction* i, int row_frame, const Slot* row) const;
  uint32_t MeetAtoms(const Instruction* i) const;
  uint32_t MeetAtomsOn(const Instruction* i, int row_frame, const Slot* row) const;
  // machine.cc
  Truth Join(const Instruction* i, bool is_all, Ask ask);
  Truth ConditionalTruth(const Instruction* i, Ask ask);
  template <typename Compare>
  Truth CompareInts(const Instruction* i, Compare compare);
  template <typename Compare>
  Truth CompareDoubles(const Instruction* i, Compare compare);
  Truth CompareTexts(const Instruction* i, bool equal);
  Truth TextTest(const Instruction* i);
  Truth Matches(const Instruction* i);
  Truth CompareTruths(const Instruction* i, bool equal);
  Truth IsKnown(const Instruction* i);
  Truth EqualAny(const Instruction* i, bool is_text);
  // machine_lists.cc
  bool IsClosed(const ListRead& list) const;
  bool IsMany(const ListRead& list, int frame) const;
  Truth ListTruth(const Instruction* i) const;
  Truth ExistsOrAll(const Instruction* i, bool is_all, Ask ask);
  uint32_t MeetUnseen(const ListRead& list) const;
  uint32_t MeetFlat(const Instruction* i);
  Truth ExistsOne(const Instruction* i);
  Truth InRows(const Instruction* i, bool is_text);
  Slot Size(const Instruction* i);
  Slot Extreme(const Instruction* i, bool is_latest);
  Slot Sum(const Instruction* i);
  Slot JoinTexts(const Instruction* i);
  Slot SumDouble(const Instruction* i);
  Slot ElementAt(const Instruction* i);
  Slot Occasions(const Instruction* i);
  const Instruction* MakeParts(const Instruction* i);
  template <typename AddElement>
  bool EachElement(const Instruction* i, AddElement add);
  Slot Unseen(const Instruction* i);
  Truth Member(const Instruction* i, int filters, const Instruction** rest,
               Ask ask = Ask::kWhich);
  template <typename Visit>
  bool EachRow(const Instruction* i, Visit visit) { return EachRow(i, false, visit); }
  template <typename Visit>
  bool EachRow(const Instruction* i, const bool& only_certain, Visit visit);
  template <typename Visit>
  bool EachRowOfView(const ListRead& list, int64_t count, const bool& only_certain, Visit visit);
  // machine_views.cc
  struct Belonging {
    bool is_certain = true;
    bool is_many = false;
  };
  struct ViewInMaking;
  void RunLoops(const ViewRoad& road, size_t depth, Belonging belonging, ViewInMaking& making);
  void AddRow(const ViewRoad& road, Belonging belonging, ViewInMaking& making);
  static void IndexRows(const ViewProgram& view, Rows& rows);
  void JoinViewRows(const ViewProgram& view, ViewInMaking& making);
  // machine_implications.cc
  bool ImplyAt(const ImplicationProgram& implication, Slot* frame, int index, SlotRecord& record);
  // machine_values.cc
  Slot Conditional(const Instruction* i);
  Slot IntOperation(const Instruction* i);
  Slot DoubleOperation(const Instruction* i);
  Slot DateOperation(const Instruction* i);
  Slot RealFunction(const Instruction* i);
  Slot Lookup(const Instruction* i);
  Slot MakeText(const Instruction* i);
  Slot NewText(std::string text);
  Slot Trim(const Instruction* i);
  Slot IndexOfText(const Instruction* i);

  const Program& program_;
  Rows* lists_;
  int64_t elements_left_;
  Slot* made_;
  const Slot* frames_[kMaxFrames + 1];
  OccasionCounter* counter_;
  std::deque<std::string>* texts_;
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_PROGRAM_MACHINE_H_
