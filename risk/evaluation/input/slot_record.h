// One record decoded into slots, as a Layout says. Reused from record to record.
#ifndef RISK_EVALUATION_INPUT_SLOT_RECORD_H_
#define RISK_EVALUATION_INPUT_SLOT_RECORD_H_

#include <cstddef>
#include <cstring>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "risk/evaluation/input/layout.h"
#include "risk/evaluation/input/slot.h"
#include "risk/evaluation/value/joined_rows.h"
#include "risk/evaluation/value/occasions.h"

namespace risk::evaluation {

// Rows of one list, one after another. Grows and keeps its memory.
class Rows {
 public:
  void Clear() { used_ = 0; }
  // Of a view, for each bool that rows are found by: bits, one a row, that say where it is not
  // false, and then where it is true.
  std::vector<uint64_t> index;
  // Of a view that joins: which of the rows that its roads gave each row consists of.
  std::vector<RowGroup> groups;
  size_t size() const { return used_; }
  Slot* at(size_t slot) { return slots_.get() + slot; }
  const Slot* at(size_t slot) const { return slots_.get() + slot; }
  // A new row with the content of `initial`.
  Slot* Add(const std::vector<Slot>& initial) {
    if (used_ + initial.size() > capacity_) Grow(initial.size());
    Slot* row = slots_.get() + used_;
    // Rows are short: a loop is faster than a call.
    for (size_t i = 0; i < initial.size(); ++i) row[i] = initial[i];
    used_ += initial.size();
    return row;
  }

 private:
  void Grow(size_t by) {
    const size_t capacity = 2 * capacity_ + by + 16;
    std::unique_ptr<Slot[]> slots(new Slot[capacity]);
    if (used_ > 0) std::memcpy(static_cast<void*>(slots.get()), slots_.get(), used_ * sizeof(Slot));
    slots_ = std::move(slots);
    capacity_ = capacity;
  }
  std::unique_ptr<Slot[]> slots_;
  size_t used_ = 0;
  size_t capacity_ = 0;
};

// An answer that reads otherwise than it was recorded, and what was there.
struct ImpliedSlot {
  int implication = 0;  // of the program
  int index = -1;       // of the row; -1: of the root
  Slot* slot = nullptr;
  Slot recorded;
};

struct SlotRecord {
  // Everything unknown, ready to be decoded into.
  void Reset(const Layout& layout) {
    const std::vector<Slot>& initial = layout.initial(0);
    if (root.size() < initial.size()) root.resize(initial.size());
    if (!initial.empty()) {
      std::memcpy(static_cast<void*>(root.data()), initial.data(), initial.size() * sizeof(Slot));
    }
    if (lists.size() < static_cast<size_t>(layout.list_count())) lists.resize(layout.list_count());
    for (Rows& rows : lists) rows.Clear();
    implied.clear();
    texts.clear();
  }
  // As it was read.
  void ForgetImplied() {
    for (; !implied.empty(); implied.pop_back()) *implied.back().slot = implied.back().recorded;
  }

  std::vector<Slot> root;
  std::vector<Rows> lists;
  std::vector<Slot> made;  // lists made of texts, as the slots that say where their rows are
  std::vector<ImpliedSlot> implied;
  OccasionCounter occasions;  // memory that is reused
  std::deque<std::string> texts;  // that were computed from the record
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INPUT_SLOT_RECORD_H_
