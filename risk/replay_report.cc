#include "risk/replay_report.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/report/message_forms.h"
#include "risk/report/page.h"
#include "risk/report/replay_words.h"
#include "risk/report/words.h"

namespace risk {

using report::Page;

namespace {

constexpr size_t kFew = 6;

void WriteList(const std::string& title, const std::vector<std::string>& entries,
               const std::string& otherwise, bool all, Page* page) {
  if (entries.empty()) {
    page->Line(2, absl::StrCat(title, ": ", otherwise));
    return;
  }
  page->Line(2, absl::StrCat(title, ":"));
  const size_t shown = all || entries.size() <= kFew ? entries.size() : kFew;
  for (size_t i = 0; i < shown; ++i) page->Item(4, "- ", entries[i]);
  if (shown < entries.size()) page->Line(4, absl::StrCat(entries.size() - shown, " more (--all)."));
}

void WriteStep(const v1::ReplayStep& step, bool all, Page* page) {
  page->Heading(report::StepTitle(step));
  std::vector<std::string> levels, asks, enquiries;
  for (const v1::GroupLevel& level : step.assessment().level()) {
    levels.push_back(absl::StrCat(report::GroupTitle(level), " ", report::LevelThen(level)));
  }
  for (const v1::EnquiryThen& enquiry : step.enquiry()) {
    enquiries.push_back(report::EnquiryThenWord(enquiry));
  }
  for (const v1::OpenItem* item : report::AsksThen(step)) asks.push_back(report::AskThenWord(*item));
  page->Item(2, "Levels then: ", absl::StrCat(absl::StrJoin(levels, "; "), "."));
  std::vector<std::string> known = report::NewlyKnown(step);
  for (std::string& title : known) title = report::Sentence(title);
  WriteList("Newly known", known, "nothing that is a factor.", all, page);
  WriteList("Asked by then", enquiries, "nobody.", all, page);
  WriteList("Still to ask", asks, "nothing that the rules ask for.", all, page);
}

}  // namespace

std::string TextReport(const v1::Replay& replay, const ReportOptions& options) {
  Page page(options.width, options.colour);
  page.Line(0, page.Bold(absl::StrCat("Replay of case ", replay.case_id(), ", decision by decision")));
  page.Line(0, absl::StrCat(replay.edition().empty() ? "" : absl::StrCat("By ", replay.edition(), ". "),
                            "Each day with only what was known then."));
  if (replay.step_size() == 0) page.Heading("No decision with a full date is on record");
  for (const v1::ReplayStep& step : replay.step()) WriteStep(step, options.all, &page);
  if (replay.note_size() > 0) page.Heading("Left out");
  for (const v1::Note& note : replay.note()) {
    page.Item(2, "- ", absl::StrCat(report::Sentence(report::Capitalised(note.text())), " (",
                                    absl::StrJoin(note.path(), ", "), ")"));
  }
  page.Gap();
  page.Line(0, "This supports a decision and does not replace professional judgement.");
  return page.Take();
}

std::string JsonReport(const v1::Replay& replay) { return report::JsonForm(replay); }
std::string TextprotoReport(const v1::Replay& replay) { return report::TextprotoForm(replay); }

}  // namespace risk
