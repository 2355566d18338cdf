#include "risk/oversight.h"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>
#include <variant>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "risk/edition/edition.h"
#include "risk/schema/date.h"
#include "risk/schema/wording.h"

namespace risk {
namespace {

constexpr int64_t kNoDay = INT64_MAX;

int64_t LastDay(const v1::Date& date) {
  const auto days = schema::DaysOf(date);
  return days.has_value() ? days->last : kNoDay;
}

v1::OversightReason::Kind KindOf(v1::Finding::Kind kind) {
  switch (kind) {
    case v1::Finding::CONTRADICTION:
      return v1::OversightReason::CONTRADICTION;
    case v1::Finding::PRACTICE_GAP:
      return v1::OversightReason::GAP;
    default:
      return v1::OversightReason::ACTION;
  }
}

v1::OversightReason ReasonOf(const v1::FindingResult& finding) {
  v1::OversightReason reason;
  reason.set_kind(KindOf(finding.kind()));
  reason.set_rule(finding.id());
  reason.set_title(finding.title());
  reason.set_wording(finding.wording());
  reason.set_who(finding.who());
  if (finding.has_due()) *reason.mutable_due() = finding.due();
  reason.set_urgent(finding.severity() == v1::Finding::URGENT);
  reason.set_element(finding.element());
  return reason;
}

v1::OversightReason ReasonOf(const v1::OpenItem& item) {
  v1::OversightReason reason;
  reason.set_kind(v1::OversightReason::ENQUIRY);
  reason.set_rule(item.check());
  reason.set_title(item.title());
  reason.set_wording(item.wording());
  *reason.mutable_due() = item.due();
  reason.set_element(item.element());
  return reason;
}

auto Order(const v1::OversightReason& reason) {
  return std::make_tuple(!reason.urgent(), !reason.overdue(), reason.kind(), LastDay(reason.due()));
}

auto Order(const v1::OversightCase& one) {
  return std::make_tuple(one.urgent() == 0, -one.at_least(), -one.urgent(), -one.overdue(),
                         LastDay(one.first_due()), std::cref(one.case_id()));
}

// Who holds the case now: the officer with the latest first day. Nothing if it cannot be told.
std::string OfficerOf(const v1::Case& record) {
  const v1::Officer* latest = nullptr;
  int64_t latest_day = INT64_MIN;
  bool is_clear = false;
  for (const v1::Officer& officer : record.supervision().officers()) {
    const auto day = schema::DaysOf(officer.from_on());
    if (!day.has_value() && record.supervision().officers_size() > 1) return "";
    const int64_t first = day.has_value() ? day->first : 0;
    if (latest != nullptr && first < latest_day) continue;
    is_clear = latest == nullptr || first > latest_day;
    latest = &officer;
    latest_day = first;
  }
  if (latest == nullptr || !is_clear) return "";
  std::string grade;
  if (latest->has_grade()) {
    grade = schema::ValueWording(*v1::Officer::Grade_descriptor(), latest->grade());
  }
  if (latest->id().empty()) return grade;
  return grade.empty() ? latest->id() : absl::StrCat(latest->id(), ", ", grade);
}

void AddLevels(const v1::Assessment& assessment, v1::OversightCase& one) {
  one.set_at_least(assessment.overall().at_least());
  one.set_could_be(assessment.overall().could_be());
  one.set_provisional(assessment.overall().provisional());
  for (const v1::GroupLevel& level : assessment.level()) {
    one.set_recorded(std::max(one.recorded(), level.recorded()));
  }
}

void AddReasons(const v1::Assessment& assessment, const OversightOptions& options,
                v1::OversightCase& one) {
  std::vector<v1::OversightReason> reasons;
  for (const v1::FindingResult& finding : assessment.finding()) {
    if (finding.outcome() != v1::TRUE) continue;
    const bool names_manager = absl::StrContains(finding.who(), options.manager);
    if (finding.severity() == v1::Finding::URGENT || names_manager) {
      reasons.push_back(ReasonOf(finding));
    }
  }
  const int64_t today = LastDay(assessment.assessed_on());
  for (const v1::OpenItem& item : assessment.missing()) {
    if (item.check().empty() || !item.need_is_certain() || item.effect_size() == 0) continue;
    if (LastDay(item.due()) < today) reasons.push_back(ReasonOf(item));
  }
  int64_t first_due = kNoDay;
  for (v1::OversightReason& reason : reasons) {
    const int64_t due = LastDay(reason.due());
    reason.set_overdue(due < today);
    one.set_urgent(one.urgent() + reason.urgent());
    one.set_overdue(one.overdue() + reason.overdue());
    if (due >= first_due) continue;
    first_due = due;
    *one.mutable_first_due() = reason.due();
  }
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const auto& a, const auto& b) { return Order(a) < Order(b); });
  for (v1::OversightReason& reason : reasons) *one.add_reason() = std::move(reason);
}

}  // namespace

std::string OverseerOf(const Edition& edition, const v1::Date& day) {
  const int parameter = edition.Find(edition::RuleKind::kParameter, "overseer");
  const std::optional<schema::Days> days = schema::DaysOf(day);
  if (parameter < 0 || !days.has_value()) return "";
  const expression::Constant* value =
      edition.parameters()[static_cast<size_t>(parameter)].On(days->first);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return text == nullptr ? "" : *text;
}

std::optional<v1::OversightCase> OversightOf(const v1::Assessment& assessment,
                                             const v1::Case& record,
                                             const OversightOptions& options) {
  v1::OversightCase one;
  AddReasons(assessment, options, one);
  if (one.reason_size() == 0) return std::nullopt;
  one.set_case_id(assessment.case_id());
  *one.mutable_assessed_on() = assessment.assessed_on();
  one.set_office(record.supervision().office());
  one.set_officer(OfficerOf(record));
  AddLevels(assessment, one);
  return one;
}

void OversightRanking::Add(const v1::Assessment& assessment, const v1::Case& record,
                           const OversightOptions& options, const std::string& name) {
  list_.set_cases(list_.cases() + 1);
  list_.set_edition(assessment.edition());
  list_.set_edition_hash(assessment.edition_hash());
  list_.set_library_version(assessment.library_version());
  if (assessment.has_known_on()) *list_.mutable_known_on() = assessment.known_on();
  if (list_.cases() == 1) *list_.mutable_assessed_on() = assessment.assessed_on();
  has_several_days_ |= LastDay(list_.assessed_on()) != LastDay(assessment.assessed_on());
  std::optional<v1::OversightCase> one = OversightOf(assessment, record, options);
  if (!one.has_value()) return;
  if (one->case_id().empty()) one->set_case_id(name);
  *list_.add_case_() = *std::move(one);
}

void OversightRanking::Reject(std::string name, std::string code, std::string text) {
  v1::Rejected& rejected = *list_.add_rejected();
  rejected.set_name(std::move(name));
  rejected.set_code(std::move(code));
  rejected.set_text(std::move(text));
}

v1::OversightList OversightRanking::Finish() const {
  v1::OversightList list = list_;
  if (has_several_days_) list.clear_assessed_on();
  std::sort(list.mutable_case_()->begin(), list.mutable_case_()->end(),
            [](const v1::OversightCase& a, const v1::OversightCase& b) {
              const auto of_a = Order(a), of_b = Order(b);
              if (of_a != of_b) return of_a < of_b;
              return a.SerializeAsString() < b.SerializeAsString();
            });
  std::sort(list.mutable_rejected()->begin(), list.mutable_rejected()->end(),
            [](const v1::Rejected& a, const v1::Rejected& b) {
              return std::tie(a.name(), a.code(), a.text()) < std::tie(b.name(), b.code(), b.text());
            });
  return list;
}

}  // namespace risk
