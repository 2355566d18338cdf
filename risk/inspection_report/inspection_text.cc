// A sample of cases, rated, to read.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/inspection_report/forms.h"
#include "risk/inspection_report/words.h"
#include "risk/report/page.h"
#include "risk/report/words.h"

namespace risk::inspection_report {

using report::Page;

namespace {

constexpr int kMostRejected = 10;
constexpr int kMostPrompts = 3;

void WriteHeading(const v1::Inspection& result, Page* page) {
  const std::string who =
      result.organisation().empty() ? "a sample of cases" : result.organisation();
  page->Line(0, page->Bold(absl::StrCat("Inspection of ", who)));
  std::string line =
      absl::StrCat(result.scheme_title(), " (", result.scheme(), "). ", CasesWord(result.cases()));
  if (result.has_assessed_on())
    absl::StrAppend(&line, ", on ", report::DateWord(result.assessed_on()));
  page->Line(0, line + ".");
  if (result.has_known_on()) {
    page->Line(
        0, absl::StrCat("With only what was known on ", report::DateWord(result.known_on()), "."));
  }
}

void WriteOverall(const v1::Inspection& result, Page* page) {
  if (!result.has_overall() || result.overall().most_points() == 0) {
    page->Heading("Overall");
    page->Line(2, "This scheme gives no ratings; the shares of cases stand below.");
    return;
  }
  const v1::OverallResult& overall = result.overall();
  page->Heading("Overall");
  page->Line(2,
             absl::StrCat(page->Bold(RangeWord(overall.rating())), ": ", PointsWord(overall), "."));
  if (overall.limited()) page->Line(2, "The limiter of the scheme lowers it.");
  if (overall.may_be_limited()) page->Line(2, "The limiter of the scheme may lower it.");
  if (overall.not_rated_size() > 0) {
    page->Line(2, absl::StrCat("Nothing is known of ", absl::StrJoin(overall.not_rated(), ", "),
                               ": anything from no points to the most is possible there."));
  }
  const std::string with_panel = WithPanelWord(overall);
  if (!with_panel.empty()) page->Line(2, "With what the panel decided: " + with_panel);
}

void WriteQuestion(const v1::QuestionResult& question, bool all, Page* page) {
  const std::string mark = absl::StrCat(question.code(), " ");
  if (!question.has_counts()) {
    page->Item(4, mark, absl::StrCat(question.title(), " ", RangeWord(question.rating()), "."));
    return;
  }
  std::string line = absl::StrCat(question.title(), " ", ShareWord(question));
  if (question.share_low().all() > 0) absl::StrAppend(&line, ": ", CountsWord(question.counts()));
  if (question.has_rating()) absl::StrAppend(&line, "; ", page->Bold(RangeWord(question.rating())));
  page->Item(4, mark, line + ".");
  if (question.share_low().all() == 0) return;
  const std::string more = MoreWord(question);
  if (!more.empty()) page->Line(10, page->Faint(more));
  int written = 0;
  for (const v1::PromptResult& prompt : question.prompt()) {
    if (!all && (prompt.not_met() == 0 || written == kMostPrompts)) continue;
    ++written;
    page->Item(8, "- ", PromptWord(prompt));
  }
}

void WriteStandards(const v1::Inspection& result, bool all, Page* page) {
  page->Heading("Standards");
  for (const v1::StandardResult& standard : result.standard()) {
    std::string line = page->Bold(standard.title());
    if (standard.has_rating() || result.overall().most_points() > 0) {
      absl::StrAppend(&line, ": ", RangeWord(standard.rating()));
    }
    if (standard.basis() == v1::Standard::JUDGEMENT) absl::StrAppend(&line, " (by judgement)");
    if (standard.decided_by_size() > 0) {
      absl::StrAppend(&line, "; decided by ", absl::StrJoin(standard.decided_by(), ", "));
    }
    page->Item(2, absl::StrCat(standard.code(), " "), line + ".");
    for (const v1::Judgement& judgement : standard.judgement()) {
      page->Line(6, JudgementWord(judgement));
    }
    if (standard.has_sample() && standard.sample().state() != v1::SampleStatus::REACHED) {
      page->Line(6, page->Warm(SampleWord(standard.sample())));
    }
    if (standard.basis() == v1::Standard::CASES || all) {
      for (const v1::QuestionResult& question : standard.question())
        WriteQuestion(question, all, page);
    }
    for (const v1::DiscretionTest& test : standard.discretion()) {
      page->Line(6, absl::StrCat(
                        "Discretion can be considered: ", test.question(), ": ", test.text(),
                        test.outcome() == v1::TRUE ? "" : ", if undecided cases turn out so", "."));
    }
    if (standard.has_panel()) page->Line(6, PanelWord(standard));
  }
}

void WriteTallies(const v1::Inspection& result, Page* page) {
  std::string family;
  for (const v1::TallyResult& tally : result.tally()) {
    if (tally.holds() + tally.does_not() + tally.undecided() == 0) continue;
    if (tally.family() != family) page->Heading(report::Capitalised(tally.family()));
    family = tally.family();
    page->Line(2, TallyWord(tally));
  }
  if (result.posts_size() > 0) page->Heading("Posts");
  for (const v1::PostsResult& posts : result.posts()) {
    page->Line(2, absl::StrCat(posts.grade(), ": ", PostsWord(posts.established_tenths()), " posts",
                               posts.has_filled_tenths()
                                   ? absl::StrCat(", ", PostsWord(posts.filled_tenths()), " filled")
                                   : ", filled not known",
                               posts.has_vacant_percent()
                                   ? absl::StrCat(", ", posts.vacant_percent(), " % vacant")
                                   : "",
                               "."));
  }
}

void WriteMatrices(const v1::Inspection& result, Page* page) {
  for (const v1::MatrixResult& matrix : result.matrix()) {
    bool is_first = true;
    for (int r = 0; r < matrix.row_size(); ++r) {
      std::vector<std::string> cells;
      bool has_any = false;
      for (int c = 0; c < matrix.column_size(); ++c) {
        const v1::MatrixResult::Cell& cell = matrix.cell(r * matrix.column_size() + c);
        has_any |= cell.cases() + cell.may_belong() > 0;
        cells.push_back(absl::StrCat(matrix.column(c).title(), " ", CellWord(cell)));
      }
      if (!has_any) continue;
      if (is_first) page->Heading(absl::StrCat(matrix.title(), ": cases by ", matrix.row_family(), " and ", matrix.column_family()));
      is_first = false;
      page->Item(2, absl::StrCat(matrix.row(r).title(), ": "), absl::StrCat(absl::StrJoin(cells, "; "), "."));
    }
  }
}

// How large each sub-sample is; with `all` also its share on each key question.
void WriteSelections(const v1::Inspection& result, bool all, Page* page) {
  std::string family;
  bool is_first = true;
  for (const v1::SelectionResult& selection : result.selection()) {
    if (selection.cases() == 0 && !all) continue;
    if (is_first) page->Heading("Sub-samples");
    is_first = false;
    if (selection.family() != family) page->Line(2, report::Capitalised(selection.family()));
    family = selection.family();
    page->Item(4, "- ", SelectionWord(selection));
    int few = 0;
    for (const v1::QuestionShare& question : selection.question()) {
      few += question.is_small();
      if (!all) continue;
      page->Line(8, absl::StrCat(question.id(), ": ", PercentWord(question.counts()), ", ", CountsWord(question.counts()),
                                 question.is_small() ? "; few cases, read with care" : "", "."));
    }
    if (!all && few > 0) {
      page->Line(6, page->Warm(absl::StrCat("Few cases on ", few, " of ", selection.question_size(),
                                            " key questions: read with care.")));
    }
  }
}

void WriteDifferences(const v1::Inspection& result, bool all, Page* page) {
  bool is_first = true;
  for (const v1::Difference& difference : result.difference()) {
    if (!all && (difference.is_small() || difference.intervals_overlap())) continue;
    if (is_first) page->Heading("Sub-samples that differ");
    is_first = false;
    page->Line(
        2, absl::StrCat(report::Capitalised(difference.family()), ", ", difference.question(), ": ",
                        difference.selection(), " against ",
                        difference.other().empty() ? "all that have another" : difference.other(), " ",
                        DifferenceWord(difference), " points", difference.is_small() ? "; few cases, read with care" : "",
                        difference.intervals_overlap() ? "; intervals overlap" : "", "."));
  }
}

void WriteRecommendations(const v1::Inspection& result, Page* page) {
  if (result.recommendation_size() > 0) page->Heading("Recommendations, by what they would change");
  int number = 0;
  for (const v1::RecommendationResult& one : result.recommendation()) {
    page->Item(2, absl::StrCat(++number, ". "),
               absl::StrCat(page->Bold(one.title()), ". ", one.wording()));
    std::string line = absl::StrCat("Called for in ", CasesWord(one.cases()));
    for (const v1::Moves& moves : one.moves()) {
      absl::StrAppend(&line, "; ", moves.standard(), " ", MovesWord(moves));
    }
    page->Line(5, page->Faint(line + "."));
  }
}

void WriteProvisos(const v1::Inspection& result, Page* page) {
  if (result.rests_on_size() > 0) page->Heading("Ratings rest on what is still to be verified");
  for (const v1::RestsOn& one : result.rests_on()) {
    page->Item(2, "- ",
               absl::StrCat(one.what(), ": ", one.source().title(), ", ", one.source().clause(),
                            one.source().mark() == v1::Source::PROPOSAL ? " (our own proposal)"
                                                                        : " (to be verified)",
                            "."));
  }
  if (result.rejected_size() > 0) page->Heading("Not counted");
  for (int i = 0; i < result.rejected_size() && i < kMostRejected; ++i) {
    page->Item(2, "- ", RejectedWord(result.rejected(i)));
  }
  if (result.rejected_size() > kMostRejected) {
    page->Line(2, absl::StrCat(result.rejected_size() - kMostRejected, " more."));
  }
  if (result.note_size() > 0) page->Heading("Notes");
  for (const v1::Note& note : result.note()) page->Item(2, "- ", report::Sentence(note.text()));
  page->Gap();
  page->Line(0,
             "Supports inspectors and a ratings panel and replaces neither. What is not known is "
             "not counted as not met.");
}

}  // namespace

std::string InspectionText(const v1::Inspection& inspection, const ReportOptions& options) {
  Page page(options.width, options.colour);
  WriteHeading(inspection, &page);
  WriteOverall(inspection, &page);
  WriteStandards(inspection, options.all, &page);
  WriteTallies(inspection, &page);
  WriteMatrices(inspection, &page);
  WriteSelections(inspection, options.all, &page);
  WriteDifferences(inspection, options.all, &page);
  WriteRecommendations(inspection, &page);
  WriteProvisos(inspection, &page);
  return page.Take();
}

std::string ComparisonText(const v1::InspectionComparison& comparison,
                           const ReportOptions& options) {
  Page page(options.width, options.colour);
  const auto name = [](const v1::Inspection& one) {
    const std::string day =
        one.has_assessed_on() ? ", on " + report::DateWord(one.assessed_on()) : "";
    return absl::StrCat(one.scheme_title(), day);
  };
  page.Line(0, page.Bold(absl::StrCat("From ", name(comparison.before()), " to ",
                                      name(comparison.after()))));
  page.Line(0, absl::StrCat(CasesWord(comparison.before().cases()), " and ",
                            CasesWord(comparison.after().cases()), "."));
  page.Heading(comparison.change().empty() ? "Nothing changed" : "What changed");
  for (const v1::InspectionChange& change : comparison.change()) {
    page.Item(2, "- ",
              absl::StrCat(change.what(), ": ", change.before(), " -> ", change.after(), " (",
                           change.because(), ")"));
  }
  return page.Take();
}

}  // namespace risk::inspection_report
