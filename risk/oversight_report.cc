#include "risk/oversight_report.h"

#include "absl/strings/str_cat.h"
#include "risk/report/message_forms.h"
#include "risk/report/oversight_words.h"
#include "risk/report/page.h"
#include "risk/report/table.h"
#include "risk/report/words.h"

namespace risk {

using report::DateWord;
using report::LevelWord;
using report::Page;

namespace {

constexpr int kFewReasons = 4;

void WriteCase(const v1::OversightCase& one, int number, const ReportOptions& options, Page* page) {
  const std::string mark = absl::StrCat(number, ". ");
  page->Item(2, mark,
             absl::StrCat(page->Bold(one.case_id()), ": ", report::LevelsWord(one), "; ",
                          report::CountsWord(one), "."));
  const int indent = 2 + static_cast<int>(mark.size());
  const std::string holder = report::HolderWord(one);
  if (!holder.empty()) page->Line(indent, page->Faint(holder + "."));
  const int shown = options.all || one.reason_size() <= kFewReasons ? one.reason_size() : kFewReasons;
  for (int i = 0; i < shown; ++i) {
    const v1::OversightReason& reason = one.reason(i);
    page->Item(indent, "- ",
               absl::StrCat(reason.urgent() ? page->Warm("URGENT: ") : "",
                            report::ReasonWord(reason)));
    if (options.all && !reason.wording().empty()) {
      page->Line(indent + 2, page->Faint(report::Sentence(reason.wording())));
    }
  }
  if (shown < one.reason_size()) {
    page->Line(indent, absl::StrCat(one.reason_size() - shown, " more (--all)."));
  }
}

std::string DateCell(const v1::Date& date) {
  if (!date.has_day()) return DateWord(date);
  return absl::StrCat(absl::Dec(date.year(), absl::kZeroPad4), "-",
                      absl::Dec(date.month(), absl::kZeroPad2), "-",
                      absl::Dec(date.day(), absl::kZeroPad2));
}

}  // namespace

std::string TextReport(const v1::OversightList& list, const ReportOptions& options) {
  Page page(options.width, options.colour);
  page.Line(0, page.Bold(report::OversightTitle(list)));
  page.Line(0, report::OversightSubtitle(list));
  page.Heading(report::OversightHeading(list));
  for (int i = 0; i < list.case__size(); ++i) WriteCase(list.case_(i), i + 1, options, &page);
  if (list.rejected_size() > 0) page.Heading("Not assessed");
  for (const v1::Rejected& one : list.rejected()) {
    page.Item(2, "- ", absl::StrCat(one.name(), ": ", one.text(), " [", one.code(), "]"));
  }
  page.Gap();
  page.Line(0, report::OversightProviso());
  return page.Take();
}

std::string JsonReport(const v1::OversightList& list) { return report::JsonForm(list); }
std::string TextprotoReport(const v1::OversightList& list) { return report::TextprotoForm(list); }

std::string CsvReport(const v1::OversightList& list) {
  report::Table table;
  table.Line({"place", "case", "office", "officer", "at_least", "could_be", "recorded", "kind",
              "rule", "element", "title", "urgent", "overdue", "due", "who"});
  for (int i = 0; i < list.case__size(); ++i) {
    const v1::OversightCase& one = list.case_(i);
    const auto level = [](v1::Level its) {
      return its == v1::LEVEL_UNSPECIFIED ? "" : v1::Level_Name(its);
    };
    for (const v1::OversightReason& reason : one.reason()) {
      table.Line({absl::StrCat(i + 1), one.case_id(), one.office(), one.officer(),
                  level(one.at_least()), level(one.could_be()), level(one.recorded()),
                  v1::OversightReason::Kind_Name(reason.kind()), reason.rule(), reason.element(),
                  reason.title(), reason.urgent() ? "yes" : "no", reason.overdue() ? "yes" : "no",
                  DateCell(reason.due()), reason.who()});
    }
  }
  return table.Take();
}

}  // namespace risk
