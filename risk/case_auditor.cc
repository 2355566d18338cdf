#include "risk/case_auditor.h"

#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "risk/as_known_at.h"
#include "risk/assessment/case_evaluation.h"
#include "risk/assessment/errors.h"
#include "risk/edition/edition.h"
#include "risk/evaluation/plan/plan.h"
#include "risk/evidence.h"
#include "risk/inspection/judgements.h"
#include "risk/inspection/verdicts.h"
#include "risk/inspector.h"
#include "risk/schema/date.h"
#include "risk/schema/entries.h"
#include "risk/v1/assessment.pb.h"
#include "risk/version.h"

namespace risk {

using assessment::CaseEvaluation;
using inspection::CaseRow;
using inspection::SchemeView;

struct CaseAuditor::State {
  State(std::shared_ptr<const Edition> edition, v1::InspectionRecord its_record)
      : scheme(std::move(edition)),
        record(std::move(its_record)),
        judgements(record, scheme),
        tables(scheme.edition()) {}

  const SchemeView scheme;
  const v1::InspectionRecord record;
  const inspection::CaseJudgements judgements;
  const assessment::EvaluationTables tables;
};

CaseAuditor::CaseAuditor(std::shared_ptr<const State> state) : state_(std::move(state)) {}

absl::StatusOr<CaseAuditor> CaseAuditor::Create(std::shared_ptr<const Edition> edition,
                                                v1::InspectionRecord record) {
  absl::StatusOr<Inspector> checked = Inspector::Create(edition, record);
  if (!checked.ok()) return checked.status();
  return CaseAuditor(std::make_shared<const State>(std::move(edition), std::move(record)));
}

namespace {

v1::Outcome OutcomeOf(evaluation::Truth truth) {
  return truth == evaluation::Truth::kTrue    ? v1::TRUE
         : truth == evaluation::Truth::kFalse ? v1::FALSE
                                              : v1::UNKNOWN;
}

// One case while it is audited.
struct Audited {
  const SchemeView& scheme;
  const CaseRow& row;
  const inspection::SharedTexts& texts;
  const inspection::CaseJudgements::OfCase* judged;  // may be null
  Detail detail;
  CaseEvaluation& evaluation;
};

// What decided a prompt, or what is missing: whether it arises, else whether it is met.
void Explain(const edition::Prompt& prompt, const Audited& audited, v1::PromptAudit& result) {
  const bool is_open = result.from_record() == v1::UNDECIDED;
  const bool arises = !prompt.applies.has_value() ||
                      audited.evaluation.TruthOf(prompt.applies) == evaluation::Truth::kTrue;
  const edition::Formula& formula = arises ? prompt.met : prompt.applies;
  if (!formula.has_value() || audited.detail == Detail::kResults) return;
  if (audited.detail == Detail::kExplanations) {
    audited.evaluation.Explain(formula, nullptr, *result.mutable_explanation());
  } else if (is_open) {
    v1::Explanation& explanation = *result.mutable_explanation();
    explanation.set_outcome(v1::UNKNOWN);
    audited.evaluation.pieces().Refer(audited.evaluation.Missing(formula), explanation);
  }
}

v1::PromptAudit AuditPrompt(int index, const Audited& audited) {
  const edition::Prompt& prompt = audited.scheme.edition().prompts()[static_cast<size_t>(index)];
  const inspection::Answer answer = audited.row.prompt(index);
  v1::PromptAudit result;
  result.set_id(prompt.text->id());
  result.set_title(prompt.text->title());
  result.set_verdict(answer.verdict);
  result.set_from_record(answer.from_record);
  result.set_only_supports(prompt.text->only_supports());
  if (audited.detail != Detail::kResults) {
    result.set_because(prompt.text->because());
    *result.mutable_source() = prompt.text->source();
  }
  Explain(prompt, audited, result);
  if (audited.judged == nullptr) return result;
  const auto found = audited.judged->prompts.find(index);
  if (found != audited.judged->prompts.end()) *result.mutable_judgement() = *found->second;
  return result;
}

v1::QuestionAudit AuditQuestion(int position, const Audited& audited) {
  const inspection::RatedQuestion& question =
      audited.scheme.questions()[static_cast<size_t>(position)];
  const inspection::Answer answer = audited.row.question(position);
  v1::QuestionAudit result;
  result.set_id(question.id);
  result.set_code(question.code);
  result.set_title(question.text->title());
  result.set_verdict(answer.verdict);
  result.set_from_record(answer.from_record);
  for (const int prompt : question.prompts) *result.add_prompt() = AuditPrompt(prompt, audited);
  if (audited.judged == nullptr) return result;
  const auto found = audited.judged->questions.find(position);
  if (found != audited.judged->questions.end()) *result.mutable_judgement() = *found->second;
  return result;
}

void FillAudit(const Audited& audited, v1::CaseAudit& result) {
  const SchemeView& scheme = audited.scheme;
  for (size_t s = 0; s < scheme.standards().size(); ++s) {
    const inspection::RatedStandard& standard = scheme.standards()[s];
    if (!standard.is_by_cases()) continue;
    v1::StandardAudit& its = *result.add_standard();
    its.set_id(standard.rule->text->id());
    its.set_code(standard.code);
    its.set_title(standard.rule->text->title());
    its.set_applies(OutcomeOf(audited.row.concerns(static_cast<int>(s))));
    if (its.applies() == v1::FALSE) continue;
    for (int q = 0; q < standard.question_count; ++q) {
      *its.add_question() = AuditQuestion(standard.first_question + q, audited);
    }
  }
  const Edition& edition = scheme.edition();
  for (size_t i = 0; i < edition.tallies().size(); ++i) {
    const v1::Tally& text = *edition.tallies()[i].text;
    const evaluation::Truth among = audited.row.among(static_cast<int>(i));
    if (among == evaluation::Truth::kFalse) continue;
    v1::TallyAudit& its = *result.add_tally();
    its.set_id(text.id());
    its.set_title(text.title());
    its.set_family(text.family());
    its.set_among(OutcomeOf(among));
    its.set_outcome(OutcomeOf(audited.row.holds(static_cast<int>(i))));
  }
  for (size_t i = 0; i < edition.selections().size(); ++i) {
    const edition::Selection& selection = edition.selections()[i];
    if (audited.row.selected(static_cast<int>(i)) != evaluation::Truth::kTrue) continue;
    result.add_selection(
        selection.by.has_value()
            ? absl::StrCat(selection.text->title(), ": ",
                           audited.texts.text(audited.row.value(static_cast<int>(i))))
            : selection.text->title());
  }
}

}  // namespace

absl::StatusOr<v1::CaseAudit> CaseAuditor::Audit(const v1::Case& record,
                                                 const AssessOptions& options,
                                                 absl::string_view name) const {
  const SchemeView& scheme = state_->scheme;
  const Edition& edition = scheme.edition();
  const std::optional<schema::Days> day = schema::DaysOf(options.assessed_on);
  if (!day.has_value() || day->first != day->last) {
    return absl::InvalidArgumentError("`assessed_on` is not a full date");
  }
  if (options.known_on.has_value() && !schema::DaysOf(*options.known_on).has_value()) {
    return absl::InvalidArgumentError("`known_on` is not a date");
  }
  if (absl::Status usable = edition.UsableOn(day->first); !usable.ok()) return usable;
  if (const std::optional<schema::TooMany> found = schema::FindTooMany(record, kMostEntries)) {
    return absl::InvalidArgumentError(schema::ToText(*found));
  }
  std::optional<v1::Case> believed;
  const v1::Case* known = &record;
  if (!options.is_evidence) {
    KeepEvidence(options.assessed_on, &believed.emplace(record));
    known = &*believed;
  }
  KnownCase replay;
  if (options.known_on.has_value()) {
    replay = AsKnownAt(*known, *options.known_on);
    known = &replay.record;
  }
  evaluation::PlanRun run;
  if (absl::Status status = edition.plan().Run(*known, day->first, run); !status.ok()) {
    return status;
  }
  v1::CaseAudit result;
  result.set_case_id(record.case_id().empty() ? std::string(name) : record.case_id());
  result.set_scheme(scheme.text().id());
  result.set_edition(edition.name());
  result.set_edition_hash(edition.hash());
  result.set_library_version(kLibraryVersion);
  *result.mutable_assessed_on() = options.assessed_on;
  if (options.known_on.has_value()) *result.mutable_known_on() = *options.known_on;

  const inspection::CaseJudgements::OfCase* judged = state_->judgements.For(result.case_id());
  inspection::SharedTexts texts;
  const CaseRow row = inspection::Judge(scheme, run, judged, texts);
  CaseEvaluation::Input input;
  input.edition = &edition;
  input.tables = &state_->tables;
  input.record = known;
  input.results = &run;
  input.assessed_on = day->first;
  input.explains_decided = options.detail == Detail::kExplanations;
  CaseEvaluation evaluation(input);
  FillAudit({scheme, row, texts, judged, options.detail, evaluation}, result);
  v1::Assessment pieces;
  evaluation.pieces().ListReferred(pieces);
  *result.mutable_piece() = std::move(*pieces.mutable_piece());
  for (v1::RuleError& error : assessment::RuleErrors(evaluation)) {
    *result.add_error() = std::move(error);
  }
  return result;
}

}  // namespace risk
