// What was found in the cases of an inspection, for whoever goes from a rating down to them.
//
//   absl::StatusOr<risk::InspectionDetails> details = risk::InspectionDetails::Create(scheme, judged, {});
//   for (const risk::v1::Case& record : records) {
//     if (inspector->Add(record, day).ok()) details->Add(record, day);
//   }
//   risk::v1::Inspection result = inspector->Finish();   // with InspectOptions.lists_cases
//   details->Fill(result);
//
#ifndef RISK_INSPECTION_DETAILS_H_
#define RISK_INSPECTION_DETAILS_H_

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "risk/assessor.h"
#include "risk/case_auditor.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/date.pb.h"
#include "risk/v1/inspection.pb.h"
#include "risk/v1/inspection_record.pb.h"

namespace risk {

struct DetailOptions {
  std::optional<risk::v1::Date> known_on;  // replay: as of the inspection
  int most = 300;                          // cases: the first by id
  bool is_evidence = false;                // see AssessOptions
};

class InspectionDetails {
 public:
  // Errors: those of Inspector::Create.
  static absl::StatusOr<InspectionDetails> Create(std::shared_ptr<const Edition> edition,
                                                  risk::v1::InspectionRecord record,
                                                  const DetailOptions& options);

  // Keeps a case that the inspection counts, in wire format, if it is among the first by id.
  void Add(const risk::v1::Case& record, const risk::v1::Date& assessed_on,
           absl::string_view name = "");

  // Assesses and audits the cases that are kept, and adds to their lines what was found: see
  // CaseLine.level and after. A line of a case that is not kept stays as it is, and so does that of
  // one that cannot be assessed. The same cases give the same bytes, in whatever order they came.
  // Cost: that of Assess and Audit with explanations for each case kept.
  void Fill(risk::v1::Inspection& inspection) const;

 private:
  struct Kept {
    std::string bytes;
    risk::v1::Date assessed_on;
    bool is_shared = false;  // another case has the id
  };
  InspectionDetails(Assessor assessor, CaseAuditor auditor, const DetailOptions& options)
      : assessor_(std::move(assessor)), auditor_(std::move(auditor)), options_(options) {}

  void FillLine(const risk::v1::Case& record, const AssessOptions& options,
                risk::v1::CaseLine& line) const;

  Assessor assessor_;
  CaseAuditor auditor_;
  DetailOptions options_;
  std::map<std::string, Kept> kept_;  // by id
};

}  // namespace risk

#endif  // RISK_INSPECTION_DETAILS_H_
