// The few lines that somebody without time can act on.
#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/report/item_words.h"
#include "risk/report/sections.h"
#include "risk/report/words.h"

namespace risk::report {
namespace {

constexpr int kAsks = 3;
constexpr size_t kActions = 3;

void AddLevels(const Draft* draft, std::vector<BriefLine>& lines) {
  std::vector<std::string> levels;
  for (const v1::GroupLevel& level : draft->assessment.level()) {
    levels.push_back(absl::StrCat(draft->GroupTitle(level.group()), " ", ShortLevelWord(level)));
  }
  if (levels.empty()) return;
  std::string text = Sentence(absl::StrJoin(levels, "; "));
  // In the note the case and the day stand above.
  const v1::Assessment& assessment = draft->assessment;
  if (draft->options.brief) {
    text = absl::StrCat(assessment.case_id(), assessment.case_id().empty() ? "" : ", ",
                        DateWord(assessment.assessed_on()), ": ", text);
  }
  lines.push_back({"Levels", text});
}

void AddAsks(const Draft* draft, std::vector<BriefLine>& lines) {
  int number = 0;
  for (const v1::OpenItem& item : draft->assessment.missing()) {
    if (item.check().empty() || number == kAsks) continue;
    std::string title = item.title().empty() ? item.check() : item.title();
    if (!item.element().empty()) absl::StrAppend(&title, " (", item.element(), ")");
    lines.push_back({absl::StrCat("Ask ", ++number),
                     absl::StrCat(Sentence(title), " ",
                                  AskWord(item.ask(), item.ask_unit(), item.due()))});
  }
  if (number > 0) return;
  lines.push_back({"Ask", "Nothing that the rules ask for is open."});
}

// Days without a date come last.
std::tuple<int, int, int, int> Urgency(const v1::FindingResult& finding) {
  const v1::Date& due = finding.due();
  return {-finding.severity(), due.has_year() ? due.year() : 9999, due.month(), due.day()};
}

void AddActions(const Draft* draft, std::vector<BriefLine>& lines) {
  // What must be done, and what is urgent though it says what is wrong rather than what to do.
  std::vector<const v1::FindingResult*> actions;
  for (const v1::FindingResult& finding : draft->assessment.finding()) {
    const bool is_urgent = finding.severity() == v1::Finding::URGENT;
    if (finding.outcome() != v1::TRUE) continue;
    if (is_urgent || finding.kind() == v1::Finding::REQUIRED_ACTION) actions.push_back(&finding);
  }
  std::stable_sort(actions.begin(), actions.end(),
                   [](const v1::FindingResult* a, const v1::FindingResult* b) {
                     return Urgency(*a) < Urgency(*b);
                   });
  std::vector<std::string> words;
  for (size_t i = 0; i < actions.size() && i < kActions; ++i) {
    const v1::FindingResult& finding = *actions[i];
    const std::string due = DateWord(finding.due());
    std::string word = finding.title();
    if (!finding.element().empty()) absl::StrAppend(&word, " (", finding.element(), ")");
    if (finding.severity() == v1::Finding::URGENT) word = absl::StrCat("URGENT: ", word);
    words.push_back(absl::StrCat(word, due.empty() ? "" : ", by ", due));
  }
  size_t other = 0;  // urgent, and not named here
  for (size_t i = kActions; i < actions.size(); ++i) {
    other += actions[i]->severity() == v1::Finding::URGENT;
  }
  if (words.empty()) words.push_back("No action is required by what is known");
  if (other > 0) {
    const char* where = draft->options.brief ? " more urgent in the full note" : " more urgent below";
    words.push_back(absl::StrCat(other, where));
  }
  lines.push_back({"Do", Sentence(absl::StrJoin(words, "; "))});
}

}  // namespace

std::vector<BriefLine> BriefLines(const Draft& draft) {
  std::vector<BriefLine> lines;
  AddLevels(&draft, lines);
  AddAsks(&draft, lines);
  AddActions(&draft, lines);
  return lines;
}

void WriteBrief(Draft* draft) {
  constexpr size_t kColumn = 8;
  draft->page.Gap();
  for (const BriefLine& line : BriefLines(*draft)) {
    const std::string padding(kColumn - line.label.size(), ' ');
    draft->page.Item(2, absl::StrCat(draft->page.Bold(line.label), padding), line.text);
  }
}

}  // namespace risk::report
