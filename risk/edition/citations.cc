#include "risk/edition/citations.h"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace risk {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// The sources of a message and of those inside it, by what they are sorted by.
void Collect(const Message& message, std::map<std::string, const v1::Source*>& sources) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->message_type() == nullptr) continue;
    const int size = field->is_repeated() ? message.GetReflection()->FieldSize(message, field) : 1;
    for (int i = 0; i < size; ++i) {
      const Message& inner = field->is_repeated()
                                 ? message.GetReflection()->GetRepeatedMessage(message, field, i)
                                 : message.GetReflection()->GetMessage(message, field);
      if (field->message_type() != v1::Source::descriptor()) {
        Collect(inner, sources);
        continue;
      }
      const auto& source = static_cast<const v1::Source&>(inner);
      sources.emplace(
          absl::StrCat(source.title(), "\n", source.clause(), "\n", source.SerializeAsString()),
          &source);
    }
  }
}

}  // namespace

std::vector<Citation> CitationsOf(const Edition& edition) {
  std::map<std::string, Citation> citations;
  for (const auto& [step, rule] : edition.written()) {
    std::map<std::string, const v1::Source*> sources;
    Collect(*rule.text, sources);
    for (const auto& [key, source] : sources) {
      Citation& citation = citations[key];
      citation.source = *source;
      ++citation.rules;
    }
  }
  std::vector<Citation> sorted;
  for (auto& [key, citation] : citations) sorted.push_back(std::move(citation));
  return sorted;
}

}  // namespace risk
