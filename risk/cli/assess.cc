#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/case_assessor.h"
#include "risk/case_reader.h"
#include "risk/cli/case_inputs.h"
#include "risk/cli/commands.h"
#include "risk/cli/exit_codes.h"
#include "risk/cli/from_arguments.h"
#include "risk/cli/rejected.h"
#include "risk/html_report.h"
#include "risk/next.h"
#include "risk/replay_report.h"
#include "risk/report.h"

namespace risk::cli {
namespace {

// Writes assessments, or what to ask next, one after the other.
class Writer {
 public:
  Writer(const Arguments& arguments, Output* out) : arguments_(arguments), out_(out) {}

  // The assessment is not to be used afterwards.
  void Write(AssessedCase& result, const std::string& name) {
    if (arguments_.command == Command::kNext) {
      Write(NextAsks(*result.assessment), result, name);
    } else if (arguments_.format == Format::kJson) {
      out_->Write(JsonReport(std::move(*result.assessment)));
    } else if (arguments_.format == Format::kHtml) {
      WriteArticle(*result.assessment, result.date_note);
    } else {
      Write(*result.assessment, result, name);
    }
  }

  void Reject(const CaseInput& input, const AssessedCase& result) {
    WriteRejected(input,
                  result.edition_problems != nullptr ? RejectionOf(*result.edition_problems)
                                                     : RejectionOf(input.problems),
                  arguments_.format, *out_);
  }

  void Write(const v1::Replay& replay, const std::string& name) {
    if (arguments_.format != Format::kHtml) return Write(replay, AssessedCase(), name);
    if (++written_ == 1) {
      out_->Write(HtmlStart(arguments_.paths.size() == 1
                                ? absl::StrCat("Replay of case ", replay.case_id())
                                : "Replay"));
    }
    out_->Write(HtmlArticle(replay, written_));
  }

  // What stands below all cases.
  void Finish() {
    if (arguments_.format == Format::kHtml && written_ > 0) out_->Write(HtmlEnd());
  }

 private:
  // All cases stand in one page.
  void WriteArticle(const v1::Assessment& assessment, const std::string& date_note) {
    if (++written_ == 1) {
      const bool has_id = arguments_.paths.size() == 1 && !assessment.case_id().empty();
      out_->Write(HtmlStart(has_id ? absl::StrCat("Assessment of case ", assessment.case_id())
                                   : "Assessment"));
    }
    ReportOptions report;
    report.date_note = date_note;
    out_->Write(HtmlArticle(assessment, report, written_));
  }

  template <typename Message>
  void Write(const Message& message, const AssessedCase& result, const std::string& name);

  const Arguments& arguments_;
  Output* out_;
  int written_ = 0;
};

template <typename Message>
void Writer::Write(const Message& message, const AssessedCase& result, const std::string& name) {
  const bool is_first = written_++ == 0;
  switch (arguments_.format) {
    case Format::kJson:
      out_->Write(JsonReport(message));
      return;
    case Format::kTextproto:
      out_->Write(
          absl::StrCat(is_first ? "" : "\n", "# case: ", name, "\n", TextprotoReport(message)));
      return;
    case Format::kText:
    case Format::kNdjson:
    case Format::kCsv:
    case Format::kPbs:   // see RunBatch
    case Format::kHtml:  // see WriteArticle
    case Format::kSarif:   // of problems
    case Format::kGithub:
      break;
  }
  ReportOptions report = ReportOptionsOf(arguments_, *out_);
  report.date_note = result.date_note;
  if (!result.date_note.empty()) {
    absl::StrAppend(&report.date_note, "; --assessed-on chooses another");
  }
  if (!is_first) out_->Write(absl::StrCat("\n", std::string(report.width, '='), "\n\n"));
  out_->Write(TextReport(message, report));
}

AssessedCase Assess(CaseAssessor& assessor, CaseInput& input, Writer& writer) {
  AssessedCase result = assessor.Assess(input);
  if (result.assessment.has_value()) {
    // Where it came from is no part of the result: that is the same whatever it was read from.
    result.assessment->set_input(input.file());
    result.assessment->set_line(input.line());
    writer.Write(result, input.name);
  }
  return result;
}

ReplayedCase Replay(CaseAssessor& assessor, CaseInput& input, Writer& writer) {
  ReplayedCase result = assessor.Replay(input);
  if (result.replay.has_value()) writer.Write(*result.replay, input.name);
  return result;
}

}  // namespace

int RunAssess(const Arguments& arguments, const Streams& streams) {
  if (IsOfCaseload(arguments.format)) {
    return RunBatch(arguments, streams);
  }
  ReadOptions options;
  options.allow_unknown_fields = arguments.allow_unknown_fields;
  CaseAssessor assessor(CaseOptionsOf(arguments));
  Writer writer(arguments, streams.out);
  int exit_code = kFine;
  CaseInputs inputs(arguments, streams);
  for (size_t i = 0; i < inputs.files().size() && !streams.out->failed(); ++i) {
    inputs.Begin(i);
    for (CaseInput& input : ReadCases(inputs.files()[i], options)) {
      const AssessedCase result =
          arguments.replay ? AssessedCase(Replay(assessor, input, writer)) : Assess(assessor, input, writer);
      streams.err->Write(result.problems);
      exit_code = std::max(exit_code, ExitCodeOf(result));
      const bool is_taken = result.outcome == AssessedCase::Outcome::kAssessed;
      if (!is_taken) writer.Reject(input, result);
      inputs.Count(FateOf(input, is_taken));
      if (streams.out->failed()) break;
    }
  }
  writer.Finish();
  return std::max(exit_code, inputs.Finish());
}

}  // namespace risk::cli
