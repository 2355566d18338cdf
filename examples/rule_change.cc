// What would a change of one rule do to a caseload? Edits the built-in edition in memory, and
// compares the levels of each case before and after.
//
//   bazel run //examples:rule_change -- $PWD/examples/cases/*.textproto
#include <iostream>
#include <string>
#include <vector>

#include "examples/example.h"
#include "google/protobuf/text_format.h"
#include "risk/v1/edition.pb.h"

namespace {

using google::protobuf::TextFormat;

// The change to be tried: weapons alone make the level for the public high.
void Change(risk::v1::RuleFile& rules) {
  for (risk::v1::Instrument& instrument : *rules.mutable_instrument()) {
    for (risk::v1::Instrument::Item& item : *instrument.mutable_item()) {
      if (item.id() == "public_weapons") item.set_points(risk::v1::HIGH);
    }
  }
}

std::vector<risk::RuleText> ChangedEdition(const std::string& name) {
  for (const risk::BuiltInEdition& edition : risk::Editions::BuiltIn()) {
    if (edition.name != name) continue;
    std::vector<risk::RuleText> files = edition.files;
    for (risk::RuleText& file : files) {
      risk::v1::RuleFile rules;
      if (file.text.find("\"public_weapons\"") == std::string::npos ||
          !TextFormat::ParseFromString(file.text, &rules)) {
        continue;
      }
      Change(rules);
      TextFormat::PrintToString(rules, &file.text);
    }
    return files;
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  const risk::EditionResult current = risk::Editions::Load("england_wales");
  const risk::Assessor before = examples::MakeAssessor(current);
  const risk::Assessor after =
      examples::MakeAssessor(risk::Edition::Load(ChangedEdition(current.edition->name())));
  int changed = 0;
  for (int i = 1; i < argc; ++i) {
    const risk::v1::Case record = examples::ReadCase(argv[i]);
    const auto old_result = examples::Assess(before, record, risk::Detail::kResults);
    const auto new_result = examples::Assess(after, record, risk::Detail::kResults);
    for (int k = 0; k < old_result.level_size(); ++k) {
      const risk::v1::GroupLevel& was = old_result.level(k);
      const risk::v1::GroupLevel& is = new_result.level(k);
      if (was.at_least() == is.at_least() && was.could_be() == is.could_be()) continue;
      ++changed;
      std::cout << record.case_id() << ", " << was.title() << ": at least "
                << risk::v1::Level_Name(was.at_least()) << " becomes at least "
                << risk::v1::Level_Name(is.at_least()) << "\n";
    }
  }
  std::cout << changed << " levels of " << argc - 1 << " cases change\n";
}
