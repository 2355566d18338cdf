#include "risk/report/html/sub_samples.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/inspection_report/words.h"
#include "risk/report/html/charts.h"
#include "risk/report/words.h"

namespace risk::report::html {
namespace {

using inspection_report::CasesWord;

constexpr size_t kMostColumns = 4;

std::string ShareCell(const v1::QuestionShare& question) {
  const v1::Counts& counts = question.counts();
  const int all = counts.sufficient() + counts.not_sufficient() + counts.undecided();
  if (all == 0) return "no relevant case";
  std::string text = absl::StrCat(inspection_report::PercentWord(counts), " of ", all);
  if (question.is_small()) text += ", few cases";
  return text;
}

using Some = std::vector<const v1::SelectionResult*>;

// Some sub-samples of a family, beside each other.
void AddTable(const std::string& family, const Some& some, const Names& names, Values& page) {
  Values& table = page.Add("sub_sample");
  table.Set("sub_sample_family", Capitalised(family));
  for (const v1::SelectionResult* selection : some) {
    table.Add("sub_sample_head")
        .Set("head_title", selection->title())
        .Set("head_cases", absl::StrCat(CasesWord(selection->cases()),
                                        selection->may_belong() > 0
                                            ? absl::StrCat(", perhaps ", selection->may_belong(), " more")
                                            : ""));
  }
  for (int q = 0; q < some[0]->question_size(); ++q) {
    Values& row = table.Add("sub_sample_row");
    row.Set("row_question", names.Title(some[0]->question(q).id()));
    for (const v1::SelectionResult* selection : some) {
      row.Add("sub_sample_cell")
          .Set("cell_head", selection->title())
          .Set("cell_text", ShareCell(selection->question(q)));
    }
  }
}

}  // namespace

void AddMatrices(const v1::Inspection& inspection, Values& page) {
  int number = 0;
  for (const v1::MatrixResult& matrix : inspection.matrix()) {
    std::vector<std::string> rows, columns, words;
    std::vector<MatrixCell> cells;
    bool has_any = false;
    for (const v1::MatrixResult::Group& column : matrix.column()) columns.push_back(column.title());
    for (int r = 0; r < matrix.row_size(); ++r) {
      rows.push_back(matrix.row(r).title());
      std::vector<std::string> of_row;
      for (int c = 0; c < matrix.column_size(); ++c) {
        const v1::MatrixResult::Cell& cell = matrix.cell(r * matrix.column_size() + c);
        const std::string text = inspection_report::CellWord(cell);
        cells.push_back({cell.cases(), cell.may_belong(), text});
        of_row.push_back(absl::StrCat(columns[static_cast<size_t>(c)], " ", text));
        has_any |= cell.cases() + cell.may_belong() > 0;
      }
      words.push_back(absl::StrCat(matrix.row(r).title(), ": ", absl::StrJoin(of_row, ", ")));
    }
    if (!has_any) continue;
    page.Add("matrix")
        .Set("matrix_title", matrix.title())
        .Set("matrix_because", matrix.because())
        .SetMarkup("matrix_chart",
                   MatrixChart({absl::StrCat("matrix-", ++number), matrix.title(), Sentence(absl::StrJoin(words, "; "))},
                               rows, columns, cells));
  }
  page.Flag("has_matrices", number > 0);
}

void AddSubSamples(const v1::Inspection& inspection, const Names& names, Values& page) {
  std::vector<std::pair<std::string, Some>> families;
  for (const v1::SelectionResult& selection : inspection.selection()) {
    if (selection.cases() == 0) continue;
    const auto found = std::find_if(families.begin(), families.end(),
                                    [&](const auto& one) { return one.first == selection.family(); });
    Some& its = found != families.end() ? found->second : families.emplace_back(selection.family(), Some()).second;
    its.push_back(&selection);
  }
  page.Flag("has_sub_samples", !families.empty());
  for (const auto& [family, all] : families) {
    for (size_t i = 0; i < all.size(); i += kMostColumns) {
      const auto from = all.begin() + static_cast<std::ptrdiff_t>(i);
      const auto to = all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), i + kMostColumns));
      AddTable(family, Some(from, to), names, page);
    }
  }
}

}  // namespace risk::report::html
