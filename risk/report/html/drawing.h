// Elements of one picture, in its own units. No meaning hangs on colour: what may be is hatched.
#ifndef RISK_REPORT_HTML_DRAWING_H_
#define RISK_REPORT_HTML_DRAWING_H_

#include <string>
#include <vector>

#include "risk/report/html/charts.h"

namespace risk::report::html {

class Drawing {
 public:
  static constexpr double kWidth = 400;

  Drawing(const Caption& caption, double height);

  void Rect(double x, double y, double width, double height, const std::string& css_class);
  void Hatched(double x, double y, double width, double height);
  void Line(double x1, double y1, double x2, double y2, const std::string& css_class);
  // Text that would be wider than `most` is drawn together; `letter` is about the width of one.
  void Text(double x, double y, const std::string& css_class, const std::string& anchor,
            const std::string& text, double letter, double most);
  void Diamond(double x, double y, double size);

  std::string Take();

 private:
  std::string id_;
  std::string text_;
};

// Cut at a letter, not inside of one.
std::string Shortened(const std::string& label, size_t most_letters);
// Lines of at most so many letters, broken at spaces; the last is cut if there are more than `most_lines`.
std::vector<std::string> Broken(const std::string& label, size_t most_letters, size_t most_lines);

}  // namespace risk::report::html

#endif  // RISK_REPORT_HTML_DRAWING_H_
