// Rates a sample of cases as inspectors do, by a scheme: key questions, standards, the
// organisation. `risk inspect` is this.
//
//   risk::EditionResult scheme = risk::Editions::Load("crc_2018");
//   absl::StatusOr<risk::Inspector> inspector = risk::Inspector::Create(scheme.edition, {});
//   for (const risk::v1::Case& record : records) inspector->Add(record, record.assessment_date());
//   risk::v1::Inspection result = inspector->Finish();
//
// Every rating is a range that what the records leave open widens; it is never counted as "not
// met". The library applies no discretion: it says when a panel may, and keeps what a panel decided
// beside what follows from the figures. It supports inspectors and replaces neither them nor a
// panel.
#ifndef RISK_INSPECTOR_H_
#define RISK_INSPECTOR_H_

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "risk/messages.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/date.pb.h"
#include "risk/v1/inspection.pb.h"
#include "risk/v1/inspection_record.pb.h"
#include "risk/validation.h"

namespace risk {

class Edition;

struct InspectOptions {
  std::optional<risk::v1::Date> known_on;  // replay: use only what was known then
  bool lists_cases = false;                // Inspection.case_line
  // Of these only so many, the first by id; the result says of how many cases.
  int most_listed = std::numeric_limits<int>::max();
  bool is_evidence = false;                // see AssessOptions
};

class Inspector {
 public:
  // What cannot be right in a record under the scheme of an edition, each with its field path; see
  // risk/inspection/judgements.h for the codes. An edition without a scheme has nothing to compare
  // with.
  static std::vector<RecordProblem> Check(const Edition& edition,
                                          const risk::v1::InspectionRecord& record);

  // Errors: kInvalidArgument if the edition is null or has no scheme, or if the record has a
  // problem.
  static absl::StatusOr<Inspector> Create(std::shared_ptr<const Edition> edition,
                                          risk::v1::InspectionRecord record,
                                          const InspectOptions& options = {});
  Inspector(Inspector&&) noexcept;
  Inspector& operator=(Inspector&&) noexcept;
  ~Inspector();

  // Adds a case as it stands on a full date. `name` stands for a case without an id.
  // A case that has the id of another makes both unusable: neither is counted, and the result says
  // so. Errors: those of Assessor::Evaluate; the case is then not counted: see Reject. Cost: that
  // of Assessor::Evaluate; keeps some twenty bytes of the case, with its id, and not the record.
  absl::Status Add(const risk::v1::Case& record, const risk::v1::Date& assessed_on,
                   absl::string_view name = "");
  // The same from wire format.
  absl::Status Add(absl::string_view case_bytes, absl::string_view case_id,
                   const risk::v1::Date& assessed_on);
  // Lists a case that could not be read or is not valid.
  void Reject(std::string name, std::string code, std::string text);

  // Cases added so far.
  int size() const;

  // The same cases and record give the same bytes, in whatever order they were added.
  // Cost: linear in the cases, for each recommendation once; 4 bytes a case while it lasts, and the
  // lines of the cases that are listed.
  risk::v1::Inspection Finish() const;

 private:
  struct State;
  explicit Inspector(std::unique_ptr<State> state);
  template <typename Record>
  absl::Status AddAny(const Record& record, std::string id, const risk::v1::Date& assessed_on);
  std::unique_ptr<State> state_;
};

}  // namespace risk

#endif  // RISK_INSPECTOR_H_
