#include "risk/cli/progress.h"

#include <cmath>

#include "absl/strings/str_cat.h"

namespace risk::cli {
namespace {

constexpr absl::Duration kBetween = absl::Milliseconds(250);
constexpr double kEnoughToGuess = 0.02;

std::string WithCommas(uint64_t number) {
  std::string text = absl::StrCat(number);
  for (int at = static_cast<int>(text.size()) - 3; at > 0; at -= 3) {
    text.insert(static_cast<size_t>(at), ",");
  }
  return text;
}

std::string TimeText(double seconds) {
  if (seconds < 90) return absl::StrCat(std::ceil(seconds), " s");
  if (seconds < 5400) return absl::StrCat(std::round(seconds / 60), " min");
  return absl::StrCat(std::round(seconds / 3600), " h");
}

}  // namespace

std::string ProgressText(uint64_t done, double share, absl::Duration elapsed, const std::string& unit) {
  const double seconds = absl::ToDoubleSeconds(elapsed);
  std::string text = absl::StrCat(WithCommas(done), " ", unit, done == 1 ? "" : "s");
  if (seconds > 0) {
    absl::StrAppend(&text, ", ",
                    WithCommas(static_cast<uint64_t>(static_cast<double>(done) / seconds)), " a second");
  }
  if (share >= kEnoughToGuess && share < 1) {
    absl::StrAppend(&text, ", about ", TimeText(seconds / share * (1 - share)), " left");
  }
  return text;
}

Progress::~Progress() {
  if (is_written_) err_.ShowLine("");
}

void Progress::Show(uint64_t done, double share) {
  if (!is_shown_) return;
  const absl::Time now = absl::Now();
  if (now - shown_ < kBetween) return;
  shown_ = now;
  is_written_ = true;
  err_.ShowLine(ProgressText(done, share, now - started_, unit_));
}

}  // namespace risk::cli
