#include <algorithm>
#include <string>

#include "risk/case_assessor.h"
#include "risk/cli/case_loop.h"
#include "risk/cli/commands.h"
#include "risk/cli/exit_codes.h"
#include "risk/cli/from_arguments.h"
#include "risk/html_report.h"
#include "risk/oversight.h"
#include "risk/oversight_report.h"

namespace risk::cli {
namespace {

std::string FormOf(const v1::OversightList& list, const Arguments& arguments, const Output& out) {
  switch (arguments.format) {
    case Format::kJson:
      return JsonReport(list);
    case Format::kTextproto:
      return TextprotoReport(list);
    case Format::kCsv:
      return CsvReport(list);
    case Format::kHtml:
      return HtmlReport(list);
    case Format::kNdjson:  // of assessments only
    case Format::kPbs:
    case Format::kSarif:   // of problems
    case Format::kGithub:
    case Format::kText:
      break;
  }
  return TextReport(list, ReportOptionsOf(arguments, out));
}

}  // namespace

int RunOversight(const Arguments& arguments, const Streams& streams) {
  CaseAssessor assessor(CaseOptionsOf(arguments));
  OversightRanking ranking;
  int code = kFine;
  const int finished = ForEachInput(arguments, streams, [&](CaseInput& input) {
    const AssessedCase result = assessor.Assess(input);
    streams.err->Write(result.problems);
    code = std::max(code, ExitCodeOf(result));
    if (result.assessment.has_value()) {
      OversightOptions overseen;
      overseen.manager = arguments.manager.empty()
                             ? OverseerOf(*result.edition, result.assessment->assessed_on())
                             : arguments.manager;
      ranking.Add(*result.assessment, *input.record, overseen, input.name);
      return Fate::kTaken;
    }
    if (input.problems.empty()) {
      ranking.Reject(input.name, "no-edition", "the edition cannot be used");
    } else {
      ranking.Reject(input.name, input.problems[0].code, input.problems[0].message);
    }
    return FateOf(input, false);
  });
  code = std::max(code, finished);
  streams.out->Write(FormOf(ranking.Finish(), arguments, *streams.out));
  return code;
}

}  // namespace risk::cli
