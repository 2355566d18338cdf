#include "risk/report/html/comparison.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "risk/inspection_report/words.h"
#include "risk/report/html/inspection_names.h"
#include "risk/report/html/template.h"
#include "risk/report/words.h"

namespace risk::report::html {
namespace {

std::string NameOf(const v1::Inspection& one) {
  std::string text = one.scheme_title().empty() ? one.scheme() : one.scheme_title();
  if (one.has_known_on()) return absl::StrCat(text, ", as known on ", DateWord(one.known_on()));
  if (one.has_assessed_on()) return absl::StrCat(text, ", on ", DateWord(one.assessed_on()));
  return text;
}

void AddSide(const std::string& label, const v1::Inspection& one, const std::string& id, Values& page) {
  std::string text = absl::StrCat(NameOf(one), ". ", inspection_report::CasesWord(one.cases()), ".");
  if (one.overall().most_points() > 0) {
    absl::StrAppend(&text, " ", inspection_report::RangeWord(one.overall().rating()), ": ",
                    inspection_report::PointsWord(one.overall()), ".");
  }
  page.Add("side")
      .Set("side_label", label)
      .Set("side_text", text)
      .SetMarkup("side_chart", RatingsChart(one, id, absl::StrCat(label, ": ratings of the standards and overall")));
}

// "standard assessment" as the report calls it.
std::string WhatWord(const std::string& what, const Names& names) {
  for (const char* kind : {"standard ", "question "}) {
    if (absl::StartsWith(what, kind)) return names.Title(what.substr(std::string(kind).size()));
  }
  return Capitalised(what);
}

// Ids of schemes and prompts become their titles.
std::string BecauseWord(const std::string& because, const v1::InspectionComparison& comparison, const Names& names) {
  constexpr char kPrompts[] = "; prompts: ";
  for (const v1::Inspection* one : {&comparison.before(), &comparison.after()}) {
    constexpr char kAbsent[] = " does not have it";
    if (because == one->scheme() + kAbsent) return Sentence(absl::StrCat(one->scheme_title(), kAbsent));
  }
  const size_t at = because.find(kPrompts);
  if (at == std::string::npos) return Sentence(Capitalised(because));
  std::vector<std::string> titles;
  for (const absl::string_view id : absl::StrSplit(because.substr(at + sizeof(kPrompts) - 1), ", ")) {
    titles.push_back(names.Title(std::string(id)));
  }
  return absl::StrCat(Sentence(Capitalised(because.substr(0, at))), " Prompts: ",
                      Sentence(absl::StrJoin(titles, "; ")));
}

}  // namespace

std::string ComparisonTitle(const v1::InspectionComparison& comparison) {
  const std::string& organisation = comparison.before().organisation();
  return absl::StrCat("Two inspections of ", organisation.empty() ? "a sample of cases" : organisation, " compared");
}

std::string ComparisonArticle(const v1::InspectionComparison& comparison) {
  Names names(comparison.after());
  names.Take(comparison.before());
  Values page;
  page.Set("title", ComparisonTitle(comparison));
  page.Set("subtitle", absl::StrCat("From ", NameOf(comparison.before()), " to ", NameOf(comparison.after()), "."));
  AddSide("Before", comparison.before(), "before", page);
  AddSide("After", comparison.after(), "after", page);
  page.Flag("has_changes", comparison.change_size() > 0);
  for (const v1::InspectionChange& change : comparison.change()) {
    page.Add("change")
        .Set("change_what", WhatWord(change.what(), names))
        .Set("change_before", Capitalised(change.before()))
        .Set("change_after", Capitalised(change.after()))
        .Set("change_because", BecauseWord(change.because(), comparison, names));
  }
  return Render("comparison.mustache", page);
}

}  // namespace risk::report::html
