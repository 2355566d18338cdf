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

// Of one condition, and of all of a record.
constexpr int64_t kMostWays = 20'000;
constexpr size_t kMostWaysKept = 200'000;

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

}  // namespace

WaysPtr Tracer::Kept(Ways ways) {
  if (ways.parts.size() == 1 && ways.pieces.empty()) return std::move(ways.parts[0]);
  ways.parts.shrink_to_fit();
  ways.pieces.shrink_to_fit();
  --shared_->ways_left;
  const auto [kept, is_new] = shared_->ways.insert(std::make_shared<const Ways>(std::move(ways)));
  if (is_new) shared_->new_ways.push_back(*kept);
  return *kept;
}

// Of a condition that is undecided. One that compares each entry of a list with each other one could
// be ruled out in more ways than anybody would look at: then all that it rests on is one way.
WaysPtr Tracer::WaysWithin(const Instruction* i) {
  Shared& shared = *shared_;
  if (shared.ways.size() >= kMostWaysKept) return KeptPieces(OfTruth(i));
  const int64_t left_outside = std::exchange(shared.ways_left, kMostWays);
  const size_t first = shared.new_ways.size();
  WaysPtr ways = WaysIn(i);
  const bool is_complete = shared.ways_left > 0;
  shared.ways_left = left_outside;
  if (!is_complete) {
    ways.reset();
    // What holds others was made after them.
    for (; shared.new_ways.size() > first; shared.new_ways.pop_back()) {
      constexpr int kHere = 2;  // the set and the list
      if (shared.new_ways.back().use_count() == kHere) shared.ways.erase(shared.new_ways.back());
    }
    ways = KeptPieces(OfTruth(i));
  }
  shared.new_ways.resize(first);  // kept by whoever asked
  return ways;
}

// What is needed in any case is one list.
void Tracer::AddPieces(Numbers pieces, Ways& ways) {
  if (pieces.empty()) return;
  if (ways.is_any) return ways.parts.push_back(KeptPieces(std::move(pieces)));
  --shared_->ways_left;
  ways.pieces.insert(ways.pieces.end(), pieces.begin(), pieces.end());
}

WaysPtr Tracer::KeptPieces(Numbers pieces) {
  Ways ways;
  ways.pieces = std::move(pieces);
  return Kept(std::move(ways));
}

// Of an undecided condition.
WaysPtr Tracer::WaysIn(const Instruction* i) {
  Ways ways;
  AddWaysIn(i, ways);
  return Kept(std::move(ways));
}

void Tracer::AddWaysIn(const Instruction* i, Ways& ways) {
  switch (i->code) {
    case Code::kAnd:
    case Code::kAndAtoms: {
      Ways any;
      any.is_any = true;
      AddWaysOfOperands(i, any);
      return AddPart(Kept(std::move(any)), ways);
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
      return AddPart(Kept(std::move(all)), ways);
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
    Begin();
    AddOpenList(list);
    AddPieces(Finish(), ways);
  }
  EachMember(i, filters, [&](bool is_certain, const Instruction* condition) {
    if (shared_->ways_left <= 0) return;
    const Truth t = Quick(condition);
    if (t == Truth::kFalse) return;
    Ways row;
    row.is_any = true;
    if (!is_certain) {
      Begin();
      AddMembership(i, filters);
      AddPieces(Finish(), row);
    }
    if (t == Truth::kUnknown) AddWaysIn(condition, row);
    AddPart(Kept(std::move(row)), ways);
  });
}

}  // namespace risk::evaluation
