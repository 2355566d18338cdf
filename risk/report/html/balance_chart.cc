#include <algorithm>
#include <string>
#include <vector>

#include "risk/report/html/charts.h"
#include "risk/report/html/drawing.h"

namespace risk::report::html {

std::string BalanceChart(const Caption& caption, const std::string& fell_title,
                         const std::string& rose_title, const std::vector<BalanceRow>& rows) {
  constexpr double kHead = 18, kRow = 40, kBar = 14, kMiddle = Drawing::kWidth / 2, kGap = 1;
  Drawing drawing(caption, kHead + kRow * static_cast<double>(rows.size()));
  int most = 1;
  for (const BalanceRow& row : rows) most = std::max({most, row.fell, row.rose});
  drawing.Text(kMiddle - 6, 11, "head", "end", fell_title, 5.6, kMiddle - 6);
  drawing.Text(kMiddle + 6, 11, "head", "start", rose_title, 5.6, kMiddle - 6);
  double top = kHead;
  for (const BalanceRow& row : rows) {
    drawing.Text(0, top + 11, "label", "start", Shortened(row.label, 34), 6.8, 230);
    drawing.Text(Drawing::kWidth, top + 11, "words", "end", row.words, 6.2, 160);
    const double y = top + 17;
    drawing.Rect(0, y, Drawing::kWidth, kBar, "empty");
    const auto length = [&](int count) { return (kMiddle - kGap) * count / most; };
    drawing.Hatched(kMiddle - kGap - length(row.fell), y, length(row.fell), kBar);
    drawing.Rect(kMiddle + kGap, y, length(row.rose), kBar, "share");
    drawing.Line(kMiddle, y - 2, kMiddle, y + kBar + 2, "whisker");
    top += kRow;
  }
  return drawing.Take();
}

}  // namespace risk::report::html
