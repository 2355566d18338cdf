#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/report/item_words.h"
#include "risk/report/sections.h"
#include "risk/report/words.h"

namespace risk::report {
namespace {

constexpr int kFewFindings = 10;
constexpr int kFewPossible = 5;

// Both sides of a contradiction belong into the note itself.
constexpr int kSides = 4;

std::string SeverityWord(v1::Finding::Severity severity, const Page& page) {
  switch (severity) {
    case v1::Finding::URGENT:
      return page.Warm("URGENT: ");
    case v1::Finding::IMPORTANT:
    default:
      return "";
  }
}

}  // namespace

std::string TitleWord(const v1::FindingResult& finding) {
  return finding.element().empty() ? finding.title()
                                   : absl::StrCat(finding.title(), " (", finding.element(), ")");
}

std::string WhoAndWhen(const v1::FindingResult& finding) {
  const std::string due = DateWord(finding.due());
  if (finding.who().empty() && due.empty()) return "";
  if (finding.who().empty()) return absl::StrCat(" By ", due, ".");
  return absl::StrCat(" ", Capitalised(finding.who()), due.empty() ? "" : ", by ", due, ".");
}

namespace {

void WriteFinding(int indent, const v1::FindingResult& finding, Draft* draft) {
  std::string text = absl::StrCat(SeverityWord(finding.severity(), draft->page),
                                  draft->page.Bold(Sentence(TitleWord(finding))));
  if (!finding.wording().empty()) absl::StrAppend(&text, " ", Sentence(finding.wording()));
  absl::StrAppend(&text, WhoAndWhen(finding));
  if (draft->options.explain && !finding.because().empty()) {
    absl::StrAppend(&text, " Why: ", Sentence(finding.because()));
  }
  draft->page.Item(indent, "- ", absl::StrCat(text, draft->sources.Mention(finding.source())));
  if (draft->options.explain) {
    draft->Explain(indent + 2, finding.explanation());
  } else if (finding.kind() == v1::Finding::CONTRADICTION) {
    const std::string sides = Evidence(finding.explanation(), kSides, false);
    if (!sides.empty()) draft->page.Line(indent + 2, absl::StrCat("On record: ", Sentence(sides)));
  }
}

void WritePossible(const std::vector<const v1::FindingResult*>& possible, Draft* draft) {
  if (possible.empty()) return;
  const int count = static_cast<int>(possible.size());
  const int shown = draft->Shown(count, kFewPossible);
  if (draft->options.explain) {
    draft->page.Line(2, "Possibly also, depending on what is not yet known:");
    for (const v1::FindingResult* finding : possible) WriteFinding(4, *finding, draft);
    return;
  }
  std::vector<std::string> titles;
  for (int i = 0; i < shown; ++i) titles.push_back(TitleWord(*possible[i]));
  if (shown < count) {
    titles.push_back(absl::StrCat("and ", count - shown, " more (", draft->Longer(), ")"));
  }
  draft->page.Item(2, "- ",
                   absl::StrCat("Possibly also, depending on what is not yet known: ",
                                Sentence(absl::StrJoin(titles, "; "))));
}

void WriteKind(v1::Finding::Kind kind, absl::string_view heading, Draft* draft) {
  std::vector<const v1::FindingResult*> made;
  std::vector<const v1::FindingResult*> possible;
  for (const v1::FindingResult& finding : draft->assessment.finding()) {
    if (finding.kind() != kind) continue;
    if (finding.outcome() == v1::TRUE) made.push_back(&finding);
    if (finding.outcome() == v1::UNKNOWN) possible.push_back(&finding);
  }
  if (made.empty() && possible.empty()) return;
  draft->page.Heading(heading);
  const int count = static_cast<int>(made.size());
  const int shown = draft->Shown(count, kFewFindings);
  for (int i = 0; i < shown; ++i) WriteFinding(2, *made[i], draft);
  draft->More(2, count, shown);
  WritePossible(possible, draft);
}

}  // namespace

void WriteFindings(Draft* draft) {
  WriteKind(v1::Finding::REQUIRED_ACTION, "What must happen", draft);
  WriteKind(v1::Finding::CONTRADICTION, "What does not agree", draft);
  WriteKind(v1::Finding::PRACTICE_GAP, "Gaps in practice", draft);
}

}  // namespace risk::report
