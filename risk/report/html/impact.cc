#include "risk/report/html/impact.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/report/html/charts.h"
#include "risk/report/html/template.h"
#include "risk/report/impact_words.h"
#include "risk/report/words.h"

namespace risk::report::html {
namespace {

constexpr int kMostRules = 500;

std::string LevelName(v1::Level level) {
  return level == v1::LEVEL_UNSPECIFIED ? "not rated" : LevelWord(level);
}

// The moves of one group: from each level to each.
struct GroupMoves {
  std::string title;
  std::map<std::pair<int, int>, int64_t> cases;
  int64_t rose = 0, fell = 0;
};

std::map<v1::Group, GroupMoves> MovesOf(const v1::Impact& impact) {
  std::map<v1::Group, GroupMoves> groups;
  for (const v1::LevelMove& move : impact.move()) {
    GroupMoves& its = groups[move.group()];
    its.title = move.title();
    its.cases[{move.before(), move.after()}] += move.cases();
    if (move.after() > move.before()) its.rose += move.cases();
    if (move.after() < move.before()) its.fell += move.cases();
  }
  return groups;
}

void AddFact(const std::string& label, const std::string& text, Values& page) {
  page.Add("brief").Set("brief_label", label).Set("brief_text", text);
}

void AddBrief(const v1::Impact& impact, Values& page) {
  AddFact("Cases", absl::StrCat(impact.cases(), " assessed, ", impact.changed(), " changed."), page);
  AddFact("Levels", absl::StrCat(Cases(impact.raised()), " raised, ", Cases(impact.lowered()),
                                 " lowered, by what a level is at least. A case may count as both."),
          page);
  if (impact.rejected() > 0) {
    AddFact("Not assessed", absl::StrCat(Cases(impact.rejected()), " could not be read or assessed, and nothing is said of them."),
            page);
  }
  int differing = 0, reaching = 0;
  for (const v1::RuleDifference& difference : impact.difference()) {
    ++differing;
    reaching += difference.cases() > 0;
  }
  AddFact("Rules", differing == 0 ? "The same on both sides."
                                  : absl::StrCat(differing, differing == 1 ? " differs; " : " differ; ", reaching,
                                                 reaching == 1 ? " reaches a case that changes."
                                                               : " reach a case that changes."),
          page);
}

void AddBalance(const std::map<v1::Group, GroupMoves>& groups, Values& page) {
  std::vector<BalanceRow> rows;
  std::vector<std::string> words;
  for (const auto& [group, moves] : groups) {
    BalanceRow row;
    row.label = moves.title.substr(0, moves.title.find(','));
    row.words = moves.rose + moves.fell == 0 ? "nothing"
                                             : absl::StrCat(moves.rose, " raised, ", moves.fell, " lowered");
    row.rose = static_cast<int>(moves.rose);
    row.fell = static_cast<int>(moves.fell);
    words.push_back(absl::StrCat(row.label, ": ", row.words));
    rows.push_back(std::move(row));
  }
  if (rows.empty()) return;
  page.SetMarkup("chart", BalanceChart({"balance", "Cases raised and lowered, by group", Sentence(absl::StrJoin(words, "; "))},
                                       "lowered", "raised", rows));
}

// From which level to which; a group of which nothing moved has no picture.
void AddMatrices(const std::map<v1::Group, GroupMoves>& groups, Values& page) {
  int number = 0;
  for (const auto& [group, moves] : groups) {
    if (moves.rose + moves.fell == 0) continue;
    int first = v1::LOW, last = v1::VERY_HIGH;
    for (const auto& [levels, cases] : moves.cases) first = std::min({first, levels.first, levels.second});
    std::vector<std::string> names, rows, columns, words;
    for (int level = first; level <= last; ++level) {
      names.push_back(LevelName(v1::Level(level)));
      rows.push_back(absl::StrCat("was ", names.back()));
      columns.push_back(names.back());
    }
    std::vector<MatrixCell> cells;
    for (int before = first; before <= last; ++before) {
      for (int after = first; after <= last; ++after) {
        const auto found = moves.cases.find({before, after});
        const int64_t cases = found == moves.cases.end() ? 0 : found->second;
        const bool is_same = before == after;
        cells.push_back({is_same ? 0 : static_cast<int>(cases), is_same ? static_cast<int>(cases) : 0,
                         cases == 0 ? "" : absl::StrCat(cases)});
        if (cases == 0) continue;
        words.push_back(is_same ? absl::StrCat(LevelName(v1::Level(before)), " as before: ", cases)
                                : absl::StrCat(LevelName(v1::Level(before)), " to ", LevelName(v1::Level(after)), ": ", cases));
      }
    }
    page.Add("matrix").Set("matrix_title", moves.title).SetMarkup(
        "matrix_chart", MatrixChart({absl::StrCat("moves-", ++number), absl::StrCat(moves.title, ": levels before and after"),
                                     Sentence(absl::StrJoin(words, "; "))},
                                    rows, columns, cells));
  }
  page.Flag("has_matrices", number > 0);
}

void AddRules(const v1::Impact& impact, Values& page) {
  std::vector<const v1::RuleDifference*> differences;
  for (const v1::RuleDifference& difference : impact.difference()) differences.push_back(&difference);
  std::stable_sort(differences.begin(), differences.end(),
                   [](const auto* a, const auto* b) { return a->cases() > b->cases(); });
  page.Flag("has_rules", !differences.empty());
  int shown = 0;
  for (const v1::RuleDifference* difference : differences) {
    if (shown++ == kMostRules) break;
    page.Add("rule")
        .Set("rule_id", difference->rule())
        .Set("rule_kind", DifferenceWord(difference->kind()))
        .Set("rule_cases", absl::StrCat(difference->cases()))
        .Set("rule_raised", absl::StrCat(difference->raised()))
        .Set("rule_lowered", absl::StrCat(difference->lowered()));
  }
  const int more = static_cast<int>(differences.size()) - kMostRules;
  page.Set("rules_cut", more > 0 ? absl::StrCat("And ", more, " more, in the other formats.") : "");
}

void AddResults(const v1::Impact& impact, Values& page) {
  page.Flag("has_results", impact.result_size() > 0);
  for (const v1::ResultTotal& result : impact.result()) {
    Values& its = page.Add("result");
    its.Flag("no_came", result.came() == 0)
        .Flag("no_certain", result.became_certain() == 0)
        .Flag("no_possible", result.became_possible() == 0)
        .Flag("no_went", result.went() == 0);
    its
        .Set("result_title", absl::StrCat(result.title().empty() ? result.id() : result.title(),
                                          result.is_check() ? " (enquiry)" : ""))
        .Set("result_came", absl::StrCat(result.came()))
        .Set("result_certain", absl::StrCat(result.became_certain()))
        .Set("result_possible", absl::StrCat(result.became_possible()))
        .Set("result_went", absl::StrCat(result.went()));
  }
}

void AddCase(const v1::CaseImpact& one, Values& page) {
  Values& its = page.Add("case");
  its.Set("case_name", one.case_id().empty() ? one.input() : one.case_id());
  for (const v1::LevelImpact& level : one.level()) {
    const bool is_up = level.at_least_after() > level.at_least_before();
    const bool is_down = level.at_least_after() < level.at_least_before();
    its.Add("level")
        .Set("level_text", absl::StrCat(level.title().substr(0, level.title().find(',')), ": ",
                                        LevelChange(level)))
        .Set("level_word", is_up ? "Raised. " : is_down ? "Lowered. " : "");
  }
  its.Flag("has_levels", one.level_size() > 0);
  std::vector<std::string> parts;
  for (const std::string& change : ResultChanges(one)) parts.push_back(Sentence(change));
  its.Set("case_results", parts.empty() ? "None." : absl::StrJoin(parts, " "));
  its.Set("case_because", one.because().empty() ? "No rule that differs." : absl::StrCat(RulesBehind(one), "."));
}

void AddCases(const v1::Impact& impact, Values& page) {
  page.Flag("has_cases", impact.changed_case_size() > 0);
  for (const v1::CaseImpact& one : impact.changed_case()) AddCase(one, page);
  const int64_t more = impact.changed() - impact.changed_case_size();
  page.Set("cases_cut", more > 0 ? absl::StrCat("And ", more, " more; --format ndjson or csv lists every one.") : "");
}

}  // namespace

std::string ImpactTitle(const v1::Impact& impact) {
  if (impact.before().edition() == impact.after().edition()) {
    const v1::ImpactSide& before = impact.before();
    if (!before.has_known_on() || !impact.after().has_known_on()) {
      return absl::StrCat("What changes by ", before.edition());
    }
    return absl::StrCat("What changed from ", DateWord(before.known_on()), " to ",
                        DateWord(impact.after().known_on()), ", by ", before.edition());
  }
  return absl::StrCat("What changes from ", impact.before().edition(), " to ", impact.after().edition());
}

std::string ImpactArticle(const v1::Impact& impact) {
  const std::map<v1::Group, GroupMoves> groups = MovesOf(impact);
  Values page;
  page.Set("title", ImpactTitle(impact));
  page.Set("subtitle", absl::StrCat("Before: ", SideText(impact.before()), ". After: ", SideText(impact.after()), "."));
  AddBrief(impact, page);
  AddBalance(groups, page);
  AddMatrices(groups, page);
  AddRules(impact, page);
  AddResults(impact, page);
  AddCases(impact, page);
  return Render("impact.mustache", page);
}

}  // namespace risk::report::html
