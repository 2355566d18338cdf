// Assesses the cases of the files that are named, as the `risk` command does.
#include <iostream>

#include "risk/case_assessor.h"
#include "risk/report.h"

int main(int argc, char** argv) {
  risk::CaseAssessor assessor;
  bool is_fine = true;
  for (int i = 1; i < argc; ++i) {
    for (risk::CaseInput& input : risk::ReadCases(argv[i])) {
      const risk::AssessedCase result = assessor.Assess(input);
      std::cerr << result.problems;
      if (result.assessment.has_value()) std::cout << risk::TextReport(*result.assessment, {});
      is_fine &= result.assessment.has_value();
    }
  }
  return is_fine ? 0 : 1;
}
