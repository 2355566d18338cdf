#include "risk/inspection_details.h"

#include <iterator>
#include <utility>

namespace risk {
namespace {

constexpr int kMostReadings = 6;
constexpr int kMostPieces = 8;

template <typename List>
void Cut(int most, List* list) {
  if (list->size() > most) list->DeleteSubrange(most, list->size() - most);
}

void AddLevels(const v1::Assessment& assessment, v1::CaseLine& line) {
  for (const v1::GroupLevel& level : assessment.level()) {
    v1::GroupLevel& its = *line.add_level();
    its = level;
    its.clear_reason();
    its.clear_could_raise();
    its.clear_of_person();
  }
}

void AddFindings(const v1::Assessment& assessment, v1::CaseLine& line) {
  for (const v1::FindingResult& finding : assessment.finding()) {
    if (finding.outcome() != v1::TRUE) continue;
    v1::FindingResult& its = *line.add_finding();
    its = finding;
    its.clear_explanation();
    its.clear_source();
    its.clear_because();
  }
}

void AddAsks(const v1::Assessment& assessment, v1::CaseLine& line) {
  for (const v1::OpenItem& item : assessment.missing()) {
    if (item.check().empty() || !item.need_is_certain()) continue;
    v1::OpenItem& its = *line.add_ask();
    its = item;
    its.clear_effect();
    its.clear_path();
    its.clear_because();
    its.clear_source();
    its.clear_explanation();
  }
}

void AddPrompt(const v1::PromptAudit& prompt, const v1::CaseAudit& audit, v1::CaseLine& line) {
  v1::PromptAudit& its = *line.add_prompt();
  its = prompt;
  its.clear_source();
  v1::Explanation& explanation = *its.mutable_explanation();
  Cut(kMostReadings, explanation.mutable_reading());
  explanation.clear_missing();
  for (int i = 0; i < prompt.explanation().missing_size() && i < kMostPieces; ++i) {
    explanation.add_missing(line.piece_size());
    line.add_piece(audit.piece(prompt.explanation().missing(i)));
  }
}

bool IsOpen(v1::Verdict verdict) { return verdict == v1::NOT_MET || verdict == v1::UNDECIDED; }

void AddPrompts(const v1::CaseAudit& audit, v1::CaseLine& line) {
  for (const v1::StandardAudit& standard : audit.standard()) {
    for (const v1::QuestionAudit& question : standard.question()) {
      if (!IsOpen(question.verdict())) continue;
      for (const v1::PromptAudit& prompt : question.prompt()) {
        if (IsOpen(prompt.verdict())) AddPrompt(prompt, audit, line);
      }
    }
  }
}

}  // namespace

absl::StatusOr<InspectionDetails> InspectionDetails::Create(std::shared_ptr<const Edition> edition,
                                                            v1::InspectionRecord record,
                                                            const DetailOptions& options) {
  absl::StatusOr<CaseAuditor> auditor = CaseAuditor::Create(edition, std::move(record));
  if (!auditor.ok()) return auditor.status();
  absl::StatusOr<Assessor> assessor = Assessor::Create(std::move(edition));
  if (!assessor.ok()) return assessor.status();
  return InspectionDetails(*std::move(assessor), *std::move(auditor), options);
}

void InspectionDetails::Add(const v1::Case& record, const v1::Date& assessed_on,
                            absl::string_view name) {
  if (options_.most <= 0) return;
  std::string id = record.case_id().empty() ? std::string(name) : record.case_id();
  const bool is_full = kept_.size() >= static_cast<size_t>(options_.most);
  if (is_full && id > kept_.rbegin()->first) return;
  const auto [place, is_new] = kept_.emplace(std::move(id), Kept());
  // Cases that share an id still take one place, so that the order of cases changes nothing.
  place->second = {is_new ? record.SerializeAsString() : "", assessed_on, !is_new};
  if (is_new && is_full) kept_.erase(std::prev(kept_.end()));
}

void InspectionDetails::FillLine(const v1::Case& record, const AssessOptions& options,
                                 v1::CaseLine& line) const {
  const absl::StatusOr<v1::Assessment> assessment = assessor_.Assess(record, options);
  if (assessment.ok()) {
    AddLevels(*assessment, line);
    AddFindings(*assessment, line);
    AddAsks(*assessment, line);
  }
  AssessOptions explained = options;
  explained.detail = Detail::kExplanations;
  const absl::StatusOr<v1::CaseAudit> audit = auditor_.Audit(record, explained, line.case_id());
  if (audit.ok()) AddPrompts(*audit, line);
}

void InspectionDetails::Fill(v1::Inspection& inspection) const {
  AssessOptions options;
  options.known_on = options_.known_on;
  options.is_evidence = options_.is_evidence;
  options.detail = Detail::kMissing;
  for (v1::CaseLine& line : *inspection.mutable_case_line()) {
    const auto found = kept_.find(line.case_id());
    if (found == kept_.end() || found->second.is_shared) continue;
    v1::Case record;
    if (!record.ParseFromString(found->second.bytes)) continue;
    options.assessed_on = found->second.assessed_on;
    FillLine(record, options, line);
  }
}

}  // namespace risk
