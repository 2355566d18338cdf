#include "risk/cli/case_loop.h"

#include <algorithm>
#include <string>
#include <vector>

#include "risk/case_stream.h"
#include "risk/cli/exit_codes.h"

namespace risk::cli {

int ForEachInput(const Arguments& arguments, const Streams& streams,
                 absl::FunctionRef<Fate(CaseInput& input)> take) {
  ReadOptions reading;
  reading.allow_unknown_fields = arguments.allow_unknown_fields;
  CaseInputs inputs(arguments, streams);
  for (size_t i = 0; i < inputs.files().size() && !streams.out->failed(); ++i) {
    inputs.Begin(i);
    CaseStream stream(inputs.files()[i], reading);
    for (std::vector<CaseInput> some = stream.Next(); !some.empty() && !streams.out->failed();
         some = stream.Next()) {
      for (CaseInput& input : some) {
        inputs.Count(take(input));
      }
    }
  }
  return inputs.Finish();
}

int ForEachCase(const Arguments& arguments, const CaseOptions& dates, const Streams& streams,
                absl::FunctionRef<absl::Status(CaseInput& input, const ChosenDate& chosen)> take) {
  int code = kFine;
  const int finished = ForEachInput(arguments, streams, [&](CaseInput& input) {
    const ChosenDate chosen = ValidateCase(dates, &input);
    for (const InputProblem& problem : input.problems) streams.err->Write(problem.ToString());
    if (!input.record.has_value()) {
      code = std::max<int>(code, input.unreadable ? kUnreadable : kFindings);
    }
    const absl::Status status = take(input, chosen);
    if (status.ok()) return FateOf(input, input.record.has_value());
    code = std::max<int>(code, kFindings);
    streams.err->Write(ProblemOf(status, input.name).ToString());
    return Fate::kFailed;
  });
  return std::max(code, finished);
}

}  // namespace risk::cli
