#include "risk/report/html/drawing.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "risk/report/html/template.h"
#include "risk/report/page.h"

namespace risk::report::html {

Drawing::Drawing(const Caption& caption, double height) : id_(Escaped(caption.id)) {
  absl::StrAppendFormat(&text_,
                        "<svg role=\"img\" viewBox=\"0 0 %.0f %.0f\" aria-labelledby=\"%s-t %s-d\">",
                        kWidth, height, id_, id_);
  absl::StrAppend(&text_, "<title id=\"", id_, "-t\">", Escaped(caption.title), "</title><desc id=\"",
                  id_, "-d\">", Escaped(caption.description), "</desc>");
  // Lines over white: what may be, in print too.
  absl::StrAppend(&text_, "<defs><pattern id=\"", id_,
                  "-h\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
                  "<rect width=\"6\" height=\"6\" class=\"paper\"/><rect width=\"2.4\" height=\"6\" class=\"line\"/>"
                  "</pattern></defs>\n");
}

void Drawing::Rect(double x, double y, double width, double height, const std::string& css_class) {
  if (width <= 0) return;
  absl::StrAppendFormat(&text_,
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\"/>\n",
                        x, y, width, height, css_class);
}

void Drawing::Hatched(double x, double y, double width, double height) {
  if (width <= 0) return;
  absl::StrAppendFormat(&text_,
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"hatched\" "
                        "fill=\"url(#%s-h)\"/>\n",
                        x, y, width, height, id_);
}

void Drawing::Line(double x1, double y1, double x2, double y2, const std::string& css_class) {
  absl::StrAppendFormat(&text_,
                        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>\n", x1,
                        y1, x2, y2, css_class);
}

void Drawing::Text(double x, double y, const std::string& css_class, const std::string& anchor,
                   const std::string& text, double letter, double most) {
  const std::string squeezed =
      letter * Columns(text) > most
          ? absl::StrFormat(" textLength=\"%.0f\" lengthAdjust=\"spacingAndGlyphs\"", most)
          : "";
  absl::StrAppendFormat(&text_,
                        "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\" text-anchor=\"%s\"%s>%s</text>\n", x, y,
                        css_class, anchor, squeezed, Escaped(text));
}

void Drawing::Diamond(double x, double y, double size) {
  absl::StrAppendFormat(&text_,
                        "<path d=\"M%.1f %.1f l%.1f %.1f l%.1f %.1f l%.1f %.1fz\" class=\"mark\"/>\n", x,
                        y - size, size, size, -size, size, -size, -size);
}

std::string Drawing::Take() { return absl::StrCat(text_, "</svg>"); }

std::string Shortened(const std::string& label, size_t most_letters) {
  if (static_cast<size_t>(Columns(label)) <= most_letters) return label;
  std::string text;
  size_t letters = 0;
  for (const char c : label) {
    const bool is_first_byte = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    if (is_first_byte && ++letters == most_letters) break;
    text += c;
  }
  return absl::StrCat(text, "…");
}

std::vector<std::string> Broken(const std::string& label, size_t most_letters, size_t most_lines) {
  std::vector<std::string> lines;
  for (const absl::string_view word : absl::StrSplit(label, ' ', absl::SkipEmpty())) {
    const bool fits = !lines.empty() &&
                      static_cast<size_t>(Columns(lines.back()) + 1 + Columns(word)) <= most_letters;
    if (fits || lines.size() == most_lines) {
      absl::StrAppend(&lines.back(), " ", word);
    } else {
      lines.push_back(std::string(word));
    }
  }
  if (!lines.empty()) lines.back() = Shortened(lines.back(), most_letters);
  return lines;
}

}  // namespace risk::report::html
