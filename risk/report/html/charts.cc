#include "risk/report/html/charts.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "risk/report/html/template.h"
#include "risk/report/page.h"

namespace risk::report::html {
namespace {

constexpr double kWidth = 400;
constexpr size_t kLongestLabel = 34;

// Elements of one drawing, in its own units.
class Drawing {
 public:
  Drawing(const Caption& caption, double height) : id_(Escaped(caption.id)) {
    absl::StrAppendFormat(&text_, "<svg role=\"img\" viewBox=\"0 0 %.0f %.0f\" aria-labelledby=\"%s-t %s-d\">",
                          kWidth, height, id_, id_);
    absl::StrAppend(&text_, "<title id=\"", id_, "-t\">", Escaped(caption.title), "</title><desc id=\"",
                    id_, "-d\">", Escaped(caption.description), "</desc>");
    // Lines over white: what may be, in print too.
    absl::StrAppend(&text_, "<defs><pattern id=\"", id_,
                    "-h\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
                    "<rect width=\"6\" height=\"6\" class=\"paper\"/><rect width=\"2.4\" height=\"6\" class=\"line\"/>"
                    "</pattern></defs>\n");
  }

  void Rect(double x, double y, double width, double height, const std::string& css_class) {
    if (width <= 0) return;
    absl::StrAppendFormat(&text_, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\"/>\n", x, y,
                          width, height, css_class);
  }
  void Hatched(double x, double y, double width, double height) {
    if (width <= 0) return;
    absl::StrAppendFormat(&text_,
                          "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"hatched\" "
                          "fill=\"url(#%s-h)\"/>\n",
                          x, y, width, height, id_);
  }
  void Line(double x1, double y1, double x2, double y2, const std::string& css_class) {
    absl::StrAppendFormat(&text_, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>\n", x1, y1, x2,
                          y2, css_class);
  }
  // Text that would be wider than `most` is drawn together.
  void Text(double x, double y, const std::string& css_class, const std::string& anchor, const std::string& text,
            double letter, double most) {
    const std::string squeezed =
        letter * Columns(text) > most
            ? absl::StrFormat(" textLength=\"%.0f\" lengthAdjust=\"spacingAndGlyphs\"", most)
            : "";
    absl::StrAppendFormat(&text_, "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\" text-anchor=\"%s\"%s>%s</text>\n", x, y,
                          css_class, anchor, squeezed, Escaped(text));
  }
  void Diamond(double x, double y, double size) {
    absl::StrAppendFormat(&text_, "<path d=\"M%.1f %.1f l%.1f %.1f l%.1f %.1f l%.1f %.1fz\" class=\"mark\"/>\n", x,
                          y - size, size, size, -size, size, -size, -size);
  }

  std::string Take() { return absl::StrCat(text_, "</svg>"); }

 private:
  std::string id_;
  std::string text_;
};

// Cut at a letter, not inside of one.
std::string Short(const std::string& label) {
  if (static_cast<size_t>(Columns(label)) <= kLongestLabel) return label;
  std::string text;
  size_t letters = 0;
  for (const char c : label) {
    const bool is_first_byte = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    if (is_first_byte && ++letters == kLongestLabel) break;
    text += c;
  }
  return absl::StrCat(text, "…");
}

void DrawRow(const RangeRow& row, double top, double cell, const std::vector<RangeColumn>& columns, Drawing& drawing) {
  constexpr double kGap = 2, kBar = 14;
  const double indent = row.is_part ? 12 : 0;
  const double height = row.is_part ? kBar - 4 : kBar;
  const std::string label = Short(row.label);
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

}  // namespace risk::report::html
