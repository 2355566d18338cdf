// What the examples share: reading a case and the built-in edition, or ending with a message.
#ifndef EXAMPLES_EXAMPLE_H_
#define EXAMPLES_EXAMPLE_H_

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

#include "risk/assessor.h"
#include "risk/case_reader.h"
#include "risk/edition/editions.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"

namespace examples {

inline risk::Assessor MakeAssessor(const risk::EditionResult& edition) {
  if (!edition.ok()) {
    std::cerr << ToString(edition.problems);
    std::exit(1);
  }
  return *risk::Assessor::Create(edition.edition);
}

inline risk::v1::Case ReadCase(const std::string& path) {
  for (const risk::CaseInput& input : risk::ReadCases(path)) {
    if (input.record.has_value()) return *input.record;
    for (const risk::InputProblem& problem : input.problems) std::cerr << problem.ToString();
  }
  std::exit(1);
}

inline risk::v1::Assessment Assess(const risk::Assessor& assessor, const risk::v1::Case& record,
                                   risk::Detail detail) {
  risk::AssessOptions options;
  options.assessed_on = record.assessment_date();
  options.detail = detail;
  const absl::StatusOr<risk::v1::Assessment> result = assessor.Assess(record, options);
  if (result.ok()) return *result;
  std::cerr << result.status() << "\n";
  std::exit(1);
}

}  // namespace examples

#endif  // EXAMPLES_EXAMPLE_H_
