// Where each field that a plan reads lies in the flat record: what to decode and what to skip.
//
//   Layout layout(risk::v1::Case::descriptor());
//   int abuse = layout.Message(layout.root(), domestic_abuse_field);
//   ListSlots incidents = layout.List(abuse, incidents_field);
//   int slot = layout.Value(layout.list(incidents.list).node, strangulation_field);
//   layout.Finish();
//
// Singular messages are laid out flat in the frame of the message that holds them; each element of
// a list is a row, a frame of its own. A compiler asks for slots; a decoder fills them.
#ifndef RISK_EVALUATION_INPUT_LAYOUT_H_
#define RISK_EVALUATION_INPUT_LAYOUT_H_

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "risk/evaluation/input/slot.h"

namespace risk::evaluation {

// What the absence of something in a record says.
enum class Absence : uint8_t {
  kIsUnknown,
  // The record is all there is: an unset bool is false, a number or enum 0, a text empty, and lists are
  // complete, as in standard CEL. A Date and an Answer stay unknown.
  kIsDefault,
};

enum class Load : uint8_t {
  kSkip,
  kInt64,  // varint of an int64 or int32
  kSint,   // zigzag
  kBool,
  kEnum,
  kFixed32,
  kFixed64,
  kFloat,
  kDouble,
  kText,
  kAnswer,
  kDate,
  kMessage,
};

// The numbers of an enum that say something; see IsKnownNumber in risk/schema/field.h.
struct KnownValues {
  uint64_t low_mask = 0;  // of numbers 0 to 63
  std::vector<int> others;
  bool Contains(int64_t number) const;
};

// What to do with one field of one message.
struct FieldRead {
  Load load = Load::kSkip;
  uint8_t wire_type = 0;
  bool is_narrow = false;  // of 32 bits
  bool is_repeated = false;
  bool has_presence = true;  // false: the default value on the wire means absent
  uint8_t reassuring = 2;    // of an Answer: the value that self-report cannot establish
  int16_t ordinal = -1;      // of a singular message: numbers such fields of one message
  int32_t value = -1;        // slot of the value; of a repeated field, of the list
  int32_t presence = -1;     // slot of a bool: the field is set
  int32_t recorded = -1;     // slot of a bool: the enum is set to a number other than 0
  int32_t node = -1;         // of a message whose own fields are read
  int32_t list = -1;         // of a repeated field
  const KnownValues* known_values = nullptr;  // of an enum
  std::vector<int32_t> closes;                // slots of the lists that this Answer closes
  Slot missing;                               // of a value that is absent
};

// A message type at one place of the record.
struct MessageLayout {
  const google::protobuf::Descriptor* type = nullptr;
  int frame = 0;                       // 0 is the root; i + 1 the rows of list i
  std::vector<FieldRead> fields;       // by field number
  std::vector<int> closed_if_present;  // lists without a completeness answer
  int provenance = 0;                  // number of the provenance field; 0 if there is none
  bool needs_source = false;           // an Answer in here depends on the source inherited
  int parent = -1;
  const google::protobuf::FieldDescriptor* field = nullptr;  // of the parent, of a singular message
  bool is_view = false;  // rows that are computed, not read: only values have slots
};

// The rows of one repeated field.
struct ListLayout {
  int node = -1;  // of the elements, when they are messages whose fields are read
  const google::protobuf::FieldDescriptor* field = nullptr;
  int stride = 0;
  int holder = -1;  // node of the message that holds it
  int slot = -1;    // in the frame of that message
};

// What a slot of a frame was asked for: a field of the message `node`. Null: an element of a list of
// values, or a slot of a view.
struct SlotOrigin {
  int node = -1;
  const google::protobuf::FieldDescriptor* field = nullptr;
};

// What an instruction needs in order to read a list.
struct ListSlots {
  int list = -1;  // -1: cannot be laid out
  int slot = -1;  // in the frame of the message that holds it
};

class Layout {
 public:
  explicit Layout(const google::protobuf::Descriptor* root, Absence absence = Absence::kIsUnknown);

  Absence absence() const { return absence_; }

  // Every function returns the same slot for the same question, or -1 for a kind of field that the
  // flat record has no form for (maps, oneofs, unsigned numbers, bytes, well-known types).
  int root() const { return 0; }
  int Message(int node, const google::protobuf::FieldDescriptor* field);
  int Value(int node, const google::protobuf::FieldDescriptor* field);
  int Presence(int node, const google::protobuf::FieldDescriptor* field);
  // Whether recorded() holds of a singular field that is not an Answer.
  int Recorded(int node, const google::protobuf::FieldDescriptor* field);
  ListSlots List(int node, const google::protobuf::FieldDescriptor* field);
  // Slot 0 of a row: the element itself, when it is a value.
  static constexpr int kElement = 0;

  // A list of computed rows. Its rows begin with two bools: whether the row belongs, true or unknown,
  // and whether it stands for any number of rows.
  int AddView(const google::protobuf::Descriptor* row_type);
  // A list of texts that is made of a text. Slot kElement of a row is the text.
  int AddTexts();
  static constexpr int kMember = 0;
  static constexpr int kMany = 1;
  // The numbers that say something of a field that is an enum; null for another.
  const KnownValues* KnownValuesOf(const google::protobuf::FieldDescriptor& field) {
    return field.enum_type() == nullptr ? nullptr : KnownValuesOf(field.enum_type());
  }
  // The slot that Value gave before; -1 if nobody asked.
  int AskedValue(int node, const google::protobuf::FieldDescriptor* field) const;

  // Call once, after the last question.
  void Finish();

  int node_count() const { return static_cast<int>(nodes_.size()); }
  const MessageLayout& node(int i) const { return *nodes_[i]; }
  const ListLayout& list(int i) const { return lists_[i]; }
  SlotOrigin OriginOf(int frame, int slot) const { return origins_[frame][slot]; }
  int list_count() const { return static_cast<int>(lists_.size()); }
  // The initial content of a frame: everything absent.
  const std::vector<Slot>& initial(int frame) const { return initial_[frame]; }
  // The same for an element that an open list does not show: its own lists are open, too.
  const std::vector<Slot>& unseen(int frame) const { return unseen_[frame]; }

 private:
  FieldRead* Field(int node, const google::protobuf::FieldDescriptor* field);
  int NewFrame();
  int NewSlot(int frame, Slot initial, SlotOrigin origin = {});
  int NewNode(const google::protobuf::Descriptor* type, int frame, int parent);
  const KnownValues* KnownValuesOf(const google::protobuf::EnumDescriptor* enumeration);
  bool MarkSource(int node);

  const Absence absence_;
  std::vector<std::unique_ptr<MessageLayout>> nodes_;
  std::vector<ListLayout> lists_;
  std::vector<std::vector<Slot>> initial_;
  std::vector<std::vector<Slot>> unseen_;
  std::vector<std::vector<SlotOrigin>> origins_;
  std::map<const google::protobuf::EnumDescriptor*, std::unique_ptr<KnownValues>> enums_;
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INPUT_LAYOUT_H_
