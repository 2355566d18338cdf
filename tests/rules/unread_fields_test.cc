// Every field of a case is there for something: a rule of one of the newest editions reads it, or the
// library itself does, or unread_fields.txt says what it waits for.
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/strip.h"
#include "gtest/gtest.h"
#include "risk/edition/editions.h"
#include "risk/v1/answer.pb.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/date.pb.h"
#include "risk/v1/options.pb.h"
#include "risk/v1/provenance.pb.h"

namespace risk {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

class ReadFields {
 public:
  void Add(const Edition& edition) {
    for (const auto& fact : edition.facts()) Add(fact.value);
    for (const auto& closure : edition.closures()) {
      Add(closure.when);
      AddPath(closure.list);
    }
    for (const auto& implication : edition.implications()) {
      Add(implication.each);
      Add(implication.narrow);
      Add(implication.wide);
    }
    for (const auto& view : edition.views()) {
      for (const auto& formula : view.formulas) Add(formula);
    }
    for (const auto& factor : edition.factors()) Add(factor.when);
    for (const auto& instrument : edition.instruments()) {
      Add(instrument.each);
      Add(instrument.applies);
      Add(instrument.raised_by);
      for (const auto& item : instrument.items) {
        Add(item.when);
        Add(item.value);
        Add(item.points_from);
      }
    }
    for (const auto& check : edition.checks()) {
      Add(check.each);
      Add(check.needed);
      Add(check.satisfied);
      Add(check.due.after);
      for (const auto& state : check.states) {
        Add(state.when);
        Add(state.due.after);
      }
      for (const auto& show : check.shows) Add(show.value);
    }
    for (const auto& finding : edition.findings()) {
      Add(finding.each);
      Add(finding.when);
      Add(finding.due.after);
      for (const auto& show : finding.shows) Add(show.value);
    }
    for (const auto& level : edition.levels()) Add(level.recorded);
    for (const auto& refusal : edition.refusals()) {
      Add(refusal.raised);
      for (const auto& field : refusal.fields) Add(field);
    }
    for (const auto& standard : edition.standards()) Add(standard.applies);
    for (const auto& prompt : edition.prompts()) {
      Add(prompt.applies);
      Add(prompt.met);
    }
    for (const auto& selection : edition.selections()) {
      Add(selection.when);
      Add(selection.by);
    }
    for (const auto& tally : edition.tallies()) {
      Add(tally.among);
      Add(tally.when);
    }
    for (const auto& published : edition.published()) {
      for (const auto& refused : published.refused_by) Add(refused.when);
      for (const auto& feature : published.features) Add(feature.when);
      for (const auto& value : published.values) {
        Add(value.value);
        Add(value.when);
      }
    }
  }

  bool Has(const FieldDescriptor& field) const { return fields_.count(&field) > 0; }

 private:
  void Add(const std::optional<edition::Each>& each) {
    if (!each.has_value()) return;
    AddPath(each->list);
    Add(each->rows);
    Add(each->where);
    Add(each->label);
  }
  void Add(const edition::Formula& formula) {
    if (formula.has_value()) Visit(formula.checked->root());
  }
  void AddPath(const expression::FieldPath& path) {
    for (const FieldDescriptor* field : path) AddField(*field);
  }
  void Visit(const expression::Node& node) {
    if (node.kind == expression::NodeKind::kSelect && node.field != nullptr) AddField(*node.field);
    for (const auto& child : node.children) {
      if (child != nullptr) Visit(*child);
    }
  }
  // Whoever reads a list reads whether it is complete.
  void AddField(const FieldDescriptor& field) {
    fields_.insert(&field);
    const std::string& complete = field.options().GetExtension(v1::field).complete();
    if (complete.empty()) return;
    fields_.insert(field.containing_type()->FindFieldByName(complete));
  }

  std::set<const FieldDescriptor*> fields_;
};

// What the library reads by itself, whatever the rules: answers, dates, sources and what dates a
// record in a replay; what a record is called, and what names it.
bool IsReadByLibrary(const FieldDescriptor& field) {
  const Descriptor* type = field.containing_type();
  if (type == v1::Answer::descriptor() || type == v1::Date::descriptor() ||
      type == v1::Provenance::descriptor()) {
    return true;
  }
  const v1::FieldNote& note = field.options().GetExtension(v1::field);
  static const std::set<std::string>& of_case =
      *new std::set<std::string>{"case_id", "edition", "assessment_date"};
  return note.known_from() || note.refers_to_size() > 0 || field.name() == "id" ||
         field.name() == "provenance" ||
         (type == v1::Case::descriptor() && of_case.count(field.name()) > 0);
}

void AddMessages(const Descriptor& type, std::set<const Descriptor*>& types) {
  if (!types.insert(&type).second) return;
  for (int i = 0; i < type.field_count(); ++i) {
    const Descriptor* inside = type.field(i)->message_type();
    if (inside != nullptr) AddMessages(*inside, types);
  }
}

// "Supervision.workload_percent" as far as nothing reads it.
std::map<std::string, bool> FieldsOfCases(const ReadFields& read) {
  std::set<const Descriptor*> types;
  AddMessages(*v1::Case::descriptor(), types);
  std::map<std::string, bool> fields;
  for (const Descriptor* type : types) {
    for (int i = 0; i < type->field_count(); ++i) {
      const FieldDescriptor& field = *type->field(i);
      const std::string name(absl::StripPrefix(field.full_name(), "risk.v1."));
      fields[name] = read.Has(field) || IsReadByLibrary(field);
    }
  }
  return fields;
}

// Without a version an edition is the newest.
std::set<std::string> NewestEditions() {
  std::set<std::string> ids;
  for (const BuiltInEdition& edition : Editions::BuiltIn()) {
    ids.insert(edition.name.substr(0, edition.name.find('@')));
  }
  return ids;
}

// "FIELD: what it waits for", one a line; lines that begin with # are comments.
std::map<std::string, std::string> Listed() {
  std::map<std::string, std::string> listed;
  std::ifstream file("tests/rules/unread_fields.txt");
  EXPECT_TRUE(file.good());
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    const size_t colon = line.find(": ");
    EXPECT_NE(colon, std::string::npos) << line;
    EXPECT_TRUE(listed.insert({line.substr(0, colon), line.substr(colon + 2)}).second) << line;
  }
  return listed;
}

TEST(UnreadFields, EachFieldIsReadOrSaysWhatItWaitsFor) {
  ReadFields read;
  for (const std::string& id : NewestEditions()) {
    const EditionResult edition = Editions::Load(id);
    ASSERT_TRUE(edition.ok()) << ToString(edition.problems);
    read.Add(*edition.edition);
  }
  const std::map<std::string, std::string> listed = Listed();
  const std::map<std::string, bool> fields = FieldsOfCases(read);
  size_t unread = 0;
  for (const auto& [field, is_read] : fields) {
    if (is_read) {
      EXPECT_EQ(listed.count(field), 0U) << field << " is read; take it out of the list";
      continue;
    }
    ++unread;
    std::cout << field << "\n";
    EXPECT_EQ(listed.count(field), 1U)
        << field << " is read by nothing: let a rule read it, list it with the issue that will, or "
        << "remove it from the schema";
  }
  for (const auto& [field, reason] : listed) {
    EXPECT_EQ(fields.count(field), 1U) << field << " is no field of a case";
  }
  std::cout << unread << " of " << fields.size() << " fields are read by nothing yet\n";
}

}  // namespace
}  // namespace risk
