// Values, lists and what they rest on, made in the memory of an Evaluation. Not for use outside
// this folder.
#ifndef RISK_EVALUATION_INTERPRETER_SUPPORT_TRACKER_H_
#define RISK_EVALUATION_INTERPRETER_SUPPORT_TRACKER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "risk/evaluation/value/container.h"
#include "risk/evaluation/interpreter/evaluation.h"
#include "risk/evaluation/value/support.h"
#include "risk/evaluation/value/value.h"

namespace risk::evaluation {

class SupportTracker {
 public:
  explicit SupportTracker(Evaluation& evaluation) : evaluation_(evaluation) {}

  // Memory and errors.
  absl::string_view Copy(absl::string_view text);
  template <typename T>
  T* New() {
    static_assert(std::is_trivially_destructible_v<T>, "nothing is destroyed");
    return new (evaluation_.Allocate(sizeof(T))) T();
  }
  template <typename T>
  absl::Span<const T> CopyAll(const std::vector<T>& items) {
    static_assert(std::is_trivially_destructible<T>::value && alignof(T) <= alignof(uint64_t), "");
    if (items.empty()) return {};
    T* copy = static_cast<T*>(evaluation_.Allocate(items.size() * sizeof(T)));
    std::uninitialized_copy(items.begin(), items.end(), copy);
    return absl::MakeConstSpan(copy, items.size());
  }
  template <typename T>
  T* NewArray(size_t count) {
    static_assert(std::is_trivially_destructible<T>::value && alignof(T) <= alignof(uint64_t), "");
    T* items = static_cast<T*>(evaluation_.Allocate(count * sizeof(T)));
    std::uninitialized_default_construct_n(items, count);
    return items;
  }
  Value MakeList(const std::vector<ListItem>& items, bool is_open, const Support* extent);
  MessageRef* NewRef(const google::protobuf::Message* message,
                     const google::protobuf::Descriptor* type);

  // What values rest on; all return null when it is not tracked.
  bool tracks() const { return evaluation_.options().track_support && !evaluation_.is_full(); }
  bool tracks_decided() const { return tracks() && evaluation_.options().track_decided; }
  const Support* Both(const Support* a, const Support* b);
  const Support* Settle(const Support* support);
  // Of a value that rests on nothing of the record by itself; null if it is not tracked.
  const Support* SettledNothing();
  // The support of an operand of something decided.
  const Support* Settled(const Value& value);
  const Support* Reading(const MessageRef* owner, const google::protobuf::FieldDescriptor* field,
                         int index, bool is_missing);
  const Support* OpenList(const MessageRef* owner, const google::protobuf::FieldDescriptor* list);
  const Support* Element(const Value& element);
  // What the extent of a list and its membership rest on.
  const Support* ExtentOf(const Value& list);
  // A result with the support of its operands.
  Value Resting(const Value& result, absl::Span<const Value> operands);

  Evaluation& evaluation() { return evaluation_; }

 private:
  Evaluation& evaluation_;
  const Support* nothing_ = nullptr;  // settled; made when first needed
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INTERPRETER_SUPPORT_TRACKER_H_
