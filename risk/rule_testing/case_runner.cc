#include "risk/rule_testing/case_runner.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "risk/assessment/asked_expectation.h"
#include "risk/assessment/elements.h"
#include "risk/assessment/errors.h"
#include "risk/assessment/expectation.h"
#include "risk/assessment/findings.h"
#include "risk/assessment/instruments.h"
#include "risk/assessment/published.h"
#include "risk/results.h"

namespace risk::rule_testing {

using assessment::CaseEvaluation;

namespace {

void Count(evaluation::Truth truth, Coverage& coverage) {
  switch (truth) {
    case evaluation::Truth::kTrue:
      ++coverage.is_true;
      break;
    case evaluation::Truth::kFalse:
      ++coverage.is_false;
      break;
    default:
      ++coverage.is_unknown;
  }
}

// The items of an instrument; of one that is made for each element, once for each.
void CountItems(const edition::Instrument& instrument, CaseEvaluation& evaluation,
                std::map<std::string, Coverage>& coverage) {
  const auto count = [&](const assessment::RuleRow* row) {
    for (const edition::Item& item : instrument.items) {
      if (!item.when.has_value()) continue;
      Count(evaluation.TruthOf(item.when, row),
            coverage[absl::StrCat(instrument.text->id(), ".", item.text->id())]);
    }
  };
  if (!instrument.each.has_value()) return count(nullptr);
  std::vector<v1::RuleError> errors;
  for (const assessment::Element& element : assessment::ElementsOf(
           instrument.each, instrument.rows, instrument.text->id(), evaluation, errors)) {
    count(&element.row);
  }
}

bool SpeaksOfRecord(const edition::Formula& formula) {
  return formula.has_value() && formula.checked->is_epistemic();
}

void CountRules(CaseEvaluation& evaluation, std::map<std::string, Coverage>& coverage) {
  const Edition& edition = evaluation.edition();
  for (const edition::Fact& fact : edition.facts()) {
    // One that only serves what is published, and so has no step, is never undecided.
    const bool has_value = fact.variable >= 0 && fact.value.output >= 0;
    if (!has_value || !fact.value.checked->type().Is(expression::Kind::kBool)) continue;
    Coverage& seen = coverage[fact.text->id()];
    seen.is_of_record = fact.is_epistemic;
    Count(evaluation.TruthOf(fact.value), seen);
  }
  for (const edition::Factor& factor : edition.factors()) {
    Count(evaluation.TruthOf(factor.when), coverage[factor.text->id()]);
  }
  for (const edition::Instrument& instrument : edition.instruments()) {
    CountItems(instrument, evaluation, coverage);
  }
  for (const edition::Check& check : edition.checks()) {
    const bool is_open = evaluation.TruthOf(check.open) != evaluation::Truth::kFalse;
    const bool is_certain = evaluation.TruthOf(check.open_certain) == evaluation::Truth::kTrue;
    Coverage& seen = coverage[check.text->id()];
    seen.is_of_record = SpeaksOfRecord(check.needed);
    Count(!is_open     ? evaluation::Truth::kFalse
          : is_certain ? evaluation::Truth::kTrue
                       : evaluation::Truth::kUnknown,
          seen);
  }
  for (const edition::Finding& finding : edition.findings()) {
    Coverage& seen = coverage[finding.text->id()];
    // One that is quiet when undecided says the same then as when it is false.
    seen.is_of_record = finding.text->quiet_when_undecided() || SpeaksOfRecord(finding.when);
    Count(evaluation.TruthOf(finding.made), seen);
  }
}

// Met, not met or cannot tell; where it does not apply it was not seen. One without a condition only
// an inspector can answer.
void CountPrompts(CaseEvaluation& evaluation, std::map<std::string, Coverage>& coverage) {
  using evaluation::Truth;
  for (const edition::Prompt& prompt : evaluation.edition().prompts()) {
    if (!prompt.met.has_value()) continue;
    Coverage& seen = coverage[prompt.text->id()];
    seen.is_of_record = SpeaksOfRecord(prompt.met);
    const Truth applies =
        prompt.applies.has_value() ? evaluation.TruthOf(prompt.applies) : Truth::kTrue;
    if (applies == Truth::kFalse) continue;
    const Truth met = evaluation.TruthOf(prompt.met);
    Count(applies == Truth::kTrue ? met : Truth::kUnknown, seen);
  }
}

void Fail(const assessment::Mismatch& mismatch, CaseResult& result) {
  result.failures.push_back({result.file, result.name, mismatch.rule, mismatch.what,
                             mismatch.expected, mismatch.actual});
}

}  // namespace

CaseResult CaseRunner::Run(const PreparedCase& prepared,
                           std::map<std::string, Coverage>* coverage) {
  CaseResult result;
  result.file = prepared.file;
  result.name = prepared.test->name();
  result.expectations = prepared.test->expect_size();
  result.failures = prepared.problems;
  if (!prepared.can_run) return result;
  const absl::Status status = Evaluate(prepared, result, coverage);
  if (!status.ok()) {
    Fail({"", "error", "a case that can be assessed", std::string(status.message())}, result);
  }
  return result;
}

absl::Status CaseRunner::Evaluate(const PreparedCase& prepared, CaseResult& result,
                                  std::map<std::string, Coverage>* coverage) {
  if (absl::Status usable = edition_.UsableOn(prepared.assessed_on); !usable.ok()) return usable;
  evaluation::PlanRun scratch;
  if (absl::Status run = edition_.plan().Run(prepared.bytes, prepared.assessed_on, scratch);
      !run.ok()) {
    return run;
  }
  CaseEvaluation::Input input;
  input.edition = &edition_;
  input.tables = &tables_;
  input.record = &prepared.record;
  input.results = &scratch;
  input.assessed_on = prepared.assessed_on;
  CaseEvaluation evaluation(input);
  assessment::TestedCase tested;
  absl::StatusOr<std::vector<v1::PublishedResult>> published = assessment::MakePublished(
      edition_, prepared.record, prepared.assessed_on, false, tested.errors);
  if (!published.ok()) return published.status();
  tested.published = *std::move(published);
  tested.evaluation = &evaluation;
  CompareAll(*prepared.test, tested, result);
  if (coverage != nullptr) {
    CountRules(evaluation, *coverage);
    CountPrompts(evaluation, *coverage);
  }
  return absl::OkStatus();
}

void CaseRunner::CompareAll(const v1::TestCase& test, assessment::TestedCase& tested,
                            CaseResult& result) {
  CaseEvaluation& evaluation = *tested.evaluation;
  const bool asks_what_is_missing =
      std::any_of(test.expect().begin(), test.expect().end(),
                  [](const v1::Expectation& expected) {
                    return expected.missing_size() > 0 || assessment::SpeaksOfAsks(expected);
                  });
  const Detail detail = asks_what_is_missing ? Detail::kMissing : Detail::kResults;
  tested.levels = assessment::MakeLevels(detail, evaluation, tested.errors);
  const assessment::Consequences consequences(tested.levels, evaluation);
  tested.open_checks = assessment::OpenChecks(detail, consequences, evaluation, tested.errors);
  if (std::any_of(test.expect().begin(), test.expect().end(), assessment::SpeaksOfAsks)) {
    std::vector<assessment::OpenLine> lines = tested.open_checks;
    for (assessment::OpenLine& line :
         assessment::UncoveredPieces(consequences, lines, evaluation)) {
      lines.push_back(std::move(line));
    }
    tested.missing = assessment::Ranked(std::move(lines), evaluation.pieces());
  }
  tested.findings = assessment::MakeFindings(Detail::kResults, evaluation, tested.errors);
  for (const v1::RuleError& error : assessment::RuleErrors(evaluation)) {
    Fail({error.rule(), "error", "no error", error.text()}, result);
  }
  for (const v1::RuleError& error : tested.errors) {
    Fail({error.rule(), "error", "no error", error.text()}, result);
  }
  for (const v1::Expectation& expected : test.expect()) {
    for (const assessment::Mismatch& mismatch : assessment::Compare(expected, tested)) {
      Fail(mismatch, result);
    }
  }
}

}  // namespace risk::rule_testing
