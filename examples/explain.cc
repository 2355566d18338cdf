// Why is each level what it is? Prints the rules behind every level, the clause that decided each,
// and the evidence with its source.
//
//   bazel run //examples:explain -- $PWD/examples/cases/review_a.textproto
#include <iostream>

#include "examples/example.h"

namespace {

void Print(const risk::v1::LevelReason& reason) {
  std::cout << "  " << risk::v1::Level_Name(reason.level()) << ": " << reason.because() << "\n"
            << "    decided by " << reason.explanation().clause() << "\n";
  for (const risk::v1::Reading& reading : reason.explanation().reading()) {
    std::cout << "    " << reading.path() << " is " << reading.value();
    const risk::v1::Provenance& source = reading.provenance();
    if (source.has_source()) {
      std::cout << " (" << risk::v1::Provenance::Source_Name(source.source()) << ")";
    }
    std::cout << "\n";
  }
}

}  // namespace

int main(int argc, char** argv) {
  const risk::Assessor assessor = examples::MakeAssessor(risk::Editions::Load("england_wales"));
  for (int i = 1; i < argc; ++i) {
    const risk::v1::Assessment assessment =
        examples::Assess(assessor, examples::ReadCase(argv[i]), risk::Detail::kExplanations);
    for (const risk::v1::GroupLevel& level : assessment.level()) {
      std::cout << level.title() << ": at least " << risk::v1::Level_Name(level.at_least())
                << ", could be " << risk::v1::Level_Name(level.could_be()) << "\n";
      for (const risk::v1::LevelReason& reason : level.reason()) Print(reason);
    }
  }
}
