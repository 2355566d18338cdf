#include "risk/inspector.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/as_known_at.h"
#include "risk/edition/edition.h"
#include "risk/evaluation/plan/plan.h"
#include "risk/evidence.h"
#include "risk/inspection/counting.h"
#include "risk/inspection/judgements.h"
#include "risk/inspection/provisos.h"
#include "risk/inspection/ratings.h"
#include "risk/inspection/recommendations.h"
#include "risk/inspection/row_store.h"
#include "risk/inspection/sample_counts.h"
#include "risk/inspection/sub_samples.h"
#include "risk/inspection/verdicts.h"
#include "risk/results.h"
#include "risk/schema/date.h"
#include "risk/schema/entries.h"
#include "risk/version.h"

namespace risk {

using inspection::CaseJudgements;
using inspection::CaseRow;
using inspection::SampleCounts;
using inspection::SchemeView;

struct Inspector::State {
  State(std::shared_ptr<const Edition> edition, v1::InspectionRecord its_record)
      : scheme(std::move(edition)),
        record(std::move(its_record)),
        judgements(record, scheme),
        rows(scheme.layout()) {}

  const SchemeView scheme;
  const v1::InspectionRecord record;
  const CaseJudgements judgements;
  InspectOptions options;
  evaluation::PlanRun run;
  std::optional<int64_t> usable_day;
  inspection::RowStore rows;
  inspection::SharedTexts texts;
  std::vector<v1::Rejected> rejected;
  // The days of the cases: if all are the same, the result says it.
  std::optional<v1::Date> day;
  bool has_several_days = false;
  int outside_use = 0;  // cases of days on which inspectors did not use the scheme
};

Inspector::Inspector(std::unique_ptr<State> state) : state_(std::move(state)) {}
Inspector::Inspector(Inspector&&) noexcept = default;
Inspector& Inspector::operator=(Inspector&&) noexcept = default;
Inspector::~Inspector() = default;

std::vector<RecordProblem> Inspector::Check(const Edition& edition,
                                            const v1::InspectionRecord& record) {
  if (edition.scheme() == nullptr) return {};
  // The view does not outlive this call, nor does the edition belong to it.
  const std::shared_ptr<const Edition> lent(std::shared_ptr<const Edition>(), &edition);
  return inspection::CheckRecord(record, SchemeView(lent));
}

absl::StatusOr<Inspector> Inspector::Create(std::shared_ptr<const Edition> edition,
                                            v1::InspectionRecord record,
                                            const InspectOptions& options) {
  if (edition == nullptr) return absl::InvalidArgumentError("no edition");
  if (edition->scheme() == nullptr) {
    return absl::InvalidArgumentError(
        absl::StrCat(edition->name(), " has no scheme: it rates no work"));
  }
  if (options.known_on.has_value() && !schema::DaysOf(*options.known_on).has_value()) {
    return absl::InvalidArgumentError("`known_on` is not a date");
  }
  const std::vector<RecordProblem> problems = Check(*edition, record);
  if (!problems.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("inspection record: ", problems[0].path, ": ", problems[0].message));
  }
  auto state = std::make_unique<State>(std::move(edition), std::move(record));
  state->options = options;
  return Inspector(std::move(state));
}

namespace {

bool IsInUse(const v1::Scheme& scheme, int64_t day) {
  const v1::Period& used = scheme.used();
  return !(used.has_from() && day < schema::PossibleDays(used.from()).first) &&
         !(used.has_to() && day > schema::PossibleDays(used.to()).last);
}

v1::Rejected RejectedOf(std::string name, std::string code, std::string text) {
  v1::Rejected rejected;
  rejected.set_name(std::move(name));
  rejected.set_code(std::move(code));
  rejected.set_text(std::move(text));
  return rejected;
}

}  // namespace

template <typename Record>
absl::Status Inspector::AddAny(const Record& record, std::string id, const v1::Date& assessed_on) {
  State& state = *state_;
  const std::optional<schema::Days> days = schema::DaysOf(assessed_on);
  if (!days.has_value() || days->first != days->last) {
    return absl::InvalidArgumentError("`assessed_on` is not a full date");
  }
  const Edition& edition = state.scheme.edition();
  if (state.usable_day != days->first) {
    if (absl::Status usable = edition.UsableOn(days->first); !usable.ok()) return usable;
    state.usable_day = days->first;
  }
  if (absl::Status run = edition.plan().Run(record, days->first, state.run); !run.ok()) return run;
  CaseRow row = inspection::Judge(state.scheme, state.run, state.judgements.For(id), state.texts);
  row.id = std::move(id);
  state.rows.Add(std::move(row));
  state.outside_use += !IsInUse(state.scheme.text(), days->first);
  if (!state.day.has_value()) state.day = assessed_on;
  state.has_several_days |= schema::DaysOf(*state.day)->first != days->first;
  return absl::OkStatus();
}

absl::Status Inspector::Add(const v1::Case& record, const v1::Date& assessed_on,
                            absl::string_view name) {
  if (const std::optional<schema::TooMany> found = schema::FindTooMany(record, kMostEntries)) {
    return absl::InvalidArgumentError(schema::ToText(*found));
  }
  std::string id = record.case_id().empty() ? std::string(name) : record.case_id();
  const InspectOptions& options = state_->options;
  if (!options.known_on.has_value() && options.is_evidence) {
    return AddAny(record, std::move(id), assessed_on);
  }
  v1::Case known = record;
  if (!options.is_evidence) KeepEvidence(assessed_on, &known);
  if (options.known_on.has_value()) KeepKnownAt(known, *options.known_on);
  return AddAny(known, std::move(id), assessed_on);
}

absl::Status Inspector::Add(absl::string_view case_bytes, absl::string_view case_id,
                            const v1::Date& assessed_on) {
  const InspectOptions& options = state_->options;
  if (!options.known_on.has_value() && options.is_evidence) {
    return AddAny(case_bytes, std::string(case_id), assessed_on);
  }
  v1::Case record;
  if (!record.ParseFromArray(case_bytes.data(), static_cast<int>(case_bytes.size()))) {
    return absl::InvalidArgumentError("the bytes are not a case");
  }
  if (!options.is_evidence) KeepEvidence(assessed_on, &record);
  if (options.known_on.has_value()) KeepKnownAt(record, *options.known_on);
  return AddAny(record, std::string(case_id), assessed_on);
}

void Inspector::Reject(std::string name, std::string code, std::string text) {
  state_->rejected.push_back(RejectedOf(std::move(name), std::move(code), std::move(text)));
}

int Inspector::size() const { return state_->rows.size(); }

namespace {

v1::CaseLine LineOf(const SchemeView& scheme, const CaseRow& row) {
  v1::CaseLine line;
  line.set_case_id(row.id);
  for (size_t q = 0; q < scheme.questions().size(); ++q) {
    const inspection::RatedQuestion& question = scheme.questions()[q];
    const inspection::Answer answer = row.question(static_cast<int>(q));
    if (!question.is_by_cases) continue;
    v1::CaseLine::Answer& its = *line.add_answer();
    its.set_question(question.id);
    its.set_verdict(answer.verdict);
    its.set_from_record(answer.from_record);
    for (const int prompt : question.prompts) {
      const v1::Verdict verdict = row.prompt(prompt).verdict;
      const std::string& id = scheme.edition().prompts()[static_cast<size_t>(prompt)].text->id();
      if (verdict == v1::NOT_MET) its.add_not_met(id);
      if (verdict == v1::UNDECIDED) its.add_undecided(id);
    }
  }
  return line;
}

// The lines of the first cases by id.
class FirstLines {
 public:
  FirstLines(const SchemeView& scheme, int most)
      : scheme_(scheme), most_(static_cast<size_t>(std::max(most, 0))) {}

  void Add(const CaseRow& row) {
    if (most_ == 0) return;
    if (lines_.size() == most_) {
      if (row.id >= lines_.rbegin()->first) return;
      lines_.erase(std::prev(lines_.end()));
    }
    lines_.emplace(row.id, LineOf(scheme_, row));
  }
  void MoveTo(v1::Inspection& result) {
    for (auto& [id, line] : lines_) *result.add_case_line() = std::move(line);
  }

 private:
  const SchemeView& scheme_;
  const size_t most_;
  std::map<std::string, v1::CaseLine> lines_;
};

void AddPosts(const v1::InspectionRecord& record, v1::Inspection& result) {
  for (const v1::Posts& posts : record.posts()) {
    v1::PostsResult& its = *result.add_posts();
    its.set_grade(posts.grade());
    its.set_established_tenths(posts.established_tenths());
    if (!posts.has_filled_tenths()) continue;
    its.set_filled_tenths(posts.filled_tenths());
    const int vacant = posts.established_tenths() - posts.filled_tenths();
    if (posts.established_tenths() > 0 && vacant >= 0) {
      its.set_vacant_percent((200 * vacant + posts.established_tenths()) /
                             (2 * posts.established_tenths()));
    }
  }
}

}  // namespace

v1::Inspection Inspector::Finish() const {
  const State& state = *state_;
  const SchemeView& scheme = state.scheme;
  v1::Inspection result;
  result.set_organisation(state.record.organisation());
  result.set_scheme(scheme.text().id());
  result.set_scheme_title(scheme.text().title());
  for (const v1::Scheme::Band& band : scheme.text().band()) {
    v1::Scheme::Band& its = *result.add_band();
    its.set_rating(band.rating());
    its.set_from_percent(band.from_percent());
    its.set_points(band.points());
  }
  result.set_edition(scheme.edition().name());
  result.set_edition_hash(scheme.edition().hash());
  result.set_library_version(kLibraryVersion);
  if (state.day.has_value() && !state.has_several_days) *result.mutable_assessed_on() = *state.day;
  if (state.options.known_on.has_value()) *result.mutable_known_on() = *state.options.known_on;

  // Which cases can be used shows with the last one: two with one id are neither.
  const std::set<std::string> twice = state.rows.IdsSeenTwice();
  std::set<std::string> not_seen;
  for (const auto& [id, of_case] : state.judgements.all()) not_seen.insert(id);
  std::vector<v1::Rejected> rejected = state.rejected;
  SampleCounts counts(scheme);
  FirstLines lines(scheme, state.options.lists_cases ? state.options.most_listed : 0);
  state.rows.ForEach([&](const CaseRow& row) {
    not_seen.erase(row.id);
    if (twice.count(row.id) > 0) {
      rejected.push_back(
          RejectedOf(row.id, "duplicate-case", "another case has this id; neither is counted"));
      return;
    }
    counts.Add(row);
    lines.Add(row);
  });
  for (const std::string& id : not_seen) {
    rejected.push_back(RejectedOf(id, "unknown-case", "judged, and not in the sample"));
  }
  std::sort(rejected.begin(), rejected.end(), [](const v1::Rejected& a, const v1::Rejected& b) {
    return std::tie(a.name(), a.code(), a.text()) < std::tie(b.name(), b.code(), b.text());
  });
  for (v1::Rejected& one : rejected) *result.add_rejected() = std::move(one);
  result.set_cases(counts.cases);

  std::vector<v1::Counts> of_questions = inspection::FormsOf(counts.questions);
  inspection::AddRecorded(scheme, state.record, of_questions);
  std::vector<v1::QuestionResult> questions;
  for (size_t q = 0; q < of_questions.size(); ++q) {
    const inspection::RatedQuestion& question = scheme.questions()[q];
    v1::QuestionResult& its =
        questions.emplace_back(inspection::RateQuestion(scheme, question, of_questions[q]));
    for (const int prompt : question.prompts) {
      *its.add_prompt() = inspection::PromptResultOf(counts, prompt);
    }
  }
  const std::vector<v1::StandardResult> standards =
      inspection::RateStandards(scheme, state.record, std::move(questions),
                                inspection::CasesOfStandards(counts, state.record));
  *result.mutable_overall() = inspection::RateOverall(scheme, state.record, standards);
  std::vector<v1::SelectionResult> selections = inspection::RateSelections(counts, state.texts);
  for (v1::Difference& difference : inspection::DifferencesByValue(counts, state.texts)) {
    *result.add_difference() = std::move(difference);
  }
  for (v1::Difference& difference : inspection::Differences(scheme, selections)) {
    *result.add_difference() = std::move(difference);
  }
  for (v1::SelectionResult& selection : selections) *result.add_selection() = std::move(selection);
  for (size_t i = 0; i < counts.matrices.size(); ++i) {
    *result.add_matrix() = inspection::MatrixResultOf(counts, static_cast<int>(i));
  }
  for (size_t i = 0; i < counts.tallies.size(); ++i) {
    *result.add_tally() = inspection::TallyResultOf(counts, static_cast<int>(i));
  }
  for (v1::RecommendationResult& one : inspection::Recommend(counts, state.record, standards)) {
    *result.add_recommendation() = std::move(one);
  }
  for (const v1::StandardResult& standard : standards) *result.add_standard() = standard;
  AddPosts(state.record, result);
  inspection::AddProvisos(scheme, state.outside_use, result);
  lines.MoveTo(result);
  return result;
}

}  // namespace risk
