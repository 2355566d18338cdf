// One case against the key questions, to read.
#include <string>

#include "absl/strings/str_cat.h"
#include "risk/inspection_report/forms.h"
#include "risk/inspection_report/words.h"
#include "risk/report/page.h"
#include "risk/report/words.h"

namespace risk::inspection_report {

using report::Page;

namespace {

constexpr int kMostPieces = 4;

std::string Coloured(const Page& page, v1::Verdict verdict, bool of_question) {
  std::string word = VerdictWord(verdict, of_question);
  if (verdict == v1::NOT_MET) return page.Warm(word);
  return verdict == v1::MET ? word : page.Faint(word);
}

void WriteJudgement(const v1::CaseJudgement& judgement, v1::Verdict from_record, Page* page) {
  page->Line(8, absl::StrCat("Judged by ", judgement.by(), ": ", judgement.reason(),
                             " (from the record: ", VerdictWord(from_record, false), ")"));
}

// What is missing, or the values that decided.
void WriteExplanation(const v1::PromptAudit& prompt, const v1::CaseAudit& audit, bool explains,
                      Page* page) {
  const v1::Explanation& explanation = prompt.explanation();
  if (prompt.from_record() == v1::UNDECIDED && explanation.missing_size() > 0) {
    std::string missing;
    const int count = explanation.missing_size();
    for (int i = 0; i < count && i < kMostPieces; ++i) {
      absl::StrAppend(&missing, i > 0 ? "; " : "",
                      report::PathWord(audit.piece(explanation.missing(i))));
    }
    if (count > kMostPieces) absl::StrAppend(&missing, "; ", count - kMostPieces, " more");
    page->Line(8, absl::StrCat("Not known: ", missing));
  }
  if (!explains) return;
  page->Line(8, page->Faint(prompt.because()));
  if (!explanation.clause().empty()) page->Line(8, page->Faint(explanation.clause()));
  for (const v1::Reading& reading : explanation.reading()) {
    const std::string source = report::ProvenanceWord(reading.provenance(), false);
    page->Line(8, absl::StrCat(reading.wording().empty() ? report::PathWord(reading.path())
                                                         : reading.wording(),
                               ": ", report::ReadValue(reading.path(), reading.value()),
                               source.empty() ? "" : absl::StrCat(" (", source, ")")));
  }
}

void WriteQuestion(const v1::QuestionAudit& question, const v1::CaseAudit& audit,
                   const ReportOptions& options, Page* page) {
  page->Item(2, absl::StrCat(question.code(), " "),
             absl::StrCat(question.title(), " ",
                          page->Bold(Coloured(*page, question.verdict(), true)), "."));
  if (question.has_judgement()) WriteJudgement(question.judgement(), question.from_record(), page);
  for (const v1::PromptAudit& prompt : question.prompt()) {
    if (prompt.verdict() == v1::NOT_RELEVANT && !options.all) continue;
    page->Item(6, "- ",
               absl::StrCat(prompt.title(), ": ", Coloured(*page, prompt.verdict(), false), "."));
    if (prompt.has_judgement()) WriteJudgement(prompt.judgement(), prompt.from_record(), page);
    WriteExplanation(prompt, audit, options.explain, page);
  }
  if (question.prompt().empty()) page->Line(6, "Only an inspector can tell.");
}

}  // namespace

std::string AuditText(const v1::CaseAudit& audit, const ReportOptions& options) {
  Page page(options.width, options.colour);
  page.Line(0, page.Bold(absl::StrCat(
                   "Audit of case ", audit.case_id(), " by ", audit.scheme(), ", on ",
                   report::DateWord(audit.assessed_on()),
                   options.date_note.empty() ? "" : absl::StrCat(" (", options.date_note, ")"))));
  if (audit.has_known_on()) {
    page.Line(
        0, absl::StrCat("With only what was known on ", report::DateWord(audit.known_on()), "."));
  }
  for (const v1::StandardAudit& standard : audit.standard()) {
    page.Heading(absl::StrCat(standard.code(), " ", standard.title()));
    if (standard.applies() == v1::FALSE) page.Line(2, "Not about this case.");
    if (standard.applies() == v1::UNKNOWN)
      page.Line(2, "It is not known whether it is about this case.");
    for (const v1::QuestionAudit& question : standard.question()) {
      WriteQuestion(question, audit, options, &page);
    }
  }
  std::string family;
  if (!audit.tally().empty()) page.Heading("Facts");
  for (const v1::TallyAudit& tally : audit.tally()) {
    const std::string answer = tally.among() != v1::TRUE || tally.outcome() == v1::UNKNOWN
                                   ? "not known"
                               : tally.outcome() == v1::TRUE ? "yes"
                                                             : "no";
    page.Line(2,
              absl::StrCat(report::Capitalised(tally.family()), ": ", tally.title(), ": ", answer));
  }
  for (const v1::RuleError& error : audit.error()) {
    page.Line(2, absl::StrCat("Could not be evaluated: ", error.rule(), ": ", error.text()));
  }
  page.Gap();
  page.Line(0,
            "Supports an inspector and replaces nobody's judgement. What is not known is not "
            "counted as not met.");
  return page.Take();
}

}  // namespace risk::inspection_report
