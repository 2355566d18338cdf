#include "risk/rule_words.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/text_format.h"
#include "risk/edition/readers.h"
#include "risk/edition/references.h"
#include "risk/v1/edition.pb.h"

namespace risk {
namespace {

using edition::WrittenRule;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// "Instrument" is "instrument".
std::string KindOf(const WrittenRule& rule) {
  std::string kind;
  for (const char c : rule.text->GetDescriptor()->name()) {
    if (absl::ascii_isupper(static_cast<unsigned char>(c)) && !kind.empty()) kind += '_';
    kind += absl::ascii_tolower(static_cast<unsigned char>(c));
  }
  return kind;
}

std::string NameOf(const WrittenRule& rule) { return absl::StrCat(KindOf(rule), ".", rule.id); }

// A value on one line: a text as it is, a message in text format.
std::string ValueText(const Message& message, const FieldDescriptor& field, int index) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    std::string text = index >= 0 ? reflection.GetRepeatedString(message, &field, index)
                                  : reflection.GetString(message, &field);
    absl::RemoveExtraAsciiWhitespace(&text);
    return text;
  }
  google::protobuf::TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintFieldValueToString(message, &field, index, &text);
  absl::StripTrailingAsciiWhitespace(&text);
  return text;
}

std::vector<std::string> ValuesOf(const Message& message, const FieldDescriptor& field) {
  std::vector<std::string> values;
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  if (!field.is_repeated()) {
    if (reflection.HasField(message, &field)) values.push_back(ValueText(message, field, -1));
    return values;
  }
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    values.push_back(ValueText(message, field, i));
  }
  return values;
}

// Words of a text, broken before a column.
void AddLines(const std::string& text, size_t indent, std::string* out) {
  constexpr size_t kWidth = 100;
  size_t column = 0;
  for (const absl::string_view word : absl::StrSplit(text, ' ', absl::SkipEmpty())) {
    if (column > 0 && indent + column + 1 + word.size() > kWidth) {
      absl::StrAppend(out, "\n");
      column = 0;
    }
    absl::StrAppend(out, column == 0 ? std::string(indent, ' ') : " ", word);
    column += word.size() + (column == 0 ? 0 : 1);
  }
  absl::StrAppend(out, "\n");
}

std::string SourceLine(const v1::Source& source) {
  std::string mark = v1::Source::Mark_Name(source.mark());
  std::replace(mark.begin(), mark.end(), '_', ' ');
  return absl::StrCat(source.title(), source.clause().empty() ? "" : ", ", source.clause(), " (",
                      absl::AsciiStrToLower(mark), source.url().empty() ? "" : ", ", source.url(), ")");
}

// Names of rules in a text, without those that are none: fields of the record look the same.
void AddNamed(const Edition& edition, const Message& message, std::set<std::string>* names) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int size = field->is_repeated() ? message.GetReflection()->FieldSize(message, field) : 1;
    for (int i = 0; i < size; ++i) {
      const int index = field->is_repeated() ? i : -1;
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        AddNamed(edition,
                 index < 0 ? message.GetReflection()->GetMessage(message, field)
                           : message.GetReflection()->GetRepeatedMessage(message, field, i),
                 names);
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        for (const edition::Reference& reference : edition::FindReferences(ValueText(message, *field, index))) {
          const edition::Step step = edition.Find(reference.id);
          if (step.index >= 0) names->insert(absl::StrCat(reference.prefix, ".", reference.id));
        }
      }
    }
  }
}

void AddList(const char* heading, const std::vector<std::string>& items, std::string* text) {
  if (items.empty()) return;
  absl::StrAppend(text, heading, "\n");
  for (const std::string& item : items) AddLines(item, 4, text);
}

std::string Explain(const Edition& edition, const WrittenRule& rule, const Readers& readers,
                    const std::function<std::vector<std::string>(const std::string&)>& cases_of) {
  std::string text = absl::StrCat(NameOf(rule), "\n");
  absl::StrAppend(&text, "  ", edition.name(), ", ", rule.at.file, ":", rule.at.line);
  if (const std::string layer = edition.LayerOf(rule.at); !layer.empty()) {
    absl::StrAppend(&text, ", of ", layer);
  }
  absl::StrAppend(&text, "\n");
  std::vector<std::string> why, sources;
  std::vector<const FieldDescriptor*> fields;
  rule.text->GetReflection()->ListFields(*rule.text, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->name() == "id" || field->name() == "cite") continue;
    if (field->message_type() == v1::Source::descriptor()) {
      for (int i = 0; i < rule.text->GetReflection()->FieldSize(*rule.text, field); ++i) {
        sources.push_back(SourceLine(static_cast<const v1::Source&>(
            rule.text->GetReflection()->GetRepeatedMessage(*rule.text, field, i))));
      }
      continue;
    }
    std::vector<std::string> values = ValuesOf(*rule.text, *field);
    if (field->name() == "because") {
      why = std::move(values);
      continue;
    }
    for (const std::string& value : values) AddLines(absl::StrCat(field->name(), ": ", value), 2, &text);
  }
  AddList("  why", why, &text);
  AddList("  sources", sources, &text);
  std::set<std::string> named;
  AddNamed(edition, *rule.text, &named);
  AddList("  reads", {named.begin(), named.end()}, &text);
  std::vector<std::string> used_by;
  for (const auto& [reader, distance] : readers.DistancesFrom(rule.id)) {
    if (distance == 1) used_by.push_back(reader);
  }
  AddList("  read by", used_by, &text);
  if (cases_of) {
    const std::vector<std::string> cases = cases_of(rule.id);
    AddList("  shown by", cases.empty() ? std::vector<std::string>{"no case"} : cases, &text);
  }
  return text;
}

// What differs between two rules, field by field.
std::string FieldDifferences(const Message& before, const Message& after) {
  std::string text;
  const google::protobuf::Descriptor& type = *before.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    const std::vector<std::string> was = ValuesOf(before, field), is = ValuesOf(after, field);
    if (was == is) continue;
    // Of a list, what went and what came; of a list of the same values, that their order differs.
    const auto without = [](std::vector<std::string> all, const std::vector<std::string>& others) {
      all.erase(std::remove_if(all.begin(), all.end(),
                               [&](const std::string& value) {
                                 return std::find(others.begin(), others.end(), value) != others.end();
                               }),
                all.end());
      return all;
    };
    const std::vector<std::string> gone = without(was, is), come = without(is, was);
    if (gone.empty() && come.empty()) AddLines(absl::StrCat(field.name(), ": in another order or number"), 2, &text);
    for (const std::string& value : gone) AddLines(absl::StrCat(field.name(), " was: ", value), 2, &text);
    for (const std::string& value : come) AddLines(absl::StrCat(field.name(), " is: ", value), 2, &text);
    if (!gone.empty() && is.empty()) AddLines(absl::StrCat(field.name(), " is: not set"), 2, &text);
    if (!come.empty() && was.empty()) AddLines(absl::StrCat(field.name(), " was: not set"), 2, &text);
  }
  return text;
}

// The title of a rule, or why it is there.
std::string InShort(const WrittenRule& rule) {
  for (const char* name : {"title", "because"}) {
    const FieldDescriptor* field = rule.text->GetDescriptor()->FindFieldByName(name);
    if (field == nullptr) continue;
    for (std::string& value : ValuesOf(*rule.text, *field)) {
      if (!value.empty()) return std::move(value);
    }
  }
  return "";
}

using Rules = std::map<std::string, const WrittenRule*>;

Rules RulesOf(const Edition& edition) {
  Rules rules;
  for (const auto& [step, rule] : edition.written()) rules.emplace(NameOf(rule), &rule);
  return rules;
}

}  // namespace

std::vector<std::string> RuleIds(const Edition& edition) {
  std::vector<std::string> ids;
  for (const auto& [step, rule] : edition.written()) ids.push_back(rule.id);
  return ids;
}

std::optional<std::string> ExplainRule(
    const Edition& edition, absl::string_view id,
    const std::function<std::vector<std::string>(const std::string&)>& cases_of) {
  const Readers readers(edition);
  std::string text;
  for (const auto& [name, rule] : RulesOf(edition)) {
    bool is_meant = rule->id == id || name == id;
    if (const auto* instrument = dynamic_cast<const v1::Instrument*>(rule->text)) {
      for (const v1::Instrument::Item& item : instrument->item()) is_meant |= item.id() == id;
    }
    if (!is_meant) continue;
    absl::StrAppend(&text, text.empty() ? "" : "\n", Explain(edition, *rule, readers, cases_of));
  }
  if (text.empty()) return std::nullopt;
  return text;
}

std::string DifferenceText(const Edition& before, const Edition& after, int* count) {
  const Rules old = RulesOf(before), now = RulesOf(after);
  std::set<std::string> names;
  for (const auto& [name, rule] : old) names.insert(name);
  for (const auto& [name, rule] : now) names.insert(name);
  int added = 0, gone = 0, changed = 0;
  std::string text;
  for (const std::string& name : names) {
    const auto was = old.find(name), is = now.find(name);
    if (was == old.end()) {
      ++added;
      absl::StrAppend(&text, "new ", name, "\n");
      AddLines(InShort(*is->second), 2, &text);
    } else if (is == now.end()) {
      ++gone;
      absl::StrAppend(&text, "gone ", name, "\n");
      AddLines(InShort(*was->second), 2, &text);
    } else if (was->second->text->SerializeAsString() != is->second->text->SerializeAsString()) {
      ++changed;
      absl::StrAppend(&text, "changed ", name, "\n",
                      FieldDifferences(*was->second->text, *is->second->text));
    }
  }
  absl::StrAppend(&text, before.name(), " to ", after.name(), ": ", added, " new, ", changed,
                  " changed, ", gone, " gone, ", names.size() - added - gone - changed, " the same\n");
  if (count != nullptr) *count = added + gone + changed;
  return text;
}

std::optional<RuleSkeleton> NewRule(absl::string_view kind, const std::string& id,
                                    const std::string& edition) {
  const std::string source =
      "  source { title: \"TITLE OF THE DOCUMENT\" clause: \"CLAUSE\" mark: TO_BE_VERIFIED }\n";
  const std::string because = "  because: \"WHY, in a sentence for a practitioner.\"\n";
  std::string body, outcome = id;
  const std::string when = "  when: \"behaviour.weapons_carried\"  # replace by the condition\n";
  if (kind == "factor") {
    body = absl::StrCat("factor {\n  id: \"", id, "\"\n  title: \"TITLE\"\n  kind: ACUTE\n  at_risk: PUBLIC\n", when,
                        because, source, "}\n");
  } else if (kind == "finding") {
    body = absl::StrCat("finding {\n  id: \"", id,
                        "\"\n  title: \"TITLE\"\n  kind: REQUIRED_ACTION\n  severity: IMPORTANT\n", when,
                        "  wording: \"What to do.\"\n  who: \"responsible officer\"\n  due { working_days: 5 }\n"
                        "  at_risk: PUBLIC\n", because, source, "}\n");
  } else if (kind == "fact") {
    body = absl::StrCat("fact {\n  id: \"", id, "\"\n  value: \"behaviour.weapons_carried\"  # replace by the condition\n",
                        because, "}\n\n# Something that shows it: a fact is seen through the rules that read it.\n"
                        "factor {\n  id: \"", id, "_shown\"\n  title: \"TITLE\"\n  kind: ACUTE\n  at_risk: PUBLIC\n"
                        "  when: \"fact.", id, "\"\n", because, source, "}\n");
    outcome = absl::StrCat(id, "_shown");
  } else {
    return std::nullopt;
  }
  RuleSkeleton skeleton;
  skeleton.rule = absl::StrCat(
      "# proto-file: risk/v1/edition.proto\n# proto-message: risk.v1.RuleFile\ntopic: \"TOPIC\"\n\n", body);
  const auto one = [&outcome](const char* name, const char* given, const char* result) {
    return absl::StrCat("case {\n  name: \"", name, "\"\n  given {", given, "}\n  expect { rule: \"", outcome,
                        "\" outcome: ", result, " }\n}\n");
  };
  skeleton.cases = absl::StrCat(
      "# proto-file: risk/v1/case_test.proto\n# proto-message: risk.v1.CaseFile\nedition: \"", edition,
      "\"\nassessed_on: \"2026-06-01\"\n\n",
      one("it holds", " behaviour { weapons_carried: YES } ", "TRUE"),
      one("it does not", " behaviour { weapons_carried { value: NO provenance { source: POLICE_RECORD } } } ", "FALSE"),
      one("nothing is known of it", "", "UNKNOWN"));
  return skeleton;
}

}  // namespace risk
