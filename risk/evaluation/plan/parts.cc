#include "risk/evaluation/plan/parts.h"

namespace risk::evaluation {
namespace {

void Mark(const Layout& layout, const MessageLayout& message, Parts part,
          std::vector<Parts>* by_slot) {
  const auto mark = [&](int slot, Parts parts) {
    if (slot >= 0) (*by_slot)[static_cast<size_t>(slot)] |= parts;
  };
  for (size_t number = 0; number < message.fields.size(); ++number) {
    const FieldRead& field = message.fields[number];
    if (field.load == Load::kSkip) continue;
    const Parts parts = message.parent < 0 ? Parts{1} << (number % 64) : part;
    mark(field.value, parts);
    mark(field.presence, parts);
    mark(field.recorded, parts);
    for (int list : field.closes) mark(list, parts);
    if (field.node >= 0 && !field.is_repeated) Mark(layout, layout.node(field.node), parts, by_slot);
  }
}

// What an instruction reads by itself.
struct Reading {
  bool first = false, second = false, list = false;
};

Reading ReadingOf(Code code) {
  switch (code) {
    case Code::kLessSlots:
    case Code::kNotLessSlots:
    case Code::kEqualSlots:
    case Code::kNotEqualSlots:
      return {true, true, false};
    case Code::kInMask:
    case Code::kNotInMask:
    case Code::kIsSet:
    case Code::kRecorded:
    case Code::kSlot:
      return {true, false, false};
    case Code::kListIsSet:
    case Code::kListRecorded:
    case Code::kListComplete:
    case Code::kExistsFlat:
    case Code::kAllFlat:
    case Code::kExists:
    case Code::kAll:
    case Code::kExistsOne:
    case Code::kInRows:
    case Code::kInRowsText:
    case Code::kSize:
    case Code::kEarliest:
    case Code::kLatest:
    case Code::kSum:
    case Code::kSumDouble:
    case Code::kJoin:
    case Code::kElementAt:
    case Code::kOccasions:
    case Code::kLoop:
    case Code::kRows:
      return {false, false, true};
    default:
      return {};
  }
}

}  // namespace

std::vector<Parts> PartsOfRoot(const Layout& layout) {
  std::vector<Parts> by_slot(layout.initial(0).size(), 0);
  Mark(layout, layout.node(layout.root()), 0, &by_slot);
  return by_slot;
}

Parts PartsThere(const std::vector<Parts>& by_slot, const Slot* root, const Slot* empty) {
  Parts there = 0;
  for (size_t i = 0; i < by_slot.size(); ++i) {
    if (!(root[i] == empty[i])) there |= by_slot[i];
  }
  return there;
}

Parts PartsReader::OfSlot(int64_t frame, int slot) const {
  if (frame == kRootFrame) return root_[static_cast<size_t>(slot)];
  if (frame == kGlobalFrame) return globals_[static_cast<size_t>(slot)];
  return 0;  // of a row: there are none unless the list is there
}

Parts PartsReader::Of(size_t start) const {
  Parts parts = 0;
  const size_t end = start + program_.code[start].size;
  for (size_t at = start; at < end; ++at) {
    const Instruction& instruction = program_.code[at];
    const Reading reading = ReadingOf(instruction.code);
    if (reading.first) parts |= OfSlot(instruction.frame, instruction.slot);
    if (reading.second) parts |= OfSlot(instruction.k, instruction.other);
    if (!reading.list) continue;
    const ListRead& list = program_.lists[static_cast<size_t>(instruction.other)];
    parts |= OfSlot(list.frame, list.slot);
    for (int closure : list.closures) parts |= globals_[static_cast<size_t>(closure)];
  }
  return parts;
}

}  // namespace risk::evaluation
