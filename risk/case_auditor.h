// Audits one case as inspectors do: each prompt of each key question met, not met, not relevant or
// undecided, with the evidence or with what is missing. `risk audit` is this.
//
//   absl::StatusOr<risk::CaseAuditor> auditor = risk::CaseAuditor::Create(edition, {});
//   absl::StatusOr<risk::v1::CaseAudit> audit = auditor->Audit(record, {.assessed_on = date});
//
#ifndef RISK_CASE_AUDITOR_H_
#define RISK_CASE_AUDITOR_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "risk/messages.h"
#include "risk/results.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/inspection.pb.h"
#include "risk/v1/inspection_record.pb.h"

namespace risk {

class Edition;

class CaseAuditor {
 public:
  // Errors: those of Inspector::Create. Judgements of other cases in the record are not looked at.
  static absl::StatusOr<CaseAuditor> Create(std::shared_ptr<const Edition> edition,
                                            risk::v1::InspectionRecord record);

  // Audits a case as it stands on `options.assessed_on`. `name` stands for a case without an id.
  // `options.detail`: kResults verdicts only; kMissing what is missing behind each undecided
  // prompt; kExplanations the clause and evidence behind each prompt as well.
  //
  // Missing: what the record leaves open is UNDECIDED, never NOT_MET. An inspector's judgement
  // counts instead of what the record says, and both are given. Errors: those of Assessor::Assess.
  // Safe from many threads. Cost: that of Assessor::Assess for the findings and checks that prompts
  // read.
  absl::StatusOr<risk::v1::CaseAudit> Audit(const risk::v1::Case& record,
                                            const AssessOptions& options,
                                            absl::string_view name = "") const;

 private:
  struct State;
  explicit CaseAuditor(std::shared_ptr<const State> state);
  std::shared_ptr<const State> state_;
};

}  // namespace risk

#endif  // RISK_CASE_AUDITOR_H_
