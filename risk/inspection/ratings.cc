#include "risk/inspection/ratings.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/inspection/discretion.h"
#include "risk/inspection/shares.h"

namespace risk::inspection {
namespace {

v1::RatingRange Range(v1::Rating low, v1::Rating high) {
  v1::RatingRange range;
  range.set_low(low);
  range.set_high(high);
  return range;
}

bool IsRated(const v1::RatingRange& range) { return range.high() != v1::RATING_UNSPECIFIED; }

v1::Fraction FractionOf(int of, int all) {
  v1::Fraction fraction;
  fraction.set_of(of);
  fraction.set_all(all);
  return fraction;
}

int PointsOf(const v1::Scheme& scheme, v1::Rating rating) {
  for (const v1::Scheme::Band& band : scheme.band()) {
    if (band.rating() == rating) return band.points();
  }
  return 0;
}

int MostPoints(const v1::Scheme& scheme) {
  int most = 0;
  for (const v1::Scheme::Band& band : scheme.band()) most = std::max(most, band.points());
  return most;
}

// Points at either end; anything is possible where nothing is known.
std::pair<int, int> PointsOf(const v1::Scheme& scheme, const v1::RatingRange& range) {
  if (!IsRated(range)) return {0, MostPoints(scheme)};
  return {PointsOf(scheme, range.low()), PointsOf(scheme, range.high())};
}

const v1::PanelDecision* PanelOn(const v1::InspectionRecord& record, const std::string& standard) {
  for (const v1::PanelDecision& panel : record.panel()) {
    if (panel.standard() == standard) return &panel;
  }
  return nullptr;
}

// A standard that inspectors rate, and its questions. A rating of the whole counts before those of
// questions; a question that nobody rated leaves it open downwards.
void RateByJudgement(const v1::InspectionRecord& record, v1::StandardResult& result) {
  v1::Rating whole = v1::RATING_UNSPECIFIED;
  for (const v1::Judgement& judgement : record.judgement()) {
    if (judgement.standard() != result.id()) continue;
    *result.add_judgement() = judgement;
    if (judgement.question().empty()) whole = judgement.rating();
    for (v1::QuestionResult& question : *result.mutable_question()) {
      if (question.id() != absl::StrCat(result.id(), ".", judgement.question())) continue;
      *question.mutable_rating() = Range(judgement.rating(), judgement.rating());
    }
  }
  if (whole != v1::RATING_UNSPECIFIED) {
    *result.mutable_rating() = Range(whole, whole);
    return;
  }
  v1::Rating lowest = v1::OUTSTANDING;
  bool is_any = false, is_every = true;
  for (const v1::QuestionResult& question : result.question()) {
    if (!IsRated(question.rating())) {
      is_every = false;
      continue;
    }
    is_any = true;
    lowest = std::min(lowest, question.rating().low());
  }
  if (is_any) *result.mutable_rating() = Range(is_every ? lowest : v1::INADEQUATE, lowest);
}

void RateByCases(const SchemeView& scheme, v1::StandardResult& result) {
  std::vector<v1::RatingRange> ranges;
  for (const v1::QuestionResult& question : result.question()) ranges.push_back(question.rating());
  const v1::RatingRange rating = LowestOf(ranges);
  if (!IsRated(rating)) return;
  *result.mutable_rating() = rating;
  for (const v1::QuestionResult& question : result.question()) {
    if (!IsRated(question.rating()) || question.rating().low() > rating.high()) continue;
    result.add_decided_by(question.id());
    AddDiscretion(scheme.text(), question, result);
  }
}

v1::SampleStatus SampleOf(const v1::Scheme& scheme, const v1::InspectionRecord& record,
                          const std::string& standard, int cases) {
  v1::SampleStatus status;
  for (const v1::Population& population : record.population()) {
    const bool is_own = population.standard() == standard;
    if (is_own || (population.standard().empty() && status.population() == 0)) {
      status.set_population(population.cases());
    }
  }
  status.set_cases(cases);
  status.set_planned(PlannedSize(scheme.sample(), status.population()));
  status.set_state(cases >= status.planned() ? v1::SampleStatus::REACHED
                   : status.population() > 0 ? v1::SampleStatus::SHORT
                                             : v1::SampleStatus::POPULATION_NOT_KNOWN);
  return status;
}

v1::Rating OverallRatingOf(const v1::Scheme& scheme, int points) {
  v1::Rating rating = v1::RATING_UNSPECIFIED;
  for (const v1::Scheme::Overall& overall : scheme.overall()) {
    if (points >= overall.from_points()) rating = std::max(rating, overall.rating());
  }
  return rating;
}

enum class Limits { kNo, kMaybe, kYes };

Limits LimitsOf(const SchemeView& scheme, const std::vector<v1::StandardResult>& standards,
                bool with_panel) {
  const edition::Scheme& rule = *scheme.edition().scheme();
  if (rule.limited_by.empty()) return Limits::kNo;
  const v1::Rating most = rule.text->limiter().all_at_most();
  Limits limits = Limits::kYes;
  for (const int position : rule.limited_by) {
    const v1::StandardResult& standard = standards[static_cast<size_t>(position)];
    const v1::RatingRange& range = with_panel ? standard.with_panel() : standard.rating();
    if (!IsRated(range) || (range.low() <= most && range.high() > most)) {
      limits = std::min(limits, Limits::kMaybe);
    } else if (range.low() > most) {
      limits = Limits::kNo;
    }
  }
  return limits;
}

v1::RatingRange OverallRange(const v1::Scheme& scheme, int low, int high, Limits limits) {
  v1::RatingRange range = Range(OverallRatingOf(scheme, low), OverallRatingOf(scheme, high));
  const v1::Rating most = scheme.limiter().overall_at_most();
  if (limits != Limits::kNo) range.set_low(std::min(range.low(), most));
  if (limits == Limits::kYes) range.set_high(std::min(range.high(), most));
  return range;
}

}  // namespace

v1::RatingRange RatingRangeOf(const v1::Scheme& scheme, const v1::Counts& counts) {
  const int all = counts.sufficient() + counts.not_sufficient() + counts.undecided();
  return Range(RatingOf(scheme, counts.sufficient(), all),
               RatingOf(scheme, counts.sufficient() + counts.undecided(), all));
}

v1::QuestionResult RateQuestion(const SchemeView& scheme, const RatedQuestion& question,
                                const v1::Counts& counts) {
  v1::QuestionResult result;
  result.set_id(question.id);
  result.set_code(question.code);
  result.set_title(question.text->title());
  if (!question.is_by_cases) return result;
  *result.mutable_counts() = counts;
  const int all = counts.sufficient() + counts.not_sufficient() + counts.undecided();
  const int low = counts.sufficient(), high = counts.sufficient() + counts.undecided();
  *result.mutable_share_low() = FractionOf(low, all);
  *result.mutable_share_high() = FractionOf(high, all);
  result.set_is_small(all <= scheme.text().small());
  if (scheme.text().has_sample() && all > 0) {
    const int confidence = scheme.text().sample().confidence_percent();
    result.set_interval_low(Rounded(WilsonInterval(low, all, confidence).low * kPercent, 2));
    result.set_interval_high(Rounded(WilsonInterval(high, all, confidence).high * kPercent, 2));
  }
  const v1::RatingRange rating = RatingRangeOf(scheme.text(), counts);
  if (!IsRated(rating)) return result;
  *result.mutable_rating() = rating;
  if (auto cases = CasesToRise(scheme.text(), low, all)) result.set_cases_to_rise(*cases);
  if (auto cases = CasesToFall(scheme.text(), low, all)) result.set_cases_to_fall(*cases);
  for (const auto rounding : {v1::Scheme::EXACT, v1::Scheme::HALF_UP}) {
    for (const int of : {low, high}) {
      if (RatingOf(scheme.text(), rounding, of, all) != RatingOf(scheme.text(), of, all)) {
        result.set_rounding_decides(true);
      }
    }
  }
  return result;
}

v1::RatingRange LowestOf(const std::vector<v1::RatingRange>& questions) {
  v1::RatingRange lowest;
  for (const v1::RatingRange& question : questions) {
    if (!IsRated(question)) continue;
    if (!IsRated(lowest)) lowest = question;
    lowest.set_low(std::min(lowest.low(), question.low()));
    lowest.set_high(std::min(lowest.high(), question.high()));
  }
  return lowest;
}

std::vector<v1::StandardResult> RateStandards(const SchemeView& scheme,
                                              const v1::InspectionRecord& record,
                                              std::vector<v1::QuestionResult> questions,
                                              const std::vector<int>& cases) {
  std::vector<v1::StandardResult> results;
  for (size_t s = 0; s < scheme.standards().size(); ++s) {
    const RatedStandard& standard = scheme.standards()[s];
    v1::StandardResult& result = results.emplace_back();
    result.set_id(standard.rule->text->id());
    result.set_code(standard.code);
    result.set_title(standard.rule->text->title());
    result.set_basis(standard.rule->text->basis());
    for (int q = 0; q < standard.question_count; ++q) {
      *result.add_question() =
          std::move(questions[static_cast<size_t>(standard.first_question + q)]);
    }
    if (standard.is_by_cases()) {
      RateByCases(scheme, result);
      if (scheme.text().has_sample()) {
        *result.mutable_sample() = SampleOf(scheme.text(), record, result.id(), cases[s]);
      }
    } else if (scheme.gives_ratings()) {
      RateByJudgement(record, result);
    }
    *result.mutable_with_panel() = result.rating();
    if (const v1::PanelDecision* panel = PanelOn(record, result.id())) {
      *result.mutable_panel() = *panel;
      *result.mutable_with_panel() = Range(panel->rating(), panel->rating());
    }
    if (!scheme.gives_ratings()) continue;
    const auto [low, high] = PointsOf(scheme.text(), result.rating());
    result.set_points_low(low);
    result.set_points_high(high);
  }
  return results;
}

v1::OverallResult RateOverall(const SchemeView& scheme, const v1::InspectionRecord& record,
                              const std::vector<v1::StandardResult>& standards) {
  v1::OverallResult result;
  if (scheme.text().overall_size() == 0) return result;
  int low = 0, high = 0, panel_low = 0, panel_high = 0;
  bool is_any = false;
  for (const v1::StandardResult& standard : standards) {
    low += standard.points_low();
    high += standard.points_high();
    const auto with_panel = PointsOf(scheme.text(), standard.with_panel());
    panel_low += with_panel.first;
    panel_high += with_panel.second;
    is_any |= IsRated(standard.with_panel());
    if (!IsRated(standard.rating())) result.add_not_rated(standard.id());
  }
  result.set_most_points(MostPoints(scheme.text()) * static_cast<int>(standards.size()));
  result.set_points_low(low);
  result.set_points_high(high);
  result.set_points_low_with_panel(panel_low);
  result.set_points_high_with_panel(panel_high);
  const v1::PanelDecision* panel = PanelOn(record, "");
  if (panel != nullptr) *result.mutable_panel() = *panel;
  if (is_any) {
    const Limits limits = LimitsOf(scheme, standards, false);
    const v1::RatingRange unlimited = OverallRange(scheme.text(), low, high, Limits::kNo);
    *result.mutable_rating() = OverallRange(scheme.text(), low, high, limits);
    result.set_limited(limits == Limits::kYes && unlimited.high() > result.rating().high());
    result.set_may_be_limited(limits == Limits::kMaybe && unlimited.low() > result.rating().low());
    *result.mutable_with_panel() =
        OverallRange(scheme.text(), panel_low, panel_high, LimitsOf(scheme, standards, true));
  }
  if (panel != nullptr) *result.mutable_with_panel() = Range(panel->rating(), panel->rating());
  return result;
}

}  // namespace risk::inspection
