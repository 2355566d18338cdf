#include "risk/report/html/oversight.h"

#include <algorithm>
#include <map>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/report/html/charts.h"
#include "risk/report/html/template.h"
#include "risk/report/oversight_words.h"
#include "risk/report/words.h"

namespace risk::report::html {
namespace {

constexpr int kMostRows = 30;   // of the picture
constexpr int kMostCases = 500;  // a browser still opens

void AddChart(const v1::OversightList& list, Values& page) {
  if (list.case__size() == 0) return;
  std::vector<RangeColumn> columns;
  for (int level = v1::LOW; level <= v1::VERY_HIGH; ++level) {
    columns.push_back({LevelWord(v1::Level(level)), absl::StrCat("level", level)});
  }
  std::vector<RangeRow> rows;
  std::vector<std::string> words;
  for (int i = 0; i < list.case__size() && i < kMostRows; ++i) {
    const v1::OversightCase& one = list.case_(i);
    RangeRow row;
    row.label = absl::StrCat(i + 1, ". ", one.case_id());
    row.words = absl::StrCat(one.urgent(), " urgent");
    row.low = std::max(one.at_least() - v1::LOW, 0);
    row.high = std::max(one.could_be() - v1::LOW, 0);
    row.is_low_certain = one.at_least() == one.could_be() || one.at_least() > v1::LOW;
    if (one.recorded() != v1::LEVEL_UNSPECIFIED) row.mark = one.recorded() - v1::LOW;
    words.push_back(absl::StrCat(one.case_id(), ": ", LevelsWord(one)));
    rows.push_back(row);
  }
  page.SetMarkup("chart", RangeChart({"levels", "Level of each case, by the highest group",
                                      Sentence(absl::StrJoin(words, "; "))},
                                     columns, rows));
  page.Set("chart_cut", list.case__size() > kMostRows ? absl::StrCat("The first ", kMostRows, " cases. ") : "");
}

// Why cases are listed, most often first.
void AddCauses(const v1::OversightList& list, Values& page) {
  std::map<std::string, int> cases;
  for (const v1::OversightCase& one : list.case_()) {
    std::map<std::string, int> titles;
    for (const v1::OversightReason& reason : one.reason()) titles[reason.title()] = 1;
    for (const auto& [title, count] : titles) cases[title] += count;
  }
  std::vector<std::pair<int, std::string>> ranked;
  for (const auto& [title, count] : cases) ranked.push_back({-count, title});
  std::sort(ranked.begin(), ranked.end());
  page.Flag("has_causes", !ranked.empty());
  for (size_t i = 0; i < ranked.size() && i < 8; ++i) {
    page.Add("cause").Set("cause_text", absl::StrCat(Sentence(ranked[i].second), " ", -ranked[i].first,
                                                     ranked[i].first == -1 ? " case." : " cases."));
  }
}

void AddCase(const v1::OversightCase& one, int place, Values& page) {
  Values& its = page.Add("case");
  its.Set("case_place", place).Set("case_name", one.case_id());
  its.Set("case_levels", LevelsWord(one)).Set("case_holder", HolderWord(one)).Set("case_counts", CountsWord(one));
  for (const v1::OversightReason& reason : one.reason()) {
    its.Add("reason")
        .Flag("is_urgent", reason.urgent())
        .Set("reason_kind", KindWord(reason.kind()))
        .Set("reason_text", ReasonWord(reason))
        .Set("reason_wording", reason.wording().empty() ? "" : Sentence(reason.wording()));
  }
}

}  // namespace

std::string OversightArticle(const v1::OversightList& list) {
  Values page;
  page.Set("title", OversightTitle(list)).Set("subtitle", OversightSubtitle(list));
  page.Set("heading", OversightHeading(list));
  AddChart(list, page);
  AddCauses(list, page);
  page.Flag("has_cases", list.case__size() > 0);
  for (int i = 0; i < list.case__size() && i < kMostCases; ++i) AddCase(list.case_(i), i + 1, page);
  page.Set("cases_cut", list.case__size() > kMostCases
                            ? absl::StrCat("And ", list.case__size() - kMostCases, " more, in the other formats.")
                            : "");
  page.Flag("has_rejected", list.rejected_size() > 0);
  for (const v1::Rejected& one : list.rejected()) {
    page.Add("rejected").Set("rejected_text", absl::StrCat(one.name(), ": ", one.text(), " [", one.code(), "]"));
  }
  return Render("oversight.mustache", page);
}

}  // namespace risk::report::html
