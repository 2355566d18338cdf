#include "risk/schema/printable.h"

#include <utility>
#include <vector>

namespace risk::schema {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";

// How many bytes of something that must not be shown begin here; 0 if none.
size_t Hidden(absl::string_view rest) {
  const unsigned char c = static_cast<unsigned char>(rest[0]);
  if (c < 0x20) return c == '\t' || c == '\n' ? 0 : 1;
  if (c == 0x7f) return 1;
  if (c == 0xC2 && rest.size() > 1) {
    const unsigned char next = static_cast<unsigned char>(rest[1]);
    return next >= 0x80 && next < 0xA0 ? 2 : 0;
  }
  if (rest.size() < 3 || c != 0xE2) return 0;
  const unsigned char last = static_cast<unsigned char>(rest[2]);
  // U+2028 to U+202E, separators and overrides; U+2066 to U+2069, isolates.
  if (rest[1] == '\x80') return last >= 0xA8 && last <= 0xAE ? 3 : 0;
  return rest[1] == '\x81' && last >= 0xA6 && last <= 0xA9 ? 3 : 0;
}

bool IsPrintable(absl::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (Hidden(text.substr(i)) > 0) return false;
  }
  return true;
}

}  // namespace

std::string Printable(absl::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  while (!text.empty()) {
    const size_t hidden = Hidden(text);
    if (hidden > 0) {
      shown.append(kReplacement.data(), kReplacement.size());
    } else {
      shown += text[0];
    }
    text.remove_prefix(hidden > 0 ? hidden : 1);
  }
  return shown;
}

void MakePrintable(Message* message) {
  const Reflection& reflection = *message->GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(*message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int size = field->is_repeated() ? reflection.FieldSize(*message, field) : 1;
    for (int i = 0; i < size; ++i) {
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        MakePrintable(field->is_repeated() ? reflection.MutableRepeatedMessage(message, field, i)
                                           : reflection.MutableMessage(message, field));
      } else if (field->type() == FieldDescriptor::TYPE_STRING) {
        std::string scratch;
        const std::string& text =
            field->is_repeated() ? reflection.GetRepeatedStringReference(*message, field, i, &scratch)
                                 : reflection.GetStringReference(*message, field, &scratch);
        if (IsPrintable(text)) continue;
        std::string shown = Printable(text);
        field->is_repeated() ? reflection.SetRepeatedString(message, field, i, std::move(shown))
                             : reflection.SetString(message, field, std::move(shown));
      }
    }
  }
}

}  // namespace risk::schema
