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

// Visits the rows of a view whose required fields are not certainly false; once `only_certain`, only
// those that certainly belong to it and whose required fields are true.
template <typename Visit>
bool Machine::EachRowOfView(const ListRead& list, int64_t count, const bool& only_certain,
                            Visit visit) {
  const Rows& rows = lists_[list.list];
  const int64_t words = (count + 63) / 64;
  for (int64_t word = 0; word < words; ++word) {
    uint64_t left = ~uint64_t{0}, certain = left;
    for (int required : list.required) {
      left &= rows.index[2 * required * words + word];
      certain &= rows.index[(2 * required + 1) * words + word];
    }
    for (; left != 0; left &= left - 1) {
      if (only_certain) left &= certain;
      if (left == 0) break;
      --elements_left_;
      if (!visit(rows.at((64 * word + __builtin_ctzll(left)) * list.stride))) return false;
    }
  }
  return true;
}

// Makes each row current in turn until `visit` returns false. Returns whether all were visited. Once
// `only_certain`, rows that do not certainly belong to a view may be left out.
template <typename Visit>
bool Machine::EachRow(const Instruction* i, const bool& only_certain, Visit visit) {
  const ListRead& list = program_.lists[i->other];
  const Slot rows = At(list.frame, list.slot);
  const int64_t count = rows.hi >> 1;
  if (list.view >= 0) {
    return EachRowOfView(list, count, only_certain, [&](const Slot* row) {
      frames_[i->frame] = row;
      return is_exhausted() || visit();
    });
  }
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
inline Truth Machine::Member(const Instruction* i, int filters, const Instruction** rest,
                             Ask ask) {
  const ListRead& list = program_.lists[i->other];
  bool is_certain = list.view < 0 || frames_[i->frame][Layout::kMember].lo == 1;
  const Instruction* child = i + 1;
  for (int n = 0; n < filters; ++n, child += child->size) {
    const Truth t = Quick(child, ask);
    if (t == Truth::kTrue) continue;
    // Had a doubtful element belonged to the list, there would be an error.
    if (t == Truth::kError && is_certain && ask == Ask::kWhich) return t;
    if (t != Truth::kUnknown || ask == Ask::kIfTrue) return Truth::kFalse;
    is_certain = false;
  }
  *rest = child;
  return is_certain ? Truth::kTrue : Truth::kUnknown;
}

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_PROGRAM_MACHINE_ROWS_H_
