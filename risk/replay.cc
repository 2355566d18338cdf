#include "risk/replay.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/as_known_at.h"
#include "risk/evidence.h"
#include "risk/dates.h"
#include "risk/schema/date.h"
#include "risk/schema/wording.h"

namespace risk {
namespace {

const v1::Date& DayOf(const v1::Decision& decision) {
  return IsFull(decision.concluded_on()) ? decision.concluded_on() : decision.opened_on();
}

std::string PurposeWord(const v1::Decision& decision) {
  return decision.has_purpose()
             ? schema::ValueWording(*v1::Decision::Purpose_descriptor(), decision.purpose())
             : "decision of a purpose that is not recorded";
}

// The decisions of each day, in words, by day.
std::map<int64_t, std::vector<std::string>> DaysOfDecisions(const v1::Case& record,
                                                            v1::Replay& replay) {
  std::map<int64_t, std::vector<std::string>> days;
  for (int i = 0; i < record.decisions_size(); ++i) {
    const v1::Decision& decision = record.decisions(i);
    const auto day = schema::DaysOf(DayOf(decision));
    if (day.has_value() && day->first == day->last) {
      days[day->first].push_back(PurposeWord(decision));
      continue;
    }
    v1::Note& note = *replay.add_note();
    note.set_code("undated-decision");
    note.set_text(absl::StrCat("no full date, so not replayed: ", PurposeWord(decision)));
    note.add_path(absl::StrCat("decisions[", i, "]"));
  }
  return days;
}

// Answers in the order in which they came; the date is that of the last.
v1::EnquiryThen Then(const v1::Enquiry& enquiry) {
  v1::EnquiryThen then;
  then.set_stream(enquiry.has_stream() ? schema::ValueWording(*v1::Enquiry::Stream_descriptor(),
                                                              enquiry.stream())
                                       : "enquiry of a kind that is not recorded");
  then.set_to(enquiry.to());
  if (enquiry.has_made_on()) *then.mutable_made_on() = enquiry.made_on();
  std::vector<std::string> details;
  for (const v1::EnquiryAnswer& answer : enquiry.answers()) {
    if (answer.has_answered_on()) *then.mutable_answered_on() = answer.answered_on();
    details.push_back(answer.has_detail()
                          ? schema::ValueWording(*v1::EnquiryAnswer::Detail_descriptor(),
                                                 answer.detail())
                          : "how full is not recorded");
  }
  then.set_detail(absl::StrJoin(details, ", then "));
  then.set_used(enquiry.uses_size() > 0);
  return then;
}

}  // namespace

absl::StatusOr<v1::Replay> ReplayDecisions(const Assessor& assessor, const v1::Case& as_given,
                                           Detail detail) {
  v1::Case record = as_given;
  KeepEvidence(v1::Date(), &record);  // once for all steps
  v1::Replay replay;
  replay.set_case_id(record.case_id());
  std::set<std::string> before;
  for (const auto& [day, decisions] : DaysOfDecisions(record, replay)) {
    v1::ReplayStep& step = *replay.add_step();
    *step.mutable_day() = schema::DateOfDay(day);
    for (const std::string& decision : decisions) step.add_decision(decision);
    AssessOptions options;
    options.assessed_on = options.known_on.emplace(step.day());
    options.detail = detail;
    options.is_evidence = true;
    absl::StatusOr<v1::Assessment> assessment = assessor.Assess(record, options);
    if (!assessment.ok()) return assessment.status();
    std::set<std::string> present;
    for (const v1::FactorResult& factor : assessment->factor()) {
      if (factor.outcome() != v1::TRUE) continue;
      present.insert(factor.id());
      if (before.count(factor.id()) == 0) step.add_new_factor(factor.id());
    }
    before = std::move(present);
    replay.set_edition(assessment->edition());
    replay.set_edition_hash(assessment->edition_hash());
    replay.set_library_version(assessment->library_version());
    *step.mutable_assessment() = *std::move(assessment);
    const KnownCase known = AsKnownAt(record, step.day());
    for (const v1::Enquiry& enquiry : known.record.enquiries()) {
      *step.add_enquiry() = Then(enquiry);
    }
  }
  return replay;
}

}  // namespace risk
