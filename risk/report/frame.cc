// What stands above and below the results.
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/report/item_words.h"
#include "risk/report/sections.h"
#include "risk/report/words.h"

namespace risk::report {
namespace {

constexpr int kHashShown = 12;
constexpr int kFewPaths = 4;

void WriteNote(const v1::Note& note, Draft* draft) {
  std::string text = Sentence(Capitalised(note.text()));
  const int count = note.path_size();
  const int shown = draft->Shown(count, kFewPaths);
  std::vector<std::string> paths(note.path().begin(), note.path().begin() + shown);
  if (shown < count) paths.push_back(absl::StrCat("and ", count - shown, " more"));
  if (count > 0) absl::StrAppend(&text, " (", absl::StrJoin(paths, ", "), ")");
  draft->page.Item(2, "- ", text);
}

// Notes on the record, or on what the edition can do.
void WriteNotesOf(bool limits, absl::string_view heading, Draft* draft) {
  bool any = false;
  for (const v1::Note& note : draft->assessment.note()) {
    if ((note.code() == "limit") != limits) continue;
    if (note.code() == "date-chosen") continue;  // the heading says so
    if (!any) draft->page.Heading(heading);
    any = true;
    WriteNote(note, draft);
  }
}

}  // namespace

std::string EditionWord(const v1::Assessment& assessment) {
  std::string word;
  for (const v1::EditionLayer& layer : assessment.layer()) {
    absl::StrAppend(&word, word.empty() ? "" : " with ", layer.edition());
  }
  return word.empty() ? assessment.edition() : word;
}

void WriteHeading(Draft* draft) {
  const v1::Assessment& assessment = draft->assessment;
  Page& page = draft->page;
  std::string title = absl::StrCat(
      "Case ", assessment.case_id().empty() ? "without a reference" : assessment.case_id(),
      ", assessed on ", DateWord(assessment.assessed_on()));
  if (!draft->options.date_note.empty()) {
    absl::StrAppend(&title, " (", draft->options.date_note, ")");
  }
  page.Line(0, page.Bold(title));
  if (const std::string known = DateWord(assessment.known_on()); !known.empty()) {
    page.Line(0, absl::StrCat("Replayed with only what was known on ", known, "."));
  }
  std::string edition = absl::StrCat("Edition ", EditionWord(assessment));
  if (!assessment.edition_hash().empty()) {
    absl::StrAppend(&edition, " (", assessment.edition_hash().substr(0, kHashShown), ")");
  }
  page.Line(0, page.Faint(edition));
}

void WriteNotes(Draft* draft) {
  const v1::Assessment& assessment = draft->assessment;
  WriteNotesOf(false, "About the record", draft);
  WriteNotesOf(true, "Limits of the edition", draft);
  if (!assessment.error().empty()) {
    draft->page.Heading("Rules that could not be evaluated, and count as not known");
    for (const v1::RuleError& error : assessment.error()) {
      draft->page.Item(2, "- ", absl::StrCat(error.rule(), ": ", error.text()));
    }
  }
}

void WriteEnd(Draft* draft) {
  if (!draft->sources.empty()) {
    draft->page.Heading("Sources");
    draft->sources.Write(&draft->page);
  }
  draft->page.Gap();
  draft->page.Line(0, "This supports a decision and does not replace professional judgement.");
}

}  // namespace risk::report
