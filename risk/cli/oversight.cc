#include <algorithm>
#include <cstdint>
#include <string>

#include "risk/case_assessor.h"
#include "risk/cli/case_loop.h"
#include "risk/cli/commands.h"
#include "risk/cli/exit_codes.h"
#include "risk/cli/progress.h"
#include "risk/html_report.h"
#include "risk/oversight.h"
#include "risk/oversight_report.h"

namespace risk::cli {
namespace {

constexpr int kWidestText = 100;

int ExitCodeOf(const AssessedCase& result) {
  switch (result.outcome) {
    case AssessedCase::Outcome::kAssessed:
      return kFine;
    case AssessedCase::Outcome::kBadCase:
      return kFindings;
    case AssessedCase::Outcome::kUnreadable:
      return kUnreadable;
    case AssessedCase::Outcome::kNoEdition:
      break;
  }
  return ExitCodeFor(*result.edition_problems);
}

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
    case Format::kText:
      break;
  }
  ReportOptions report;
  report.width = arguments.width != 0 ? arguments.width : out.Columns(kWidestText);
  report.all = arguments.all;
  report.colour = out.wants_colour();
  return TextReport(list, report);
}

}  // namespace

int RunOversight(const Arguments& arguments, const Streams& streams) {
  CaseOptions options;
  options.edition = arguments.edition;
  options.bases = arguments.bases;
  options.assessed_on = arguments.assessed_on;
  options.known_on = arguments.known_on;
  CaseAssessor assessor(options);
  OversightOptions overseen;
  if (!arguments.manager.empty()) overseen.manager = arguments.manager;
  OversightRanking ranking(overseen);
  int code = kFine;
  {
    Progress progress(*streams.err, arguments.quiet);
    uint64_t done = 0;
    const int finished = ForEachInput(arguments, streams, [&](CaseInput& input) {
      const AssessedCase result = assessor.Assess(input);
      streams.err->Write(result.problems);
      code = std::max(code, ExitCodeOf(result));
      if (result.assessment.has_value()) {
        ranking.Add(*result.assessment, *input.record, input.name);
      } else if (input.problems.empty()) {
        ranking.Reject(input.name, "no-edition", "the edition cannot be used");
      } else {
        ranking.Reject(input.name, input.problems[0].code, input.problems[0].message);
      }
      progress.Show(++done, 0);
    });
    code = std::max(code, finished);
  }
  streams.out->Write(FormOf(ranking.Finish(), arguments, *streams.out));
  return code;
}

}  // namespace risk::cli
