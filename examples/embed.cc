// The smallest program that embeds the library: assesses the cases named on the command line.
//
//   bazel run //examples:embed -- $PWD/examples/cases/review_a.textproto
#include <iostream>

#include "risk/assessor.h"
#include "risk/case_reader.h"
#include "risk/edition/editions.h"
#include "risk/report.h"

int main(int argc, char** argv) {
  const risk::EditionResult edition = risk::Editions::Load("england_wales");
  if (!edition.ok()) return std::cerr << ToString(edition.problems), 1;
  const absl::StatusOr<risk::Assessor> assessor = risk::Assessor::Create(edition.edition);
  for (int i = 1; i < argc; ++i) {
    for (const risk::CaseInput& input : risk::ReadCases(argv[i])) {
      for (const risk::InputProblem& problem : input.problems) std::cerr << problem.ToString();
      if (!input.record.has_value()) continue;
      risk::AssessOptions options;
      options.assessed_on = input.record->assessment_date();
      const auto result = assessor->Assess(*input.record, options);
      if (!result.ok()) return std::cerr << result.status() << "\n", 1;
      std::cout << risk::TextReport(*result, {});
    }
  }
}
