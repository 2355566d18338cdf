#include "risk/inspection_report/words.h"

#include <cstdint>

#include "absl/strings/str_cat.h"

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

}  // namespace risk::inspection_report
