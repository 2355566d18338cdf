#include "risk/cli/case_loop.h"

#include <algorithm>
#include <string>
#include <vector>

#include "risk/case_stream.h"
#include "risk/cli/case_inputs.h"
#include "risk/cli/exit_codes.h"

namespace risk::cli {

int ForEachInput(const Arguments& arguments, const Streams& streams,
                 absl::FunctionRef<void(CaseInput& input)> take) {
  ReadOptions reading;
  reading.allow_unknown_fields = arguments.allow_unknown_fields;
  CaseInputs inputs(arguments.paths);
  for (const std::string& path : inputs.files()) {
    CaseStream stream(path, reading);
    for (std::vector<CaseInput> some = stream.Next(); !some.empty() && !streams.out->failed();
         some = stream.Next()) {
      for (CaseInput& input : some) {
        take(input);
        if (!input.record.has_value()) inputs.CountFailed();
      }
    }
  }
  return inputs.Finish(streams);
}

int ForEachCase(const Arguments& arguments, const CaseOptions& dates, const Streams& streams,
                absl::FunctionRef<void(const CaseInput& input, const ChosenDate& chosen)> take) {
  int code = kFine;
  const int finished = ForEachInput(arguments, streams, [&](CaseInput& input) {
    const ChosenDate chosen = ValidateCase(dates, &input);
    for (const InputProblem& problem : input.problems) streams.err->Write(problem.ToString());
    if (!input.record.has_value()) {
      code = std::max<int>(code, input.unreadable ? kUnreadable : kFindings);
    }
    take(input, chosen);
  });
  return std::max(code, finished);
}

}  // namespace risk::cli
