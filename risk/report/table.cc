#include "risk/report/table.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace risk::report {
namespace {

std::string Cell(std::string text) {
  constexpr char kFormula[] = "=+-@\t\r";
  if (!text.empty() && std::string(kFormula).find(text[0]) != std::string::npos) text.insert(0, "'");
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

}  // namespace

std::string CsvRow(const std::vector<std::string>& cells) {
  std::string row;
  for (size_t i = 0; i < cells.size(); ++i) absl::StrAppend(&row, i > 0 ? "," : "", Cell(cells[i]));
  return row + "\r\n";
}

}  // namespace risk::report
