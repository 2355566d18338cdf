#include "risk/report/html/case_details.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/inspection_report/words.h"
#include "risk/report/item_words.h"
#include "risk/report/sections.h"
#include "risk/report/words.h"

namespace risk::report::html {
namespace {

std::string LevelsOf(const v1::CaseLine& line) {
  std::vector<std::string> levels;
  for (const v1::GroupLevel& level : line.level()) {
    levels.push_back(absl::StrCat(ShortTitle(level), " ", ShortLevelWord(level)));
  }
  return levels.empty() ? "" : Sentence(absl::StrJoin(levels, "; "));
}

// What is missing behind a prompt that cannot be told, or what it was read from.
std::string WhyOf(const v1::PromptAudit& prompt, const v1::CaseLine& line) {
  std::vector<std::string> parts;
  if (prompt.has_judgement()) {
    parts.push_back(absl::StrCat("Judged by ", prompt.judgement().by(), ": ", Sentence(prompt.judgement().reason())));
  }
  std::vector<std::string> missing;
  for (const int piece : prompt.explanation().missing()) missing.push_back(PathWord(line.piece(piece)));
  if (prompt.from_record() == v1::UNDECIDED && !missing.empty()) {
    parts.push_back(absl::StrCat("Not known: ", Sentence(absl::StrJoin(missing, "; "))));
  }
  const std::string evidence = Evidence(prompt.explanation(), kReadingsOfPrompt, false);
  if (!evidence.empty()) parts.push_back(Sentence(Capitalised(evidence)));
  if (parts.empty() && !prompt.because().empty()) parts.push_back(Sentence(prompt.because()));
  return absl::StrJoin(parts, " ");
}

}  // namespace

void AddCaseDetails(const v1::CaseLine& line, Values& of_case) {
  of_case.Flag("has_details", line.level_size() + line.prompt_size() > 0);
  of_case.Set("details_levels", LevelsOf(line));
  of_case.Flag("has_findings", line.finding_size() > 0);
  for (const v1::FindingResult& finding : line.finding()) {
    of_case.Add("finding")
        .Flag("is_urgent", finding.severity() == v1::Finding::URGENT)
        .Set("finding_title", Sentence(TitleWord(finding)))
        .Set("finding_text", absl::StrCat(finding.wording().empty() ? "" : Sentence(finding.wording()),
                                          WhoAndWhen(finding)));
  }
  of_case.Flag("has_asks", line.ask_size() > 0);
  for (const v1::OpenItem& ask : line.ask()) {
    const std::string state = StateWord(ask);
    of_case.Add("ask").Set("ask_text", absl::StrCat(TitleWord(ask), state.empty() ? "" : " - ", state, ". ",
                                                    AskWord(ask.ask(), ask.ask_unit(), ask.due())));
  }
  of_case.Flag("has_open_prompts", line.prompt_size() > 0);
  for (const v1::PromptAudit& prompt : line.prompt()) {
    of_case.Add("open_prompt")
        .Set("open_prompt_title", prompt.title())
        .Set("open_prompt_verdict", inspection_report::VerdictWord(prompt.verdict(), false))
        .Set("open_prompt_why", WhyOf(prompt, line));
  }
}

}  // namespace risk::report::html
