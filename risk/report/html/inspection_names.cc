#include "risk/report/html/inspection_names.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/inspection_report/words.h"
#include "risk/report/words.h"

namespace risk::report::html {

using inspection_report::RangeWord;
using inspection_report::RatingWord;

void Names::Take(const v1::Inspection& inspection) {
  for (const v1::StandardResult& standard : inspection.standard()) {
    titles.emplace(standard.id(), absl::StrCat(standard.code(), " ", standard.title()));
    for (const v1::QuestionResult& question : standard.question()) {
      titles.emplace(question.id(), absl::StrCat(question.code(), " ", question.title()));
      codes.emplace(question.id(), question.code());
      for (const v1::PromptResult& prompt : question.prompt()) {
        titles.emplace(prompt.id(), prompt.title());
      }
    }
  }
  for (int i = 0; i < inspection.case_line_size() && i < kMostCases; ++i) {
    places.emplace(inspection.case_line(i).case_id(), i + 1);
  }
}

std::string Names::Title(const std::string& id) const {
  const auto found = titles.find(id);
  return found == titles.end() ? id : found->second;
}

std::string Names::Code(const std::string& id) const {
  const auto found = codes.find(id);
  return found == codes.end() || found->second.empty() ? id : found->second;
}

std::string RatingsChart(const v1::Inspection& inspection, const std::string& id,
                         const std::string& title) {
  if (inspection.overall().most_points() == 0) return "";
  std::vector<RangeColumn> columns;
  for (int rating = v1::INADEQUATE; rating <= v1::OUTSTANDING; ++rating) {
    columns.push_back({RatingWord(v1::Rating(rating)), absl::StrCat("rating", rating)});
  }
  std::vector<RangeRow> rows;
  std::vector<std::string> words;
  const auto add = [&](const std::string& label, const v1::RatingRange& range, v1::Rating panel) {
    RangeRow row;
    row.label = label;
    row.words = RangeWord(range);
    const bool is_rated = range.low() != v1::RATING_UNSPECIFIED;
    row.low = is_rated ? range.low() - v1::INADEQUATE : 0;
    row.high = is_rated ? range.high() - v1::INADEQUATE : v1::OUTSTANDING - v1::INADEQUATE;
    row.is_low_certain = is_rated && range.low() == range.high();
    words.push_back(absl::StrCat(label, ": ", row.words));
    if (panel != v1::RATING_UNSPECIFIED) {
      row.mark = panel - v1::INADEQUATE;
      absl::StrAppend(&words.back(), ", the panel decided ", RatingWord(panel));
    }
    rows.push_back(std::move(row));
  };
  for (const v1::StandardResult& standard : inspection.standard()) {
    add(absl::StrCat(standard.code(), " ", standard.title()), standard.rating(),
        standard.panel().rating());
  }
  add("Overall", inspection.overall().rating(), inspection.overall().panel().rating());
  return RangeChart({id, title, Sentence(absl::StrJoin(words, "; "))}, columns, rows);
}

}  // namespace risk::report::html
