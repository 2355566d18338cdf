// What the rows of views rest on: where each came from, and the code of its fields.
#include <algorithm>

#include "risk/evaluation/program/machine_atoms.h"
#include "risk/evaluation/program/machine_rows.h"
#include "risk/evaluation/program/tracer.h"

namespace risk::evaluation {

// Of a field of a row, or with Layout::kMember of whether it belongs.
const Tracer::Numbers& Tracer::OfRow(int view, int row, int slot) {
  const ViewProgram& program = program_.views[view];
  std::vector<std::unique_ptr<const Numbers>>& of_rows = shared_->of_rows[view];
  if (of_rows.empty()) of_rows.resize(lists_[program.list].size());
  std::unique_ptr<const Numbers>& kept = of_rows[row * program.initial->size() + slot];
  if (kept != nullptr) return *kept;
  Tracer inside(*this);  // the rows that are current here stay so
  Begin();
  if (program.joins) {
    const RowGroup& group = lists_[program.list].groups[static_cast<size_t>(row)];
    for (const int part : group.surely) inside.AddRoad(view, part, slot);
    if (slot != Layout::kMember) {
      for (const int part : group.perhaps) inside.AddRoad(view, part, slot);
    }
  } else {
    inside.AddRoad(view, row, slot);
  }
  kept = std::make_unique<const Numbers>(inside.Finish());
  return *kept;
}

// `row` is one that a road gave.
void Tracer::AddRoad(int view, int row, int slot) {
  const ViewProgram& program = program_.views[view];
  const ViewOrigins& origins = OriginsOf(view);
  const Origin& origin = origins.rows[static_cast<size_t>(row)];
  const ViewRoad& road = program.roads[static_cast<size_t>(origin.road)];
  for (size_t n = 0; n < road.loops.size(); ++n) {
    const Instruction& loop = program_.code[road.loops[n]];
    frames_[loop.frame] = origins.elements[origin.first + n];
    reads_[loop.frame] = &program_.lists[loop.other];
  }
  if (slot == Layout::kMember) return AddBelonging(road);
  for (const ViewField& field : road.fields) {
    if (field.slot == slot) return AddValue(&program_.code[field.start], field.type);
  }
  for (const ViewRoad::Copy& copy : road.copies) {
    if (copy.to != slot) continue;
    const auto is_it = [slot](const ViewField& field) { return field.slot == slot; };
    const ViewField& field = *std::find_if(program.fields.begin(), program.fields.end(), is_it);
    return AddSlot(road.frame, copy.from, field.type);
  }
}

// Why the row whose elements are current may not belong.
void Tracer::AddBelonging(const ViewRoad& road) {
  for (const uint32_t at : road.loops) {
    const Instruction& loop = program_.code[at];
    const ListRead& list = program_.lists[loop.other];
    if (frames_[loop.frame] == list.unseen) {
      AddOpenList(list);
    } else if (list.view >= 0 && frames_[loop.frame][Layout::kMember].lo == 0) {
      AddAll(OfRow(list.view, RowOf(loop.frame), Layout::kMember));
    }
  }
  for (const uint32_t when : road.when) AddTruth(&program_.code[when]);
}

const Tracer::ViewOrigins& Tracer::OriginsOf(int view) {
  std::unique_ptr<ViewOrigins>& kept = shared_->views[static_cast<size_t>(view)];
  if (kept != nullptr) return *kept;
  kept = std::make_unique<ViewOrigins>();
  Tracer inside(*this);
  const ViewProgram& program = program_.views[view];
  for (size_t road = 0; road < program.roads.size(); ++road) {
    inside.FindOrigins(program, static_cast<int>(road), 0, *kept);
  }
  return *kept;
}

// The rows of a road in the order in which MakeView makes them.
void Tracer::FindOrigins(const ViewProgram& view, int road, size_t depth, ViewOrigins& origins) {
  const ViewRoad& of = view.roads[static_cast<size_t>(road)];
  if (depth == of.loops.size()) {
    for (const uint32_t when : of.when) {
      if (Quick(&program_.code[when]) == Truth::kFalse) return;
    }
    origins.rows.push_back({road, origins.elements.size()});
    for (const uint32_t at : of.loops) {
      origins.elements.push_back(frames_[program_.code[at].frame]);
    }
    return;
  }
  const Instruction& loop = program_.code[of.loops[depth]];
  const ListRead& list = program_.lists[loop.other];
  const Slot slot = At(list.frame, list.slot);
  const Slot* row = lists_[list.list].at(static_cast<size_t>(slot.lo));
  for (int64_t n = slot.hi >> 1; n > 0; --n, row += list.stride) {
    frames_[loop.frame] = row;
    FindOrigins(view, road, depth + 1, origins);
  }
  if (IsClosed(list)) return;
  frames_[loop.frame] = list.unseen;
  FindOrigins(view, road, depth + 1, origins);
}

}  // namespace risk::evaluation
