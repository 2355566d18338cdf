// Rows of comma-separated values.
#ifndef RISK_REPORT_TABLE_H_
#define RISK_REPORT_TABLE_H_

#include <string>
#include <utility>
#include <vector>

namespace risk::report {

// A line as RFC 4180 has it. A text that a spreadsheet would take for a formula is made plain by an apostrophe.
std::string CsvRow(const std::vector<std::string>& cells);

class Table {
 public:
  void Line(const std::vector<std::string>& cells) { text_ += CsvRow(cells); }
  std::string Take() { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace risk::report

#endif  // RISK_REPORT_TABLE_H_
