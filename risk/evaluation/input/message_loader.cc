#include "risk/evaluation/input/message_loader.h"

#include <string>

#include "risk/evaluation/input/date_slot.h"
#include "risk/evaluation/input/sourced_answer.h"
#include "risk/v1/answer.pb.h"
#include "risk/v1/date.pb.h"
#include "risk/v1/provenance.pb.h"

namespace risk::evaluation {
namespace {

using google::protobuf::Message;

inline Slot DateSlot(const Message& message) {
  const v1::Date& date = static_cast<const v1::Date&>(message);
  const uint32_t present = date.has_year() | date.has_month() << 1 | date.has_day() << 2;
  return SlotOf(DateParts{date.year(), date.month(), date.day(), present});
}

inline SourcedAnswer AnswerOf(const Message& message, int inherited) {
  const v1::Answer& answer = static_cast<const v1::Answer&>(message);
  // Of the default instance if there is none.
  const int own = answer.provenance().source();
  return {answer.value(), own != v1::Provenance::SOURCE_UNSPECIFIED ? own : inherited};
}

Slot TextSlotOf(const std::string& text) {
  return {reinterpret_cast<intptr_t>(text.data()), static_cast<int64_t>(text.size())};
}

Slot NumberSlot(const FieldRead& field, int64_t value) {
  if (field.load == Load::kEnum && !field.known_values->Contains(value)) return field.missing;
  return {value, value};
}

}  // namespace

struct MessageLoader::Loading {
  SlotRecord& record;
  int64_t row_slots = 0;
  bool is_too_large = false;
};

std::unique_ptr<const MessageLoader> MessageLoader::Create(const Layout& layout,
                                                           const FieldAccessTable& table) {
  std::unique_ptr<MessageLoader> loader(new MessageLoader(layout));
  const auto* root = layout.node(layout.root()).type;
  if (root->file()->pool() != google::protobuf::DescriptorPool::generated_pool()) return nullptr;
  const Message* prototype =
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(root);
  if (prototype == nullptr) return nullptr;
  loader->reflection_ = prototype->GetReflection();
  for (int i = 0; i < layout.node_count(); ++i) {
    const MessageLayout& node = layout.node(i);
    Node own;
    if (node.is_view) {
      loader->nodes_.push_back(std::move(own));
      continue;
    }
    own.closed_if_present = node.closed_if_present;
    if (node.needs_source && node.provenance != 0) {
      const auto found = table.find(node.type->FindFieldByNumber(node.provenance));
      if (found == table.end()) return nullptr;
      own.provenance = found->second.message_or_default;
    }
    for (size_t number = 1; number < node.fields.size(); ++number) {
      if (node.fields[number].load == Load::kSkip) continue;
      const auto found = table.find(node.type->FindFieldByNumber(static_cast<int>(number)));
      if (found == table.end()) return nullptr;
      AddRead(node.fields[number], found->second, &own);
    }
    loader->nodes_.push_back(std::move(own));
  }
  return loader;
}

void MessageLoader::AddRead(const FieldRead& field, const FieldAccess& access, Node* node) {
  const bool is_only_value = !field.is_repeated && field.presence < 0 && field.recorded < 0 &&
                             field.closes.empty() && field.node < 0;
  if (is_only_value && field.load == Load::kAnswer) {
    node->answers.push_back({access.message_or_default, field.value, field.reassuring});
  } else if (is_only_value && field.load == Load::kDate) {
    node->dates.push_back({access.message_or_default, field.value, 0});
  } else if (is_only_value && access.number != nullptr) {
    const uint64_t mask =
        field.known_values != nullptr ? field.known_values->low_mask : ~uint64_t{0};
    node->numbers.push_back({access.number, field.known_values, mask, field.value});
  } else {
    node->others.push_back({field, access});
  }
}

DecodeResult MessageLoader::Load(const Message& message, SlotRecord& record) const {
  record.Reset(layout_);
  Loading loading{record};
  LoadMessage(message, layout_.root(), record.root.data(), v1::Provenance::SOURCE_UNSPECIFIED,
              loading);
  return loading.is_too_large ? DecodeResult::kTooLarge : DecodeResult::kOk;
}

void MessageLoader::LoadMessage(const Message& message, int node, Slot* frame, int source,
                                Loading& loading) const {
  const Node& own = nodes_[node];
  for (int slot : own.closed_if_present) frame[slot].hi |= 1;
  if (own.provenance != nullptr) {
    const int stated = static_cast<const v1::Provenance&>(own.provenance(message)).source();
    if (stated != v1::Provenance::SOURCE_UNSPECIFIED) source = stated;
  }
  for (const ValueRead& read : own.answers) {
    frame[read.slot] = AnswerOf(read.get(message), source).Read(read.reassuring);
  }
  for (const ValueRead& read : own.dates) frame[read.slot] = DateSlot(read.get(message));
  for (const NumberRead& read : own.numbers) {
    // Without branches as well.
    int64_t value;
    const bool is_set = read.get(message, &value);
    const bool is_known =
        is_set && (static_cast<uint64_t>(value) < 64
                       ? read.low_mask >> value & 1
                       : read.known_values == nullptr || read.known_values->Contains(value));
    Slot slot = frame[read.slot];
    slot.lo = is_known ? value : slot.lo;
    slot.hi = is_known ? value : slot.hi;
    frame[read.slot] = slot;
  }
  for (const Read& read : own.others) LoadField(read, message, frame, source, loading);
}

inline void MessageLoader::LoadField(const Read& read, const Message& message, Slot* frame,
                                     int source, Loading& loading) const {
  const FieldRead& field = read.field;
  if (read.access.size != nullptr) return LoadList(read, message, frame, source, loading);
  if (read.access.message != nullptr) {
    const Message* part = read.access.message(message);
    if (part != nullptr) LoadSubmessage(read, *part, frame, source, loading);
    return;
  }
  if (read.access.text != nullptr) {
    const std::string* text = read.access.text(message);
    if (text == nullptr) return;
    if (field.value >= 0) frame[field.value] = TextSlotOf(*text);
  } else {
    int64_t value;
    if (!read.access.number(message, &value)) return;
    if (field.value >= 0) frame[field.value] = NumberSlot(field, value);
    if (field.recorded >= 0) frame[field.recorded] = value != 0 ? Slot{1, 1} : Slot{0, 0};
  }
  if (field.presence >= 0) frame[field.presence] = {1, 1};
}

void MessageLoader::LoadSubmessage(const Read& read, const Message& message, Slot* frame,
                                   int source, Loading& loading) const {
  const FieldRead& field = read.field;
  if (field.presence >= 0) frame[field.presence] = {1, 1};
  if (field.load == Load::kAnswer) {
    const SourcedAnswer stated = AnswerOf(message, source);
    if (field.value >= 0) frame[field.value] = stated.Read(field.reassuring);
    if (!field.closes.empty() && stated.Read(v1::Answer::YES).lo == 1) {
      for (int list : field.closes) frame[list].hi |= 1;
    }
  } else if (field.load == Load::kDate && field.value >= 0) {
    frame[field.value] = DateSlot(message);
  }
  if (field.node >= 0) LoadMessage(message, field.node, frame, source, loading);
}

void MessageLoader::LoadList(const Read& read, const Message& message, Slot* frame, int source,
                             Loading& loading) const {
  const FieldRead& field = read.field;
  const int count = read.access.size(message);
  if (count == 0) return;
  const ListLayout& list = layout_.list(field.list);
  Rows& rows = loading.record.lists[field.list];
  loading.row_slots += static_cast<int64_t>(count) * list.stride;
  loading.is_too_large = loading.is_too_large || loading.row_slots > kMaxRowSlots;
  if (loading.is_too_large) return;
  const bool is_closed = frame[field.value].hi & 1;
  frame[field.value] = {static_cast<int64_t>(rows.size()), 2 * int64_t{count} + is_closed};
  for (int i = 0; i < count; ++i) {
    Slot* row = rows.Add(layout_.initial(field.list + 1));
    if (read.access.number_at != nullptr) {
      *row = NumberSlot(field, read.access.number_at(message, i));
    } else if (read.access.text_at != nullptr) {
      *row = TextSlotOf(*read.access.text_at(message, i));
    } else {
      const Message& element = *read.access.message_at(message, i);
      if (field.load == Load::kAnswer) {
        *row = AnswerOf(element, source).Read(field.reassuring);
      } else if (field.load == Load::kDate) {
        *row = DateSlot(element);
      } else {
        LoadMessage(element, list.node, row, source, loading);
      }
    }
  }
}

}  // namespace risk::evaluation
