// An impact to read, and as a table.
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/impact.h"
#include "risk/report/impact_words.h"
#include "risk/report/message_forms.h"
#include "risk/report/page.h"
#include "risk/report/table.h"
#include "risk/report/words.h"

namespace risk {
namespace {

using report::Cases;
using report::DifferenceWord;
using report::LevelWord;
using report::Page;
using report::SideText;

constexpr int kShort = 10;  // lines of a list that is not asked for in full

// Writes the lines, and how many more there are.
void WriteList(const std::vector<std::string>& lines, bool all, Page& page) {
  int written = 0;
  for (const std::string& line : lines) {
    if (!all && written == kShort) {
      page.Item(2, "", absl::StrCat("… and ", lines.size() - kShort, " more (--all)"));
      return;
    }
    page.Item(2, "- ", line);
    ++written;
  }
}

std::vector<std::string> MoveLines(const v1::Impact& impact) {
  std::vector<std::string> lines;
  for (const v1::LevelMove& move : impact.move()) {
    if (move.before() == move.after()) continue;
    lines.push_back(absl::StrCat(move.title(), ": at least ", LevelWord(move.before()), " to at least ",
                                 LevelWord(move.after()), ": ", Cases(move.cases())));
  }
  return lines;
}

std::vector<std::string> ResultLines(const v1::Impact& impact) {
  std::vector<std::string> lines;
  for (const v1::ResultTotal& result : impact.result()) {
    std::vector<std::string> parts;
    const auto add = [&](const char* word, int64_t count) {
      if (count > 0) parts.push_back(absl::StrCat(word, " ", count));
    };
    add("new", result.came());
    add("gone", result.went());
    add("now certain", result.became_certain());
    add("now only possible", result.became_possible());
    lines.push_back(absl::StrCat(result.title(), result.is_check() ? " (enquiry)" : "", " [", result.id(),
                                 "]: ", absl::StrJoin(parts, ", ")));
  }
  return lines;
}

std::vector<std::string> DifferenceLines(const v1::Impact& impact) {
  std::vector<std::string> lines;
  for (const v1::RuleDifference& difference : impact.difference()) {
    lines.push_back(absl::StrCat(difference.rule(), ": ", DifferenceWord(difference.kind()), "; reaches ",
                                 Cases(difference.cases()), report::UpAndDownWord(difference)));
  }
  return lines;
}

void WriteCase(const v1::CaseImpact& one, Page& page) {
  page.Item(2, "- ", absl::StrCat(one.case_id().empty() ? one.input() : one.case_id(),
                                  one.case_id().empty() ? "" : absl::StrCat(" (", one.input(), ")")));
  for (const v1::LevelImpact& level : one.level()) {
    page.Item(6, "", absl::StrCat(level.title(), ": ", report::LevelChange(level)));
  }
  for (const std::string& change : report::ResultChanges(one)) {
    page.Item(6, "", absl::StrCat(change, "."));
  }
  if (!one.because().empty()) {
    page.Item(6, "", absl::StrCat("Because of ", report::RulesBehind(one), "."));
  }
}

}  // namespace

std::string TextReport(const v1::Impact& impact, const ReportOptions& options) {
  Page page(options.width, options.colour);
  page.Line(0, page.Bold("What changes"));
  page.Item(0, "before  ", SideText(impact.before()));
  page.Item(0, "after   ", SideText(impact.after()));
  page.Gap();
  page.Line(0, absl::StrCat(Cases(impact.cases()), " assessed, ", impact.changed(), " changed: ", impact.raised(),
                            " raised, ", impact.lowered(), " lowered.",
                            impact.rejected() > 0 ? absl::StrCat(" ", Cases(impact.rejected()),
                                                                 " could not be assessed and are not counted.")
                                                  : ""));
  page.Line(0, "Raised and lowered speak of what a level is at least; a case may count as both.");
  const auto section = [&](const char* title, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    page.Heading(title);
    WriteList(lines, options.all, page);
  };
  section("Levels", MoveLines(impact));
  section("Findings and enquiries", ResultLines(impact));
  section("Rules that differ", DifferenceLines(impact));
  if (!impact.changed_case().empty()) {
    page.Heading("Cases that change");
    int written = 0;
    for (const v1::CaseImpact& one : impact.changed_case()) {
      if (!options.all && written++ == kShort) break;
      WriteCase(one, page);
    }
    const int64_t shown = options.all ? impact.changed_case_size() : std::min(kShort, impact.changed_case_size());
    if (impact.changed() > shown) {
      page.Item(2, "", absl::StrCat("… and ", impact.changed() - shown,
                                    " more; --format ndjson or csv lists every one"));
    }
  }
  return page.Take();
}

std::string JsonReport(const v1::Impact& impact) { return report::JsonForm(impact); }
std::string JsonReport(const v1::CaseImpact& impact) { return report::JsonForm(impact); }
std::string TextprotoReport(const v1::Impact& impact) { return report::TextprotoForm(impact); }

std::string CsvReport(const v1::CaseImpact& impact, bool is_first) {
  std::string rows;
  if (is_first) {
    rows = report::CsvRow({"input", "case_id", "what", "before_at_least", "before_could_be", "after_at_least",
                           "after_could_be", "change", "because"});
  }
  const std::vector<std::string> because(impact.because().begin(), impact.because().end());
  const std::string reasons = absl::StrJoin(because, " ");
  const auto name = [](v1::Level level) {
    return level == v1::LEVEL_UNSPECIFIED ? std::string() : v1::Level_Name(level);
  };
  for (const v1::LevelImpact& level : impact.level()) {
    rows += report::CsvRow({impact.input(), impact.case_id(), absl::AsciiStrToLower(v1::Group_Name(level.group())),
                            name(level.at_least_before()), name(level.could_be_before()),
                            name(level.at_least_after()), name(level.could_be_after()), "", reasons});
  }
  for (const v1::ResultImpact& result : impact.result()) {
    const std::string what = result.element().empty() ? result.id() : absl::StrCat(result.id(), " (", result.element(), ")");
    rows += report::CsvRow({impact.input(), impact.case_id(), what, "", "", "", "",
                            absl::AsciiStrToLower(v1::Change_Name(result.change())), reasons});
  }
  return rows;
}

}  // namespace risk
