#include "risk/report/html/assessment.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/report/html/charts.h"
#include "risk/report/html/citations.h"
#include "risk/report/html/template.h"
#include "risk/report/item_words.h"
#include "risk/report/result_words.h"
#include "risk/report/sections.h"
#include "risk/report/words.h"

namespace risk::report::html {
namespace {

constexpr int kSides = 6;
constexpr int kReadings = 4;
constexpr int kMostPaths = 4;
constexpr int kHashShown = 12;

template <typename Result>
void AddCites(const Result& result, Draft& draft, Values& values) {
  AddCites(result.source(), draft.sources, values);
}

void AddHead(const Draft& draft, Values& page) {
  const v1::Assessment& assessment = draft.assessment;
  std::string title = absl::StrCat("Case ", assessment.case_id().empty() ? "without a reference" : assessment.case_id(),
                                   ", assessed on ", DateWord(assessment.assessed_on()));
  if (!draft.options.date_note.empty()) absl::StrAppend(&title, " (", draft.options.date_note, ")");
  page.Set("title", title);
  page.Set("as_known_on", DateWord(assessment.known_on()));
  std::string edition = absl::StrCat("Edition ", EditionWord(assessment));
  if (!assessment.edition_hash().empty()) {
    absl::StrAppend(&edition, " (", assessment.edition_hash().substr(0, kHashShown), ")");
  }
  page.Set("edition_line", Sentence(edition));
}

void AddBrief(const Draft& draft, Values& page) {
  page.Flag("has_brief", true);
  for (const BriefLine& line : BriefLines(draft)) {
    page.Add("brief").Set("brief_label", line.label).Set("brief_text", line.text);
  }
}

// A group or one person in it. What is low only because nobody asked is hatched, not filled.
template <typename Level>
RangeRow RowOf(const Level& level, const std::string& label, bool is_part) {
  RangeRow row;
  row.label = label;
  row.is_part = is_part;
  row.low = level.at_least() - v1::LOW;
  row.high = level.could_be() - v1::LOW;
  row.is_low_certain = level.at_least() == level.could_be() || level.at_least() > v1::LOW;
  row.words = level.at_least() == level.could_be() ? LevelWord(level.at_least())
              : level.at_least() <= v1::LOW        ? absl::StrCat("up to ", LevelWord(level.could_be()))
                                                   : absl::StrCat(LevelWord(level.at_least()), " to ", LevelWord(level.could_be()));
  return row;
}

void AddChart(const Draft& draft, const std::string& prefix, Values& page) {
  if (draft.assessment.level().empty()) return;
  std::vector<RangeColumn> columns;
  for (int level = v1::LOW; level <= v1::VERY_HIGH; ++level) {
    columns.push_back({LevelWord(v1::Level(level)), absl::StrCat("level", level)});
  }
  std::vector<RangeRow> rows;
  std::vector<std::string> words;
  bool has_mark = false;
  for (const v1::GroupLevel& level : draft.assessment.level()) {
    RangeRow row = RowOf(level, draft.GroupTitle(level.group()), false);
    std::string word = absl::StrCat(row.label, ": ", row.words);
    if (level.recorded() != v1::LEVEL_UNSPECIFIED) {
      has_mark = true;
      row.mark = level.recorded() - v1::LOW;
      absl::StrAppend(&row.words, ", recorded ", LevelWord(level.recorded()));
      absl::StrAppend(&word, ", recorded ", LevelWord(level.recorded()));
    }
    words.push_back(word);
    rows.push_back(std::move(row));
    for (const v1::PersonLevel& person : level.of_person()) {
      rows.push_back(RowOf(person, person.label(), true));
      words.push_back(absl::StrCat(person.label(), ": ", rows.back().words));
    }
  }
  page.SetMarkup("chart", RangeChart({absl::StrCat(prefix, "levels"), "Level for each group and person",
                                      Sentence(absl::StrJoin(words, "; "))},
                                     columns, rows));
  page.Flag("has_mark", has_mark);
}

template <typename Level>
void AddLevel(const Level& level, const std::string& who, const std::string& recorded, Draft& draft, Values& page) {
  Values& row = page.Add("level");
  row.Set("level_who", who).Set("level_range", Capitalised(RangeWord(level.at_least(), level.could_be())));
  row.Set("level_recorded", recorded).Flag("has_reasons", !level.reason().empty());
  for (const v1::LevelReason& reason : level.reason()) {
    AddCites(reason, draft, row.Add("reason").Set("reason_text", Sentence(reason.because())));
  }
}

void AddLevels(Draft& draft, Values& page) {
  page.Flag("has_levels", !draft.assessment.level().empty());
  for (const v1::GroupLevel& level : draft.assessment.level()) {
    const std::string title = draft.GroupTitle(level.group());
    AddLevel(level, title, RecordedWord(level), draft, page);
    for (const v1::PersonLevel& person : level.of_person()) {
      AddLevel(person, absl::StrCat(title, ": ", person.label()), "", draft, page);
    }
  }
  page.Set("unrecorded", UnrecordedWord(draft));
}

void AddAsks(Draft& draft, Values& page) {
  int number = 0;
  bool has_pieces = false;
  for (const v1::OpenItem& item : draft.assessment.missing()) {
    if (item.check().empty()) {
      has_pieces = true;
      page.Add("piece").Set("piece_text", PieceWord(item, draft));
      continue;
    }
    Values& ask = page.Add("ask");
    ask.Set("ask_number", ++number).Set("ask_title", TitleWord(item)).Set("ask_state", StateWord(item));
    ask.Set("ask_text", absl::StrCat(item.wording().empty() ? "" : Sentence(item.wording()), " ",
                                     AskWord(item.ask(), item.ask_unit(), item.due())));
    ask.Set("ask_effect", EffectWord(item, draft));
    ask.Set("ask_proviso",
            item.need_is_certain() ? "" : "Needed unless what is still unknown shows otherwise.");
    ask.Set("ask_because", item.because().empty() ? "" : Sentence(item.because()));
    AddCites(item, draft, ask);
  }
  page.Flag("has_asks", number > 0 || has_pieces).Flag("has_pieces", has_pieces);
  page.Set("nothing_to_ask", number > 0 || has_pieces
                                 ? ""
                                 : "Nobody. Everything that the rules ask for is asked, answered and fresh.");
}

void AddFinding(const v1::FindingResult& finding, Draft& draft, Values& kind) {
  Values& made = kind.Add("made");
  made.Flag("is_urgent", finding.severity() == v1::Finding::URGENT);
  made.Set("finding_title", Sentence(TitleWord(finding)));
  made.Set("finding_text", absl::StrCat(finding.wording().empty() ? "" : Sentence(finding.wording()), WhoAndWhen(finding)));
  made.Set("finding_because", finding.because().empty() ? "" : Sentence(finding.because()));
  const std::string sides = finding.kind() == v1::Finding::CONTRADICTION
                                ? Evidence(finding.explanation(), kSides, false)
                                : "";
  made.Set("finding_sides", sides.empty() ? "" : Sentence(sides));
  AddCites(finding, draft, made);
}

void AddFindings(Draft& draft, Values& page) {
  for (const auto& [wanted, heading] : {std::make_pair(v1::Finding::REQUIRED_ACTION, "What must happen"),
                                        std::make_pair(v1::Finding::CONTRADICTION, "What does not agree"),
                                        std::make_pair(v1::Finding::PRACTICE_GAP, "Gaps in practice")}) {
    std::vector<const v1::FindingResult*> made;
    std::vector<std::string> possible;
    for (const v1::FindingResult& finding : draft.assessment.finding()) {
      if (finding.kind() != wanted) continue;
      if (finding.outcome() == v1::TRUE) made.push_back(&finding);
      if (finding.outcome() == v1::UNKNOWN) possible.push_back(TitleWord(finding));
    }
    if (made.empty() && possible.empty()) continue;
    Values& kind = page.Add("kind");
    kind.Set("kind_title", heading).Flag("has_made", !made.empty());
    kind.Set("possible", possible.empty() ? "" : Sentence(absl::StrJoin(possible, "; ")));
    for (const v1::FindingResult* finding : made) AddFinding(*finding, draft, kind);
  }
}

void AddFactorTable(const std::string& caption, const Factors& factors, Draft& draft, Values& page) {
  if (factors.empty()) return;
  Values& table = page.Add("factor_table");
  table.Set("factor_caption", caption);
  for (const v1::FactorResult* factor : factors) {
    std::vector<std::string> groups;
    for (int group : factor->at_risk()) groups.push_back(draft.GroupTitle(v1::Group(group)));
    Values& row = table.Add("factor");
    row.Set("factor_title", factor->title()).Set("factor_groups", absl::StrJoin(groups, ", "));
    row.Set("factor_evidence", Capitalised(Evidence(factor->explanation(), kReadings, false)));
    AddCites(*factor, draft, row);
  }
}

std::string Titles(const Factors& factors) {
  std::vector<std::string> titles;
  for (const v1::FactorResult* factor : factors) titles.push_back(factor->title());
  return titles.empty() ? "" : Sentence(absl::StrJoin(titles, "; "));
}

void AddFactors(Draft& draft, Values& page) {
  const v1::Assessment& assessment = draft.assessment;
  page.Flag("has_factors", !assessment.factor().empty());
  const Factors present = Select(assessment, v1::TRUE, false);
  page.Set("no_factor", present.empty() ? "None is established on this record." : "");
  // By family, in the order in which the families first appear.
  std::vector<std::pair<std::string, Factors>> families;
  for (const v1::FactorResult* factor : present) {
    size_t k = 0;
    while (k < families.size() && families[k].first != factor->family()) ++k;
    if (k == families.size()) families.push_back({factor->family(), {}});
    families[k].second.push_back(factor);
  }
  for (const auto& [family, factors] : families) {
    AddFactorTable(absl::StrCat("Present", family.empty() ? "" : ": ", family), factors, draft, page);
  }
  AddFactorTable("Protective, or holding risk down while it lasts; neither lowers a level",
                 Select(assessment, v1::TRUE, true), draft, page);
  page.Set("undecided_factors", Titles(Select(assessment, v1::UNKNOWN, false)));
  page.Set("absent_factors", Titles(Select(assessment, v1::FALSE, false)));
}

void AddInstruments(Draft& draft, Values& page) {
  std::vector<std::string> blank;
  bool has_any = false;
  for (const v1::InstrumentResult& instrument : draft.assessment.instrument()) {
    if (instrument.applies() == v1::FALSE) continue;
    if (IsBlank(instrument)) {
      blank.push_back(instrument.title());
      continue;
    }
    has_any = true;
    Values& row = page.Add("instrument");
    row.Set("instrument_title", instrument.title()).Set("instrument_result", Sentence(ResultWord(instrument)));
    const std::string narrowed = NarrowedBy(instrument);
    row.Set("instrument_narrowed", narrowed.empty() ? "" : Sentence(Capitalised(narrowed)));
    for (const v1::InstrumentResult& element : instrument.of_element()) {
      if (element.applies() == v1::FALSE) continue;
      row.Add("instrument_element")
          .Set("element_text", Sentence(absl::StrCat(element.element(), ": ", ResultWord(element))));
    }
    AddCites(instrument, draft, row);
  }
  page.Set("blank_instruments", blank.empty() ? "" : Sentence(absl::StrJoin(blank, "; ")));
  page.Flag("has_instruments", has_any || !blank.empty()).Flag("has_instrument_rows", has_any);
}

void AddPublished(Draft& draft, Values& page) {
  bool has_any = false;
  for (const v1::PublishedResult& result : draft.assessment.published()) {
    if (result.value().empty() && result.error().empty()) continue;  // not asked for
    has_any = true;
    Values& row = page.Add("published");
    row.Set("published_name", result.title()).Set("published_result", Sentence(ResultWord(result)));
    row.Set("published_corrected",
            result.has_corrected()
                ? absl::StrCat(Sentence(CorrectedWord(result)), " ", absl::StrJoin(result.corrected().because(), " "))
                : "");
    AddCites(result, draft, row);
  }
  page.Flag("has_published", has_any);
  page.Set("published_title", draft.assessment.layer().empty() ? "As the official tools return it"
                                                               : "Official tools, as this edition changes them");
}

std::string NoteText(const v1::Note& note) {
  std::string text = Sentence(Capitalised(note.text()));
  std::vector<std::string> paths;
  for (const std::string& path : note.path()) {
    if (static_cast<int>(paths.size()) < kMostPaths) paths.push_back(path);
  }
  if (note.path_size() > kMostPaths) paths.push_back(absl::StrCat("and ", note.path_size() - kMostPaths, " more"));
  if (!paths.empty()) absl::StrAppend(&text, " (", absl::StrJoin(paths, ", "), ")");
  return text;
}

void AddNotes(const std::string& heading, const std::vector<std::string>& texts, Values& page) {
  if (texts.empty()) return;
  Values& list = page.Add("note_list");
  list.Set("note_title", heading);
  for (const std::string& text : texts) list.Add("note").Set("note_text", text);
}

void AddAllNotes(const Draft& draft, Values& page) {
  std::vector<std::string> record, limits, errors;
  for (const v1::Note& note : draft.assessment.note()) {
    (note.code() == "limit" ? limits : record).push_back(NoteText(note));
  }
  for (const v1::RuleError& error : draft.assessment.error()) {
    errors.push_back(absl::StrCat(error.rule(), ": ", error.text()));
  }
  AddNotes("About the record", record, page);
  AddNotes("Limits of the edition", limits, page);
  AddNotes("Rules that could not be evaluated, and count as not known", errors, page);
}

}  // namespace

std::string AssessmentArticle(const v1::Assessment& assessment, const ReportOptions& options, int number) {
  Draft draft{assessment, options, Page(options.width, false), {}};
  const std::string prefix = absl::StrCat("c", number, "-");
  Values page;
  page.Set("prefix", prefix);
  AddHead(draft, page);
  const bool has_instruments = assessment.instrument_size() + assessment.published_size() > 0;
  const bool has_only_instruments = has_instruments && assessment.level().empty() && assessment.missing().empty() &&
                                    assessment.finding().empty() && assessment.factor().empty();
  if (!has_only_instruments) {
    AddBrief(draft, page);
    AddChart(draft, prefix, page);
    AddAsks(draft, page);
    AddFindings(draft, page);
    AddLevels(draft, page);
    AddFactors(draft, page);
  }
  AddInstruments(draft, page);
  AddPublished(draft, page);
  AddAllNotes(draft, page);
  AddSources(draft.sources, page);
  return Render("assessment.mustache", page);
}

}  // namespace risk::report::html
