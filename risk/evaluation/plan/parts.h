// Which parts of a record the steps of a plan read. A step that reads only parts that are not there
// gives what it gives on an empty record, and need not run.
//
// A part is what lies under one field of the record's type. Not for use outside this folder.
#ifndef RISK_EVALUATION_PLAN_PARTS_H_
#define RISK_EVALUATION_PLAN_PARTS_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "risk/evaluation/input/layout.h"
#include "risk/evaluation/input/slot.h"
#include "risk/evaluation/program/program.h"

namespace risk::evaluation {

// One bit a part; fields whose numbers differ by 64 share one.
using Parts = uint64_t;
constexpr Parts kEveryPart = ~Parts{0};

// By slot of the root: the parts that it is read from. Of a list also what may close it.
std::vector<Parts> PartsOfRoot(const Layout& layout);

// The parts of which `root` says anything that an empty record does not.
Parts PartsThere(const std::vector<Parts>& by_slot, const Slot* root, const Slot* empty);

// Follows what is read through the results of earlier steps.
class PartsReader {
 public:
  PartsReader(const Program& program, std::vector<Parts> root, size_t globals)
      : program_(program), root_(std::move(root)), globals_(globals, 0) {}

  // Of the tree of instructions that begins at `start`.
  Parts Of(size_t start) const;
  Parts OfGlobal(int slot) const { return globals_[static_cast<size_t>(slot)]; }
  // What a step leaves in a global; -1: nothing.
  void SetGlobal(int slot, Parts parts) {
    if (slot >= 0) globals_[static_cast<size_t>(slot)] = parts;
  }
  // An answer of the root that reads otherwise by what `parts` say.
  void AddToRoot(int slot, Parts parts) { root_[static_cast<size_t>(slot)] |= parts; }
  const std::vector<Parts>& root() const { return root_; }

 private:
  Parts OfSlot(int64_t frame, int slot) const;

  const Program& program_;
  std::vector<Parts> root_;
  std::vector<Parts> globals_;
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_PLAN_PARTS_H_
