// Loops over the rows of a list, to be inlined where lists are quantified, counted and summed.
#ifndef RISK_EVALUATION_PROGRAM_MACHINE_ROWS_H_
#define RISK_EVALUATION_PROGRAM_MACHINE_ROWS_H_

#include <cstdint>

#include "risk/evaluation/input/layout.h"
#include "risk/evaluation/program/machine.h"
#include "risk/evaluation/program/machine_atoms.h"

namespace risk::evaluation {

inline bool Machine::IsClosed(const ListRead& list) const {
  bool is_closed = At(list.frame, list.slot).hi & 1;
  for (int closure : list.closures) {
    is_closed |= TruthOf(At(kGlobalFrame, closure)) == Truth::kTrue;
  }
  return is_closed;
}

// Whether the current row stands for any number of rows.
inline bool Machine::IsMany(const ListRead& list, int frame) const {
  return list.view >= 0 && frames_[frame][Layout::kMany].lo == 1;
}

// Makes each row current in turn until `visit` returns false. Returns whether all were visited.
template <typename Visit>
bool Machine::EachRow(const Instruction* i, Visit visit) {
  const ListRead& list = program_.lists[i->other];
  const Slot rows = At(list.frame, list.slot);
  const int64_t count = rows.hi >> 1;
  elements_left_ -= count;
  if (is_exhausted()) return true;
  const Slot* row = lists_[list.list].at(rows.lo);
  for (int64_t n = 0; n < count; ++n, row += list.stride) {
    frames_[i->frame] = row;
    if (!visit()) return false;
  }
  return true;
}

// Whether the current row belongs to the filtered list; an error only if all of the list is one.
// The filters are the first children of `i`; `*rest` is set to the child after them.
inline Truth Machine::Member(const Instruction* i, int filters, const Instruction** rest) {
  const ListRead& list = program_.lists[i->other];
  bool is_certain = list.view < 0 || frames_[i->frame][Layout::kMember].lo == 1;
  const Instruction* child = i + 1;
  for (int n = 0; n < filters; ++n, child += child->size) {
    switch (Quick(child)) {
      case Truth::kTrue:
        break;
      case Truth::kUnknown:
        is_certain = false;
        break;
      case Truth::kFalse:
        return Truth::kFalse;
      // Had a doubtful element belonged to the list, there would be an error.
      case Truth::kError:
        return is_certain ? Truth::kError : Truth::kFalse;
    }
  }
  *rest = child;
  return is_certain ? Truth::kTrue : Truth::kUnknown;
}

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_PROGRAM_MACHINE_ROWS_H_
