// Places of the record: which field of which element a slot is.
#include <algorithm>

#include "risk/evaluation/program/tracer.h"

namespace risk::evaluation {

void Tracer::Enter(const ListRead& list, int frame, int index) {
  reads_[frame] = &list;
  frames_[frame] = lists_[list.list].at(At(list.frame, list.slot).lo) + index * list.stride;
}

void Tracer::AddPlace(int frame, int slot, bool is_open_list) {
  const bool is_root = frame == kRootFrame;
  const size_t of = is_root ? 0 : static_cast<size_t>(reads_[frame]->list) + 1;
  std::vector<int>& numbers = shared_->numbers[of];
  if (numbers.empty()) numbers.resize(is_root ? record_.root.size() : lists_[of - 1].size());
  int& number = numbers[(is_root ? 0 : FirstSlot(frame)) + static_cast<size_t>(slot)];
  if (number == 0) {
    const int row = is_root ? 0 : RowOf(frame);
    const RecordPlace place = PlaceAt(static_cast<int>(of), row, slot, is_open_list);
    number = shared_->places->NumberOf(place) + 1;
  }
  shared_->found.push_back(number - 1);
  if (shared_->found.size() > shared_->most_found) DropRepeated();
}

// `frame` is one of the layout.
RecordPlace Tracer::PlaceAt(int frame, int row, int slot, bool is_open_list) const {
  const Layout& layout = *shared_->layout;
  RecordPlace place;
  place.is_open_list = is_open_list;
  const auto add = [&place](const google::protobuf::FieldDescriptor* field, int index) {
    place.fields.push_back(field);
    place.indices.push_back(index);
  };
  const SlotOrigin origin = layout.OriginOf(frame, slot);
  if (origin.field != nullptr) add(origin.field, -1);
  int node = origin.node;
  while (frame != 0 || node != layout.root()) {
    const MessageLayout* const message = node < 0 ? nullptr : &layout.node(node);
    if (message != nullptr && message->field != nullptr) {
      add(message->field, -1);
      node = message->parent;
      continue;
    }
    // An element of a list: the row of the holder that it lies in.
    const ListLayout& list = layout.list(frame - 1);
    const Slot* holder = record_.root.data();
    node = list.holder;
    const int outer = layout.node(node).frame;
    int holder_row = 0;
    const auto holds = [&] {
      const Slot rows = holder[list.slot];
      return rows.lo / list.stride <= row && row < rows.lo / list.stride + (rows.hi >> 1);
    };
    if (outer != 0) {
      const size_t stride = static_cast<size_t>(layout.list(outer - 1).stride);
      holder = lists_[outer - 1].at(0);
      while (!holds()) holder += stride, ++holder_row;
    }
    add(list.field, row - static_cast<int>(holder[list.slot].lo / list.stride));
    frame = outer;
    row = holder_row;
  }
  std::reverse(place.fields.begin(), place.fields.end());
  std::reverse(place.indices.begin(), place.indices.end());
  return place;
}

}  // namespace risk::evaluation
