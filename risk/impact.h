// What a change of rules, or of what was known, does to a caseload.
//
//   absl::StatusOr<risk::ImpactFinder> finder = risk::ImpactFinder::Create(before, after);
//   for (…) Show(*finder->Add(record, date, name));
//   std::cout << risk::TextReport(finder->Finish(), {});
//
#ifndef RISK_IMPACT_H_
#define RISK_IMPACT_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "risk/edition/edition.h"
#include "risk/report/options.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/date.pb.h"
#include "risk/v1/impact.pb.h"

namespace risk {

struct ImpactOptions {
  // Replays: what was known on these days. Without them everything counts.
  std::optional<risk::v1::Date> known_before;
  std::optional<risk::v1::Date> known_after;
  size_t most_cases = 200;  // listed in the whole; further ones are only counted
  bool is_evidence = false;  // see AssessOptions
};

class ImpactFinder {
 public:
  // The same edition twice compares two days. Errors: as Assessor::Create.
  static absl::StatusOr<ImpactFinder> Create(std::shared_ptr<const Edition> before,
                                             std::shared_ptr<const Edition> after,
                                             ImpactOptions options = {});
  ImpactFinder(ImpactFinder&&) noexcept;
  ~ImpactFinder();

  // Assesses a valid record twice. `name` is where it stands. Errors: as Assessor::Assess; the case
  // then counts as rejected. Cost: two assessments with what is missing.
  absl::StatusOr<risk::v1::CaseImpact> Add(const risk::v1::Case& record,
                                           const risk::v1::Date& assessed_on,
                                           const std::string& name);
  // A record that could not be read.
  void Reject();

  // Of all cases so far. The order of the cases shows in `changed_case` alone.
  risk::v1::Impact Finish() const;

 private:
  struct State;
  explicit ImpactFinder(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Whether anything of it differs.
bool HasChanged(const risk::v1::CaseImpact& impact);
// Whether a group's level is at least higher, or lower, than before.
bool IsRaised(const risk::v1::CaseImpact& impact);
bool IsLowered(const risk::v1::CaseImpact& impact);

std::string TextReport(const risk::v1::Impact& impact, const ReportOptions& options);
std::string JsonReport(const risk::v1::Impact& impact);
std::string JsonReport(const risk::v1::CaseImpact& impact);
std::string TextprotoReport(const risk::v1::Impact& impact);
// A row a changed case and group, with a heading above the first.
std::string CsvReport(const risk::v1::CaseImpact& impact, bool is_first);

}  // namespace risk

#endif  // RISK_IMPACT_H_
