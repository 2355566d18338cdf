#include "risk/inspection_report/words.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace risk::inspection_report {
namespace {

int PercentOf(const v1::Fraction& share) {
  return share.all() == 0 ? 0 : static_cast<int>(int64_t{100} * share.of() / share.all());
}

}  // namespace

std::string RatingWord(v1::Rating rating) {
  switch (rating) {
    case v1::INADEQUATE:
      return "Inadequate";
    case v1::REQUIRES_IMPROVEMENT:
      return "Requires improvement";
    case v1::GOOD:
      return "Good";
    case v1::OUTSTANDING:
      return "Outstanding";
    default:
      return "not rated";
  }
}

std::string RangeWord(const v1::RatingRange& range) {
  if (range.low() == range.high()) return RatingWord(range.low());
  return absl::StrCat(RatingWord(range.low()), " to ", RatingWord(range.high()));
}

std::string MovesWord(const v1::Moves& moves) {
  const std::string instead = absl::StrCat(" instead of ", RangeWord(moves.from()));
  if (moves.to().low() == moves.from().low() && moves.to().low() != moves.to().high()) {
    return absl::StrCat("could be up to ", RatingWord(moves.to().high()), instead);
  }
  return absl::StrCat("would be ", RangeWord(moves.to()), instead);
}

std::string VerdictWord(v1::Verdict verdict, bool of_question) {
  switch (verdict) {
    case v1::MET:
      return of_question ? "sufficient" : "met";
    case v1::NOT_MET:
      return of_question ? "not sufficient" : "not met";
    case v1::NOT_RELEVANT:
      return "not applicable";
    default:
      return of_question ? "undecided" : "cannot tell";
  }
}

std::string ShareWord(const v1::QuestionResult& question) {
  if (question.share_low().all() == 0) return "no relevant case";
  const int low = PercentOf(question.share_low()), high = PercentOf(question.share_high());
  if (question.share_low().of() == question.share_high().of()) return absl::StrCat(low, " %");
  return absl::StrCat(low, " % to ", high, " %");
}

std::string CountsWord(const v1::Counts& counts) {
  const int all = counts.sufficient() + counts.not_sufficient() + counts.undecided();
  std::string text = absl::StrCat(counts.sufficient(), " of ", all, " sufficient");
  if (counts.undecided() > 0) absl::StrAppend(&text, ", ", counts.undecided(), " undecided");
  if (counts.not_relevant() > 0)
    absl::StrAppend(&text, ", ", counts.not_relevant(), " not relevant");
  if (counts.judged() > 0) absl::StrAppend(&text, ", ", counts.judged(), " judged by inspectors");
  return text;
}

std::string PercentWord(const v1::Counts& counts) {
  const int all = counts.sufficient() + counts.not_sufficient() + counts.undecided();
  if (all == 0) return "no relevant case";
  const auto percent = [all](int of) { return static_cast<int>(int64_t{100} * of / all); };
  const int low = percent(counts.sufficient());
  if (counts.undecided() == 0) return absl::StrCat(low, " %");
  return absl::StrCat(low, " % to ", percent(counts.sufficient() + counts.undecided()), " %");
}

std::string CellWord(const v1::MatrixResult::Cell& cell) {
  if (cell.may_belong() == 0) return absl::StrCat(cell.cases());
  return absl::StrCat(cell.cases(), " to ", cell.cases() + cell.may_belong());
}

std::string SelectionWord(const v1::SelectionResult& selection) {
  return absl::StrCat(selection.title(), ": ", CasesWord(selection.cases()),
                      selection.may_belong() > 0 ? absl::StrCat(", perhaps ", selection.may_belong(), " more") : "",
                      ".");
}

std::string PointsWord(const v1::OverallResult& overall) {
  const std::string points =
      overall.points_low() == overall.points_high()
          ? absl::StrCat(overall.points_low())
          : absl::StrCat(overall.points_low(), " to ", overall.points_high());
  return absl::StrCat(points, " of ", overall.most_points(), " points");
}

std::string PostsWord(int tenths) {
  return tenths % 10 == 0 ? absl::StrCat(tenths / 10) : absl::StrCat(tenths / 10, ".", tenths % 10);
}

std::string CasesWord(int count) { return absl::StrCat(count, count == 1 ? " case" : " cases"); }

std::string MoreWord(const v1::QuestionResult& question) {
  std::string more;
  if (question.interval_high() > 0) {
    more = absl::StrFormat("Interval %.1f %% to %.1f %%.", question.interval_low(),
                           question.interval_high());
  }
  if (question.has_cases_to_rise()) {
    absl::StrAppend(&more, " ", CasesWord(question.cases_to_rise()), " more to the rating above.");
  }
  if (question.has_cases_to_fall()) {
    absl::StrAppend(&more, " ", CasesWord(question.cases_to_fall()), " fewer to the one below.");
  }
  if (question.is_small()) absl::StrAppend(&more, " Few cases: read with care.");
  if (question.rounding_decides()) {
    absl::StrAppend(&more, " Another rounding would give another rating.");
  }
  return more;
}

std::string PromptWord(const v1::PromptResult& prompt) {
  return absl::StrCat(
      prompt.title(), ": not met in ", prompt.not_met(), " of ",
      prompt.met() + prompt.not_met() + prompt.undecided(),
      prompt.undecided() > 0 ? absl::StrCat(", cannot tell in ", prompt.undecided()) : "", ".");
}

std::string TallyWord(const v1::TallyResult& tally) {
  return absl::StrCat(tally.title(), ": ", tally.holds(), " of ",
                      tally.holds() + tally.does_not() + tally.undecided(),
                      tally.undecided() > 0 ? absl::StrCat(", ", tally.undecided(), " not known") : "",
                      ".");
}

std::string DifferenceWord(const v1::Difference& difference) {
  if (difference.points_low() == difference.points_high()) {
    return absl::StrFormat("%+.1f", difference.points_low());
  }
  return absl::StrFormat("%+.1f to %+.1f", difference.points_low(), difference.points_high());
}

std::string JudgementWord(const v1::Judgement& judgement) {
  return absl::StrCat(judgement.question().empty() ? "" : judgement.question() + ": ",
                      RatingWord(judgement.rating()), ". ", judgement.by(), ": ",
                      judgement.reason());
}

std::string WithPanelWord(const v1::OverallResult& overall) {
  const bool differs = overall.with_panel().low() != overall.rating().low() ||
                       overall.with_panel().high() != overall.rating().high();
  if (!overall.has_panel() && !differs) return "";
  return absl::StrCat(
      RangeWord(overall.with_panel()), ".",
      overall.has_panel() ? absl::StrCat(" ", overall.panel().by(), ": ", overall.panel().reason())
                          : "");
}

std::string PanelWord(const v1::StandardResult& standard) {
  return absl::StrCat("The panel decided ", RatingWord(standard.panel().rating()), ". ",
                      standard.panel().by(), ": ", standard.panel().reason());
}

std::string SampleWord(const v1::SampleStatus& sample) {
  return absl::StrCat("Sample of ", sample.cases(), ", planned size ", sample.planned(),
                      sample.population() > 0 ? absl::StrCat(" of ", sample.population())
                                              : " for a population of unknown size",
                      ".");
}

std::string RejectedWord(const v1::Rejected& rejected) {
  return absl::StrCat(rejected.name(), ": ", rejected.text(), " [", rejected.code(), "]");
}

}  // namespace risk::inspection_report
