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

void AddPieces(std::vector<int> pieces, Ways& ways) {
  if (pieces.empty()) return;
  if (!ways.is_any) {
    ways.pieces.insert(ways.pieces.end(), pieces.begin(), pieces.end());
    return;
  }
  Ways part;
  part.pieces = std::move(pieces);
  ways.parts.push_back(std::make_shared<const Ways>(std::move(part)));
}

}  // namespace

// Of an undecided condition.
WaysPtr Tracer::WaysIn(const Instruction* i) {
  Ways ways;
  AddWaysIn(i, ways);
  return Finished(std::move(ways));
}

void Tracer::AddWaysIn(const Instruction* i, Ways& ways) {
  switch (i->code) {
    case Code::kAnd:
    case Code::kAndAtoms: {
      Ways any;
      any.is_any = true;
      AddWaysOfOperands(i, any);
      return AddPart(Finished(std::move(any)), ways);
    }
    case Code::kOr:
    case Code::kOrAtoms:
    case Code::kExists:
    case Code::kExistsFlat: {
      const bool is_list = i->code == Code::kExists || i->code == Code::kExistsFlat;
      const auto add = [&](Ways& to) { return is_list ? AddWaysOfRows(i, to) : AddWaysOfOperands(i, to); };
      if (!ways.is_any) return add(ways);
      Ways all;
      add(all);
      return AddPart(Finished(std::move(all)), ways);
    }
    case Code::kLessSlots: {
      // `0 < x`: the bool result of another step.
      const bool is_result = i->frame == kGlobalFrame && static_cast<int>(i->k) == kGlobalFrame;
      const Slot zero = At(i->frame, i->slot);
      if (!is_result || zero.lo != 0 || zero.hi != 0) break;
      if (WaysPtr result = shared_->places->WaysOfResult(i->other)) return AddPart(std::move(result), ways);
      break;
    }
    default:
      break;
  }
  AddPieces(OfTruth(i), ways);
}

void Tracer::AddWaysOfOperands(const Instruction* i, Ways& ways) {
  const Instruction* child = i + 1;
  for (int n = i->arity; n > 0; --n, child += child->size) {
    if (Quick(child) == Truth::kUnknown) AddWaysIn(child, ways);
  }
}

// Every element that may belong must be ruled out, and all that the list does not show.
void Tracer::AddWaysOfRows(const Instruction* i, Ways& ways) {
  const ListRead& list = program_.lists[i->other];
  const int filters = i->arity - 1;
  if (!IsClosed(list)) {
    const size_t first = shared_->found.size();
    AddOpenList(list);
    AddPieces(Finish(first), ways);
  }
  EachMember(i, filters, [&](bool is_certain, const Instruction* condition) {
    const Truth t = Quick(condition);
    if (t == Truth::kFalse) return;
    Ways row;
    row.is_any = true;
    if (!is_certain) {
      const size_t first = shared_->found.size();
      AddMembership(i, filters);
      AddPieces(Finish(first), row);
    }
    if (t == Truth::kUnknown) AddWaysIn(condition, row);
    AddPart(Finished(std::move(row)), ways);
  });
}

}  // namespace risk::evaluation
