// Tables for spreadsheets.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "risk/inspection_report/forms.h"
#include "risk/inspection_report/words.h"
#include "risk/report/table.h"

namespace risk::inspection_report {

using report::Table;

namespace {

constexpr size_t kColumns = 16;  // of an inspection

std::string YesNo(bool holds) { return holds ? "yes" : "no"; }

std::string Number(int number) { return absl::StrCat(number); }

std::string RatingCell(v1::Rating rating) {
  return rating == v1::RATING_UNSPECIFIED ? "" : v1::Rating_Name(rating);
}

}  // namespace

std::string InspectionTable(const v1::Inspection& inspection) {
  Table table;
  table.Line({"sub_sample", "standard", "question", "code", "sufficient", "not_sufficient",
              "undecided", "not_relevant", "judged", "interval_low_percent",
              "interval_high_percent", "rating_low", "rating_high", "few_cases", "cases",
              "may_belong"});
  const auto counts = [](const v1::Counts& its) {
    return std::vector<std::string>{Number(its.sufficient()), Number(its.not_sufficient()),
                                    Number(its.undecided()), Number(its.not_relevant()),
                                    Number(its.judged())};
  };
  const auto line = [&](std::vector<std::string> first, const v1::Counts& its,
                        const std::vector<std::string>& last) {
    const std::vector<std::string> middle = counts(its);
    first.insert(first.end(), middle.begin(), middle.end());
    first.insert(first.end(), last.begin(), last.end());
    table.Line(first);
  };
  for (const v1::StandardResult& standard : inspection.standard()) {
    for (const v1::QuestionResult& question : standard.question()) {
      const bool has_interval = question.has_counts() && question.share_low().all() > 0;
      line({"", standard.id(), question.id(), question.code()}, question.counts(),
           {has_interval ? absl::StrFormat("%.2f", question.interval_low()) : "",
            has_interval ? absl::StrFormat("%.2f", question.interval_high()) : "",
            RatingCell(question.rating().low()), RatingCell(question.rating().high()),
            has_interval ? YesNo(question.is_small()) : "", Number(inspection.cases()), ""});
    }
  }
  for (const v1::SelectionResult& selection : inspection.selection()) {
    for (const v1::QuestionShare& question : selection.question()) {
      line({selection.id(), question.id().substr(0, question.id().find('.')), question.id(), ""},
           question.counts(),
           {"", "", RatingCell(question.rating().low()), RatingCell(question.rating().high()),
            YesNo(question.is_small()), Number(selection.cases()), Number(selection.may_belong())});
    }
  }
  // Cases that belong to two sub-samples; no key question.
  for (const v1::MatrixResult& matrix : inspection.matrix()) {
    for (int i = 0; i < matrix.cell_size(); ++i) {
      std::vector<std::string> cells(kColumns);
      cells[0] = absl::StrCat(matrix.row(i / matrix.column_size()).id(), " and ",
                              matrix.column(i % matrix.column_size()).id());
      cells[kColumns - 2] = Number(matrix.cell(i).cases());
      cells[kColumns - 1] = Number(matrix.cell(i).may_belong());
      table.Line(cells);
    }
  }
  return table.Take();
}

std::string ComparisonTable(const v1::InspectionComparison& comparison) {
  Table table;
  table.Line({"what", "before", "after", "because"});
  for (const v1::InspectionChange& change : comparison.change()) {
    table.Line({change.what(), change.before(), change.after(), change.because()});
  }
  return table.Take();
}

std::string AuditTable(const v1::CaseAudit& audit, bool with_heading) {
  Table table;
  if (with_heading) {
    table.Line({"case", "question", "code", "question_verdict", "prompt", "verdict", "from_record",
                "judged"});
  }
  for (const v1::StandardAudit& standard : audit.standard()) {
    for (const v1::QuestionAudit& question : standard.question()) {
      for (const v1::PromptAudit& prompt : question.prompt()) {
        table.Line({audit.case_id(), question.id(), question.code(),
                    v1::Verdict_Name(question.verdict()), prompt.id(),
                    v1::Verdict_Name(prompt.verdict()), v1::Verdict_Name(prompt.from_record()),
                    prompt.has_judgement() || question.has_judgement() ? "yes" : "no"});
      }
    }
  }
  return table.Take();
}

}  // namespace risk::inspection_report
