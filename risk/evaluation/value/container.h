// Lists, maps and messages as values.
#ifndef RISK_EVALUATION_VALUE_CONTAINER_H_
#define RISK_EVALUATION_VALUE_CONTAINER_H_

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "risk/evaluation/value/value.h"

namespace risk::evaluation {

// An element of a list; `is_certain` is false if it may turn out not to belong (an element that
// filter could not decide), and `membership` is what that rests on.
struct ListItem {
  Value value;
  bool is_certain = true;
  // Stands for any number of elements, none included: a row of a view of what an open list does not
  // show. Then it is not certain.
  bool is_many = false;
  const Support* membership = nullptr;
};

// Elements in the order of the record. An open list may hold further ones, anywhere.
struct ListValue {
  absl::Span<const ListItem> items;
  bool is_open = false;
  // What the extent of the list rests on: what says that it is closed, or where it stands in the
  // record if it is open, and what kept elements out of it.
  const Support* extent = nullptr;
  // A range that holds every element that is not listed: null if nothing is known of it.
  const Value* unseen = nullptr;
};

struct MapEntry {
  Value key;
  Value value;
};
struct MapValue {
  // Keys are decided and distinct, and in the order that SortEntries gives them.
  absl::Span<const MapEntry> entries;
};

// Whether a value can be a key: a decided bool, int, uint or string.
bool IsKey(const Value& value);
// Orders entries by their keys: bools, numbers of both types by value, texts. False if two keys are equal.
bool SortEntries(std::vector<MapEntry>& entries);
// The entry with a key that equals `key`, which may be a double, too; null if there is none.
// Cost: logarithmic in the entries.
const MapEntry* FindEntry(const MapValue& map, const Value& key);

struct ViewRow;   // view_row.h of the interpreter
struct ViewSpec;  // view_spec.h

// A message of a record and its place there. A root has no parent and no field.
struct MessageRef {
  const google::protobuf::Message* message =
      nullptr;  // null: absent, so that all inside is unknown
  const google::protobuf::Descriptor* type = nullptr;
  const MessageRef* parent = nullptr;
  const google::protobuf::FieldDescriptor* field = nullptr;  // of the parent
  int index = -1;                                            // in a repeated field
  absl::string_view name;  // of a root that is not the record itself: of the variable it came from
  // Stands for one of several messages, or one that was never recorded: it has no place of its own,
  // and what is missing is what would tell which it is.
  bool is_anonymous = false;
  // A row of a view: its fields are here, and `message` is null.
  const ViewRow* row = nullptr;
};

// "domestic_abuse.incidents[2]"; "" for the root.
std::string PathOf(const MessageRef& message);
// The path of a field of a message, of one element if `index` is not -1.
std::string PathOf(const MessageRef& message, const google::protobuf::FieldDescriptor& field,
                   int index = -1);

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_VALUE_CONTAINER_H_
