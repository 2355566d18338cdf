#include "risk/edition/readers.h"

#include <deque>
#include <vector>

#include "risk/edition/references.h"

namespace risk {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Every text in a message.
void AddTexts(const Message& message, std::vector<std::string>& texts) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int count = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        AddTexts(field->is_repeated() ? reflection.GetRepeatedMessage(message, field, i)
                                      : reflection.GetMessage(message, field),
                 texts);
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        texts.push_back(field->is_repeated() ? reflection.GetRepeatedString(message, field, i)
                                             : reflection.GetString(message, field));
      }
    }
  }
}

}  // namespace

Readers::Readers(const Edition& edition) {
  const auto add = [&](const Message& message, const std::string& id) {
    std::vector<std::string> texts;
    AddTexts(message, texts);
    for (const std::string& text : texts) {
      if (edition.Find(text).index >= 0) readers_[text].insert(id);
      for (const edition::Reference& reference : edition::FindReferences(text)) {
        readers_[reference.id].insert(id);
      }
    }
  };
  for (const auto& [step, rule] : edition.written()) {
    if (step.kind == edition::RuleKind::kObligation || step.kind == edition::RuleKind::kSource) {
      continue;
    }
    add(*rule.text, rule.id);
    if (step.kind != edition::RuleKind::kInstrument) continue;
    for (const v1::Instrument::Item& item : static_cast<const v1::Instrument&>(*rule.text).item()) {
      add(item, item.id());
    }
  }
}

std::map<std::string, int> Readers::DistancesFrom(const std::string& rule) const {
  std::map<std::string, int> distances = {{rule, 0}};
  std::deque<std::string> waiting = {rule};
  while (!waiting.empty()) {
    const std::string id = waiting.front();
    waiting.pop_front();
    const auto readers = readers_.find(id);
    if (readers == readers_.end()) continue;
    for (const std::string& reader : readers->second) {
      if (!distances.insert({reader, distances[id] + 1}).second) continue;
      waiting.push_back(reader);
    }
  }
  return distances;
}

}  // namespace risk
