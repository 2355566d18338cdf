#include "risk/report/html/inspection.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/inspection_report/words.h"
#include "risk/report/html/case_details.h"
#include "risk/report/html/charts.h"
#include "risk/report/html/inspection_names.h"
#include "risk/report/html/sub_samples.h"
#include "risk/report/html/template.h"
#include "risk/report/words.h"

namespace risk::report::html {
namespace {

using inspection_report::CasesWord;
using inspection_report::CountsWord;
using inspection_report::PointsWord;
using inspection_report::PostsWord;
using inspection_report::RangeWord;
using inspection_report::RatingWord;
using inspection_report::ShareWord;

double ShareOf(const v1::Fraction& share) {
  return share.all() == 0 ? 0 : static_cast<double>(share.of()) / share.all();
}

void AddFact(const std::string& label, const std::string& text, Values& page) {
  page.Add("overall").Set("overall_label", label).Set("overall_text", text);
}

void AddHead(const v1::Inspection& inspection, Values& page) {
  page.Set("title", InspectionTitle(inspection));
  std::string line = absl::StrCat(inspection.scheme_title(), " (", inspection.scheme(), "). ", CasesWord(inspection.cases()));
  if (inspection.has_assessed_on()) absl::StrAppend(&line, ", on ", DateWord(inspection.assessed_on()));
  line += ".";
  if (inspection.has_known_on()) {
    absl::StrAppend(&line, " With only what was known on ", DateWord(inspection.known_on()), ".");
  }
  page.Set("subtitle", line);
}

void AddOverall(const v1::Inspection& inspection, const Names& names, Values& page) {
  const v1::OverallResult& overall = inspection.overall();
  if (overall.most_points() == 0) {
    AddFact("Overall", "This scheme gives no ratings; the shares of cases stand below.", page);
    return;
  }
  std::string text = absl::StrCat(RangeWord(overall.rating()), ": ", PointsWord(overall), ".");
  if (overall.limited()) absl::StrAppend(&text, " The limiter of the scheme lowers it.");
  if (overall.may_be_limited()) absl::StrAppend(&text, " The limiter of the scheme may lower it.");
  AddFact("Overall", text, page);
  const std::string with_panel = inspection_report::WithPanelWord(overall);
  if (!with_panel.empty()) AddFact("With what the panel decided", with_panel, page);
  if (overall.not_rated_size() > 0) {
    std::vector<std::string> titles;
    for (const std::string& id : overall.not_rated()) titles.push_back(names.Title(id));
    AddFact("Not rated", absl::StrCat(absl::StrJoin(titles, "; "),
                                      ": anything from no points to the most is possible there."),
            page);
  }
}

void AddFirstSteps(const v1::Inspection& inspection, Values& page) {
  std::vector<std::string> titles;
  for (const v1::RecommendationResult& one : inspection.recommendation()) {
    if (titles.size() < 3) titles.push_back(one.title());
  }
  if (!titles.empty()) AddFact("First", Sentence(absl::StrJoin(titles, "; ")), page);
  if (inspection.rejected_size() > 0) {
    AddFact("Not counted", absl::StrCat(CasesWord(inspection.rejected_size()), ", listed below."), page);
  }
}

void AddRecommendations(const v1::Inspection& inspection, const Names& names, Values& page) {
  page.Flag("has_recommendations", inspection.recommendation_size() > 0);
  for (const v1::RecommendationResult& one : inspection.recommendation()) {
    std::string counts = absl::StrCat("Called for in ", CasesWord(one.cases()));
    for (const v1::Moves& moves : one.moves()) {
      absl::StrAppend(&counts, "; ", names.Title(moves.standard()), " ", inspection_report::MovesWord(moves));
    }
    page.Add("recommendation")
        .Set("recommendation_title", Sentence(one.title()))
        .Set("recommendation_text", one.wording())
        .Set("recommendation_counts", counts + ".");
  }
}

// Bars of a family share a scale, so that what was needed, made, answered and used narrows to the eye.
void AddTallies(const v1::Inspection& inspection, Values& page) {
  std::vector<std::pair<std::string, std::vector<const v1::TallyResult*>>> families;
  for (const v1::TallyResult& tally : inspection.tally()) {
    if (tally.holds() + tally.does_not() + tally.undecided() == 0) continue;
    if (families.empty() || families.back().first != tally.family()) families.push_back({tally.family(), {}});
    families.back().second.push_back(&tally);
  }
  page.Flag("has_families", !families.empty());
  int number = 0;
  for (const auto& [title, tallies] : families) {
    int most = 1;
    for (const v1::TallyResult* tally : tallies) {
      most = std::max(most, tally->holds() + tally->does_not() + tally->undecided());
    }
    Values& family = page.Add("family");
    family.Set("family_title", Capitalised(title));
    for (const v1::TallyResult* tally : tallies) {
      const std::string text = inspection_report::TallyWord(*tally);
      Strip strip;
      strip.low = static_cast<double>(tally->holds()) / most;
      strip.high = static_cast<double>(tally->holds() + tally->undecided()) / most;
      family.Add("tally")
          .Set("tally_text", text)
          .SetMarkup("tally_strip", StripChart({absl::StrCat("tally-", ++number), tally->title(), text}, strip));
    }
  }
}

void AddPrompts(const v1::QuestionResult& question, const Names& names, Values& of) {
  bool has_any = false;
  for (const v1::PromptResult& prompt : question.prompt()) {
    if (prompt.not_met() + prompt.undecided() == 0) continue;
    has_any = true;
    Values& its = of.Add("prompt");
    its.Set("prompt_text", inspection_report::PromptWord(prompt));
    its.Flag("has_examples", prompt.example_size() > 0);
    for (int i = 0; i < prompt.example_size(); ++i) {
      const auto place = names.places.find(prompt.example(i));
      its.Add("example")
          .Set("separator", i == 0 ? "" : ", ")
          .Set("example_case", prompt.example(i))
          .Set("example_place", place == names.places.end() ? "" : absl::StrCat(place->second));
    }
  }
  of.Flag("has_prompts", has_any);
}

void AddQuestion(const v1::Inspection& inspection, const v1::QuestionResult& question, const std::string& id,
                 const Names& names, Values& standard) {
  Values& its = standard.Add("question");
  its.Set("question_title", absl::StrCat(question.code(), " ", question.title()));
  its.Set("question_strip", "").Set("question_more", "").Flag("has_prompts", false);
  if (!question.has_counts()) {
    its.Set("question_text", Sentence(Capitalised(RangeWord(question.rating()))));
    return;
  }
  std::string text = Capitalised(ShareWord(question));
  const bool has_share = question.share_low().all() > 0;
  if (has_share) absl::StrAppend(&text, ": ", CountsWord(question.counts()));
  if (question.has_rating()) absl::StrAppend(&text, "; ", RangeWord(question.rating()));
  its.Set("question_text", Sentence(text));
  if (!has_share) return;
  const std::string more = inspection_report::MoreWord(question);
  its.Set("question_more", more);
  Strip strip;
  strip.low = ShareOf(question.share_low());
  strip.high = ShareOf(question.share_high());
  strip.has_whisker = question.interval_high() > 0;
  strip.whisker_low = question.interval_low() / 100;
  strip.whisker_high = question.interval_high() / 100;
  for (const v1::Scheme::Band& band : inspection.band()) {
    if (band.from_percent() > 0) {
      strip.lines.push_back({band.from_percent() / 100.0, absl::StrCat(band.from_percent(), " %")});
    }
  }
  its.SetMarkup("question_strip",
                StripChart({id, absl::StrCat("Share of cases that are sufficient: ", question.code()),
                            absl::StrCat(Sentence(text), " ", more)},
                           strip));
  AddPrompts(question, names, its);
}

void AddStandard(const v1::Inspection& inspection, int number, const Names& names, Values& page) {
  const v1::StandardResult& standard = inspection.standard(number - 1);
  Values& its = page.Add("standard");
  const bool is_rated = standard.has_rating() || inspection.overall().most_points() > 0;
  its.Set("standard_title",
          absl::StrCat(standard.code(), " ", standard.title(), is_rated ? ": " : "",
                       is_rated ? RangeWord(standard.rating()) : "",
                       standard.basis() == v1::Standard::JUDGEMENT ? " (by judgement)" : ""));
  const auto fact = [&](const std::string& text) { its.Add("standard_fact").Set("standard_fact_text", text); };
  if (standard.decided_by_size() > 0) {
    std::vector<std::string> titles;
    for (const std::string& id : standard.decided_by()) titles.push_back(names.Title(id));
    fact(absl::StrCat("Decided by: ", Sentence(absl::StrJoin(titles, "; "))));
  }
  for (const v1::Judgement& judgement : standard.judgement()) {
    fact(inspection_report::JudgementWord(judgement));
  }
  if (standard.has_sample() && standard.sample().state() != v1::SampleStatus::REACHED) {
    fact(inspection_report::SampleWord(standard.sample()));
  }
  for (const v1::DiscretionTest& test : standard.discretion()) {
    fact(absl::StrCat("Discretion can be considered: ", names.Title(test.question()), ": ", test.text(),
                      test.outcome() == v1::TRUE ? "" : ", if undecided cases turn out so", "."));
  }
  if (standard.has_panel()) fact(inspection_report::PanelWord(standard));
  if (standard.basis() != v1::Standard::CASES) return;
  for (int i = 0; i < standard.question_size(); ++i) {
    AddQuestion(inspection, standard.question(i), absl::StrCat("share-", number, "-", i + 1), names, its);
  }
}

void AddBands(const v1::Inspection& inspection, Values& page) {
  std::vector<std::string> words;
  for (const v1::Scheme::Band& band : inspection.band()) {
    if (band.from_percent() > 0) {
      words.push_back(absl::StrCat(RatingWord(band.rating()), " from ", band.from_percent(), " %"));
    }
  }
  page.Flag("has_bands", !words.empty()).Set("band_words", absl::StrJoin(words, ", "));
}

void AddDifferences(const v1::Inspection& inspection, const Names& names, Values& page) {
  std::map<std::string, std::string> titles;
  for (const v1::SelectionResult& selection : inspection.selection()) titles[selection.id()] = selection.title();
  const auto title = [&](const std::string& id) {
    if (id.empty()) return std::string("all that have another");
    return titles.count(id) > 0 ? titles[id] : id;
  };
  bool has_any = false;
  for (const v1::Difference& difference : inspection.difference()) {
    if (difference.is_small() || difference.intervals_overlap()) continue;
    has_any = true;
    page.Add("difference")
        .Set("difference_question", names.Title(difference.question()))
        .Set("difference_pair", absl::StrCat(Capitalised(difference.family()), ": ", title(difference.selection()),
                                             " against ", title(difference.other())))
        .Set("difference_points", inspection_report::DifferenceWord(difference) + " points");
  }
  page.Flag("has_differences", has_any);
}

void AddPosts(const v1::Inspection& inspection, Values& page) {
  page.Flag("has_posts", inspection.posts_size() > 0);
  for (const v1::PostsResult& posts : inspection.posts()) {
    page.Add("posts")
        .Set("posts_grade", posts.grade())
        .Set("posts_established", PostsWord(posts.established_tenths()))
        .Set("posts_filled",
             posts.has_filled_tenths() ? absl::StrCat(PostsWord(posts.filled_tenths()), " filled") : "filled not known")
        .Set("posts_vacant", posts.has_vacant_percent() ? absl::StrCat(posts.vacant_percent(), " % vacant") : "vacant not known");
  }
}

// How far the list goes, and how to go further.
std::string CasesNote(const v1::Inspection& inspection) {
  const int shown = std::min(inspection.case_line_size(), kMostCases);
  int detailed = 0;
  for (int i = 0; i < shown; ++i) {
    const v1::CaseLine& line = inspection.case_line(i);
    detailed += line.level_size() + line.prompt_size() > 0;
  }
  std::string note = shown < inspection.cases()
                         ? absl::StrCat("The first ", shown, " of ", CasesWord(inspection.cases()), ", by reference. ")
                         : "";
  if (detailed == 0) return absl::StrCat(note, "What is behind a case, prompt by prompt:");
  absl::StrAppend(&note, "Open \"Findings and evidence\" for what was found in a case. ");
  if (detailed < shown) {
    absl::StrAppend(&note, "A case without it has nothing open, or is beyond those that were asked for (--details). ");
  }
  return absl::StrCat(note, "All of it, prompt by prompt:");
}

void AddCases(const v1::Inspection& inspection, const Names& names, Values& page) {
  page.Flag("has_cases", inspection.case_line_size() > 0);
  page.Set("cases_note", CasesNote(inspection));
  page.Set("cases_command", absl::StrCat("risk audit --scheme ", inspection.scheme(), " --format html CASE"));
  for (int i = 0; i < inspection.case_line_size() && i < kMostCases; ++i) {
    const v1::CaseLine& line = inspection.case_line(i);
    Values& its = page.Add("case");
    its.Set("case_place", i + 1).Set("case_name", line.case_id());
    bool has_failed = false;
    std::vector<std::string> undecided;
    for (const v1::CaseLine::Answer& answer : line.answer()) {
      const std::string question = names.Code(answer.question());
      if (answer.verdict() == v1::UNDECIDED) undecided.push_back(question);
      if (answer.verdict() != v1::NOT_MET) continue;
      has_failed = true;
      std::vector<std::string> prompts;
      for (const std::string& prompt : answer.not_met()) prompts.push_back(names.Title(prompt));
      its.Add("failed").Set("failed_text", absl::StrCat(question, prompts.empty() ? "" : ": ",
                                                        prompts.empty() ? "" : Sentence(absl::StrJoin(prompts, "; "))));
    }
    its.Flag("has_failed", has_failed);
    AddCaseDetails(line, its);
    its.Set("case_undecided", undecided.empty() ? "None." : absl::StrJoin(undecided, ", "));
  }
}

void AddNotes(const std::string& heading, const std::vector<std::string>& texts, Values& page) {
  if (texts.empty()) return;
  Values& list = page.Add("note_list");
  list.Set("note_title", heading);
  for (const std::string& text : texts) list.Add("note").Set("note_text", text);
}

void AddAllNotes(const v1::Inspection& inspection, Values& page) {
  std::vector<std::string> provisos, rejected, notes;
  for (const v1::RestsOn& one : inspection.rests_on()) {
    provisos.push_back(
        absl::StrCat(one.what(), ": ", one.source().title(), one.source().clause().empty() ? "" : ", ",
                     one.source().clause(),
                     one.source().mark() == v1::Source::PROPOSAL ? " (our own proposal)." : " (to be verified)."));
  }
  for (const v1::Rejected& one : inspection.rejected()) {
    rejected.push_back(inspection_report::RejectedWord(one));
  }
  for (const v1::Note& note : inspection.note()) notes.push_back(Sentence(note.text()));
  AddNotes("Ratings rest on what is still to be verified", provisos, page);
  AddNotes("Not counted", rejected, page);
  AddNotes("Notes", notes, page);
}

}  // namespace

std::string InspectionTitle(const v1::Inspection& inspection) {
  return absl::StrCat("Inspection of ",
                      inspection.organisation().empty() ? "a sample of cases" : inspection.organisation());
}

std::string InspectionArticle(const v1::Inspection& inspection) {
  const Names names(inspection);
  Values page;
  AddHead(inspection, page);
  AddOverall(inspection, names, page);
  AddFirstSteps(inspection, page);
  page.SetMarkup("chart", RatingsChart(inspection, "ratings", "Ratings of the standards and overall"));
  AddRecommendations(inspection, names, page);
  AddTallies(inspection, page);
  AddBands(inspection, page);
  for (int i = 0; i < inspection.standard_size(); ++i) AddStandard(inspection, i + 1, names, page);
  AddMatrices(inspection, page);
  AddSubSamples(inspection, names, page);
  AddDifferences(inspection, names, page);
  AddPosts(inspection, page);
  AddCases(inspection, names, page);
  AddAllNotes(inspection, page);
  return Render("inspection.mustache", page);
}

}  // namespace risk::report::html
