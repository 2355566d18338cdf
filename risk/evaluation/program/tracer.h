// What an undecided expression rests on: the places of the record that would have to be known to
// decide it, in the order of reading.
//
//   Tracer tracer(program, layout, record, globals, texts, places);
//   std::vector<int> missing = tracer.OfTruth(&program.code[start]);
//
// Runs over a record that the program has run over, with the results of earlier steps in the
// globals. A decided part of an expression rests on nothing; neither does an error.
#ifndef RISK_EVALUATION_PROGRAM_TRACER_H_
#define RISK_EVALUATION_PROGRAM_TRACER_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/hash/hash.h"
#include "risk/evaluation/input/layout.h"
#include "risk/evaluation/program/machine.h"
#include "risk/expression/checker.h"

namespace risk::evaluation {

// A place of the record.
struct RecordPlace {
  expression::FieldPath fields;  // from the record down
  std::vector<int> indices;      // by field: of the element; -1: the field is no list, or a whole one
  bool is_open_list = false;     // the further elements of the list
};

// How an undecided condition could be ruled out: `a && b` by what `a` rests on or by what `b` rests
// on, `a || b` only by both; `exists` by ruling out each element, whether it is there or what is said
// of it. Operands that are decided have no part in it.
struct Ways {
  bool is_any = false;  // one of `parts` is enough; else all are needed
  std::vector<std::shared_ptr<const Ways>> parts;
  std::vector<int> pieces;  // needed besides

  bool is_empty() const { return parts.empty() && pieces.empty(); }
  // Of the same parts, not only of equal ones.
  bool operator==(const Ways& other) const {
    return is_any == other.is_any && parts == other.parts && pieces == other.pieces;
  }
  template <typename Hash>
  friend Hash AbslHashValue(Hash hash, const Ways& ways) {
    return Hash::combine(std::move(hash), ways.is_any, ways.parts, ways.pieces);
  }
};

// Numbers for places, and what the results of other steps rest on.
class PlaceNumbers {
 public:
  virtual ~PlaceNumbers() = default;
  virtual int NumberOf(const RecordPlace& place) = 0;
  // Of the undecided step whose result lies in this global.
  virtual const std::vector<int>& OfResult(int global) = 0;
  // How it could be ruled out; null if it is no condition.
  virtual std::shared_ptr<const Ways> WaysOfResult(int global) = 0;
};

class Tracer : private Machine {
 public:
  using Numbers = std::vector<int>;

  // Everything must outlive the tracer. A copy has current rows of its own. `budget` (may be null) is
  // how many elements of lists may still be visited; what is found when it is used up is not all.
  Tracer(const Program& program, const Layout& layout, SlotRecord& record, const Slot* globals,
         PlaceNumbers& places, int64_t* budget = nullptr);

  // Each number once.
  Numbers OfTruth(const Instruction* i);
  Numbers Of(const Instruction* i, ValueType type);
  // Of a condition; empty if it is decided. Where there are too many ways, as where all entries of a
  // long list are compared with each other, all that it rests on is one.
  std::shared_ptr<const Ways> WaysOf(const Instruction* i);
  // Makes row `index` of the list that a loop runs over the current one.
  void Enter(const ListRead& list, int frame, int index);

 private:
  // Where a row of a view came from.
  struct Origin {
    int road = 0;
    size_t first = 0;  // of the rows of its loops, in ViewOrigins
  };
  struct ViewOrigins {
    std::vector<Origin> rows;  // before they are joined
    std::vector<const Slot*> elements;
  };
  struct SameWays {
    size_t operator()(const std::shared_ptr<const Ways>& ways) const {
      return absl::Hash<Ways>()(*ways);
    }
    bool operator()(const std::shared_ptr<const Ways>& a, const std::shared_ptr<const Ways>& b) const {
      return *a == *b;
    }
  };
  // What all copies of a tracer share.
  struct Shared {
    const Layout* layout;
    PlaceNumbers* places;
    std::vector<std::unique_ptr<ViewOrigins>> views;
    // By frame of the layout and slot of all its rows: the number of the place, from 1; 0: none yet.
    std::vector<std::vector<int>> numbers;
    // By view and slot of all its rows.
    std::vector<std::vector<std::unique_ptr<const Numbers>>> of_rows;
    std::vector<int> collected;  // by number: the last collection that it is in
    int collection = 0;
    Numbers found;  // by the collections that are under way, one inside another
    std::vector<size_t> begun;  // where each of these begins in `found`
    size_t most_found = 1 << 16;  // beyond it what was found more than once is dropped
    int64_t* budget = nullptr;
    // Ways of one content are one object: many conditions say the same of each element.
    absl::flat_hash_set<std::shared_ptr<const Ways>, SameWays, SameWays> ways;
    std::vector<std::shared_ptr<const Ways>> new_ways;  // of the condition in hand, in order
    int64_t ways_left = 0;                              // of that condition
  };

  std::shared_ptr<const Ways> Kept(Ways ways);
  std::shared_ptr<const Ways> KeptPieces(Numbers pieces);

  std::shared_ptr<const Ways> WaysWithin(const Instruction* i);
  std::shared_ptr<const Ways> WaysIn(const Instruction* i);
  void AddPieces(Numbers pieces, Ways& ways);
  void AddWaysIn(const Instruction* i, Ways& ways);
  void AddWaysOfOperands(const Instruction* i, Ways& ways);
  void AddWaysOfRows(const Instruction* i, Ways& ways);
  void Begin() { shared_->begun.push_back(shared_->found.size()); }
  Numbers Finish();
  void DropRepeated();
  void AddAll(const Numbers& numbers) {
    Shared& shared = *shared_;
    shared.found.insert(shared.found.end(), numbers.begin(), numbers.end());
    if (shared.found.size() > shared.most_found) DropRepeated();
  }
  // One call may visit so many elements, and all of a case what the budget has left.
  void BeginVisit();
  void EndVisit();
  void AddPlace(int frame, int slot, bool is_open_list);
  RecordPlace PlaceAt(int frame, int row, int slot, bool is_open_list) const;
  // The index of the current row of a frame, and its first slot, among all rows of its list.
  int RowOf(int frame) const { return static_cast<int>(FirstSlot(frame)) / reads_[frame]->stride; }
  size_t FirstSlot(int frame) const {
    return static_cast<size_t>(frames_[frame] - lists_[reads_[frame]->list].at(0));
  }

  // Each adds what an undecided part rests on.
  void AddTruth(const Instruction* i);
  void AddUndecided(const Instruction* i);
  void AddValue(const Instruction* i, ValueType type);
  void AddOperands(const Instruction* i, ValueType type);
  void AddConditional(const Instruction* i, ValueType type);
  void AddSlot(int frame, int slot, ValueType type);
  void AddWithParts(const Instruction* i, ValueType type);
  void AddExistsOrAll(const Instruction* i, bool is_all);
  void AddExistsOne(const Instruction* i);
  void AddMembership(const Instruction* i, int filters);
  void AddExtent(const Instruction* i, int filters);
  void AddEqualAny(const Instruction* i, ValueType type);
  void AddInRows(const Instruction* i, ValueType type);
  void AddElements(const Instruction* i, ValueType type);
  void AddKeys(const Instruction* i);
  void AddOpenList(const ListRead& list);
  template <typename Visit>
  void EachMember(const Instruction* i, int filters, Visit visit);

  // tracer_views.cc
  const Numbers& OfRow(int view, int row, int slot);
  void AddRoad(int view, int row, int slot);
  void AddBelonging(const ViewRoad& road);
  const ViewOrigins& OriginsOf(int view);
  void FindOrigins(const ViewProgram& view, int road, size_t depth, ViewOrigins& origins);

  SlotRecord& record_;
  int64_t granted_ = 0;
  const ListRead* reads_[kMaxFrames] = {};  // the list whose row a frame is
  std::shared_ptr<Shared> shared_;
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_PROGRAM_TRACER_H_
