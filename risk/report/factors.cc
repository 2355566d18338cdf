#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/report/item_words.h"
#include "risk/report/sections.h"
#include "risk/report/words.h"

namespace risk::report {
namespace {

constexpr int kFewPresent = 15;
constexpr int kFewUndecided = 6;
constexpr int kFewReadings = 2;

}  // namespace

bool IsProtective(const v1::FactorResult& factor) {
  return factor.kind() == v1::Factor::PROTECTIVE || factor.kind() == v1::Factor::SUPPRESSING;
}

Factors Select(const v1::Assessment& assessment, v1::Outcome outcome, bool protective) {
  Factors factors;
  for (const v1::FactorResult& factor : assessment.factor()) {
    if (factor.outcome() == outcome && IsProtective(factor) == protective) {
      factors.push_back(&factor);
    }
  }
  return factors;
}

namespace {

void WriteFactor(int indent, const v1::FactorResult& factor, Draft* draft) {
  std::string text = factor.title();
  if (draft->options.explain) {
    std::vector<std::string> groups;
    for (int group : factor.at_risk()) groups.push_back(draft->GroupTitle(v1::Group(group)));
    if (!groups.empty()) absl::StrAppend(&text, " (", absl::StrJoin(groups, ", "), ")");
    if (!factor.because().empty()) absl::StrAppend(&text, ". ", factor.because());
  } else if (factor.outcome() == v1::TRUE) {
    const std::string evidence = Evidence(factor.explanation(), kFewReadings, false);
    if (!evidence.empty()) absl::StrAppend(&text, " - ", evidence);
  }
  draft->page.Item(indent, "- ",
                   absl::StrCat(Sentence(text), draft->sources.Mention(factor.source())));
  draft->Explain(indent + 2, factor.explanation());
}

// Factors of one family stand together, in the order in which the families first appear.
void WriteByFamily(const Factors& factors, Draft* draft) {
  const int shown = draft->Shown(static_cast<int>(factors.size()), kFewPresent);
  std::vector<std::pair<std::string, Factors>> families;
  for (int i = 0; i < shown; ++i) {
    const std::string& family = factors[i]->family();
    size_t k = 0;
    while (k < families.size() && families[k].first != family) ++k;
    if (k == families.size()) families.push_back({family, {}});
    families[k].second.push_back(factors[i]);
  }
  for (const auto& [family, members] : families) {
    if (!family.empty()) draft->page.Line(4, absl::StrCat(Capitalised(family), ":"));
    for (const v1::FactorResult* factor : members)
      WriteFactor(family.empty() ? 4 : 6, *factor, draft);
  }
  draft->More(4, static_cast<int>(factors.size()), shown);
}

// Names only, unless explanations are asked for.
void WriteBriefly(absl::string_view heading, const Factors& factors, Draft* draft) {
  if (factors.empty()) return;
  const int count = static_cast<int>(factors.size());
  if (draft->options.explain) {
    draft->page.Line(2, absl::StrCat(heading, " (", count, "):"));
    for (const v1::FactorResult* factor : factors) WriteFactor(4, *factor, draft);
    return;
  }
  const int shown = draft->Shown(count, kFewUndecided);
  std::vector<std::string> titles;
  for (int i = 0; i < shown; ++i) titles.push_back(factors[i]->title());
  if (shown < count) {
    titles.push_back(absl::StrCat("and ", count - shown, " more (", draft->Longer(), ")"));
  }
  draft->page.Line(
      2, absl::StrCat(heading, " (", count, "): ", Sentence(absl::StrJoin(titles, "; "))));
}

}  // namespace

void WriteFactors(Draft* draft) {
  const v1::Assessment& assessment = draft->assessment;
  if (assessment.factor().empty()) return;
  draft->page.Heading("Risk factors");
  const Factors present = Select(assessment, v1::TRUE, false);
  if (present.empty()) {
    draft->page.Line(2, "None is established on this record.");
  } else {
    draft->page.Line(2, absl::StrCat("Present (", present.size(), "):"));
    WriteByFamily(present, draft);
  }
  WriteBriefly("Not decided on what is known", Select(assessment, v1::UNKNOWN, false), draft);
  const Factors absent = Select(assessment, v1::FALSE, false);
  if (draft->options.explain) {
    WriteBriefly("Absent", absent, draft);
  } else if (!absent.empty()) {
    draft->page.Line(2, absl::StrCat("Absent: ", absent.size(), " (", draft->Explaining(), " says why)."));
  }
  const Factors protective = Select(assessment, v1::TRUE, true);
  if (protective.empty()) return;
  draft->page.Line(2, "Protective, or holding risk down while it lasts; neither lowers a level:");
  for (const v1::FactorResult* factor : protective) WriteFactor(4, *factor, draft);
}

}  // namespace risk::report
