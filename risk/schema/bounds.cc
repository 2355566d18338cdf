#include "risk/schema/bounds.h"

#include <optional>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "risk/schema/date.h"
#include "risk/schema/field.h"
#include "risk/schema/not_known.h"

namespace risk::schema {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// How many messages out the place begins; nothing if that many are not there.
std::optional<size_t> Beginning(size_t depth, absl::string_view* place) {
  if (absl::ConsumePrefix(place, "/")) return 0;
  size_t at = depth - 1;
  while (absl::ConsumePrefix(place, "^")) {
    if (at == 0) return std::nullopt;
    --at;
  }
  return at;
}

void Collect(const Message& message, const std::vector<std::string>& names, size_t next,
             std::vector<Days>* found) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(names[next]);
  if (field == nullptr || field->message_type() == nullptr) return;
  const Reflection& reflection = *message.GetReflection();
  const auto take = [&](const Message& value) {
    if (next + 1 < names.size()) return Collect(value, names, next + 1, found);
    if (!IsDate(value.GetDescriptor())) return;
    const v1::Date date = DateIn(value);
    const std::optional<Days> days = DaysOf(date);
    if (days.has_value() && !IsPlaceholder(date)) found->push_back(*days);
  };
  if (!field->is_repeated()) {
    if (reflection.HasField(message, field)) take(reflection.GetMessage(message, field));
    return;
  }
  for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
    take(reflection.GetRepeatedMessage(message, field, i));
  }
}

}  // namespace

std::vector<Days> DatesAt(const Around& around, absl::string_view place) {
  std::vector<Days> found;
  const std::optional<size_t> at = Beginning(around.size(), &place);
  if (!at.has_value()) return found;
  Collect(*around[*at], absl::StrSplit(place, '.'), 0, &found);
  return found;
}

bool LeadsToDates(const Descriptor& root, const std::vector<const Descriptor*>& around,
                  absl::string_view place) {
  const bool is_from_root = absl::StartsWith(place, "/");
  const std::optional<size_t> at = Beginning(around.size(), &place);
  if (!at.has_value()) return false;
  const Descriptor* type = is_from_root ? &root : around[*at];
  for (const absl::string_view name : absl::StrSplit(place, '.')) {
    const FieldDescriptor* field = type == nullptr ? nullptr : type->FindFieldByName(std::string(name));
    if (field == nullptr) return false;
    type = field->message_type();
  }
  return IsDate(type);
}

}  // namespace risk::schema
