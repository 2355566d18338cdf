#include "risk/report/html/replay.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/report/html/charts.h"
#include "risk/report/html/template.h"
#include "risk/report/replay_words.h"
#include "risk/report/words.h"

namespace risk::report::html {
namespace {

constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string ShortDay(const v1::Date& day) {
  if (day.month() < 1 || day.month() > 12) return DateWord(day);
  return absl::StrCat(day.day(), " ", kMonths[day.month() - 1], " ", day.year());
}

TimelineCell CellOf(const v1::GroupLevel& level) {
  TimelineCell cell;
  cell.low = level.at_least() - v1::LOW;
  cell.high = level.could_be() - v1::LOW;
  cell.is_low_certain = level.at_least() == level.could_be() || level.at_least() > v1::LOW;
  if (level.recorded() != v1::LEVEL_UNSPECIFIED) cell.mark = level.recorded() - v1::LOW;
  return cell;
}

// Groups stand in the same order at every step: they are those of the edition.
void AddChart(const v1::Replay& replay, const std::string& prefix, Values& page) {
  if (replay.step_size() == 0 || replay.step(0).assessment().level_size() == 0) return;
  std::vector<std::string> rows, words;
  LevelScale scale;
  for (const v1::GroupLevel& level : replay.step(0).assessment().level()) rows.push_back(GroupTitle(level));
  for (int level = v1::LOW; level <= v1::VERY_HIGH; ++level) {
    scale.names.push_back(LevelWord(v1::Level(level)));
    scale.css_classes.push_back(absl::StrCat("level", level));
  }
  std::vector<TimelineColumn> columns;
  for (const v1::ReplayStep& step : replay.step()) {
    TimelineColumn& column = columns.emplace_back();
    column.label = ShortDay(step.day());
    int answered = 0;
    for (const v1::EnquiryThen& enquiry : step.enquiry()) answered += !enquiry.detail().empty();
    column.words = {absl::StrJoin(step.decision(), ", "),
                    absl::StrCat(step.enquiry_size(), " asked, ", answered, " answered"),
                    absl::StrCat(AsksThen(step).size(), " still to ask")};
    std::vector<std::string> then;
    for (const v1::GroupLevel& level : step.assessment().level()) {
      column.cells.push_back(CellOf(level));
      then.push_back(absl::StrCat(GroupTitle(level), " ", LevelThen(level)));
    }
    words.push_back(absl::StrCat(StepTitle(step), ": ", absl::StrJoin(then, ", ")));
  }
  page.SetMarkup("chart", TimelineChart({absl::StrCat(prefix, "timeline"), "Levels at each decision",
                                         Sentence(absl::StrJoin(words, "; "))},
                                        columns, rows, scale));
}

void AddList(const std::string& title, const std::vector<std::string>& entries, const std::string& otherwise,
             Values& step) {
  Values& list = step.Add("list");
  list.Set("list_title", title).Flag("has_entries", !entries.empty()).Set("list_otherwise", otherwise);
  for (const std::string& entry : entries) list.Add("entry").Set("entry_text", entry);
}

void AddStep(const v1::ReplayStep& step, Values& page) {
  Values& its = page.Add("step");
  its.Set("step_title", StepTitle(step));
  for (const v1::GroupLevel& level : step.assessment().level()) {
    its.Add("level")
        .Set("level_who", GroupTitle(level))
        .Set("level_then", Capitalised(LevelThen(level)))
        .Flag("is_too_low", level.recorded() != v1::LEVEL_UNSPECIFIED && level.recorded() < level.at_least());
  }
  std::vector<std::string> known, asked, open;
  for (const std::string& title : NewlyKnown(step)) known.push_back(Sentence(title));
  for (const v1::EnquiryThen& enquiry : step.enquiry()) asked.push_back(EnquiryThenWord(enquiry));
  for (const v1::OpenItem* item : AsksThen(step)) open.push_back(AskThenWord(*item));
  AddList("Newly known", known, "Nothing that is a factor.", its);
  AddList("Asked by then", asked, "Nobody had been asked.", its);
  AddList("Still to ask", open, "Nothing that the rules ask for.", its);
}

}  // namespace

std::string ReplayArticle(const v1::Replay& replay, int number) {
  const std::string prefix = absl::StrCat("c", number, "-");
  Values page;
  page.Set("prefix", prefix);
  page.Set("title", absl::StrCat("Case ", replay.case_id(), ", decision by decision"));
  page.Set("subtitle", absl::StrCat(replay.edition().empty() ? "" : absl::StrCat("Edition ", replay.edition(), ". "),
                                    "Each day with only what was known then."));
  AddChart(replay, prefix, page);
  page.Flag("has_steps", replay.step_size() > 0);
  for (const v1::ReplayStep& step : replay.step()) AddStep(step, page);
  page.Flag("has_notes", replay.note_size() > 0);
  for (const v1::Note& note : replay.note()) {
    page.Add("note").Set("note_text", absl::StrCat(Sentence(Capitalised(note.text())), " (",
                                                   absl::StrJoin(note.path(), ", "), ")"));
  }
  return Render("replay.mustache", page);
}

}  // namespace risk::report::html
