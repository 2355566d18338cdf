#include "risk/edition/edition.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/edition/rule_loaders.h"
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

}  // namespace

namespace edition {

const expression::Constant* Parameter::On(int64_t day) const {
  for (const evaluation::DatedValue& value : values) {
    if (value.first <= day && day <= value.last) return &value.value;
  }
  return nullptr;
}

}  // namespace edition

Edition::Edition(std::unique_ptr<const edition::EditionData> data) : data_(std::move(data)) {}
Edition::~Edition() = default;

std::string Edition::name() const { return absl::StrCat(text().id(), "@", text().version()); }

int Edition::Find(edition::RuleKind kind, absl::string_view id) const {
  auto found = data_->index.find(absl::StrCat(edition::LoaderOf(kind).traits().prefix, ".", id));
  return found == data_->index.end() ? -1 : found->second;
}

edition::Step Edition::Find(absl::string_view id) const {
  for (const edition::RuleLoader* loader : edition::RuleLoaders()) {
    const int index = Find(loader->traits().kind, id);
    if (index >= 0) return {loader->traits().kind, index};
  }
  return {};
}

std::string Edition::LayerOf(const edition::Location& at) const {
  return at.layer == 0 ? "" : layers()[at.layer].name;
}

std::vector<const edition::Formula*> Edition::FormulasOf(const edition::Step& step) const {
  std::optional<edition::RuleLoader::Reads> reads =
      edition::LoaderOf(step.kind).ReadsOf(*data_, step.index);
  return reads ? std::move(reads->formulas) : std::vector<const edition::Formula*>();
}

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
