// The pictures of the pages: small SVG drawings with a title and a description for those who cannot see
// them, and patterns so that no meaning hangs on colour. All drawing is here.
#ifndef RISK_REPORT_HTML_CHARTS_H_
#define RISK_REPORT_HTML_CHARTS_H_

#include <string>
#include <vector>

namespace risk::report::html {

// What every picture has. Ids in a page must differ.
struct Caption {
  std::string id;
  std::string title;
  std::string description;  // what the picture shows, in words
};

// A row of cells, the worst or the least first: from a floor to a ceiling.
struct RangeRow {
  std::string label;
  std::string words;  // right of the label: "HIGH to VERY HIGH"
  bool is_part = false;  // of the row above
  int low = 0;           // columns, counted from 0
  int high = 0;
  // The floor is certain: its cell is filled. Where nobody asked it is not, and only hatched.
  bool is_low_certain = false;
  int mark = -1;  // column of the mark; none below 0
};

// Columns with a class for their colour each ("level1").
struct RangeColumn {
  std::string label;
  std::string css_class;
};

std::string RangeChart(const Caption& caption, const std::vector<RangeColumn>& columns,
                       const std::vector<RangeRow>& rows);

// A bar from nothing to everything: filled to `low`, hatched on to `high`, in parts of a whole.
struct Strip {
  double low = 0;  // from 0 to 1
  double high = 0;
  bool has_whisker = false;
  double whisker_low = 0;
  double whisker_high = 0;
  struct Line {
    double at = 0;
    std::string label;  // "65 %"
  };
  std::vector<Line> lines;
};

std::string StripChart(const Caption& caption, const Strip& strip);

// A square for each row and column, as large as the number: filled what is certain, hatched what is
// possible besides.
struct MatrixCell {
  int certain = 0;
  int possible = 0;
  std::string words;  // below the square: "12, up to 15"
};

std::string MatrixChart(const Caption& caption, const std::vector<std::string>& rows,
                        const std::vector<std::string>& columns,
                        const std::vector<MatrixCell>& cells);  // row by row

// Bars to both sides of a line: to the left what fell, to the right what rose, all on one scale.
struct BalanceRow {
  std::string label;
  std::string words;  // right of the label: "12 raised, 3 lowered"
  int fell = 0;
  int rose = 0;
};

std::string BalanceChart(const Caption& caption, const std::string& fell_title,
                         const std::string& rose_title, const std::vector<BalanceRow>& rows);

// A row of boxes: filled met, crossed not met, hatched cannot tell, pale not applicable.
enum class Mark { kMet, kNotMet, kOpen, kNone };
struct VerdictRow {
  std::string label;
  std::string words;  // right of the label
  std::vector<Mark> marks;
};

std::string VerdictChart(const Caption& caption, const std::vector<VerdictRow>& rows);

// From left to right the days, from top to bottom the groups; in each place a column of levels, as in
// RangeRow.
struct TimelineCell {
  int low = 0;
  int high = 0;
  bool is_low_certain = false;
  int mark = -1;
};
struct TimelineColumn {
  std::string label;  // "7 Jun 2021"
  std::vector<std::string> words;  // lines below: "court report", "2 asked, 1 answered"; at most three
  std::vector<TimelineCell> cells;  // by row
};

// The levels, the lowest first, each with its colour.
struct LevelScale {
  std::vector<std::string> names;
  std::vector<std::string> css_classes;
};

std::string TimelineChart(const Caption& caption, const std::vector<TimelineColumn>& columns,
                          const std::vector<std::string>& rows, const LevelScale& scale);

}  // namespace risk::report::html

#endif  // RISK_REPORT_HTML_CHARTS_H_
