#include "risk/evaluation/input/layout.h"

#include <algorithm>

#include "risk/evaluation/value/date_arithmetic.h"
#include "risk/evaluation/value/interval.h"
#include "risk/evaluation/value/missing_number.h"
#include "risk/expression/type.h"
#include "risk/schema/field.h"
#include "risk/v1/date.pb.h"

namespace risk::evaluation {
namespace {

using ::google::protobuf::Descriptor;
using ::google::protobuf::EnumDescriptor;
using ::google::protobuf::FieldDescriptor;

constexpr int kMaxFieldNumber = 4095;   // fields are found by number in a vector
constexpr int kMaxMessageFields = 128;  // singular messages of one message that are read

Load LoadOf(const FieldDescriptor* field) {
  switch (field->type()) {
    case FieldDescriptor::TYPE_INT32:
    case FieldDescriptor::TYPE_INT64:
      return Load::kInt64;
    case FieldDescriptor::TYPE_SINT32:
    case FieldDescriptor::TYPE_SINT64:
      return Load::kSint;
    case FieldDescriptor::TYPE_SFIXED32:
      return Load::kFixed32;
    case FieldDescriptor::TYPE_SFIXED64:
      return Load::kFixed64;
    case FieldDescriptor::TYPE_BOOL:
      return Load::kBool;
    case FieldDescriptor::TYPE_ENUM:
      return Load::kEnum;
    case FieldDescriptor::TYPE_FLOAT:
      return Load::kFloat;
    case FieldDescriptor::TYPE_DOUBLE:
      return Load::kDouble;
    case FieldDescriptor::TYPE_STRING:
      return Load::kText;
    case FieldDescriptor::TYPE_MESSAGE:
      if (schema::IsAnswer(field->message_type())) return Load::kAnswer;
      if (schema::IsDate(field->message_type())) return Load::kDate;
      return Load::kMessage;
    default:
      return Load::kSkip;
  }
}

uint8_t WireTypeOf(Load load) {
  switch (load) {
    case Load::kFixed64:
    case Load::kDouble:
      return 1;
    case Load::kFixed32:
    case Load::kFloat:
      return 5;
    case Load::kText:
    case Load::kAnswer:
    case Load::kDate:
    case Load::kMessage:
      return 2;
    default:
      return 0;
  }
}

// What an absent value of the field can be.
Slot MissingSlot(const FieldDescriptor& field, Load load, Absence absence) {
  if (absence == Absence::kIsDefault && load != Load::kAnswer && load != Load::kDate) {
    if (load != Load::kText) return {0, 0};  // also the bits of 0.0
    return {reinterpret_cast<intptr_t>(""), 0};
  }
  switch (load) {
    case Load::kBool:
    case Load::kAnswer:
      return kUnknownBool;
    case Load::kText:
      return kUnknownText;
    case Load::kDate:
      return {kAnyDay.first, kAnyDay.last};
    case Load::kFloat:
    case Load::kDouble: {
      const DoubleRange range = MissingDouble(field);
      return DoubleSlot(range.low, range.high);
    }
    default: {
      const IntRange range = MissingInt(field);
      return {range.low, range.high};
    }
  }
}

bool IsFlat(const FieldDescriptor* field) {
  return !field->is_map() && field->real_containing_oneof() == nullptr && !field->is_extension() &&
         field->number() <= kMaxFieldNumber && LoadOf(field) != Load::kSkip;
}

bool IsWellKnown(const Descriptor* type) { return type->file()->package() == "google.protobuf"; }

}  // namespace

bool KnownValues::Contains(int64_t number) const {
  if (number >= 0 && number < 64) return (low_mask >> number & 1) != 0;
  return std::find(others.begin(), others.end(), number) != others.end();
}

Layout::Layout(const Descriptor* root, Absence absence) : absence_(absence) {
  NewNode(root, NewFrame(), -1);
}

int Layout::NewFrame() {
  initial_.emplace_back();
  origins_.emplace_back();
  return static_cast<int>(initial_.size()) - 1;
}

int Layout::NewSlot(int frame, Slot initial, SlotOrigin origin) {
  initial_[frame].push_back(initial);
  origins_[frame].push_back(origin);
  return static_cast<int>(initial_[frame].size()) - 1;
}

int Layout::NewNode(const Descriptor* type, int frame, int parent) {
  std::unique_ptr<MessageLayout> node(new MessageLayout);
  node->type = type;
  node->frame = frame;
  node->parent = parent;
  nodes_.push_back(std::move(node));
  return static_cast<int>(nodes_.size()) - 1;
}

const KnownValues* Layout::KnownValuesOf(const EnumDescriptor* enumeration) {
  std::unique_ptr<KnownValues>& values = enums_[enumeration];
  if (values == nullptr) {
    values.reset(new KnownValues);
    for (int i = 0; i < enumeration->value_count(); ++i) {
      const int number = enumeration->value(i)->number();
      // An official tool tells apart what says nothing to us.
      if (absence_ == Absence::kIsUnknown && !schema::IsKnownNumber(*enumeration, number)) continue;
      if (number >= 0 && number < 64) {
        values->low_mask |= uint64_t{1} << number;
      } else {
        values->others.push_back(number);
      }
    }
  }
  return values.get();
}

FieldRead* Layout::Field(int node, const FieldDescriptor* field) {
  if (!IsFlat(field)) return nullptr;
  MessageLayout& message = *nodes_[node];
  const size_t number = field->number();
  if (message.fields.size() <= number) message.fields.resize(number + 1);
  FieldRead& read = message.fields[number];
  if (read.load != Load::kSkip) return &read;
  read.is_repeated = field->is_repeated();
  const Load load = LoadOf(field);
  if (WireTypeOf(load) == 2 && load != Load::kText && !read.is_repeated) {
    int ordinal = 0;
    for (const FieldRead& other : message.fields) ordinal += other.ordinal >= 0;
    if (ordinal >= kMaxMessageFields) return nullptr;
    read.ordinal = static_cast<int16_t>(ordinal);
  }
  read.load = load;
  read.wire_type = WireTypeOf(load);
  read.is_narrow = field->cpp_type() == FieldDescriptor::CPPTYPE_INT32;
  read.has_presence = read.is_repeated || field->has_presence();
  read.missing = MissingSlot(*field, load, absence_);
  if (load == Load::kEnum) read.known_values = KnownValuesOf(field->enum_type());
  if (load == Load::kAnswer) read.reassuring = static_cast<uint8_t>(schema::Reassuring(*field));
  return &read;
}

int Layout::AddView(const Descriptor* row_type) {
  lists_.emplace_back();
  const int frame = NewFrame();
  lists_.back().node = NewNode(row_type, frame, -1);
  nodes_.back()->is_view = true;
  NewSlot(frame, {1, 1});
  NewSlot(frame, {0, 0});
  return static_cast<int>(lists_.size()) - 1;
}

int Layout::AddTexts() {
  lists_.emplace_back();
  NewSlot(NewFrame(), kUnknownText);
  return static_cast<int>(lists_.size()) - 1;
}

int Layout::AskedValue(int node, const FieldDescriptor* field) const {
  const std::vector<FieldRead>& fields = nodes_[node]->fields;
  const size_t number = static_cast<size_t>(field->number());
  return number < fields.size() ? fields[number].value : -1;
}

int Layout::Message(int node, const FieldDescriptor* field) {
  if (field->is_repeated() || field->message_type() == nullptr || nodes_[node]->is_view) return -1;
  if (IsWellKnown(field->message_type())) return -1;
  FieldRead* read = Field(node, field);
  if (read == nullptr) return -1;
  if (read->node < 0) {
    const int child = NewNode(field->message_type(), nodes_[node]->frame, node);
    nodes_[child]->field = field;
    read->node = child;
  }
  return read->node;
}

int Layout::Value(int node, const FieldDescriptor* field) {
  if (field->is_repeated()) return -1;
  FieldRead* read = Field(node, field);
  if (read == nullptr || read->load == Load::kMessage) return -1;
  if (read->value < 0) {
    read->value = NewSlot(nodes_[node]->frame, read->missing, {node, field});
  }
  return read->value;
}

int Layout::Presence(int node, const FieldDescriptor* field) {
  if (field->is_repeated() || nodes_[node]->is_view) return -1;
  FieldRead* read = Field(node, field);
  if (read == nullptr) return -1;
  if (read->presence < 0) read->presence = NewSlot(nodes_[node]->frame, {0, 0}, {node, field});
  return read->presence;
}

int Layout::Recorded(int node, const FieldDescriptor* field) {
  if (field->is_repeated() || nodes_[node]->is_view) return -1;
  if (schema::IsDate(field->message_type())) {
    const int date = Message(node, field);
    if (date < 0) return -1;
    return Presence(date, field->message_type()->FindFieldByNumber(v1::Date::kYearFieldNumber));
  }
  if (field->cpp_type() != FieldDescriptor::CPPTYPE_ENUM) return Presence(node, field);
  FieldRead* read = Field(node, field);
  if (read == nullptr) return -1;
  if (read->recorded < 0) read->recorded = NewSlot(nodes_[node]->frame, {0, 0}, {node, field});
  return read->recorded;
}

ListSlots Layout::List(int node, const FieldDescriptor* field) {
  ListSlots slots;
  if (!field->is_repeated() || nodes_[node]->is_view) return slots;
  if (field->message_type() != nullptr && IsWellKnown(field->message_type())) return slots;
  const FieldDescriptor* sibling = schema::CompletenessField(*field);
  FieldRead* read = Field(node, field);
  if (read == nullptr) return slots;
  if (read->list < 0) {
    const int frame = nodes_[node]->frame;
    read->value = NewSlot(frame, {0, absence_ == Absence::kIsDefault}, {node, field});
    read->list = static_cast<int>(lists_.size());
    lists_.push_back({-1, field, 0, node, read->value});
    const int list_frame = NewFrame();
    if (read->load == Load::kMessage) {
      lists_.back().node = NewNode(field->message_type(), list_frame, node);
    } else {
      NewSlot(list_frame, read->missing);
    }
    slots.slot = read->value;
    slots.list = read->list;
    if (sibling == nullptr) {
      nodes_[node]->closed_if_present.push_back(slots.slot);
    } else if (FieldRead* answer = Field(node, sibling)) {
      answer->closes.push_back(slots.slot);  // `read` may have moved
    }
    return slots;
  }
  slots.list = read->list;
  slots.slot = read->value;
  return slots;
}

// Marks the messages in which, or below which, an Answer is read.
bool Layout::MarkSource(int index) {
  MessageLayout& message = *nodes_[index];
  const FieldDescriptor* provenance = schema::ProvenanceField(*message.type);
  if (provenance != nullptr) message.provenance = provenance->number();
  for (size_t number = 1; number < message.fields.size(); ++number) {
    const FieldRead& field = message.fields[number];
    const int child = field.list >= 0 ? lists_[field.list].node : field.node;
    bool needs = field.load == Load::kAnswer;
    if (child >= 0 && MarkSource(child)) needs = true;
    if (needs) message.needs_source = true;
  }
  return message.needs_source;
}

void Layout::Finish() {
  MarkSource(root());
  for (size_t i = 0; i < lists_.size(); ++i) {
    if (initial_[i + 1].empty()) NewSlot(static_cast<int>(i) + 1, {0, 0});
    lists_[i].stride = static_cast<int>(initial_[i + 1].size());
  }
  unseen_ = initial_;
  for (std::unique_ptr<MessageLayout>& node : nodes_) {
    // The root and the elements of lists are present whenever they are seen at all.
    const bool is_row = node->parent < 0 || nodes_[node->parent]->frame != node->frame;
    if (!is_row) continue;
    for (int slot : node->closed_if_present) initial_[node->frame][slot] = {0, 1};
    node->closed_if_present.clear();
  }
}

}  // namespace risk::evaluation
