#include "risk/assessor.h"

#include <algorithm>
#include <mutex>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/as_known_at.h"
#include "risk/assessment/case_evaluation.h"
#include "risk/assessment/corrections.h"
#include "risk/assessment/errors.h"
#include "risk/assessment/findings.h"
#include "risk/assessment/instruments.h"
#include "risk/assessment/levels.h"
#include "risk/assessment/open_items.h"
#include "risk/assessment/published.h"
#include "risk/edition/edition.h"
#include "risk/evaluation/plan/plan.h"
#include "risk/evidence.h"
#include "risk/interruption.h"
#include "risk/schema/date.h"
#include "risk/schema/entries.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"
#include "risk/version.h"

namespace risk {

using assessment::CaseEvaluation;
using schema::DaysOf;

struct Assessor::Rules {
  Rules(std::shared_ptr<const Edition> of, std::shared_ptr<const Edition> corrected)
      : edition(std::move(of)), tables(*edition) {
    if (corrected != nullptr) corrections.emplace(std::move(corrected));
  }

  // Memory of runs, kept for the next case: as many as there were at one time.
  std::unique_ptr<evaluation::PlanRun> TakeRun() const {
    const std::lock_guard<std::mutex> lock(mutex);
    if (runs.empty()) return std::make_unique<evaluation::PlanRun>();
    std::unique_ptr<evaluation::PlanRun> run = std::move(runs.back());
    runs.pop_back();
    return run;
  }
  void GiveBack(std::unique_ptr<evaluation::PlanRun> run) const {
    const std::lock_guard<std::mutex> lock(mutex);
    runs.push_back(std::move(run));
  }

  const std::shared_ptr<const Edition> edition;
  const assessment::EvaluationTables tables;
  std::optional<assessment::Corrections> corrections;
  mutable std::mutex mutex;
  mutable std::vector<std::unique_ptr<evaluation::PlanRun>> runs;
};

struct Assessor::Workspace::State {
  evaluation::PlanRun plan;
  Results results;
  std::shared_ptr<const Edition> usable_edition;  // found usable on `usable_day`; kept, so that no
                                                  // other one can come to lie at its address
  int64_t usable_day = 0;
};

Assessor::Workspace::Workspace() : state_(std::make_unique<State>()) {}
Assessor::Workspace::~Workspace() = default;
Assessor::Workspace::Workspace(Workspace&&) noexcept = default;
Assessor::Workspace& Assessor::Workspace::operator=(Workspace&&) noexcept = default;

Assessor::Assessor(std::shared_ptr<const Rules> rules) : rules_(std::move(rules)) {}

absl::StatusOr<Assessor> Assessor::Create(std::shared_ptr<const Edition> edition,
                                          std::shared_ptr<const Edition> corrected) {
  if (edition == nullptr) return absl::InvalidArgumentError("no edition");
  return Assessor(std::make_shared<const Rules>(std::move(edition), std::move(corrected)));
}

const Edition& Assessor::edition() const { return *rules_->edition; }

namespace {

absl::StatusOr<int64_t> AssessmentDay(const AssessOptions& options) {
  const std::optional<schema::Days> day = DaysOf(options.assessed_on);
  if (!day.has_value() || day->first != day->last) {
    return absl::InvalidArgumentError("`assessed_on` is not a full date");
  }
  if (options.known_on.has_value() && !DaysOf(*options.known_on).has_value()) {
    return absl::InvalidArgumentError("`known_on` is not a date");
  }
  return day->first;
}

Truth TruthAt(const evaluation::PlanRun& run, int step) {
  switch (run.truth(step)) {
    case evaluation::Truth::kTrue:
      return Truth::kTrue;
    case evaluation::Truth::kFalse:
      return Truth::kFalse;
    default:
      return Truth::kUnknown;
  }
}

void FillResults(const Edition& edition, const evaluation::PlanRun& run, Results& results) {
  results.factors.clear();
  for (const edition::Factor& factor : edition.factors()) {
    results.factors.push_back(TruthAt(run, factor.when.output));
  }
  results.checks.clear();
  for (const edition::Check& check : edition.checks()) {
    const bool is_open = run.truth(check.open.output) != evaluation::Truth::kFalse;
    const bool is_certain = run.truth(check.open_certain.output) == evaluation::Truth::kTrue;
    results.checks.push_back(!is_open     ? Truth::kFalse
                             : is_certain ? Truth::kTrue
                                          : Truth::kUnknown);
  }
  results.findings.clear();
  for (const edition::Finding& finding : edition.findings()) {
    results.findings.push_back(TruthAt(run, finding.made.output));
  }
  results.instruments.clear();
  for (const edition::Instrument& instrument : edition.instruments()) {
    results.instruments.push_back(assessment::TotalOf(instrument, run));
  }
  results.levels.clear();
  for (const edition::GroupLevel& level : edition.levels()) {
    results.levels.push_back(assessment::LevelOf(edition, level, run));
  }
  results.errors = run.error_count();
  results.contradictions = 0;
  for (const edition::Implication& implication : edition.implications()) {
    const auto is_broken = [&run](const edition::Implication::Part& part) {
      return part.step >= 0 && run.truth(part.step) == evaluation::Truth::kTrue;
    };
    results.contradictions += is_broken(implication.parts[0]) || is_broken(implication.parts[1]);
  }
}

void AddNotes(const Edition& edition, std::vector<v1::Note> replay, v1::Assessment& result) {
  for (v1::Note& note : replay) *result.add_note() = std::move(note);
  for (const std::string& limit : edition.text().limits()) {
    v1::Note& note = *result.add_note();
    note.set_code("limit");
    note.set_text(limit);
  }
}

template <typename From, typename Into>
void MoveInto(From from, Into& into) {
  for (auto& element : from) {
    if constexpr (std::is_same_v<From, Into>) {
      into.push_back(std::move(element));
    } else {
      *into.Add() = std::move(element);
    }
  }
}

// Errors: kInvalidArgument for an id that the edition does not have.
absl::Status CheckInstruments(const Edition& edition, const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    if (edition.Find(edition::RuleKind::kInstrument, id) >= 0 ||
        edition.Find(edition::RuleKind::kPublished, id) >= 0) {
      continue;
    }
    std::vector<std::string> all;
    for (const edition::Instrument& instrument : edition.instruments()) {
      all.push_back(instrument.text->id());
    }
    for (const edition::Published& published : edition.published()) {
      all.push_back(published.text->id());
    }
    return absl::InvalidArgumentError(
        absl::StrCat(edition.name(), " has no instrument \"", id, "\"; it has ",
                     all.empty() ? "none" : absl::StrJoin(all, ", ")));
  }
  return absl::OkStatus();
}

bool IsChosen(const std::vector<std::string>& ids, const std::string& id) {
  return ids.empty() || std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool IsBesideChosen(const std::vector<std::string>& ids, const v1::PublishedResult& published) {
  bool is_beside = IsChosen(ids, published.id());
  for (const std::string& id : published.instrument()) is_beside |= IsChosen(ids, id);
  return is_beside;
}

absl::Status FillPublished(const Edition& edition,
                           const std::optional<assessment::Corrections>& corrections,
                           const v1::Case& record, int64_t day, const AssessOptions& options,
                           v1::Assessment& result) {
  if (!IsChosen(options.fields, "published") && !IsChosen(options.fields, "error")) return absl::OkStatus();
  std::vector<v1::RuleError> errors;
  absl::StatusOr<std::vector<v1::PublishedResult>> published = assessment::MakePublished(
      edition, record, day, options.detail != Detail::kResults, errors);
  if (!published.ok()) return published.status();
  if (corrections.has_value()) {
    if (absl::Status added = corrections->Add(record, day, *published, errors); !added.ok()) {
      return added;
    }
  }
  for (v1::PublishedResult& one : *published) {
    if (IsBesideChosen(options.instruments, one)) *result.add_published() = std::move(one);
  }
  MoveInto(std::move(errors), *result.mutable_error());
  return absl::OkStatus();
}

void FillInstruments(const AssessOptions& options, CaseEvaluation& evaluation,
                     std::vector<v1::RuleError>& errors, v1::Assessment& result) {
  for (const edition::Instrument& instrument : evaluation.edition().instruments()) {
    if (instrument.is_level || !IsChosen(options.instruments, instrument.text->id())) continue;
    *result.add_instrument() =
        assessment::MakeInstrumentResult(instrument, options.detail, evaluation, errors);
  }
}

// What is missing, ranked by what it could change.
void FillMissing(Detail detail, const assessment::Levels& levels, CaseEvaluation& evaluation,
                 std::vector<v1::RuleError>& errors, v1::Assessment& result) {
  const assessment::Consequences consequences(levels, evaluation);
  std::vector<assessment::OpenLine> lines =
      assessment::OpenChecks(detail, consequences, evaluation, errors);
  if (detail != Detail::kResults) {
    MoveInto(assessment::UncoveredPieces(consequences, lines, evaluation), lines);
  }
  MoveInto(assessment::Ranked(std::move(lines), evaluation.pieces()), *result.mutable_missing());
}

// Errors: those of an interruption.
absl::Status FillAssessment(const AssessOptions& options, CaseEvaluation& evaluation,
                            v1::Assessment& result) {
  const Detail detail = options.detail;
  std::vector<v1::RuleError> errors = assessment::RuleErrors(evaluation);
  if (!options.instruments.empty()) {
    FillInstruments(options, evaluation, errors, result);
    MoveInto(std::move(errors), *result.mutable_error());
    evaluation.pieces().ListReferred(result);
    return InterruptionStatus();
  }
  // Each part adds the errors of its own rules.
  const auto wants = [&options](const char* field) {
    return IsChosen(options.fields, field) || IsChosen(options.fields, "error");
  };
  const bool wants_missing = wants("missing");
  if (wants_missing || wants("level") || wants("overall")) {
    assessment::Levels levels = assessment::MakeLevels(detail, evaluation, errors);
    if (absl::Status status = InterruptionStatus(); !status.ok()) return status;
    if (wants_missing) FillMissing(detail, levels, evaluation, errors, result);
    if (absl::Status status = InterruptionStatus(); !status.ok()) return status;
    MoveInto(std::move(levels.groups), *result.mutable_level());
    *result.mutable_overall() = std::move(levels.overall);
  }
  if (wants("finding")) MoveInto(assessment::MakeFindings(detail, evaluation, errors), *result.mutable_finding());
  if (absl::Status status = InterruptionStatus(); !status.ok()) return status;
  if (wants("factor")) MoveInto(assessment::MakeFactors(detail, evaluation), *result.mutable_factor());
  if (wants("instrument")) FillInstruments(options, evaluation, errors, result);
  MoveInto(std::move(errors), *result.mutable_error());
  evaluation.pieces().ListReferred(result);
  if (evaluation.cut_explanations() > 0) {
    v1::Note& note = *result.add_note();
    note.set_code("explanations-cut");
    note.set_text(absl::StrCat("The record is so long that ", evaluation.cut_explanations(),
                               " explanations do not list all that was read. The results rest on all of it."));
  }
  return InterruptionStatus();
}

}  // namespace

absl::StatusOr<v1::Assessment> Assessor::Assess(const v1::Case& record,
                                                const AssessOptions& options) const {
  absl::StatusOr<int64_t> day = AssessmentDay(options);
  if (!day.ok()) return day.status();
  if (absl::Status usable = edition().UsableOn(*day); !usable.ok()) return usable;
  if (absl::Status chosen = CheckInstruments(edition(), options.instruments); !chosen.ok()) {
    return chosen;
  }
  if (const std::optional<schema::TooMany> found = schema::FindTooMany(record, kMostEntries)) {
    return absl::InvalidArgumentError(schema::ToText(*found));
  }
  std::optional<v1::Case> believed;
  std::vector<v1::Note> notes;
  const v1::Case* known = &record;
  if (!options.is_evidence) {
    notes = KeepEvidence(options.assessed_on, &believed.emplace(record));
    known = &*believed;
  }
  KnownCase replay;
  if (options.known_on.has_value()) {
    replay = AsKnownAt(*known, *options.known_on);
    known = &replay.record;
  }
  if (absl::Status status = InterruptionStatus(); !status.ok()) return status;
  std::unique_ptr<evaluation::PlanRun> run = rules_->TakeRun();
  if (absl::Status status = edition().plan().Run(*known, *day, *run); !status.ok()) return status;

  v1::Assessment result;
  result.set_case_id(record.case_id());
  result.set_edition(edition().name());
  result.set_edition_hash(edition().hash());
  for (const edition::EditionLayer& layer : edition().layers()) {
    if (edition().layers().size() == 1) break;
    v1::EditionLayer& its = *result.add_layer();
    its.set_edition(layer.name);
    its.set_hash(layer.hash);
  }
  result.set_library_version(kLibraryVersion);
  *result.mutable_assessed_on() = options.assessed_on;
  if (options.known_on.has_value()) *result.mutable_known_on() = *options.known_on;
  CaseEvaluation::Input input;
  input.edition = rules_->edition.get();
  input.tables = &rules_->tables;
  input.record = known;
  input.results = run.get();
  input.assessed_on = *day;
  input.explains_decided = options.detail == Detail::kExplanations;
  CaseEvaluation evaluation(input);
  if (absl::Status status = FillAssessment(options, evaluation, result); !status.ok()) return status;
  if (evaluation.is_exhausted()) {
    return absl::ResourceExhaustedError(
        absl::StrCat("the case takes more than ", kMostSteps, " steps under these rules"));
  }
  if (absl::Status status = FillPublished(edition(), rules_->corrections, *known, *day, options, result);
      !status.ok()) {
    return status;
  }
  MoveInto(std::move(notes), *result.mutable_note());
  AddNotes(edition(), std::move(replay.notes), result);
  rules_->GiveBack(std::move(run));
  return result;
}

template <typename Record>
absl::StatusOr<const Results*> Assessor::RunOver(const Record& record,
                                                 const AssessOptions& options,
                                                 Workspace& workspace) const {
  absl::StatusOr<int64_t> day = AssessmentDay(options);
  if (!day.ok()) return day.status();
  if (workspace.state_ == nullptr) {
    return absl::FailedPreconditionError("the workspace was moved from");
  }
  Workspace::State& state = *workspace.state_;
  if (state.usable_edition != rules_->edition || state.usable_day != *day) {
    if (absl::Status usable = edition().UsableOn(*day); !usable.ok()) return usable;
    state.usable_edition = rules_->edition;
    state.usable_day = *day;
  }
  if (absl::Status run = edition().plan().Run(record, *day, state.plan); !run.ok()) return run;
  FillResults(edition(), state.plan, state.results);
  return &state.results;
}

absl::StatusOr<const Results*> Assessor::Evaluate(absl::string_view case_bytes,
                                                  const AssessOptions& options,
                                                  Workspace& workspace) const {
  if (options.known_on.has_value() || !options.is_evidence) {
    v1::Case record;
    if (!record.ParseFromArray(case_bytes.data(), static_cast<int>(case_bytes.size()))) {
      return absl::InvalidArgumentError("the bytes are not a case");
    }
    return Evaluate(record, options, workspace);
  }
  return RunOver(case_bytes, options, workspace);
}

absl::StatusOr<const Results*> Assessor::Evaluate(const v1::Case& record,
                                                  const AssessOptions& options,
                                                  Workspace& workspace) const {
  if (!options.known_on.has_value() && options.is_evidence) return RunOver(record, options, workspace);
  if (absl::StatusOr<int64_t> day = AssessmentDay(options); !day.ok()) return day.status();
  v1::Case known = record;
  if (!options.is_evidence) KeepEvidence(options.assessed_on, &known);
  if (options.known_on.has_value()) KeepKnownAt(known, *options.known_on);
  return RunOver(known, options, workspace);
}

}  // namespace risk
