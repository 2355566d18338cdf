// The front door: assesses cases as the `risk` command does. Chooses the edition and the date, says
// what cannot be right in a case, and assesses only what can.
//
//   risk::CaseAssessor assessor;
//   for (risk::CaseInput& input : risk::ReadCases("case.json")) {
//     const risk::AssessedCase result = assessor.Assess(input);
//     std::cerr << result.problems;
//     if (result.assessment.has_value()) std::cout << risk::TextReport(*result.assessment, {});
//   }
//
// A program with an edition at hand, or one that assesses on many threads, uses AssessCase, or with
// valid records Assessor itself.
#ifndef RISK_CASE_ASSESSOR_H_
#define RISK_CASE_ASSESSOR_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "risk/assessor.h"
#include "risk/case_reader.h"
#include "risk/dates.h"
#include "risk/edition_choice.h"
#include "risk/messages.h"
#include "risk/results.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/date.pb.h"
#include "risk/v1/replay.pb.h"

namespace risk {

struct CaseOptions {
  std::string edition;             // see EditionChoice::For; empty: the only one there is
  std::vector<std::string> bases;  // folders of editions that it may extend
  // A full date. Otherwise the day of `known_on`, or that of the case, or today.
  std::optional<risk::v1::Date> assessed_on;
  std::optional<risk::v1::Date> known_on;  // replay: use only what was known then
  Detail detail = Detail::kMissing;
  std::vector<std::string> instruments;  // see AssessOptions; empty: everything
  std::vector<std::string> fields;       // the same
  risk::v1::Date today = Today();
};

// The day of an assessment, and what a report should say of it.
struct ChosenDate {
  risk::v1::Date date;
  std::string note;  // empty unless nobody named a day
};
ChosenDate ChooseDate(const CaseOptions& options, const risk::v1::Case& record);

// Chooses the day of an input and validates it as of then (see ValidateInput). A replay leaves out what
// lies after it, so its record may go on until today. Besides the codes of Validate:
//   bad-assessment-date   the record's own date of assessment is none: known in part only, a
//                         placeholder, or more than a year after today. Not if the options name a day
ChosenDate ValidateCase(const CaseOptions& options, CaseInput* input);

// Why a valid case could not be assessed, as a problem of it: "too-much-work" or "cannot-assess".
InputProblem ProblemOf(const absl::Status& status, const std::string& name);

struct AssessedCase {
  enum class Outcome { kAssessed, kBadCase, kUnreadable, kNoEdition };
  Outcome outcome = Outcome::kAssessed;
  std::optional<risk::v1::Assessment> assessment;  // set exactly with kAssessed
  std::string date_note;                           // for ReportOptions
  // What is wrong with the case or the edition, as text; of an edition only the first time. One by
  // one they are in CaseInput::problems and `edition_problems`.
  std::string problems;
  const std::vector<Problem>* edition_problems = nullptr;  // kNoEdition: why. Owned by the assessor
  absl::Status status;  // of Assessor::Assess, if it came so far
  // By which it was assessed; null if it did not come so far. Owned by the assessor.
  const Edition* edition = nullptr;
};

// The same as CaseAssessor with rules at hand: `options.edition` and `bases` are not looked at.
// Safe from many threads.
AssessedCase AssessCase(const Assessor& assessor, const CaseOptions& options, CaseInput& input);

// `assessment` is never set.
struct ReplayedCase : AssessedCase {
  std::optional<risk::v1::Replay> replay;  // set exactly with kAssessed
};

class CaseAssessor {
 public:
  explicit CaseAssessor(CaseOptions options = {});
  // Of several threads each has one of its own over the same editions.
  CaseAssessor(CaseOptions options, std::shared_ptr<EditionChoice> editions);

  // Validates the record and assesses it. What it finds is added to `input.problems`; a record with
  // a problem is dropped, as ValidateInput does, and not assessed.
  // A replay leaves out what lies after it, so its record may go on until today.
  // Never throws, never logs; reads the files of an edition that is given as a path, and no other.
  // Cost: Validate and Assessor::Assess; the first case of an edition loads it.
  AssessedCase Assess(CaseInput& input);
  // The same for a record from elsewhere; `name` is used in messages.
  AssessedCase Assess(const risk::v1::Case& record, const std::string& name = "case");

  // Replays the decisions of the record (risk/replay.h), all by the edition of the day that Assess
  // would take. `instruments` do not count. Otherwise as Assess.
  ReplayedCase Replay(CaseInput& input);

 private:
  // By the edition of a day; null, with what is wrong in the result, if it cannot be used.
  const Assessor* AssessorOn(const risk::v1::Date& date, AssessedCase& result);

  CaseOptions options_;
  std::shared_ptr<EditionChoice> editions_;
  std::vector<const EditionChoice::Chosen*> reported_;
};

}  // namespace risk

#endif  // RISK_CASE_ASSESSOR_H_
