// The inner loop of the machine, to be inlined where conditions are decided: atoms, and
// conjunctions and disjunctions of atoms. They are cheaper to decide in full than a branch that is
// mispredicted.
#ifndef RISK_EVALUATION_PROGRAM_MACHINE_ATOMS_H_
#define RISK_EVALUATION_PROGRAM_MACHINE_ATOMS_H_

#include <cstdint>

#include "risk/evaluation/program/machine.h"

namespace risk::evaluation {

// Sets of truths: which were met among operands.
constexpr uint32_t TruthBit(Truth t) { return 1u << static_cast<int>(t); }


// What `&&` and `||` make of the set of truths they met: what decides, else unknown, else an error.
constexpr Truth Conjunction(uint32_t met) {
  if (met & TruthBit(Truth::kFalse)) return Truth::kFalse;
  if (met & TruthBit(Truth::kUnknown)) return Truth::kUnknown;
  return met & TruthBit(Truth::kError) ? Truth::kError : Truth::kTrue;
}
constexpr Truth Disjunction(uint32_t met) {
  if (met & TruthBit(Truth::kTrue)) return Truth::kTrue;
  if (met & TruthBit(Truth::kUnknown)) return Truth::kUnknown;
  return met & TruthBit(Truth::kError) ? Truth::kError : Truth::kFalse;
}

struct TruthTable {
  template <typename Function>
  constexpr explicit TruthTable(Function function) : of{} {
    for (uint32_t met = 0; met < 16; ++met) of[met] = function(met);
  }
  Truth of[16];
};
inline constexpr TruthTable kConjunction{Conjunction};
inline constexpr TruthTable kDisjunction{Disjunction};

// The operands of `&&` (all of them) or `||` that have been met, and what matters of the next one.
class Joined {
 public:
  Joined(bool is_all, Ask ask)
      : is_all_(is_all), deciding_(is_all ? Ask::kIfFalse : Ask::kIfTrue), ask_(ask),
        asks_deciding_(ask == deciding_) {}

  // Returns whether further operands matter.
  bool Add(Truth t) {
    met_ |= TruthBit(t);
    if (t == absorbing()) return false;
    if (ask_ == Ask::kWhich && t == Truth::kUnknown) {
      ask_ = deciding_;
      asks_deciding_ = true;
    }
    return ask_ == Ask::kWhich || asks_deciding_ || t == (is_all_ ? Truth::kTrue : Truth::kFalse);
  }
  Truth absorbing() const { return is_all_ ? Truth::kFalse : Truth::kTrue; }
  Truth Result() const { return (is_all_ ? kConjunction : kDisjunction).of[met_]; }
  // Of the next operand.
  Ask ask() const { return ask_; }
  // Whether nothing but an absorbing operand matters.
  const bool& asks_deciding() const { return asks_deciding_; }

 private:
  const bool is_all_;
  const Ask deciding_;
  Ask ask_;
  bool asks_deciding_;
  uint32_t met_ = 0;
};

inline Truth Machine::Atom(const Instruction* i) const {
  // No frame is the current row of a loop.
  return AtomOn(i, -1, nullptr);
}

// In a loop: `row` stands for the frame `row_frame`, sooner than it could be read back.
inline Truth Machine::AtomOn(const Instruction* i, int row_frame, const Slot* row) const {
  const Slot a = (i->frame == row_frame ? row : frames_[i->frame])[i->slot];
  if (a.lo > a.hi) return Truth::kError;
  uint32_t is_true, is_false;
  if (i->code <= Code::kNotLessSlots) {
    const Slot b = (i->k == row_frame ? row : frames_[i->k])[i->other];
    if (b.lo > b.hi) return Truth::kError;
    is_true = a.hi < b.lo;
    is_false = a.lo >= b.hi;
  } else {
    // The members of the mask that lie in the range.
    const int64_t low = a.lo < 0 ? 0 : a.lo, high = a.hi > 63 ? 63 : a.hi;
    const uint64_t range = (~uint64_t{0} << (low & 63)) & (~uint64_t{0} >> ((63 - high) & 63));
    const uint64_t members = low <= high ? static_cast<uint64_t>(i->k) & range : 0;
    is_false = members == 0;
    is_true = (a.lo == a.hi) & (is_false ^ 1);
  }
  const uint32_t is_negated = static_cast<uint32_t>(i->code) & 1;
  const uint32_t is_unknown = (is_true | is_false) ^ 1;
  return static_cast<Truth>(((is_true ^ is_negated) & (is_unknown ^ 1)) | is_unknown << 1);
}

// The set of truths met among children that are atoms.
inline uint32_t Machine::MeetAtoms(const Instruction* i) const {
  return MeetAtomsOn(i, -1, nullptr);
}
inline uint32_t Machine::MeetAtomsOn(const Instruction* i, int row_frame, const Slot* row) const {
  uint32_t met = 0;
  for (const Instruction* end = i + i->size; ++i < end;) {
    met |= TruthBit(AtomOn(i, row_frame, row));
  }
  return met;
}

inline Truth Machine::Quick(const Instruction* i, Ask ask) {
  if (IsAtom(i->code)) return Atom(i);
  if (i->code == Code::kAndAtoms) return kConjunction.of[MeetAtoms(i)];
  if (i->code == Code::kOrAtoms) return kDisjunction.of[MeetAtoms(i)];
  if (i->code == Code::kExistsFlat) return kDisjunction.of[MeetFlat(i)];
  if (i->code == Code::kAllFlat) return kConjunction.of[MeetFlat(i)];
  return Decide(i, ask);
}

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_PROGRAM_MACHINE_ATOMS_H_
