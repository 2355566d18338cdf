// Problems of cases and of rule files in the forms that other tools read.
//
//   ProblemForms forms(Format::kSarif, *streams.out);
//   forms.Add(ProblemOf(problem));
//   forms.Finish();
//
// SARIF 2.1.0 (OASIS) is one document for a whole run, with the code of a problem as the id of its
// rule; paths are relative to the folder that the command runs in. GitHub's annotations and JSON are a
// line a problem.
#ifndef RISK_CLI_PROBLEM_FORMS_H_
#define RISK_CLI_PROBLEM_FORMS_H_

#include <string>
#include <vector>

#include "risk/case_io/problem.h"
#include "risk/cli/arguments.h"
#include "risk/cli/output.h"
#include "risk/textproto/problem.h"
#include "risk/v1/assessment.pb.h"

namespace risk::cli {

struct FoundProblem {
  enum class Level { kError, kWarning, kNote };
  struct At {
    std::string file;
    int line = 0;    // from 1; 0: the file as a whole
    int column = 0;  // from 1
  };
  Level level = Level::kError;
  At at;
  std::vector<At> other;            // the other side of a conflict
  std::vector<std::string> fields;  // paths of a record
  std::string code;
  std::string message;
  std::string hint;  // may be empty
};

FoundProblem FoundIn(const InputProblem& problem);
FoundProblem FoundIn(const Problem& problem);
FoundProblem FoundIn(const v1::Note& note, const std::string& file);

class ProblemForms {
 public:
  // `format` is kSarif, kGithub or kJson.
  ProblemForms(Format format, Output& out);
  static bool Has(Format format);

  void Add(FoundProblem problem);
  // Writes what is written at the end. `is_complete` is false if some input could not be read.
  void Finish(bool is_complete);

 private:
  std::string Sarif(bool is_complete) const;

  const Format format_;
  Output& out_;
  std::vector<FoundProblem> problems_;  // of a form that is one document
};

}  // namespace risk::cli

#endif  // RISK_CLI_PROBLEM_FORMS_H_
