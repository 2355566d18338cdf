#include "risk/edition/published.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/edition/formulas.h"
#include "risk/edition/names.h"
#include "risk/edition/planning.h"
#include "risk/edition/reasons.h"
#include "risk/textproto/fill.h"
#include "risk/textproto/scanner.h"
#include "risk/v1/case.pb.h"

namespace risk::edition {
namespace {

using expression::Kind;
using expression::Type;

// The index of the rule that a field names; -1 with an error, or where the field is empty.
int Find(EditionBuilder& builder, const At& field, const char* prefix, const std::string& id) {
  if (id.empty()) return -1;
  const Named* named = UseOrReport(builder, field.Value(), prefix, id);
  return named == nullptr ? -1 : named->index;
}

Formula Condition(EditionBuilder& builder, const At& at, const std::string& text) {
  return CheckFormula(builder, at, {"when", &text, Wants::kBool, false, false, true});
}

// Variables are declared before formulas are checked.
std::string FieldName(const std::string& id, int field) {
  return absl::StrCat("refusal.", id, ".field_", field);
}

void BuildRefusal(EditionBuilder& builder, int index) {
  const Placed<v1::Refusal> placed = builder.One<v1::Refusal>(index);
  const v1::Refusal& text = *placed.text;
  Refusal& refusal = builder.edition.refusals[index];
  refusal.text = &text;
  refusal.at = builder.LocationOf(placed.at);
  RequireField(builder, placed.at, "type", "what the official tool calls the error");
  RequireBecause(builder, placed.at);
  RequireSource(builder, placed.at);
  bool is_always_named = text.field().empty();
  std::vector<std::string> named;
  for (int i = 0; i < text.field_size(); ++i) {
    const At at = placed.at.Child("field", i);
    RequireField(builder, at, "name", "what the official tool calls the field");
    refusal.fields.push_back(Condition(builder, at, text.field(i).when()));
    is_always_named |= text.field(i).when().empty();
    if (refusal.field_variables[i] >= 0) named.push_back(FieldName(text.id(), i));
  }
  if (is_always_named) RequireField(builder, placed.at, "when", "or on every field");
  const Formula when = Condition(builder, placed.at, text.when());
  if (builder.reporter.has_error()) return;
  std::vector<std::string> all;
  if (!text.when().empty()) all.push_back(InBrackets(text.when()));
  if (!is_always_named) all.push_back(InBrackets(absl::StrJoin(named, " || ")));
  refusal.raised = Synthesize(builder, placed.at, absl::StrJoin(all, " && "));
}

void BuildValidation(EditionBuilder& builder, int index) {
  const Placed<v1::Validation> placed = builder.One<v1::Validation>(index);
  Validation& validation = builder.edition.validations[index];
  validation.text = placed.text;
  validation.at = builder.LocationOf(placed.at);
  RequireField(builder, placed.at, "refusal");
  RequireBecause(builder, placed.at);
  RequireSource(builder, placed.at);
  std::vector<std::string> any;
  for (int i = 0; i < placed.text->refusal_size(); ++i) {
    const std::string& id = placed.text->refusal(i);
    const int refusal = Find(builder, placed.at.Child("refusal", i), "refusal", id);
    if (refusal < 0) continue;
    validation.refusals.push_back(refusal);
    any.push_back("refusal." + id);
  }
  if (!any.empty() && !builder.reporter.has_error()) {
    validation.any = Synthesize(builder, placed.at, absl::StrJoin(any, " || "));
  }
}

bool CanBePublished(const Formula& formula) {
  const Kind kind = formula.checked->type().kind();
  return kind == Kind::kBool || kind == Kind::kInt || kind == Kind::kDouble ||
         kind == Kind::kString;
}

void BuildValue(EditionBuilder& builder, const At& at, const v1::Published::Value& text,
                Published& published) {
  Published::Value& value = published.values.emplace_back();
  value.text = &text;
  RequireField(builder, at, "name", "what the official tool calls it");
  value.value =
      CheckFormula(builder, at, {"value", &text.value(), Wants::kAnything, true, false, true});
  value.when = Condition(builder, at, text.when());
  if (value.value.has_value() && !CanBePublished(value.value)) {
    builder.reporter.Error(at.Child("value").Value(), "wrong-type",
                           "a published value is a bool, a number or a text");
  }
}

void BuildFeature(EditionBuilder& builder, const At& at, const v1::Published::Feature& text,
                  Published& published) {
  Published::Feature& feature = published.features.emplace_back();
  feature.text = &text;
  RequireField(builder, at, "instrument");
  feature.when = Condition(builder, at, text.when());
  feature.instrument = Find(builder, at.Child("instrument"), "instrument", text.instrument());
  if (feature.instrument < 0 || builder.reporter.has_error()) return;
  feature.total = Synthesize(builder, at, "instrument." + text.instrument());
}

void BuildExample(EditionBuilder& builder, const At& at, const v1::Published::Example& text,
                  Published& published) {
  RequireField(builder, at, "title");
  RequireField(builder, at, "record", "what is known in the example");
  auto record = std::make_shared<v1::Case>();
  textproto::Node root;
  std::vector<textproto::Flaw> flaws;
  textproto::Scan(text.record(), 32, root, flaws);
  textproto::FillOptions options;
  options.may_quote = true;
  textproto::Fill(text.record(), root, options, *record, flaws);
  for (const textproto::Flaw& flaw : flaws) {
    builder.reporter.Error(at.Child("record").Value(), flaw.code,
                           absl::StrCat("in the example: ", flaw.message), flaw.hint);
  }
  if (!record->has_assessment_date()) {
    builder.reporter.Error(at.Child("record").Value(), "missing-field",
                           "an example needs an assessment_date");
  }
  published.examples.push_back(std::move(record));
}

void BuildPublished(EditionBuilder& builder, const Placed<v1::Published>& placed,
                    Published& published) {
  const v1::Published& text = *placed.text;
  published.text = &text;
  published.at = builder.LocationOf(placed.at);
  RequireField(builder, placed.at, "title");
  RequireBecause(builder, placed.at);
  RequireSource(builder, placed.at);
  for (int i = 0; i < text.refused_by_size(); ++i) {
    const At at = placed.at.Child("refused_by", i);
    RequireField(builder, at, "validation");
    Published::RefusedBy& refused = published.refused_by.emplace_back();
    refused.validation =
        Find(builder, at.Child("validation"), "validation", text.refused_by(i).validation());
    refused.when = Condition(builder, at, text.refused_by(i).when());
  }
  for (int i = 0; i < text.value_size(); ++i) {
    BuildValue(builder, placed.at.Child("value", i), text.value(i), published);
  }
  for (int i = 0; i < text.feature_size(); ++i) {
    BuildFeature(builder, placed.at.Child("feature", i), text.feature(i), published);
  }
  for (int i = 0; i < text.example_size(); ++i) {
    BuildExample(builder, placed.at.Child("example", i), text.example(i), published);
  }
  for (int i = 0; i < text.instrument_size(); ++i) {
    Find(builder, placed.at.Child("instrument", i), "instrument", text.instrument(i));
  }
}

class RefusalLoader : public RuleLoader {
 public:
  RefusalLoader() : RuleLoader({RuleKind::kRefusal, "refusal", "refusal", nullptr, true, true}) {}

  void Declare(EditionBuilder& builder) const override {
    int index = 0;
    for (const Placed<v1::Refusal>& placed : builder.All<v1::Refusal>()) {
      const Step rule{RuleKind::kRefusal, index++};
      const v1::Refusal& text = *placed.text;
      Refusal& refusal = builder.edition.refusals.emplace_back();
      const Type type = Type::Of(Kind::kBool);
      for (int i = 0; i < text.field_size(); ++i) {
        refusal.field_variables.push_back(
            text.field(i).when().empty()
                ? -1
                : edition::Declare(builder, FieldName(text.id(), i), type, true,
                                   {rule, VariableSource::Part::kNeeded}));
      }
      refusal.variable =
          edition::Declare(builder, absl::StrCat("refusal.", text.id()), type, true, {rule});
    }
  }
  void Build(EditionBuilder& builder) const override {
    const int count = static_cast<int>(builder.edition.refusals.size());
    for (int i = 0; i < count; ++i) BuildRefusal(builder, i);
  }
  std::optional<Reads> ReadsOf(const EditionData& edition, int index) const override {
    const Refusal& refusal = edition.refusals[index];
    Reads reads;
    for (const Formula& field : refusal.fields) reads.formulas.push_back(&field);
    reads.formulas.push_back(&refusal.raised);
    return reads;
  }
  void Plan(Planner& planner, int index) const override {
    Refusal& refusal = planner.edition.refusals[index];
    for (size_t i = 0; i < refusal.fields.size(); ++i) {
      planner.Add(refusal.fields[i], refusal.field_variables[i]);
    }
    planner.Add(refusal.raised, refusal.variable);
  }
};

class ValidationLoader : public RuleLoader {
 public:
  ValidationLoader()
      : RuleLoader({RuleKind::kValidation, "validation", "validation", nullptr, true, true}) {}

  void Declare(EditionBuilder& builder) const override {
    int index = 0;
    for (const Placed<v1::Validation>& placed : builder.All<v1::Validation>()) {
      builder.edition.validations.emplace_back().variable =
          edition::Declare(builder, absl::StrCat("validation.", placed.text->id()),
                           Type::Of(Kind::kBool), true, {{RuleKind::kValidation, index++}});
    }
  }
  void Build(EditionBuilder& builder) const override {
    const int count = static_cast<int>(builder.edition.validations.size());
    for (int i = 0; i < count; ++i) BuildValidation(builder, i);
  }
  std::optional<Reads> ReadsOf(const EditionData& edition, int index) const override {
    return Reads{{&edition.validations[index].any}};
  }
  void Plan(Planner& planner, int index) const override {
    Validation& validation = planner.edition.validations[index];
    planner.Add(validation.any, validation.variable);
  }
};

class PublishedLoader : public RuleLoader {
 public:
  PublishedLoader() : RuleLoader({RuleKind::kPublished, "published", "published"}) {}

  void Build(EditionBuilder& builder) const override {
    for (const Placed<v1::Published>& placed : builder.All<v1::Published>()) {
      BuildPublished(builder, placed, builder.edition.published.emplace_back());
    }
  }
  std::optional<Reads> ReadsOf(const EditionData& edition, int index) const override {
    const Published& published = edition.published[index];
    Reads reads;
    for (const Published::RefusedBy& refused : published.refused_by) {
      reads.formulas.push_back(&refused.when);
      if (refused.validation >= 0) {
        reads.formulas.push_back(&edition.validations[refused.validation].any);
      }
    }
    for (const Published::Value& value : published.values) {
      reads.formulas.insert(reads.formulas.end(), {&value.value, &value.when});
    }
    for (const Published::Feature& feature : published.features) {
      reads.formulas.insert(reads.formulas.end(), {&feature.total, &feature.when});
    }
    return reads;
  }
  void Plan(Planner& planner, int index) const override {
    Published& published = planner.edition.published[index];
    for (Published::RefusedBy& refused : published.refused_by) planner.Add(refused.when);
    for (Published::Value& value : published.values) {
      planner.Add(value.value);
      planner.Add(value.when);
    }
    for (Published::Feature& feature : published.features) planner.Add(feature.when);
  }
};

}  // namespace

const RuleLoader& Refusals() {
  static const RefusalLoader& loader = *new RefusalLoader;
  return loader;
}

const RuleLoader& Validations() {
  static const ValidationLoader& loader = *new ValidationLoader;
  return loader;
}

const RuleLoader& PublishedResults() {
  static const PublishedLoader& loader = *new PublishedLoader;
  return loader;
}

}  // namespace risk::edition
