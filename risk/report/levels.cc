#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/report/item_words.h"
#include "risk/report/sections.h"
#include "risk/report/words.h"

namespace risk::report {
std::string RangeWord(v1::Level at_least, v1::Level could_be) {
  if (at_least == could_be) return LevelWord(at_least);
  if (at_least <= v1::LOW) {
    return absl::StrCat("not settled: up to ", LevelWord(could_be),
                        " on what is not yet known (provisional)");
  }
  return absl::StrCat("at least ", LevelWord(at_least), ", could be ", LevelWord(could_be),
                      " (provisional)");
}

std::string ShortLevelWord(const v1::GroupLevel& level) {
  std::string text = LevelWord(level.at_least());
  if (level.at_least() != level.could_be()) {
    text = level.at_least() <= v1::LOW
               ? absl::StrCat("up to ", LevelWord(level.could_be()))
               : absl::StrCat(text, " to ", LevelWord(level.could_be()));
  }
  if (level.recorded() == v1::LEVEL_UNSPECIFIED) return text;
  return absl::StrCat(text, " (recorded ", LevelWord(level.recorded()), ")");
}

std::string RecordedWord(const v1::GroupLevel& level) {
  if (level.recorded() == v1::LEVEL_UNSPECIFIED) return "";
  std::string text = absl::StrCat("recorded: ", LevelWord(level.recorded()));
  if (level.recorded() < level.at_least()) {
    absl::StrAppend(&text, ", lower than the record supports");
  }
  return text;
}

std::string UnrecordedWord(const Draft& draft) {
  std::vector<std::string> titles;
  for (const v1::GroupLevel& level : draft.assessment.level()) {
    if (level.recorded() == v1::LEVEL_UNSPECIFIED) {
      titles.push_back(draft.GroupTitle(level.group()));
    }
  }
  if (titles.empty()) return "";
  if (static_cast<int>(titles.size()) == draft.assessment.level_size()) {
    return "No level has been recorded by a person.";
  }
  return absl::StrCat("No level has been recorded by a person for: ", absl::StrJoin(titles, ", "),
                      ".");
}

namespace {

constexpr int kFewReasons = 3;

void WriteReasons(const google::protobuf::RepeatedPtrField<v1::LevelReason>& reasons,
                  const std::string& prefix, int indent, int shown, Draft* draft) {
  for (int i = 0; i < shown; ++i) {
    const v1::LevelReason& reason = reasons[i];
    draft->page.Item(indent, "- ",
                     absl::StrCat(prefix, prefix.empty() ? "" : LevelWord(reason.level()),
                                  prefix.empty() ? "" : ": ", Sentence(reason.because()),
                                  draft->sources.Mention(reason.source())));
    draft->Explain(indent + 2, reason.explanation());
  }
  draft->More(indent + 2, reasons.size(), shown);
}

// What could still raise a level that a group or one person in it has.
template <typename Level>
void WriteRaisers(const Level& level, int indent, Draft* draft) {
  if (!draft->options.explain && !draft->options.all) return;
  const int count = level.could_raise_size();
  WriteReasons(level.could_raise(), "could still become ", indent,
               draft->options.all || count <= kFewReasons + 1 ? count : kFewReasons, draft);
}

// Each person with the first of the rules behind their level, or with all that is shown of a group's.
void WritePeople(const v1::GroupLevel& level, Draft* draft) {
  constexpr int kIndent = 6;
  for (const v1::PersonLevel& person : level.of_person()) {
    const int shown = draft->Shown(person.reason_size(), kFewReasons);
    const bool in_one_line = shown <= 1 || !(draft->options.explain || draft->options.all);
    std::string text = absl::StrCat(person.label(), ": ", RangeWord(person.at_least(), person.could_be()));
    if (in_one_line && !person.reason().empty()) {
      absl::StrAppend(&text, " - ", Sentence(person.reason(0).because()));
      if (person.reason_size() > 1) {
        absl::StrAppend(&text, " And ", person.reason_size() - 1, " more.");
      }
    }
    draft->page.Item(kIndent, "", text);
    if (!in_one_line) WriteReasons(person.reason(), "", kIndent + 2, shown, draft);
    WriteRaisers(person, kIndent + 2, draft);
  }
}

}  // namespace

void WriteLevels(Draft* draft) {
  if (draft->assessment.level().empty()) return;
  constexpr int kIndent = 6;
  draft->page.Heading("How serious");
  int column = 0;
  for (const v1::GroupLevel& level : draft->assessment.level()) {
    column = std::max(column, Columns(draft->GroupTitle(level.group())));
  }
  for (const v1::GroupLevel& level : draft->assessment.level()) {
    const std::string title = draft->GroupTitle(level.group());
    const std::string range = RangeWord(level.at_least(), level.could_be());
    const std::string recorded = RecordedWord(level);
    const std::string padding(column - Columns(title) + 2, ' ');
    draft->page.Item(2, absl::StrCat(draft->page.Bold(title), padding),
                     absl::StrCat(level.could_be() >= v1::HIGH ? draft->page.Warm(range)
                                                               : draft->page.Bold(range),
                                  recorded.empty() ? "" : "; ", recorded));
    WriteReasons(level.reason(), "", kIndent, draft->Shown(level.reason_size(), kFewReasons), draft);
    WriteRaisers(level, kIndent, draft);
    WritePeople(level, draft);
  }
  const std::string unrecorded = UnrecordedWord(*draft);
  if (!unrecorded.empty()) draft->page.Line(2, unrecorded);
}

}  // namespace risk::report
