// What the rules of an edition say of one case on one date. See case_assessor.h for the front door,
// which also chooses edition and date and validates.
//
//   #include "risk/messages.h"
//   absl::StatusOr<Assessor> assessor = Assessor::Create(edition);
//   absl::StatusOr<risk::v1::Assessment> result = assessor->Assess(record, {.assessed_on = date});
//   for (const risk::v1::GroupLevel& level : result->level()) …
//
// Every result is a range that narrows as information arrives. It supports a decision and does not
// replace professional judgement.
#ifndef RISK_ASSESSOR_H_
#define RISK_ASSESSOR_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "risk/results.h"

// The messages themselves cost seconds to include; who uses one includes "risk/messages.h" or
// "risk/v1/case.pb.h".
namespace risk::v1 {
class Assessment;
class Case;
}  // namespace risk::v1

namespace risk {

class Edition;

class Assessor {
 public:
  // Memory that Evaluate reuses from case to case. One per thread.
  class Workspace {
   public:
    Workspace();
    ~Workspace();
    Workspace(Workspace&&) noexcept;
    Workspace& operator=(Workspace&&) noexcept;

   private:
    friend class Assessor;
    struct State;
    std::unique_ptr<State> state_;
  };

  // Keeps the edition. `corrected` may be the one that its `corrected_by` names: then what that one
  // publishes otherwise stands beside what `edition` publishes. Errors: kInvalidArgument if `edition`
  // is null.
  static absl::StatusOr<Assessor> Create(std::shared_ptr<const Edition> edition,
                                         std::shared_ptr<const Edition> corrected = nullptr);

  const Edition& edition() const;

  // Assesses one case. The same case and options give the same bytes, on any thread.
  //
  // Missing: what is not in the case is unknown, never "no" and never zero.
  // Errors: kInvalidArgument if `assessed_on` is not a full date or `known_on` not a date, or if the
  //   case has more than kMostEntries entries (results.h);
  //   kCancelled or kDeadlineExceeded if an InterruptionScope of the thread ended it (interruption.h),
  //   which is looked for between the steps of the work;
  //   kFailedPrecondition if the edition cannot be used on `assessed_on`. A rule that cannot be
  //   evaluated on this case is reported in `Assessment.error` and read as unknown.
  //   kResourceExhausted if it takes too many steps (kMostSteps).
  // What is not believed (evidence.h) is read as not known, with a note. The case should have passed
  // Validate, as CaseAssessor sees to: what cannot be right is not looked for here. Never throws, never logs; reads no clock, locale, environment or file. Safe
  // from many threads.
  // Cost: see benchmarks/README.md. With kResults that of Evaluate and of the messages returned;
  //   kMissing interprets the rules that are undecided, kExplanations nearly all.
  absl::StatusOr<risk::v1::Assessment> Assess(const risk::v1::Case& record,
                                              const AssessOptions& options) const;

  // Only the outcomes, from a case in wire format. The pointer stays valid until the next call with
  // the same workspace. `options.detail` is not looked at.
  // Errors: as Assess, and kInvalidArgument if the bytes are not a Case; kFailedPrecondition if the
  //   workspace was moved from. Entries are not counted, the steps over them are.
  // Cost: no allocation once the workspace has grown to the size of the cases, with `is_evidence` and
  //   without `known_on`; see benchmarks. Otherwise the case is copied.
  absl::StatusOr<const Results*> Evaluate(absl::string_view case_bytes,
                                          const AssessOptions& options, Workspace& workspace) const;
  absl::StatusOr<const Results*> Evaluate(const risk::v1::Case& record,
                                          const AssessOptions& options, Workspace& workspace) const;

 private:
  struct Rules;
  explicit Assessor(std::shared_ptr<const Rules> rules);
  template <typename Record>
  absl::StatusOr<const Results*> RunOver(const Record& record, const AssessOptions& options,
                                         Workspace& workspace) const;
  std::shared_ptr<const Rules> rules_;
};

}  // namespace risk

#endif  // RISK_ASSESSOR_H_
