#include "risk/rule_testing/record_place.h"

#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "risk/schema/field.h"
#include "risk/schema/names.h"

namespace risk::rule_testing {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

namespace {

// One name of a path, with the index of an element or without.
struct Step {
  std::string name;
  int index = -1;
};

absl::StatusOr<Step> ReadStep(absl::string_view text) {
  Step step;
  const size_t bracket = text.find('[');
  step.name = std::string(text.substr(0, bracket));
  if (bracket == absl::string_view::npos) return step;
  absl::string_view index = text.substr(bracket + 1);
  if (!absl::ConsumeSuffix(&index, "]") || !absl::SimpleAtoi(index, &step.index) ||
      step.index < 0) {
    return absl::InvalidArgumentError(absl::StrCat("not an element: \"", text, "\""));
  }
  return step;
}

absl::StatusOr<const FieldDescriptor*> FieldOf(const Step& step, const Message& message) {
  const auto& type = *message.GetDescriptor();
  const FieldDescriptor* field = type.FindFieldByName(step.name);
  if (field == nullptr) {
    const std::string hint = schema::DidYouMean(step.name, schema::FieldNames(type));
    return absl::InvalidArgumentError(absl::StrCat("no field \"", step.name, "\" in ", type.name(),
                                                   hint.empty() ? "" : "; ", hint));
  }
  if (step.index >= 0 && !field->is_repeated()) {
    return absl::InvalidArgumentError(absl::StrCat("\"", step.name, "\" is no list"));
  }
  return field;
}

absl::Status NoElement(const Step& step) {
  return absl::InvalidArgumentError(
      absl::StrCat("\"", step.name, "\" has no ",
                   step.index < 0 ? "elements" : absl::StrCat("element ", step.index)));
}

// Adds what a step leads to from one message.
absl::Status Follow(const Step& step, Message& message, std::vector<Message*>& found) {
  const absl::StatusOr<const FieldDescriptor*> field = FieldOf(step, message);
  if (!field.ok()) return field.status();
  if (!schema::HoldsMessages(**field)) {
    return absl::InvalidArgumentError(absl::StrCat("\"", step.name, "\" holds no messages"));
  }
  const Reflection& reflection = *message.GetReflection();
  if (!(*field)->is_repeated()) {
    found.push_back(reflection.MutableMessage(&message, *field));
    return absl::OkStatus();
  }
  const int size = reflection.FieldSize(message, *field);
  if (step.index >= size) return NoElement(step);
  for (int i = 0; i < size; ++i) {
    if (step.index >= 0 && step.index != i) continue;
    found.push_back(reflection.MutableRepeatedMessage(&message, *field, i));
  }
  return absl::OkStatus();
}

void RemoveElement(Message& message, const FieldDescriptor& list, int index) {
  const Reflection& reflection = *message.GetReflection();
  const int size = reflection.FieldSize(message, &list);
  for (int i = index; i + 1 < size; ++i) reflection.SwapElements(&message, &list, i, i + 1);
  reflection.RemoveLast(&message, &list);
}

}  // namespace

absl::StatusOr<std::vector<Message*>> MessagesAt(absl::string_view path, Message& record) {
  std::vector<Message*> found = {&record};
  if (path.empty()) return found;
  for (const absl::string_view part : absl::StrSplit(path, '.')) {
    const absl::StatusOr<Step> step = ReadStep(part);
    if (!step.ok()) return step.status();
    std::vector<Message*> next;
    for (Message* message : found) {
      if (absl::Status followed = Follow(*step, *message, next); !followed.ok()) return followed;
    }
    if (next.empty()) return NoElement(*step);
    found = std::move(next);
  }
  return found;
}

absl::Status ClearAt(absl::string_view path, Message& record) {
  const size_t dot = path.rfind('.');
  const bool is_at_root = dot == absl::string_view::npos;
  const absl::StatusOr<Step> last = ReadStep(is_at_root ? path : path.substr(dot + 1));
  if (!last.ok()) return last.status();
  const auto holders = MessagesAt(is_at_root ? "" : path.substr(0, dot), record);
  if (!holders.ok()) return holders.status();
  for (Message* holder : *holders) {
    const absl::StatusOr<const FieldDescriptor*> field = FieldOf(*last, *holder);
    if (!field.ok()) return field.status();
    const Reflection& reflection = *holder->GetReflection();
    if (last->index < 0) {
      reflection.ClearField(holder, *field);
    } else if (last->index >= reflection.FieldSize(*holder, *field)) {
      return NoElement(*last);
    } else {
      RemoveElement(*holder, **field, last->index);
    }
  }
  return absl::OkStatus();
}

}  // namespace risk::rule_testing
