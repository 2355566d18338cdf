#include "risk/serve/question.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "risk/c_api/cases.h"
#include "risk/c_api/options.h"
#include "risk/case_assessor.h"
#include "risk/edition_choice.h"
#include "risk/html_report.h"
#include "risk/interruption.h"
#include "risk/next.h"
#include "risk/report.h"
#include "risk/schema/names.h"

namespace risk::serve {
namespace {

using c_api::BadArgument;
using c_api::Failure;

constexpr char kHtml[] = "html";

// The options of a question, once they are understood.
struct Understood {
  risk_options options;
  std::string edition;
  bool is_html = false;
  int width = ReportOptions().width;  // of text
};

Failure UnknownOption(const std::string& name, const std::vector<OptionText>& known) {
  std::vector<std::string> names;
  for (const OptionText& option : known) names.push_back(option.name);
  const std::string nearest = schema::DidYouMean(name, names);
  return BadArgument(absl::StrCat("there is no option ", schema::QuoteName(name), " here; ",
                                  nearest.empty() ? absl::StrCat("one of ", absl::StrJoin(names, ", ")) : nearest));
}

Failure Understand(const Question& question, const ServedEditions& editions, Understood& result) {
  const std::vector<OptionText> known = OptionsOf(question.kind);
  result.edition = editions.name();
  for (const auto& [name, value] : question.options) {
    const auto is_named = [&name = name](const OptionText& option) { return name == option.name; };
    const auto option = std::find_if(known.begin(), known.end(), is_named);
    if (option == known.end()) return UnknownOption(name, known);
    if (question.options.count(name) > 1 && name != "instrument") {
      return BadArgument("the option is given twice", name);
    }
    if (name == "edition") {
      if (!editions.MayBeAskedFor(value)) {
        Failure failure;
        failure.code = RISK_NO_EDITION;
        failure.message = absl::StrCat("there is no edition ", schema::QuoteName(value), " here; /v1/editions lists them");
        failure.path = name;
        return failure;
      }
      if (value != editions.full_name()) result.edition = value;
    } else if (name == "format" && value == kHtml && absl::StrContains(option->values, kHtml)) {
      result.is_html = true;
    } else if (name == "format" && !absl::StrContains(absl::StrCat("|", option->values, "|"), absl::StrCat("|", value, "|"))) {
      return BadArgument(absl::StrCat("the option needs one of ", absl::StrJoin(absl::StrSplit(option->values, '|'), ", ")), name);
    } else if (name == "width") {
      if (!absl::SimpleAtoi(value, &result.width) || result.width < 40 || result.width > 400) {
        return BadArgument("the option needs a number from 40 to 400", name);
      }
    } else if (Failure failure = c_api::SetOption(result.options, name, value); failure.code != RISK_OK) {
      return failure;
    }
  }
  result.options.if_several = "send each as a request of its own; the command takes many: risk assess --format ndjson";
  result.options.reading.most_bytes = question.most_bytes;
  int64_t& time = result.options.most_milliseconds;
  time = time == 0 ? question.most_milliseconds : std::min(time, question.most_milliseconds);
  return c_api::CheckDates(result.options);
}

const char* TypeOf(const Understood& understood) {
  if (understood.is_html) return "text/html; charset=utf-8";
  switch (understood.options.format) {
    case risk_options::Format::kJson:
      return "application/json";
    case risk_options::Format::kBinary:
      return "application/x-protobuf";
    default:
      return "text/plain; charset=utf-8";
  }
}

Reply Validate(const Question& question, const Understood& understood) {
  Reply reply;
  std::string problems;
  const Failure failure = c_api::FindProblems(question.record, understood.options, problems);
  if (failure.code != RISK_OK) return Refuse(failure);
  reply.body = absl::StrCat("{\"problems\":", problems, "}");
  return reply;
}

template <typename Message>
std::string InForm(const Message& message, const Understood& understood, const std::string& date_note) {
  if (understood.options.format != risk_options::Format::kText) {
    return c_api::Written(message, understood.options, date_note);
  }
  ReportOptions report;
  report.for_program = true;
  report.date_note = date_note;
  report.explain = understood.options.detail == Detail::kExplanations;
  report.width = understood.width;
  return TextReport(message, report);
}

std::string BodyOf(Question::Kind kind, const Understood& understood, const AssessedCase& result) {
  if (kind == Question::Kind::kNext) {
    return InForm(NextAsks(*result.assessment), understood, result.date_note);
  }
  if (!understood.is_html) {
    return InForm(*result.assessment, understood, result.date_note);
  }
  ReportOptions report;
  report.date_note = result.date_note;
  return HtmlReport(*result.assessment, report);
}

}  // namespace

std::vector<OptionText> OptionsOf(Question::Kind kind) {
  std::vector<OptionText> options = {
      {"assessed_on", "date", "Day of the assessment; otherwise that of known_on, or that of the case, or today."},
      {"known_on", "date", "Replay: use only what was known on that day."},
      {"allow_unknown_fields", "true|false", "Leave out what the schema does not have; otherwise it is an error."},
      {"most_milliseconds", "number", "End earlier than the server's own limit."}};
  if (kind == Question::Kind::kValidate) return options;
  options.push_back({"edition", "edition", "An id@version, or an id: its newest version in force. Otherwise the one that the server was started with."});
  options.push_back({"width", "number", "Columns of text, from 40 to 400; 100 unless stated."});
  if (kind == Question::Kind::kNext) {
    options.push_back({"format", "json|text|textproto", "Form of the answer."});
    return options;
  }
  options.push_back({"format", "json|text|html|textproto|binary", "Form of the answer."});
  options.push_back({"detail", "results|missing|explanations", "How much is said; missing unless stated."});
  options.push_back({"instrument", "id", "Only this instrument or published result; may be repeated."});
  return options;
}

Reply Answer(const Question& question, const ServedEditions& editions) {
  Understood understood;
  if (Failure failure = Understand(question, editions, understood); failure.code != RISK_OK) {
    return Refuse(failure);
  }
  if (question.kind == Question::Kind::kValidate) return Validate(question, understood);
  Interruption interruption = understood.options.NewInterruption();
  const InterruptionScope scope(&interruption);
  CaseInput input;
  if (Failure failure = c_api::ReadOne(question.record, understood.options, false, interruption, input);
      failure.code != RISK_OK) {
    return Refuse(failure);
  }
  CaseOptions chosen = c_api::ToCaseOptions(understood.options, question.kind == Question::Kind::kAssess);
  chosen.edition = understood.edition;
  if (understood.is_html) chosen.detail = Detail::kExplanations;
  CaseAssessor assessor(chosen, editions.Now());
  const AssessedCase result = assessor.Assess(input);
  if (result.outcome == AssessedCase::Outcome::kNoEdition && result.edition_problems != nullptr) {
    return Refuse(c_api::BadEdition(*result.edition_problems));
  }
  if (!result.assessment.has_value()) return Refuse(c_api::NotAssessed(result, input));
  Reply reply;
  reply.type = TypeOf(understood);
  reply.body = BodyOf(question.kind, understood, result);
  return reply;
}

}  // namespace risk::serve
