#include "risk/report/html/charts.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "risk/report/html/drawing.h"
#include "risk/report/page.h"

namespace risk::report::html {
namespace {

constexpr double kWidth = Drawing::kWidth;
constexpr size_t kLongestLabel = 34;

void DrawRow(const RangeRow& row, double top, double cell, const std::vector<RangeColumn>& columns, Drawing& drawing) {
  constexpr double kGap = 2, kBar = 14;
  const double indent = row.is_part ? 12 : 0;
  const double height = row.is_part ? kBar - 4 : kBar;
  const std::string label = Shortened(row.label, kLongestLabel);
  constexpr double kLetter = 6.8;
  drawing.Text(indent, top + 12, row.is_part ? "part" : "label", "start", label, kLetter, 230);
  drawing.Text(kWidth, top + 12, "words", "end", row.words, 6.2,
               kWidth - indent - std::min(230.0, kLetter * Columns(label)) - 8);
  for (size_t i = 0; i < columns.size(); ++i) {
    const int column = static_cast<int>(i);
    const double x = cell * column;
    const bool is_certain = column == row.low && row.is_low_certain;
    if (is_certain) {
      drawing.Rect(x + kGap / 2, top + 18, cell - kGap, height, columns[i].css_class);
    } else if (column >= row.low && column <= row.high) {
      drawing.Hatched(x + kGap / 2, top + 18, cell - kGap, height);
    } else {
      drawing.Rect(x + kGap / 2, top + 18, cell - kGap, height, "empty");
    }
  }
  if (row.mark >= 0) drawing.Diamond(cell * row.mark + cell / 2, top + 18 + height / 2, height / 2 + 1);
}

}  // namespace

std::string RangeChart(const Caption& caption, const std::vector<RangeColumn>& columns,
                       const std::vector<RangeRow>& rows) {
  constexpr double kHead = 16, kRow = 42, kPart = 36;
  double height = kHead;
  for (const RangeRow& row : rows) height += row.is_part ? kPart : kRow;
  const double cell = kWidth / static_cast<double>(columns.size());
  Drawing drawing(caption, height);
  for (size_t i = 0; i < columns.size(); ++i) {
    drawing.Text(cell * static_cast<double>(i) + cell / 2, 11, "head", "middle", columns[i].label, 6.4, cell - 4);
  }
  double top = kHead;
  for (const RangeRow& row : rows) {
    DrawRow(row, top, cell, columns, drawing);
    top += row.is_part ? kPart : kRow;
  }
  return drawing.Take();
}

std::string StripChart(const Caption& caption, const Strip& strip) {
  constexpr double kEdge = 2, kTop = 5, kBar = 12;
  const double span = kWidth - 2 * kEdge;
  Drawing drawing(caption, strip.lines.empty() ? kTop + kBar + 5 : kTop + kBar + 18);
  drawing.Rect(kEdge, kTop, span, kBar, "empty");
  drawing.Rect(kEdge, kTop, span * strip.low, kBar, "share");
  drawing.Hatched(kEdge + span * strip.low, kTop, span * (strip.high - strip.low), kBar);
  for (const Strip::Line& line : strip.lines) {
    const double x = kEdge + span * line.at;
    drawing.Line(x, kTop - 3, x, kTop + kBar + 4, "band");
    drawing.Text(x, kTop + kBar + 15, "axis", "middle", line.label, 6, 60);
  }
  if (strip.has_whisker) {
    const double y = kTop + kBar / 2;
    const double from = kEdge + span * strip.whisker_low, to = kEdge + span * strip.whisker_high;
    for (const char* css_class : {"halo", "whisker"}) {
      drawing.Line(from, y, to, y, css_class);
      drawing.Line(from, y - 4, from, y + 4, css_class);
      drawing.Line(to, y - 4, to, y + 4, css_class);
    }
  }
  return drawing.Take();
}

std::string MatrixChart(const Caption& caption, const std::vector<std::string>& rows,
                        const std::vector<std::string>& columns,
                        const std::vector<MatrixCell>& cells) {
  constexpr double kLabel = 112, kHead = 44, kCell = 62;
  constexpr size_t kHeadLetters = 17, kRowLetters = 17;
  const double wide = (kWidth - kLabel) / static_cast<double>(std::max<size_t>(columns.size(), 1));
  Drawing drawing(caption, kHead + kCell * static_cast<double>(rows.size()));
  int most = 1;
  for (const MatrixCell& cell : cells) most = std::max(most, cell.certain + cell.possible);
  for (size_t c = 0; c < columns.size(); ++c) {
    const double x = kLabel + wide * static_cast<double>(c) + wide / 2;
    double y = 11;
    for (const std::string& line : Broken(columns[c], kHeadLetters, 3)) {
      drawing.Text(x, y, "words", "middle", line, 6.2, wide - 4);
      y += 13;
    }
  }
  for (size_t r = 0; r < rows.size(); ++r) {
    const double top = kHead + kCell * static_cast<double>(r);
    drawing.Line(0, top, kWidth, top, "grid");
    double y = top + 28;
    for (const std::string& line : Broken(rows[r], kRowLetters, 3)) {
      drawing.Text(0, y, "words", "start", line, 6.2, kLabel - 6);
      y += 13;
    }
    for (size_t c = 0; c < columns.size(); ++c) {
      const MatrixCell& cell = cells[r * columns.size() + c];
      const double x = kLabel + wide * static_cast<double>(c) + wide / 2, middle = top + 24;
      // Areas stand to each other as the numbers do.
      const auto side = [&](int count) { return 36 * std::sqrt(static_cast<double>(count) / most); };
      const double outer = side(cell.certain + cell.possible), inner = side(cell.certain);
      drawing.Hatched(x - outer / 2, middle - outer / 2, outer, cell.possible > 0 ? outer : 0);
      drawing.Rect(x - inner / 2, middle - inner / 2, inner, inner, "share");
      drawing.Text(x, top + 56, "words", "middle", cell.words, 6.2, wide - 4);
    }
  }
  return drawing.Take();
}

std::string VerdictChart(const Caption& caption, const std::vector<VerdictRow>& rows) {
  constexpr double kRow = 38, kSide = 14, kGap = 4;
  Drawing drawing(caption, kRow * static_cast<double>(rows.size()));
  double top = 0;
  for (const VerdictRow& row : rows) {
    drawing.Text(0, top + 12, "label", "start", Shortened(row.label, 46), 7.3, 304);
    drawing.Text(kWidth, top + 12, "words", "end", row.words, 6.2, 90);
    double x = 1;
    for (const Mark mark : row.marks) {
      const double y = top + 18;
      switch (mark) {
        case Mark::kMet:
          drawing.Rect(x, y, kSide, kSide, "share");
          break;
        case Mark::kNotMet:
          drawing.Rect(x, y, kSide, kSide, "cross-box");
          drawing.Line(x + 3, y + 3, x + kSide - 3, y + kSide - 3, "cross");
          drawing.Line(x + 3, y + kSide - 3, x + kSide - 3, y + 3, "cross");
          break;
        case Mark::kOpen:
          drawing.Hatched(x, y, kSide, kSide);
          break;
        case Mark::kNone:
          drawing.Rect(x, y, kSide, kSide, "empty");
          break;
      }
      x += kSide + kGap;
    }
    top += kRow;
  }
  return drawing.Take();
}

namespace {

// The columns of levels of one group, below its name.
void DrawGroup(const std::string& name, size_t row, const std::vector<TimelineColumn>& columns, const LevelScale& scale,
               double top, Drawing& drawing) {
  constexpr double kAxis = 68, kLevel = 12, kName = 18;
  const double wide = (kWidth - kAxis) / static_cast<double>(std::max<size_t>(columns.size(), 1));
  const double bar = std::min(44.0, wide - 4);
  const double base = top + kName + kLevel * static_cast<double>(scale.names.size());
  const auto place = [&](int level) { return base - kLevel * (level + 1); };
  drawing.Text(0, top + 12, "label", "start", name, 6.8, 200);
  for (size_t level = 0; level < scale.names.size(); ++level) {
    const double y = place(static_cast<int>(level));
    drawing.Text(kAxis - 5, y + 9.5, "axis", "end", scale.names[level], 6.6, kAxis - 7);
    drawing.Line(kAxis, y + kLevel, kWidth, y + kLevel, "grid");
  }
  for (size_t c = 0; c < columns.size(); ++c) {
    if (row >= columns[c].cells.size()) continue;
    const TimelineCell& cell = columns[c].cells[row];
    const double x = kAxis + wide * static_cast<double>(c) + (wide - bar) / 2;
    for (int level = 0; level <= cell.high; ++level) {
      if (cell.is_low_certain && level <= cell.low) {
        drawing.Rect(x, place(level) + 1, bar, kLevel - 2, scale.css_classes[static_cast<size_t>(cell.low)]);
      } else {
        drawing.Hatched(x, place(level) + 1, bar, kLevel - 2);
      }
    }
    if (cell.mark >= 0) drawing.Diamond(x + bar / 2, place(cell.mark) + kLevel / 2, kLevel / 2);
  }
}

}  // namespace

std::string TimelineChart(const Caption& caption, const std::vector<TimelineColumn>& columns,
                          const std::vector<std::string>& rows, const LevelScale& scale) {
  constexpr double kAxis = 68, kHead = 58, kGroup = 74;
  const double wide = (kWidth - kAxis) / static_cast<double>(std::max<size_t>(columns.size(), 1));
  Drawing drawing(caption, kHead + kGroup * static_cast<double>(rows.size()));
  for (size_t c = 0; c < columns.size(); ++c) {
    const double x = kAxis + wide * static_cast<double>(c) + wide / 2;
    drawing.Text(x, 11, "label", "middle", columns[c].label, 6.8, wide - 3);
    double y = 24;
    for (const std::string& line : columns[c].words) {
      drawing.Text(x, y, "axis", "middle", Shortened(line, 28), 5.6, wide - 3);
      y += 12;
    }
  }
  for (size_t r = 0; r < rows.size(); ++r) {
    DrawGroup(rows[r], r, columns, scale, kHead + kGroup * static_cast<double>(r), drawing);
  }
  return drawing.Take();
}

}  // namespace risk::report::html
