#include "risk/report/html/audit.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "risk/inspection_report/words.h"
#include "risk/report/html/case_details.h"
#include "risk/report/html/charts.h"
#include "risk/report/html/citations.h"
#include "risk/report/html/template.h"
#include "risk/report/sections.h"
#include "risk/report/sources.h"
#include "risk/report/words.h"

namespace risk::report::html {
namespace {

using inspection_report::VerdictWord;

constexpr int kMostPieces = 8;
constexpr int kHashShown = 12;

Mark MarkOf(v1::Verdict verdict) {
  switch (verdict) {
    case v1::MET:
      return Mark::kMet;
    case v1::NOT_MET:
      return Mark::kNotMet;
    case v1::NOT_RELEVANT:
      return Mark::kNone;
    default:
      return Mark::kOpen;
  }
}

void AddHead(const v1::CaseAudit& audit, const ReportOptions& options, Values& page) {
  std::string title = absl::StrCat("Audit of case ", audit.case_id().empty() ? "without a reference" : audit.case_id(),
                                   ", on ", DateWord(audit.assessed_on()));
  if (!options.date_note.empty()) absl::StrAppend(&title, " (", options.date_note, ")");
  page.Set("title", title);
  std::string line = absl::StrCat("Scheme ", audit.scheme(), ", edition ", audit.edition());
  if (!audit.edition_hash().empty()) absl::StrAppend(&line, " (", audit.edition_hash().substr(0, kHashShown), ")");
  absl::StrAppend(&line, ".");
  if (audit.has_known_on()) {
    absl::StrAppend(&line, " With only what was known on ", DateWord(audit.known_on()), ".");
  }
  page.Set("subtitle", line);
}

// "2.1.3 Assessment: safety"; the question itself stands in full with its prompts.
std::string TitleOfStandard(const v1::StandardAudit& standard, const v1::QuestionAudit& question) {
  const std::string id = question.id().substr(question.id().find('.') + 1);
  return absl::StrCat(question.code(), " ", standard.title(), ": ", absl::StrReplaceAll(id, {{"_", " "}}));
}

// Key questions by verdict, in the words of the brief.
void AddBrief(const v1::CaseAudit& audit, Values& page) {
  for (const auto& [verdict, label] :
       {std::make_pair(v1::NOT_MET, "Not sufficient"), std::make_pair(v1::UNDECIDED, "Cannot be told"),
        std::make_pair(v1::MET, "Sufficient")}) {
    std::vector<std::string> titles;
    for (const v1::StandardAudit& standard : audit.standard()) {
      for (const v1::QuestionAudit& question : standard.question()) {
        if (question.verdict() != verdict) continue;
        titles.push_back(TitleOfStandard(standard, question));
      }
    }
    page.Add("brief").Set("brief_label", label).Set("brief_text",
                                                    titles.empty() ? "Nothing." : Sentence(absl::StrJoin(titles, "; ")));
  }
}

void AddChart(const v1::CaseAudit& audit, const std::string& prefix, Values& page) {
  std::vector<VerdictRow> rows;
  std::vector<std::string> words;
  for (const v1::StandardAudit& standard : audit.standard()) {
    for (const v1::QuestionAudit& question : standard.question()) {
      VerdictRow row;
      row.label = TitleOfStandard(standard, question);
      row.words = VerdictWord(question.verdict(), true);
      int met = 0, not_met = 0, open = 0;
      for (const v1::PromptAudit& prompt : question.prompt()) {
        row.marks.push_back(MarkOf(prompt.verdict()));
        met += prompt.verdict() == v1::MET;
        not_met += prompt.verdict() == v1::NOT_MET;
        open += prompt.verdict() == v1::UNDECIDED;
      }
      words.push_back(absl::StrCat(question.code(), " ", row.words, ": ", met, " prompts met, ", not_met, " not met, ",
                                   open, " cannot tell"));
      rows.push_back(std::move(row));
    }
  }
  if (rows.empty()) return;
  page.SetMarkup("chart", VerdictChart({absl::StrCat(prefix, "verdicts"), "Key questions and their prompts",
                                        Sentence(absl::StrJoin(words, "; "))},
                                       rows));
}

// What decided, what is missing, and what a person judged beside it.
void AddEvidence(const v1::PromptAudit& prompt, const v1::CaseAudit& audit, Values& row) {
  const v1::Explanation& explanation = prompt.explanation();
  std::vector<std::string> missing;
  for (int i = 0; i < explanation.missing_size() && i < kMostPieces; ++i) {
    missing.push_back(PathWord(audit.piece(explanation.missing(i))));
  }
  if (explanation.missing_size() > kMostPieces) {
    missing.push_back(absl::StrCat("and ", explanation.missing_size() - kMostPieces, " more"));
  }
  const bool is_open = prompt.from_record() == v1::UNDECIDED;
  row.Set("prompt_missing", is_open && !missing.empty() ? Sentence(absl::StrJoin(missing, "; ")) : "");
  const std::string evidence = Evidence(explanation, kReadingsOfPrompt, false);
  row.Set("prompt_evidence", evidence.empty() ? "" : Sentence(Capitalised(evidence)));
  row.Set("prompt_clause", explanation.clause());
  row.Set("prompt_because", prompt.because().empty() ? "" : Sentence(prompt.because()));
}

std::string JudgementText(const v1::CaseJudgement& judgement, v1::Verdict from_record, bool of_question) {
  return absl::StrCat("Judged ", VerdictWord(judgement.answer(), of_question), " by ", judgement.by(), ": ",
                      Sentence(judgement.reason()), " From the record: ", VerdictWord(from_record, of_question), ".");
}

void AddQuestion(const v1::QuestionAudit& question, const v1::CaseAudit& audit, Sources& sources, Values& standard) {
  Values& its = standard.Add("question");
  its.Set("question_title", absl::StrCat(question.code(), " ", question.title()));
  its.Set("question_verdict", Capitalised(VerdictWord(question.verdict(), true)));
  its.Set("question_judgement",
          question.has_judgement() ? JudgementText(question.judgement(), question.from_record(), true) : "");
  its.Flag("has_prompts", question.prompt_size() > 0);
  for (const v1::PromptAudit& prompt : question.prompt()) {
    Values& row = its.Add("prompt");
    row.Set("prompt_title", prompt.title());
    row.Flag("prompt_supports", prompt.only_supports());
    row.Set("prompt_verdict", Capitalised(VerdictWord(prompt.verdict(), false)));
    row.Flag("prompt_failed", prompt.verdict() == v1::NOT_MET);
    row.Set("prompt_judgement",
            prompt.has_judgement() ? JudgementText(prompt.judgement(), prompt.from_record(), false) : "");
    AddEvidence(prompt, audit, row);
    AddCites(prompt.source(), sources, row);
  }
}

void AddStandards(const v1::CaseAudit& audit, Sources& sources, Values& page) {
  for (const v1::StandardAudit& standard : audit.standard()) {
    Values& its = page.Add("standard");
    its.Set("standard_title", absl::StrCat(standard.code(), " ", standard.title()));
    its.Set("standard_note", standard.applies() == v1::FALSE     ? "Not about this case."
                             : standard.applies() == v1::UNKNOWN ? "It is not known whether it is about this case."
                                                                 : "");
    for (const v1::QuestionAudit& question : standard.question()) AddQuestion(question, audit, sources, its);
  }
}

// Needed, made, answered, used: a row for each family.
void AddTallies(const v1::CaseAudit& audit, Values& page) {
  page.Flag("has_tallies", audit.tally_size() > 0);
  std::string family;
  Values* table = nullptr;
  for (const v1::TallyAudit& tally : audit.tally()) {
    if (table == nullptr || tally.family() != family) {
      table = &page.Add("family");
      table->Set("family_title", Capitalised(tally.family()));
      family = tally.family();
    }
    const bool is_open = tally.among() != v1::TRUE || tally.outcome() == v1::UNKNOWN;
    table->Add("tally").Set("tally_title", tally.title()).Set("tally_answer", is_open ? "not known"
                                                              : tally.outcome() == v1::TRUE ? "yes" : "no");
  }
}

}  // namespace

std::string AuditArticle(const v1::CaseAudit& audit, const ReportOptions& options, int number) {
  const std::string prefix = absl::StrCat("c", number, "-");
  Sources sources;
  Values page;
  page.Set("prefix", prefix);
  AddHead(audit, options, page);
  AddBrief(audit, page);
  AddChart(audit, prefix, page);
  AddTallies(audit, page);
  AddStandards(audit, sources, page);
  page.Set("selections", audit.selection_size() == 0 ? "" : Sentence(absl::StrJoin(audit.selection(), "; ")));
  for (const v1::RuleError& error : audit.error()) {
    page.Add("error").Set("error_text", absl::StrCat(error.rule(), ": ", error.text()));
  }
  page.Flag("has_errors", audit.error_size() > 0);
  AddSources(sources, page);
  return Render("audit.mustache", page);
}

}  // namespace risk::report::html
