#include "risk/mutation/reach.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "risk/edition/references.h"

namespace risk::mutation {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int kFar = 1000;
constexpr int kAnything = 5;  // a case that expects nothing to be open speaks of every rule

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

// "tests/rules/…/marac.textproto" stands beside "risk/rules/…/marac.textproto".
std::string Beside(absl::string_view path, int parts) {
  size_t at = path.size();
  for (int i = 0; i < parts && at != absl::string_view::npos && at > 0; ++i) {
    at = path.rfind('/', at - 1);
  }
  return std::string(path.substr(at == absl::string_view::npos ? 0 : at));
}

}  // namespace

Reach::Reach(const Edition& edition, const std::vector<rule_testing::PreparedCase>& cases)
    : cases_(cases) {
  for (const auto& [step, rule] : edition.written()) {
    if (step.kind == edition::RuleKind::kObligation || step.kind == edition::RuleKind::kSource) {
      continue;
    }
    AddReader(rule.id, *rule.text, edition);
  }
  for (const rule_testing::PreparedCase& prepared : cases) {
    Ids ids;
    for (const v1::Expectation& expected : prepared.test->expect()) {
      if (expected.nothing_open()) ids.insert("");
      if (!expected.rule().empty()) ids.insert(expected.rule());
      for (const auto* list : {&expected.is_true(), &expected.is_false(), &expected.is_unknown()}) {
        for (const std::string& id : *list) ids.insert(id.substr(0, id.find('.')));
      }
      for (const v1::GroupLevelRule& level : edition.text().level()) {
        if (!expected.has_group() || level.group() != expected.group()) continue;
        ids.insert({level.instrument(), level.each_instrument()});
      }
    }
    expected_.push_back(std::move(ids));
  }
}

void Reach::AddReader(const std::string& reader, const Message& rule, const Edition& edition) {
  std::vector<std::string> texts;
  AddTexts(rule, texts);
  for (const std::string& text : texts) {
    if (edition.Find(text).index >= 0) readers_[text].insert(reader);
    for (const edition::Reference& reference : edition::FindReferences(text)) {
      readers_[reference.id].insert(reader);
    }
  }
}

std::map<std::string, int> Reach::DistancesFrom(const std::string& rule) const {
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

std::vector<int> Reach::Order(const Change& change) const {
  std::map<std::string, int> distances = DistancesFrom(change.rule);
  distances[""] = kAnything;
  const std::string beside = Beside(change.place.file, 2);
  std::vector<std::pair<int, int>> order;
  for (size_t i = 0; i < cases_.size(); ++i) {
    int nearest = absl::EndsWith(cases_[i].file, beside) ? 0 : kFar;
    for (const std::string& id : expected_[i]) {
      const auto found = distances.find(id);
      if (found != distances.end()) nearest = std::min(nearest, found->second);
    }
    order.push_back({nearest, static_cast<int>(i)});
  }
  std::sort(order.begin(), order.end());
  std::vector<int> indices;
  for (const auto& [distance, index] : order) indices.push_back(index);
  return indices;
}

}  // namespace risk::mutation
