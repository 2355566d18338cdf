#include "risk/assessment/published.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "risk/evaluation/plan/plan.h"
#include "risk/evaluation/plan/totals.h"

namespace risk::assessment {
namespace {

using edition::Formula;
using evaluation::DoubleRange;
using evaluation::PlanRun;
using evaluation::Truth;
using expression::Kind;

class Publisher {
 public:
  Publisher(const Edition& edition, const PlanRun& run, const edition::Published& rule,
            std::vector<v1::RuleError>& errors)
      : edition_(edition), run_(run), rule_(rule), errors_(errors) {}

  v1::PublishedResult Result(bool with_reasons) {
    const v1::Published& text = *rule_.text;
    v1::PublishedResult result;
    result.set_id(text.id());
    result.set_title(text.title());
    result.set_model_version(text.model_version());
    result.set_thresholds_version(text.thresholds_version());
    *result.mutable_instrument() = text.instrument();
    if (with_reasons) {
      result.set_because(text.because());
      *result.mutable_source() = text.source();
      *result.mutable_note() = text.note();
    }
    result.set_layer(edition_.LayerOf(rule_.at));
    for (const auto& refused : rule_.refused_by) {
      if (Holds(refused.when)) AddErrors(edition_.validations()[refused.validation], result);
    }
    for (const auto& value : rule_.values) {
      if (Holds(value.when)) AddValue(value, result);
    }
    for (const auto& feature : rule_.features) {
      if (Holds(feature.when)) AddFeatures(feature, result);
    }
    return result;
  }

 private:
  bool Holds(const Formula& when) const {
    return !when.has_value() || run_.truth(when.output) == Truth::kTrue;
  }

  void AddErrors(const edition::Validation& validation, v1::PublishedResult& result) const {
    for (int index : validation.refusals) {
      const edition::Refusal& refusal = edition_.refusals()[index];
      if (!Holds(refusal.raised)) continue;
      v1::PublishedResult::Error& error = *result.add_error();
      error.set_type(refusal.text->type());
      for (size_t i = 0; i < refusal.fields.size(); ++i) {
        if (Holds(refusal.fields[i])) {
          error.add_field(refusal.text->field(static_cast<int>(i)).name());
        }
      }
    }
  }

  void Report(absl::string_view what) {
    v1::RuleError& error = errors_.emplace_back();
    error.set_rule(rule_.text->id());
    error.set_text(absl::StrCat(what, " cannot be published: it could not be computed"));
  }

  void AddValue(const edition::Published::Value& value, v1::PublishedResult& result) {
    const int step = value.value.output;
    v1::PublishedResult::Value added;
    added.set_name(value.text->name());
    absl::string_view text;
    const evaluation::Range range = run_.range(step);
    switch (value.value.checked->type().kind()) {
      case Kind::kBool:
        if (run_.truth(step) != Truth::kTrue && run_.truth(step) != Truth::kFalse) {
          return Report(value.text->name());
        }
        added.set_flag(run_.truth(step) == Truth::kTrue);
        break;
      case Kind::kString:
        if (run_.is_error(step) || !run_.text(step, &text)) return Report(value.text->name());
        added.set_text(std::string(text));
        break;
      default:
        if (run_.is_error(step) || !(range.low == range.high)) return Report(value.text->name());
        added.set_number(range.low);
        break;
    }
    *result.add_value() = std::move(added);
  }

  // What an item adds; 0 if it does not count, and for one that could not be computed.
  double ContributionOf(const edition::Item& item, const evaluation::InstrumentItem& spec) const {
    if (!Holds(item.when)) return 0;
    DoubleRange points = {spec.points, spec.points}, number;
    if (item.points_from.has_value()) points = RangeOf(item.points_from);
    if (!item.value.has_value()) return evaluation::ContributionOf(spec, points, nullptr).low;
    number = RangeOf(item.value);
    return evaluation::ContributionOf(spec, points, &number).low;
  }
  DoubleRange RangeOf(const Formula& formula) const {
    const evaluation::Range range = run_.range(formula.output);
    return {range.low, range.high};
  }

  void AddFeatures(const edition::Published::Feature& feature, v1::PublishedResult& result) {
    const edition::Instrument& instrument = edition_.published_instruments()[feature.instrument];
    if (run_.is_error(instrument.total)) return Report(instrument.text->id());
    double total = instrument.text->base();
    bool is_found = false;  // of a LOOKUP only the first item that holds counts
    for (size_t i = 0; i < instrument.items.size(); ++i) {
      const double contribution =
          is_found ? 0 : ContributionOf(instrument.items[i], instrument.spec.items[i]);
      is_found |=
          instrument.text->combine() == v1::Instrument::LOOKUP && Holds(instrument.items[i].when);
      total += contribution;
      const std::string& name = instrument.items[i].text->published_as();
      if (name.empty()) continue;
      v1::PublishedResult::Value* same = nullptr;
      for (v1::PublishedResult::Value& other : *result.mutable_feature()) {
        if (other.name() == name) same = &other;
      }
      if (same == nullptr) {
        same = result.add_feature();
        same->set_name(name);
      }
      same->set_number(same->number() + contribution);
    }
    if (feature.text->total().empty()) return;
    v1::PublishedResult::Value& sum = *result.add_feature();
    sum.set_name(feature.text->total());
    sum.set_number(total);
  }

  const Edition& edition_;
  const PlanRun& run_;
  const edition::Published& rule_;
  std::vector<v1::RuleError>& errors_;
};

bool IsAsked(const edition::Published& rule, const v1::Case& record) {
  const google::protobuf::Reflection& reflection = *record.GetReflection();
  const auto is_set = [&](const google::protobuf::FieldDescriptor* field) {
    return field->is_repeated() ? reflection.FieldSize(record, field) > 0
                                : reflection.HasField(record, field);
  };
  return rule.reads.empty() || std::any_of(rule.reads.begin(), rule.reads.end(), is_set);
}

}  // namespace

absl::StatusOr<std::vector<v1::PublishedResult>> MakePublished(const Edition& edition,
                                                               const v1::Case& record, int64_t day,
                                                               bool with_reasons,
                                                               std::vector<v1::RuleError>& errors) {
  std::vector<v1::PublishedResult> results;
  std::optional<PlanRun> run;
  for (const edition::Published& rule : edition.published()) {
    if (!IsAsked(rule, record)) continue;
    if (!run.has_value()) {
      absl::Status status = edition.published_plan()->Run(record, day, run.emplace());
      if (!status.ok()) return status;
    }
    results.push_back(Publisher(edition, *run, rule, errors).Result(with_reasons));
  }
  return results;
}

}  // namespace risk::assessment
