#include <string>

#include "absl/strings/str_cat.h"
#include "risk/case_assessor.h"
#include "risk/case_reader.h"
#include "risk/cli/commands.h"

namespace risk::cli {

int RunValidate(const Arguments& arguments, const Streams& streams) {
  CaseOptions dates;
  dates.assessed_on = arguments.assessed_on;
  ReadOptions options;
  options.allow_unknown_fields = arguments.allow_unknown_fields;
  int exit_code = kFine;
  for (const std::string& path : arguments.paths) {
    for (CaseInput& input : ReadCases(path, options)) {
      if (input.record.has_value()) {
        ValidateInput(ChooseDate(dates, *input.record).date, &input);
      }
      // What is wrong with a case is the result here, unless the file could not be read at all.
      Output* to = input.unreadable ? streams.err : streams.out;
      for (const InputProblem& problem : input.problems) to->Write(problem.ToString());
      if (input.problems.empty()) streams.out->Write(absl::StrCat(input.name, ": valid\n"));
      const int code =
          input.unreadable ? kUnreadable : (input.problems.empty() ? kFine : kFindings);
      if (code > exit_code) exit_code = code;
      if (streams.out->failed()) return exit_code;
    }
  }
  return exit_code;
}

}  // namespace risk::cli
