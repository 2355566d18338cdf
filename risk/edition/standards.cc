#include "risk/edition/standards.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "risk/edition/formulas.h"
#include "risk/edition/names.h"
#include "risk/edition/planning.h"
#include "risk/edition/reasons.h"
#include "risk/schema/names.h"

namespace risk::edition {
namespace {

// A condition that may speak of what is recorded and of what was found.
Formula Condition(EditionBuilder& builder, const At& at, const char* name, const std::string& text,
                  bool is_required) {
  return CheckFormula(builder, at, {name, &text, Wants::kBool, is_required});
}

void RequireWords(EditionBuilder& builder, const At& at) {
  RequireField(builder, at, "title");
  RequireBecause(builder, at);
  RequireSource(builder, at);
}

void BuildStandard(EditionBuilder& builder, int index) {
  const Placed<v1::Standard> placed = builder.One<v1::Standard>(index);
  const v1::Standard& text = *placed.text;
  Standard& standard = builder.edition.standards[index];
  standard.text = &text;
  standard.at = builder.LocationOf(placed.at);
  RequireWords(builder, placed.at);
  RequireField(builder, placed.at, "basis", "CASES or JUDGEMENT");
  standard.applies = Condition(builder, placed.at, "applies", text.applies(), false);
  if (text.question_size() == 0) {
    builder.reporter.Error(placed.at.Child("id").Value(), "no-question",
                           "a standard without key questions cannot be rated",
                           "question { id: \"…\" title: \"…\" }");
  }
  std::map<std::string, Place> ids;
  for (int i = 0; i < text.question_size(); ++i) {
    const At at = placed.at.Child("question", i);
    CheckLocalId(builder, at, text.question(i).id(), ids);
    RequireField(builder, at, "title");
    CheckSources(builder, at);
    if (text.question(i).most_unmet() < 0) {
      builder.reporter.Error(at.Child("most_unmet").Value(), "wrong-value",
                             "a number of prompts is not negative");
    }
  }
}

// Finds "standard.question".
void FindQuestion(EditionBuilder& builder, const At& at, const std::string& name, Prompt& prompt) {
  const size_t dot = name.find('.');
  const std::string standard = name.substr(0, dot);
  const Named* named = UseOrReport(builder, at.Inside(0, standard.size()), "standard", standard);
  if (named == nullptr) return;
  const v1::Standard& text = *builder.One<v1::Standard>(named->index).text;
  const std::string question = dot == std::string::npos ? "" : name.substr(dot + 1);
  std::vector<std::string> ids;
  for (int i = 0; i < text.question_size(); ++i) {
    ids.push_back(absl::StrCat(standard, ".", text.question(i).id()));
    if (text.question(i).id() == question) prompt.question = i;
  }
  if (prompt.question < 0) {
    builder.reporter.Error(at.Value(), "unknown-question",
                           absl::StrCat("there is no key question \"", name, "\""),
                           schema::DidYouMean(name, ids));
    return;
  }
  if (text.basis() == v1::Standard::JUDGEMENT) {
    builder.reporter.Error(
        at.Value(), "wrong-basis",
        absl::StrCat("\"", standard, "\" is rated by judgement: no case answers its questions"));
    return;
  }
  prompt.standard = named->index;
}

void BuildPrompt(EditionBuilder& builder, int index) {
  const Placed<v1::Prompt> placed = builder.One<v1::Prompt>(index);
  const v1::Prompt& text = *placed.text;
  Prompt& prompt = builder.edition.prompts[index];
  prompt.text = &text;
  prompt.at = builder.LocationOf(placed.at);
  RequireWords(builder, placed.at);
  RequireField(builder, placed.at, "question",
               "the key question it helps to answer: \"standard.question\"");
  if (!text.question().empty()) {
    FindQuestion(builder, placed.at.Child("question"), text.question(), prompt);
  }
  prompt.applies = Condition(builder, placed.at, "applies", text.applies(), false);
  prompt.met = Condition(builder, placed.at, "met", text.met(), false);
}

void BuildSelection(EditionBuilder& builder, int index) {
  const Placed<v1::Selection> placed = builder.One<v1::Selection>(index);
  Selection& selection = builder.edition.selections[index];
  selection.text = placed.text;
  selection.at = builder.LocationOf(placed.at);
  RequireWords(builder, placed.at);
  RequireField(builder, placed.at, "family", "what it is compared with the others of");
  if (placed.text->by().empty()) {
    selection.when = Condition(builder, placed.at, "when", placed.text->when(), true);
    return;
  }
  selection.by = CheckFormula(builder, placed.at, {"by", &placed.text->by(), Wants::kString, true});
  if (!placed.text->when().empty()) {
    builder.reporter.Error(placed.at.Child("when").Value(), "unused-field",
                           "\"when\" has no meaning beside \"by\"");
  }
}

// A family is a word that selections share. It may stand in another layer.
void CheckFamily(EditionBuilder& builder, const At& at, const char* field,
                 const std::string& family) {
  RequireField(builder, at, field, "a family of selections");
  if (family.empty()) return;
  std::vector<std::string> families;
  const int count = static_cast<int>(builder.Count<v1::Selection>());
  for (int i = 0; i < count; ++i) {
    const v1::Selection& selection = *builder.One<v1::Selection>(i).text;
    if (selection.by().empty() && selection.family() == family) return;
    if (selection.by().empty()) families.push_back(selection.family());
  }
  builder.reporter.Error(at.Child(field).Value(), "unknown-family",
                         absl::StrCat("no selection is of the family \"", family, "\""),
                         schema::DidYouMean(family, families));
}

void BuildMatrix(EditionBuilder& builder, int index) {
  const Placed<v1::Matrix> placed = builder.One<v1::Matrix>(index);
  Matrix& matrix = builder.edition.matrices[index];
  matrix.text = placed.text;
  matrix.at = builder.LocationOf(placed.at);
  RequireWords(builder, placed.at);
  CheckFamily(builder, placed.at, "rows", placed.text->rows());
  CheckFamily(builder, placed.at, "columns", placed.text->columns());
}

void BuildTally(EditionBuilder& builder, int index) {
  const Placed<v1::Tally> placed = builder.One<v1::Tally>(index);
  Tally& tally = builder.edition.tallies[index];
  tally.text = placed.text;
  tally.at = builder.LocationOf(placed.at);
  RequireWords(builder, placed.at);
  tally.among = Condition(builder, placed.at, "among", placed.text->among(), false);
  tally.when = Condition(builder, placed.at, "when", placed.text->when(), true);
}

void BuildRecommendation(EditionBuilder& builder, int index) {
  const Placed<v1::Recommendation> placed = builder.One<v1::Recommendation>(index);
  const v1::Recommendation& text = *placed.text;
  Recommendation& recommendation = builder.edition.recommendations[index];
  recommendation.text = &text;
  recommendation.at = builder.LocationOf(placed.at);
  RequireWords(builder, placed.at);
  RequireField(builder, placed.at, "wording");
  RequireField(builder, placed.at, "prompt", "the prompts that, if they fail, call for it");
  for (int i = 0; i < text.prompt_size(); ++i) {
    const Named* named =
        UseOrReport(builder, placed.at.Child("prompt", i).Value(), "prompt", text.prompt(i));
    if (named != nullptr) recommendation.prompts.push_back(named->index);
  }
  for (int i = 0; i < text.tally_size(); ++i) {
    const Named* named =
        UseOrReport(builder, placed.at.Child("tally", i).Value(), "tally", text.tally(i));
    if (named != nullptr) recommendation.tallies.push_back(named->index);
  }
}

// Of a kind whose rules are built one by one and whose conditions are steps of the plan.
template <typename Text, typename Rule>
class ConditionsLoader : public RuleLoader {
 public:
  using Rules = std::vector<Rule> EditionData::*;
  using BuildOne = void (*)(EditionBuilder&, int);
  using Conditions = std::vector<Formula Rule::*>;

  ConditionsLoader(const Traits& traits, Rules rules, BuildOne build, Conditions conditions)
      : RuleLoader(traits), rules_(rules), build_(build), conditions_(std::move(conditions)) {}

  void Declare(EditionBuilder& builder) const override {
    (builder.edition.*rules_).resize(builder.Count<Text>());
  }
  void Build(EditionBuilder& builder) const override {
    const int count = static_cast<int>((builder.edition.*rules_).size());
    for (int i = 0; i < count; ++i) build_(builder, i);
  }
  std::optional<Reads> ReadsOf(const EditionData& edition, int index) const override {
    if (conditions_.empty()) return std::nullopt;
    Reads reads;
    for (Formula Rule::*condition : conditions_) {
      reads.formulas.push_back(&((edition.*rules_)[index].*condition));
    }
    return reads;
  }
  void Plan(Planner& planner, int index) const override {
    for (Formula Rule::*condition : conditions_) {
      planner.Add((planner.edition.*rules_)[index].*condition);
    }
  }

 private:
  const Rules rules_;
  const BuildOne build_;
  const Conditions conditions_;
};

}  // namespace

const RuleLoader& Standards() {
  static const auto& loader = *new ConditionsLoader<v1::Standard, Standard>(
      {RuleKind::kStandard, "standard", "standard", "question"}, &EditionData::standards,
      BuildStandard, {&Standard::applies});
  return loader;
}

const RuleLoader& Prompts() {
  static const auto& loader = *new ConditionsLoader<v1::Prompt, Prompt>(
      {RuleKind::kPrompt, "prompt", "prompt"}, &EditionData::prompts, BuildPrompt,
      {&Prompt::applies, &Prompt::met});
  return loader;
}

const RuleLoader& Selections() {
  static const auto& loader = *new ConditionsLoader<v1::Selection, Selection>(
      {RuleKind::kSelection, "selection", "selection"}, &EditionData::selections, BuildSelection,
      {&Selection::when, &Selection::by});
  return loader;
}

const RuleLoader& Matrices() {
  static const auto& loader = *new ConditionsLoader<v1::Matrix, Matrix>(
      {RuleKind::kMatrix, "matrix", "matrix"}, &EditionData::matrices, BuildMatrix, {});
  return loader;
}

const RuleLoader& Tallies() {
  static const auto& loader = *new ConditionsLoader<v1::Tally, Tally>(
      {RuleKind::kTally, "tally", "tally"}, &EditionData::tallies, BuildTally,
      {&Tally::among, &Tally::when});
  return loader;
}

const RuleLoader& Recommendations() {
  static const auto& loader = *new ConditionsLoader<v1::Recommendation, Recommendation>(
      {RuleKind::kRecommendation, "recommendation", "recommendation"},
      &EditionData::recommendations, BuildRecommendation, {});
  return loader;
}

}  // namespace risk::edition
