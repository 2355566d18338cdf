// The calls about cases.
#include "risk/c_api/cases.h"

#include <cxxabi.h>

#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "risk/c_api.h"
#include "risk/c_api/edition_handle.h"
#include "risk/c_api/options.h"
#include "risk/case_assessor.h"
#include "risk/case_io/binary.h"
#include "risk/case_reader.h"
#include "risk/interruption.h"
#include "risk/next.h"
#include "risk/report.h"

namespace risk::c_api {
namespace {

Failure Ended(const absl::Status& status) {
  Failure failure;
  failure.code = absl::IsCancelled(status) ? RISK_CANCELLED : RISK_LIMIT;
  failure.message = std::string(status.message());
  return failure;
}

// A binary message for sure: one of a few bytes could be text as well.
CaseInput ReadMessage(absl::string_view record, const ReadOptions& options) {
  case_io::RecordOptions limits;
  limits.allow_unknown_fields = options.allow_unknown_fields;
  limits.most_bytes = options.most_bytes;
  case_io::Problems problems("case");
  CaseInput input;
  input.name = "case";
  v1::Case message;
  case_io::ReadBinary(record, limits, &message, &problems);
  if (problems.empty()) {
    input.record = std::move(message);
  } else {
    input.problems = problems.Take();
  }
  return input;
}

// In the form of the options.
template <typename Message>
std::string InForm(Message message, const risk_options& options,
                   const std::string& date_note) {
  switch (options.format) {
    case risk_options::Format::kBinary:
      return message.SerializeAsString();
    case risk_options::Format::kTextproto:
      return TextprotoReport(message);
    case risk_options::Format::kText: {
      ReportOptions report;
      report.for_program = true;
      report.date_note = date_note;
      report.explain = options.detail == Detail::kExplanations;
      return TextReport(message, report);
    }
    case risk_options::Format::kJson:
      break;
  }
  std::string json = JsonReport(std::move(message));
  if (absl::EndsWith(json, "\n")) json.pop_back();
  return json;
}

}  // namespace

Failure NotAssessed(const AssessedCase& result, const CaseInput& input) {
  if (absl::IsCancelled(result.status) || absl::IsDeadlineExceeded(result.status)) {
    return Ended(result.status);
  }
  Failure failure = BadCase(input.problems);
  if (absl::IsFailedPrecondition(result.status)) failure.code = RISK_NO_EDITION;
  return failure;
}

Failure ReadOne(absl::string_view record, const risk_options& options, bool is_message,
                Interruption& interruption, CaseInput& input) {
  if (record.data() == nullptr) return BadArgument("record is NULL");
  if (!interruption.Look().ok()) return Ended(interruption.status());
  InputProblem problem;
  if (record.size() > options.reading.most_bytes) {
    problem.code = "too-large";
    problem.message = "the case has more bytes than may be read";
    return BadCase({problem});
  }
  std::vector<CaseInput> inputs;
  if (is_message) {
    inputs.push_back(ReadMessage(record, options.reading));
  } else {
    inputs = ParseCases(record, "case", options.reading);
  }
  if (inputs.size() != 1) {
    problem.code = "several-cases";
    problem.message = "there is more than one case";
    problem.hint = options.if_several;
    return BadCase({problem});
  }
  input = std::move(inputs.front());
  if (!interruption.Look().ok()) return Ended(interruption.status());
  return Fine();
}

Failure CheckDates(const risk_options& options) {
  const auto day = [](const v1::Date& date) {
    return std::make_tuple(date.year(), date.month(), date.day());
  };
  if (options.known_on && options.assessed_on && day(*options.known_on) > day(*options.assessed_on)) {
    return BadArgument("known_on is after assessed_on: nobody knew then what became known later", "known_on");
  }
  return Fine();
}

std::string Written(v1::Assessment assessment, const risk_options& options, const std::string& date_note) {
  return InForm(std::move(assessment), options, date_note);
}

std::string Written(const v1::Asks& asks, const risk_options& options, const std::string& date_note) {
  return InForm(asks, options, date_note);
}

Failure FindProblems(absl::string_view record, const risk_options& options, std::string& problems) {
  if (Failure failure = CheckDates(options); failure.code != RISK_OK) return failure;
  Interruption interruption = options.NewInterruption();
  const InterruptionScope scope(&interruption);
  CaseInput input;
  Failure failure = ReadOne(record, options, false, interruption, input);
  if (failure.code == RISK_BAD_ARGUMENT || !interruption.status().ok()) return failure;
  problems = failure.problems;
  if (failure.code != RISK_OK) return Fine();  // what was found is the result
  ValidateCase(ToCaseOptions(options, false), &input);
  problems = ToJson(input.problems);
  return Fine();
}

namespace {

enum class Question { kAssess, kNext, kAssessMessage };

Failure Answer(Question question, const risk_edition& edition, absl::string_view record,
               const risk_options& options, std::string& answer) {
  if (Failure failure = CheckDates(options); failure.code != RISK_OK) return failure;
  Interruption interruption = options.NewInterruption();
  const InterruptionScope scope(&interruption);
  CaseInput input;
  const bool is_message = question == Question::kAssessMessage;
  if (Failure failure = ReadOne(record, options, is_message, interruption, input);
      failure.code != RISK_OK) {
    return failure;
  }
  const CaseOptions chosen = ToCaseOptions(options, question != Question::kNext);
  AssessedCase result = AssessCase(edition.assessor, chosen, input);
  if (!result.assessment.has_value()) return NotAssessed(result, input);
  answer = question == Question::kNext
               ? Written(NextAsks(*result.assessment), options, result.date_note)
               : Written(std::move(*result.assessment), options, result.date_note);
  return Fine();
}

int Ask(Question question, const risk_edition* edition, const char* record, size_t size,
        const risk_options* options, char** result, size_t* result_size, risk_error** error) {
  if (result != nullptr) *result = nullptr;
  if (result_size != nullptr) *result_size = 0;
  return Guard(error, [&]() -> Failure {
    if (edition == nullptr) return BadArgument("edition is NULL");
    if (result == nullptr) return BadArgument("there is no place for the result: it is NULL");
    std::string answer;
    Failure failure = Answer(question, *edition, {record, size}, OrUsual(options), answer);
    if (failure.code == RISK_OK) Give(answer, result, result_size);
    return failure;
  });
}

// Takes the records off a buffer one by one.
class Records {
 public:
  Records(absl::string_view bytes, risk_options::Records form) : rest_(bytes), form_(form) {}

  // Nothing at the end, and when what follows cannot be told apart: see is_broken.
  std::optional<absl::string_view> Next() {
    return form_ == risk_options::Records::kJson ? NextLine() : NextMessage();
  }
  bool is_broken() const { return is_broken_; }

 private:
  std::optional<absl::string_view> NextLine() {
    while (!rest_.empty()) {
      const size_t end = std::min(rest_.find('\n'), rest_.size());
      const absl::string_view line = rest_.substr(0, end);
      rest_.remove_prefix(std::min(end + 1, rest_.size()));
      if (line.find_first_not_of(" \t\r") != absl::string_view::npos) return line;
    }
    return std::nullopt;
  }

  std::optional<absl::string_view> NextMessage() {
    if (rest_.empty()) return std::nullopt;
    absl::string_view message;
    is_broken_ = !case_io::TakeDelimited(&rest_, &message);
    return is_broken_ ? std::nullopt : std::make_optional(message);
  }

  absl::string_view rest_;
  risk_options::Records form_;
  bool is_broken_ = false;
};

struct Callback {
  risk_batch_callback function;
  void* context;
};

// False if the caller wants no more.
bool Tell(const Callback& callback, size_t index, int code, absl::string_view text, bool& threw) {
  try {
    return callback.function(callback.context, index, code, text.data(), text.size()) == 0;
#ifdef __GLIBCXX__
  } catch (const abi::__forced_unwind&) {
    throw;
#endif
  } catch (...) {
    threw = true;
    return false;
  }
}

Failure Stopped(bool threw) {
  Failure failure;
  failure.code = RISK_CALLBACK;
  failure.message = threw ? "the callback threw an exception" : "the callback ended the batch";
  return failure;
}

Failure Batch(const risk_edition& edition, absl::string_view bytes, risk_options options,
              const Callback& callback) {
  options.if_several = "each record is one case";
  Records records(bytes, options.records);
  const Question question = options.records == risk_options::Records::kDelimited
                                ? Question::kAssessMessage
                                : Question::kAssess;
  size_t index = 0;
  for (std::optional<absl::string_view> record = records.Next(); record.has_value();
       record = records.Next(), ++index) {
    std::string answer;
    const Failure failure = Answer(question, edition, *record, options, answer);
    if (failure.code == RISK_CANCELLED || failure.code == RISK_BAD_ARGUMENT) return failure;
    if (failure.code != RISK_OK) answer = ErrorRecord(failure);
    bool threw = false;
    if (!Tell(callback, index, failure.code, answer, threw)) return Stopped(threw);
  }
  if (!records.is_broken()) return Fine();
  InputProblem problem;
  problem.code = "truncated";
  problem.message = absl::StrCat("after ", index, " records the bytes do not say how long the next one is, or end in it");
  return BadCase({problem});
}

}  // namespace
}  // namespace risk::c_api

using risk::c_api::BadArgument;
using risk::c_api::Failure;
using risk::c_api::Fine;
using risk::c_api::Guard;
using risk::c_api::OrUsual;

extern "C" {

int risk_assess(const risk_edition* edition, const char* record, size_t size,
                const risk_options* options, char** result, size_t* result_size,
                risk_error** error) {
  return risk::c_api::Ask(risk::c_api::Question::kAssess, edition, record, size, options, result,
                          result_size, error);
}

int risk_next(const risk_edition* edition, const char* record, size_t size,
              const risk_options* options, char** result, size_t* result_size,
              risk_error** error) {
  return risk::c_api::Ask(risk::c_api::Question::kNext, edition, record, size, options, result,
                          result_size, error);
}

int risk_validate(const char* record, size_t size, const risk_options* options, char** problems,
                  size_t* problems_size, risk_error** error) {
  if (problems != nullptr) *problems = nullptr;
  if (problems_size != nullptr) *problems_size = 0;
  return Guard(error, [&]() -> Failure {
    if (problems == nullptr) return BadArgument("there is no place for the result: it is NULL");
    std::string found;
    Failure failure = risk::c_api::FindProblems({record, size}, OrUsual(options), found);
    if (failure.code == RISK_OK) risk::c_api::Give(found, problems, problems_size);
    return failure;
  });
}

int risk_batch(const risk_edition* edition, const char* records, size_t size,
               const risk_options* options, risk_batch_callback callback, void* context,
               risk_error** error) {
  return Guard(error, [&]() -> Failure {
    if (edition == nullptr || records == nullptr || callback == nullptr) {
      return BadArgument("edition, records or callback is NULL");
    }
    return risk::c_api::Batch(*edition, {records, size}, OrUsual(options), {callback, context});
  });
}

}  // extern "C"
