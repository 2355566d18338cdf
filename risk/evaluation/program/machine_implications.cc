// Answers that follow from something else: written over the record that was read.
#include "risk/evaluation/program/machine.h"
#include "risk/evaluation/program/machine_rows.h"

namespace risk::evaluation {

bool Machine::Imply(const ImplicationProgram& implication, SlotRecord& record) {
  if (implication.list < 0) return ImplyAt(implication, record.root.data(), -1, record);
  const ListRead& list = program_.lists[implication.list];
  const Slot rows = At(list.frame, list.slot);
  const int64_t count = rows.hi >> 1;
  elements_left_ -= count;
  if (is_exhausted()) return false;
  bool is_broken = false;
  Slot* row = lists_[list.list].at(rows.lo);
  for (int64_t n = 0; n < count; ++n, row += list.stride) {
    frames_[implication.frame] = row;
    is_broken |= ImplyAt(implication, row, static_cast<int>(n), record);
  }
  return is_broken;
}

bool Machine::ImplyAt(const ImplicationProgram& implication, Slot* frame, int index,
                      SlotRecord& record) {
  const Truth wanted = implication.when_is ? Truth::kTrue : Truth::kFalse;
  if (Quick(&program_.code[implication.when]) != wanted) return false;
  Slot& answer = frame[implication.slot];
  const bool is_known = answer.lo == answer.hi;
  const bool is_broken = is_known && answer.lo != implication.value;
  if (is_known && !(is_broken && answer.lo == implication.reassuring)) return is_broken;
  record.implied.push_back({implication.number, index, &answer, answer});
  answer = {implication.value, implication.value};
  return is_broken;
}

}  // namespace risk::evaluation
