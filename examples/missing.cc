// What should be asked first? Prints the open enquiries and missing pieces in the order of what
// they could change, then answers one question and shows how the levels narrow.
//
//   bazel run //examples:missing -- $PWD/examples/cases/nearly_empty.textproto
#include <iostream>

#include "examples/example.h"

namespace {

void PrintLevels(const risk::v1::Assessment& assessment) {
  for (const risk::v1::GroupLevel& level : assessment.level()) {
    std::cout << "  " << level.title() << ": " << risk::v1::Level_Name(level.at_least());
    if (level.provisional()) std::cout << " to " << risk::v1::Level_Name(level.could_be());
    std::cout << "\n";
  }
}

void PrintMissing(const risk::v1::Assessment& assessment) {
  for (const risk::v1::OpenItem& item : assessment.missing()) {
    std::cout << "- " << item.wording() << "\n";
    for (const risk::v1::Effect& effect : item.effect()) {
      std::cout << "    could bring " << risk::v1::Group_Name(effect.group()) << " from "
                << risk::v1::Level_Name(effect.from()) << " to "
                << risk::v1::Level_Name(effect.to()) << "\n";
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::cerr << "usage: missing CASE\n", 2;
  const risk::Assessor assessor = examples::MakeAssessor(risk::Editions::Load("england_wales"));
  risk::v1::Case record = examples::ReadCase(argv[1]);
  const auto before = examples::Assess(assessor, record, risk::Detail::kMissing);
  std::cout << "Now:\n";
  PrintLevels(before);
  std::cout << "Ask first:\n";
  PrintMissing(before);

  // An answer from the police: a partner was strangled, two months ago.
  risk::v1::Incident* incident = record.mutable_domestic_abuse()->add_incidents();
  incident->mutable_provenance()->set_source(risk::v1::Provenance::POLICE_RECORD);
  incident->mutable_happened_on()->set_year(record.assessment_date().year());
  incident->mutable_strangulation()->set_value(risk::v1::Answer::YES);
  std::cout << "After the police answered:\n";
  PrintLevels(examples::Assess(assessor, record, risk::Detail::kResults));
}
