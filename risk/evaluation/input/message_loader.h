// From a parsed message of a generated class to slots: what Decode makes of its bytes, without the
// bytes.
#ifndef RISK_EVALUATION_INPUT_MESSAGE_LOADER_H_
#define RISK_EVALUATION_INPUT_MESSAGE_LOADER_H_

#include <memory>
#include <vector>

#include "google/protobuf/message.h"
#include "risk/evaluation/input/field_access.h"
#include "risk/evaluation/input/layout.h"
#include "risk/evaluation/input/slot_record.h"
#include "risk/evaluation/input/wire_decoder.h"

namespace risk::evaluation {

// Immutable. `layout` must outlive it and be finished.
class MessageLoader {
 public:
  // Null if the table lacks a field of the layout.
  static std::unique_ptr<const MessageLoader> Create(const Layout& layout,
                                                     const FieldAccessTable& table);

  // Whether the message is of the generated class that the functions were made for.
  bool CanLoad(const google::protobuf::Message& message) const {
    return message.GetReflection() == reflection_;
  }

  // Texts in `record` point into `message`. Gives kOk or kTooLarge.
  // Cost: about 3 ns a field of the layout in a message that is present; no allocation once
  // `record` has grown.
  DecodeResult Load(const google::protobuf::Message& message, SlotRecord& record) const;

 private:
  using Message = google::protobuf::Message;
  // An Answer or a Date of which only the value is read: most fields are one.
  struct ValueRead {
    const Message& (*get)(const Message&);
    int32_t slot;
    int32_t reassuring;  // of an Answer
  };
  struct NumberRead {
    bool (*get)(const Message&, int64_t* value);
    const KnownValues* known_values;  // of an enum
    uint64_t low_mask;                // numbers from 0 to 63 that say something
    int32_t slot;
  };
  // Any other field that is read.
  struct Read {
    FieldRead field;
    FieldAccess access;
  };
  struct Node {
    const Message& (*provenance)(const Message&) = nullptr;  // if an Answer depends on the source
    std::vector<int> closed_if_present;
    std::vector<ValueRead> answers;
    std::vector<ValueRead> dates;
    std::vector<NumberRead> numbers;
    std::vector<Read> others;
  };
  struct Loading;

  static void AddRead(const FieldRead& field, const FieldAccess& access, Node* node);
  explicit MessageLoader(const Layout& layout) : layout_(layout) {}
  void LoadMessage(const Message& message, int node, Slot* frame, int source,
                   Loading& loading) const;
  void LoadField(const Read& read, const Message& message, Slot* frame, int source,
                 Loading& loading) const;
  void LoadSubmessage(const Read& read, const Message& message, Slot* frame, int source,
                      Loading& loading) const;
  void LoadList(const Read& read, const Message& message, Slot* frame, int source,
                Loading& loading) const;

  const Layout& layout_;
  const google::protobuf::Reflection* reflection_ = nullptr;
  std::vector<Node> nodes_;  // as in the layout
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INPUT_MESSAGE_LOADER_H_
