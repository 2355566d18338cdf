#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "risk/assessor.h"
#include "risk/case_reader.h"
#include "risk/cli/commands.h"
#include "risk/cli/dates.h"
#include "risk/cli/edition_choice.h"
#include "risk/next.h"
#include "risk/report.h"

namespace risk::cli {
namespace {

constexpr int kWidestText = 100;

class AssessCommand {
 public:
  AssessCommand(const Arguments& arguments, const Streams& streams)
      : arguments_(arguments), streams_(streams), editions_(streams.err), today_(Today()) {}

  int Run() {
    ReadOptions options;
    options.allow_unknown_fields = arguments_.allow_unknown_fields;
    for (const std::string& path : arguments_.paths) {
      for (CaseInput& input : ReadCases(path, options)) {
        const int code = AssessOne(&input);
        if (code > exit_code_) exit_code_ = code;
        if (streams_.out->failed()) return exit_code_;
      }
    }
    return exit_code_;
  }

 private:
  int AssessOne(CaseInput* input);
  AssessOptions OptionsFor(const v1::Case& record, std::string* date_note) const;
  // The assessment, or what to ask next.
  template <typename Message>
  void Write(const Message& message, const std::string& name, const std::string& date_note);

  const Arguments& arguments_;
  Streams streams_;
  EditionChoice editions_;
  v1::Date today_;
  int exit_code_ = kFine;
  int written_ = 0;
};

AssessOptions AssessCommand::OptionsFor(const v1::Case& record, std::string* date_note) const {
  AssessOptions options;
  if (arguments_.assessed_on.has_value()) {
    options.assessed_on = *arguments_.assessed_on;
  } else if (arguments_.known_on.has_value()) {
    options.assessed_on = *arguments_.known_on;
  } else if (IsFull(record.assessment_date())) {
    options.assessed_on = record.assessment_date();
  } else {
    options.assessed_on = today_;
    *date_note = "today, because the case names no date; --assessed-on chooses another";
  }
  options.known_on = arguments_.known_on;
  const bool explains = arguments_.format == Format::kText || arguments_.explain;
  const bool is_assessment = arguments_.command == Command::kAssess;
  options.detail = is_assessment && explains ? Detail::kExplanations : Detail::kMissing;
  return options;
}

int AssessCommand::AssessOne(CaseInput* input) {
  std::string date_note;
  AssessOptions options;
  if (input->record.has_value()) {
    options = OptionsFor(*input->record, &date_note);
    // A replay leaves out what lies after it, so the record itself may go on until today.
    ValidateInput(
        options.known_on.has_value() ? Later(today_, options.assessed_on) : options.assessed_on,
        input);
  }
  for (const InputProblem& problem : input->problems) streams_.err->Write(problem.ToString());
  if (!input->record.has_value()) return input->unreadable ? kUnreadable : kFindings;
  const EditionChoice::Loaded& edition = editions_.For(arguments_.edition, options.assessed_on);
  if (!edition.assessor.has_value()) return edition.exit_code;
  const absl::StatusOr<v1::Assessment> assessment =
      edition.assessor->Assess(*input->record, options);
  if (!assessment.ok()) {
    streams_.err->Write(absl::StrCat(input->name,
                                     ": error: ", std::string(assessment.status().message()),
                                     " [cannot-assess]\n"));
    return kFindings;
  }
  if (arguments_.command == Command::kNext) {
    Write(NextAsks(*assessment), input->name, date_note);
  } else {
    Write(*assessment, input->name, date_note);
  }
  return kFine;
}

template <typename Message>
void AssessCommand::Write(const Message& message, const std::string& name,
                          const std::string& date_note) {
  const bool is_first = written_++ == 0;
  switch (arguments_.format) {
    case Format::kJson:
      streams_.out->Write(JsonReport(message));
      return;
    case Format::kTextproto:
      streams_.out->Write(
          absl::StrCat(is_first ? "" : "\n", "# case: ", name, "\n", TextprotoReport(message)));
      return;
    case Format::kText:
      break;
  }
  ReportOptions report;
  report.width = arguments_.width != 0 ? arguments_.width : streams_.out->Columns(kWidestText);
  report.explain = arguments_.explain;
  report.all = arguments_.all;
  report.colour = streams_.out->wants_colour();
  report.date_note = date_note;
  if (!is_first) streams_.out->Write(absl::StrCat("\n", std::string(report.width, '='), "\n\n"));
  streams_.out->Write(TextReport(message, report));
}

}  // namespace

int RunAssess(const Arguments& arguments, const Streams& streams) {
  return AssessCommand(arguments, streams).Run();
}

}  // namespace risk::cli
