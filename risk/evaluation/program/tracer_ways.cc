// How undecided conditions could be ruled out.
#include <memory>
#include <utility>

#include "risk/evaluation/program/machine_atoms.h"
#include "risk/evaluation/program/machine_rows.h"
#include "risk/evaluation/program/tracer.h"
#include "risk/evaluation/program/tracer_rows.h"

namespace risk::evaluation {

namespace {

using WaysPtr = std::shared_ptr<const Ways>;

// Adds a part, if there is anything to it. What is needed in any case is one list.
void AddPart(WaysPtr part, Ways& ways) {
  if (part->is_empty()) return;
  if (!ways.is_any && !part->is_any) {
    ways.pieces.insert(ways.pieces.end(), part->pieces.begin(), part->pieces.end());
    ways.parts.insert(ways.parts.end(), part->parts.begin(), part->parts.end());
  } else {
    ways.parts.push_back(std::move(part));
  }
}

WaysPtr Finished(Ways ways) {
  if (ways.parts.size() == 1 && ways.pieces.empty()) return std::move(ways.parts[0]);
  return std::make_shared<const Ways>(std::move(ways));
}

WaysPtr Pieces(std::vector<int> pieces) {
  Ways ways;
  ways.pieces = std::move(pieces);
  return std::make_shared<const Ways>(std::move(ways));
}

}  // namespace

// Of an undecided condition.
WaysPtr Tracer::WaysIn(const Instruction* i) {
  switch (i->code) {
    case Code::kAnd:
    case Code::kAndAtoms:
    case Code::kOr:
    case Code::kOrAtoms:
      return WaysOfOperands(i);
    case Code::kExists:
    case Code::kExistsFlat:
      return WaysOfRows(i);
    case Code::kLessSlots: {
      // `0 < x`: the bool result of another step.
      const bool is_result = i->frame == kGlobalFrame && static_cast<int>(i->k) == kGlobalFrame;
      const Slot zero = At(i->frame, i->slot);
      if (!is_result || zero.lo != 0 || zero.hi != 0) break;
      if (WaysPtr ways = shared_->places->WaysOfResult(i->other)) return ways;
      break;
    }
    default:
      break;
  }
  return Pieces(OfTruth(i));
}

WaysPtr Tracer::WaysOfOperands(const Instruction* i) {
  Ways ways;
  ways.is_any = i->code == Code::kAnd || i->code == Code::kAndAtoms;
  const Instruction* child = i + 1;
  for (int n = i->arity; n > 0; --n, child += child->size) {
    if (Quick(child) == Truth::kUnknown) AddPart(WaysIn(child), ways);
  }
  return Finished(std::move(ways));
}

// Every element that may belong must be ruled out, and all that the list does not show.
WaysPtr Tracer::WaysOfRows(const Instruction* i) {
  const ListRead& list = program_.lists[i->other];
  const int filters = i->arity - 1;
  Ways ways;
  if (!IsClosed(list)) {
    const size_t first = shared_->found.size();
    AddOpenList(list);
    AddPart(Pieces(Finish(first)), ways);
  }
  EachMember(i, filters, [&](bool is_certain, const Instruction* condition) {
    const Truth t = Quick(condition);
    if (t == Truth::kFalse) return;
    Ways row;
    row.is_any = true;
    if (!is_certain) {
      const size_t first = shared_->found.size();
      AddMembership(i, filters);
      AddPart(Pieces(Finish(first)), row);
    }
    if (t == Truth::kUnknown) AddPart(WaysIn(condition), row);
    AddPart(Finished(std::move(row)), ways);
  });
  return Finished(std::move(ways));
}

}  // namespace risk::evaluation
