#include "risk/edition/edition.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/evaluation/value/date_arithmetic.h"

namespace risk {
namespace {

std::optional<int> Part(bool is_set, int value) {
  return is_set ? std::optional<int>(value) : std::nullopt;
}

expression::Days DaysOf(const v1::Date& date) {
  return evaluation::DaysOfParts(Part(date.has_year(), date.year()),
                                 Part(date.has_month(), date.month()),
                                 Part(date.has_day(), date.day()));
}

int Find(const edition::Parts& parts, absl::string_view kind, absl::string_view id) {
  auto found = parts.index.find(absl::StrCat(kind, ".", id));
  return found == parts.index.end() ? -1 : found->second;
}

}  // namespace

namespace edition {

const expression::Constant* Parameter::On(int64_t day) const {
  for (const evaluation::DatedValue& value : values) {
    if (value.first <= day && day <= value.last) return &value.value;
  }
  return nullptr;
}

}  // namespace edition

Edition::Edition(std::unique_ptr<const edition::Parts> parts) : parts_(std::move(parts)) {}
Edition::~Edition() = default;

std::string Edition::name() const { return absl::StrCat(text().id(), "@", text().version()); }

int Edition::FindFactor(absl::string_view id) const { return Find(*parts_, "factor", id); }
int Edition::FindInstrument(absl::string_view id) const { return Find(*parts_, "instrument", id); }
int Edition::FindCheck(absl::string_view id) const { return Find(*parts_, "check", id); }
int Edition::FindFinding(absl::string_view id) const { return Find(*parts_, "finding", id); }
int Edition::FindFact(absl::string_view id) const { return Find(*parts_, "fact", id); }
int Edition::FindClosure(absl::string_view id) const { return Find(*parts_, "closure", id); }
int Edition::FindParameter(absl::string_view id) const { return Find(*parts_, "param", id); }

absl::Status Edition::UsableOn(int64_t day) const {
  const v1::Period& period = text().in_force();
  const std::string date = evaluation::DaysToText({day, day});
  if (period.has_from() && day < DaysOf(period.from()).first) {
    return absl::FailedPreconditionError(absl::StrCat(name(), " is in force from ",
                                                      evaluation::DaysToText(DaysOf(period.from())),
                                                      ", not on ", date));
  }
  if (period.has_to() && day > DaysOf(period.to()).last) {
    return absl::FailedPreconditionError(absl::StrCat(name(), " is in force until ",
                                                      evaluation::DaysToText(DaysOf(period.to())),
                                                      ", not on ", date));
  }
  std::string missing;
  for (const edition::Parameter& parameter : parameters()) {
    if (parameter.On(day) != nullptr) continue;
    absl::StrAppend(&missing, missing.empty() ? "" : ", ", parameter.text->id());
  }
  if (missing.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat(name(), " has no value on ", date, " for: ", missing));
}

}  // namespace risk
