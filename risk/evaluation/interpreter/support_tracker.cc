#include "risk/evaluation/interpreter/support_tracker.h"

#include <cstring>

#include "risk/evaluation/interpreter/view_row.h"

namespace risk::evaluation {

absl::string_view SupportTracker::Copy(absl::string_view text) {
  if (text.empty()) return "";
  char* copy = static_cast<char*>(evaluation_.Allocate(text.size()));
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

Value SupportTracker::MakeList(const std::vector<ListItem>& items, bool is_open,
                               const Support* extent) {
  ListValue* list = New<ListValue>();
  list->items = CopyAll(items);
  list->is_open = is_open;
  list->extent = extent;
  return Value::List(list);
}

MessageRef* SupportTracker::NewRef(const google::protobuf::Message* message,
                                   const google::protobuf::Descriptor* type) {
  MessageRef* ref = New<MessageRef>();
  ref->message = message;
  ref->type = type;
  return ref;
}

const Support* SupportTracker::Both(const Support* a, const Support* b) {
  if (a == nullptr || a == b) return b;
  if (b == nullptr || !tracks()) return a;  // without room for more, what is there is not all (is_cut)
  Support* support = New<Support>();
  support->kind = Support::Kind::kUnion;
  support->left = a;
  support->right = b;
  return support;
}

const Support* SupportTracker::Settle(const Support* support) {
  if (support == nullptr || support->kind == Support::Kind::kSettled) return support;
  if (!tracks_decided()) return SettledNothing();
  if (support->kind == Support::Kind::kReading && !support->is_missing) return support;
  Support* settled = New<Support>();
  settled->kind = Support::Kind::kSettled;
  settled->left = support;
  return settled;
}

const Support* SupportTracker::SettledNothing() {
  if (!tracks() || nothing_ != nullptr) return nothing_;
  Support* nothing = New<Support>();
  nothing->kind = Support::Kind::kSettled;
  return nothing_ = nothing;
}

const Support* SupportTracker::Settled(const Value& value) {
  // The elements of a decided list may be undecided.
  bool may_hold_unknown = value.Is(ValueKind::kList) || value.Is(ValueKind::kMap);
  return value.is_decided() && !may_hold_unknown ? value.support() : Settle(value.support());
}

const Support* SupportTracker::ExtentOf(const Value& list) {
  const Support* support = Both(list.support(), list.list().extent);
  for (const ListItem& item : list.list().items) support = Both(support, item.membership);
  return support;
}

const Support* SupportTracker::Reading(const MessageRef* owner,
                                       const google::protobuf::FieldDescriptor* field, int index,
                                       bool is_missing) {
  if (!tracks() || owner->is_anonymous || !(is_missing || tracks_decided())) return nullptr;
  Support* support = New<Support>();
  support->kind = Support::Kind::kReading;
  support->owner = owner;
  support->field = field;
  support->index = index;
  support->is_missing = is_missing;
  return support;
}

const Support* SupportTracker::OpenList(const MessageRef* owner,
                                        const google::protobuf::FieldDescriptor* list) {
  if (!tracks() || owner->is_anonymous) return nullptr;
  Support* support = New<Support>();
  support->kind = Support::Kind::kOpenList;
  support->owner = owner;
  support->field = list;
  return support;
}

const Support* SupportTracker::Element(const Value& element) {
  if (!tracks_decided() || !element.Is(ValueKind::kMessage)) return nullptr;
  const Support* all = nullptr;
  VisitElements(element.message(), [&](const MessageRef& message) {
    if (message.is_anonymous || message.field == nullptr) return;
    Support* support = New<Support>();
    support->kind = Support::Kind::kElement;
    support->owner = &message;
    all = Both(all, support);
  });
  return all;
}

Value SupportTracker::Resting(const Value& result, absl::Span<const Value> operands) {
  if (!tracks() || result.is_error()) return result;
  const Support* support = result.support();
  for (const Value& operand : operands) {
    support = Both(support, result.is_decided() ? Settled(operand) : operand.support());
  }
  return result.WithSupport(support);
}

}  // namespace risk::evaluation
