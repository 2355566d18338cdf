#include "risk/case_assessor.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "risk/assessor.h"
#include "risk/replay.h"
#include "risk/schema/date.h"
#include "risk/schema/not_known.h"

namespace risk {

ChosenDate ChooseDate(const CaseOptions& options, const v1::Case& record) {
  if (options.assessed_on.has_value()) return {*options.assessed_on, ""};
  if (options.known_on.has_value()) return {*options.known_on, ""};
  if (IsFull(record.assessment_date())) return {record.assessment_date(), ""};
  return {options.today, "today, because the case names no date"};
}

namespace {

int64_t DayNumber(const v1::Date& date) { return schema::DaysOf(date)->first; }

// What is wrong with the record's own date of assessment; empty if nothing is, or it names none.
std::string WrongAssessmentDate(const CaseOptions& options, const v1::Date& date) {
  constexpr int kFarthest = 366;  // a report for a hearing is written some time before
  const std::optional<schema::Days> days = schema::DaysOf(date);
  if (!date.has_year() || !days.has_value()) return "";  // Validate looks at the rest
  if (schema::IsPlaceholder(date)) return "not a day on which anything was assessed";
  if (days->first != days->last) return "a date of assessment without its day";
  if (days->first > DayNumber(options.today) + kFarthest) {
    return "more than a year after today";
  }
  return "";
}

}  // namespace

ChosenDate ValidateCase(const CaseOptions& options, CaseInput* input) {
  if (!input->record.has_value()) return {};
  ChosenDate chosen = ChooseDate(options, *input->record);
  std::vector<RecordProblem> more;
  const bool is_named = options.assessed_on.has_value() || options.known_on.has_value();
  if (!is_named) {
    std::string wrong = WrongAssessmentDate(options, input->record->assessment_date());
    if (!wrong.empty()) {
      more.push_back({"assessment_date", "bad-assessment-date", std::move(wrong),
                      "give the full date, or choose one with --assessed-on"});
    }
  }
  ValidateInput(options.known_on.has_value() ? Later(options.today, chosen.date) : chosen.date,
                input, std::move(more));
  return chosen;
}

InputProblem ProblemOf(const absl::Status& status, const std::string& name) {
  InputProblem problem;
  problem.file = name;
  problem.code = absl::IsResourceExhausted(status) ? "too-much-work" : "cannot-assess";
  problem.message = std::string(status.message());
  if (absl::IsResourceExhausted(status)) problem.hint = "shorten its lists, or ask for less detail";
  return problem;
}

CaseAssessor::CaseAssessor(CaseOptions options)
    : options_(std::move(options)), editions_(std::make_shared<EditionChoice>(options_.bases)) {}

CaseAssessor::CaseAssessor(CaseOptions options, std::shared_ptr<EditionChoice> editions)
    : options_(std::move(options)), editions_(std::move(editions)) {}

namespace {

// What the door has to say stands before what the rules say.
void AddNotes(const ChosenDate& chosen, const CaseInput& input, v1::Assessment& assessment) {
  std::vector<v1::Note> notes = input.notes;
  if (!chosen.note.empty()) {
    v1::Note& note = notes.emplace_back();
    note.set_code("date-chosen");
    note.set_text(absl::StrCat("Assessed as of ", chosen.note, "."));
  }
  notes.insert(notes.end(), assessment.note().begin(), assessment.note().end());
  assessment.mutable_note()->Assign(notes.begin(), notes.end());
}

// Validates the record, and says on which day it is assessed; otherwise what kept it from that.
std::optional<ChosenDate> Prepare(const CaseOptions& options, CaseInput& input,
                                  AssessedCase& result) {
  ChosenDate chosen = ValidateCase(options, &input);
  for (const InputProblem& problem : input.problems) result.problems += problem.ToString();
  if (input.record.has_value()) return chosen;
  result.outcome =
      input.unreadable ? AssessedCase::Outcome::kUnreadable : AssessedCase::Outcome::kBadCase;
  return std::nullopt;
}

// What kept a valid case from being assessed becomes one of its problems.
void Reject(const absl::Status& status, CaseInput& input, AssessedCase& result) {
  InputProblem problem = ProblemOf(status, input.name);
  result.problems += problem.ToString();
  result.outcome = AssessedCase::Outcome::kBadCase;
  input.problems.push_back(std::move(problem));
}

void AssessPrepared(const Assessor& assessor, const CaseOptions& chosen_options, ChosenDate chosen,
                    CaseInput& input, AssessedCase& result) {
  AssessOptions options;
  options.assessed_on = chosen.date;
  options.known_on = chosen_options.known_on;
  options.detail = chosen_options.detail;
  options.instruments = chosen_options.instruments;
  options.fields = chosen_options.fields;
  result.edition = &assessor.edition();
  options.is_evidence = true;  // by ValidateInput; AddNotes says what was found
  absl::StatusOr<v1::Assessment> assessment = assessor.Assess(*input.record, options);
  result.status = assessment.status();
  if (!assessment.ok()) return Reject(assessment.status(), input, result);
  result.assessment = *std::move(assessment);
  AddNotes(chosen, input, *result.assessment);
  result.date_note = std::move(chosen.note);
}

}  // namespace

AssessedCase AssessCase(const Assessor& assessor, const CaseOptions& options, CaseInput& input) {
  AssessedCase result;
  if (std::optional<ChosenDate> chosen = Prepare(options, input, result)) {
    AssessPrepared(assessor, options, *std::move(chosen), input, result);
  }
  return result;
}

const Assessor* CaseAssessor::AssessorOn(const v1::Date& date, AssessedCase& result) {
  const EditionChoice::Chosen& edition = editions_->For(options_.edition, date);
  if (edition.assessor.has_value()) return &*edition.assessor;
  result.outcome = AssessedCase::Outcome::kNoEdition;
  result.edition_problems = &edition.problems;
  if (std::count(reported_.begin(), reported_.end(), &edition) == 0) {
    result.problems += ToString(edition.problems);
    reported_.push_back(&edition);
  }
  return nullptr;
}

AssessedCase CaseAssessor::Assess(CaseInput& input) {
  AssessedCase result;
  std::optional<ChosenDate> chosen = Prepare(options_, input, result);
  if (!chosen.has_value()) return result;
  if (const Assessor* assessor = AssessorOn(chosen->date, result)) {
    AssessPrepared(*assessor, options_, *std::move(chosen), input, result);
  }
  return result;
}

ReplayedCase CaseAssessor::Replay(CaseInput& input) {
  ReplayedCase result;
  CaseOptions until_today = options_;  // the record may go on until then
  until_today.known_on = options_.today;
  if (!Prepare(until_today, input, result).has_value()) return result;
  const Assessor* assessor = AssessorOn(ChooseDate(options_, *input.record).date, result);
  if (assessor == nullptr) return result;
  absl::StatusOr<v1::Replay> replay = ReplayDecisions(*assessor, *input.record, options_.detail);
  result.status = replay.status();
  if (!replay.ok()) {
    Reject(replay.status(), input, result);
    return result;
  }
  result.replay = *std::move(replay);
  if (result.replay->case_id().empty()) result.replay->set_case_id(input.name);
  return result;
}

AssessedCase CaseAssessor::Assess(const v1::Case& record, const std::string& name) {
  CaseInput input;
  input.name = name;
  input.record = record;
  return Assess(input);
}

}  // namespace risk
