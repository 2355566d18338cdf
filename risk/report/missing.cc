#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/report/item_words.h"
#include "risk/report/sections.h"
#include "risk/report/words.h"

namespace risk::report {
namespace {

constexpr int kFewItems = 10;
constexpr int kFewPieces = 5;

// "Children, Public to VERY HIGH; Staff to HIGH". The level from which is left out: what is at
// least low because nobody asked must not read as low.
std::string Raised(const v1::OpenItem& item, const Draft& draft) {
  std::vector<std::string> parts;
  for (int level = v1::VERY_HIGH; level >= v1::LOW; --level) {
    std::vector<std::string> groups;
    for (const v1::Effect& effect : item.effect()) {
      if (effect.to() == level && effect.from() < effect.to()) {
        groups.push_back(draft.GroupTitle(effect.group()));
      }
    }
    if (groups.empty()) continue;
    parts.push_back(absl::StrCat(absl::StrJoin(groups, ", "), " to ", LevelWord(v1::Level(level))));
  }
  return absl::StrJoin(parts, "; ");
}

}  // namespace

std::string EffectWord(const v1::OpenItem& item, const Draft& draft) {
  const std::string raised = Raised(item, draft);
  return raised.empty() ? "" : absl::StrCat("Could raise ", raised, ". ");
}

std::string TitleWord(const v1::OpenItem& item) {
  std::string title = item.title();
  if (title.empty()) title = item.check();
  if (!item.element().empty()) absl::StrAppend(&title, " (", item.element(), ")");
  return title;
}

std::string StateWord(const v1::OpenItem& item) {
  std::string state = item.state();
  for (char& c : state) c = c == '_' ? ' ' : c;
  return state;
}

std::string PieceWord(const v1::OpenItem& piece, const Draft& draft) {
  std::string text = Capitalised(piece.path_size() > 0 ? PathWord(piece.path(0)) : piece.title());
  const std::string raised = Raised(piece, draft);
  const bool asks_others = piece.ask() != v1::FieldNote::AGENCY_UNSPECIFIED &&
                           piece.ask() != v1::FieldNote::PRACTITIONER;
  if (asks_others) absl::StrAppend(&text, " (ask ", AgencyWord(piece.ask()), ")");
  if (!raised.empty()) absl::StrAppend(&text, ": could raise ", raised);
  return Sentence(text);
}

namespace {

void WriteItem(int number, const v1::OpenItem& item, Draft* draft) {
  const std::string mark = absl::StrCat(number, ". ");
  const int indent = 2 + static_cast<int>(mark.size());
  std::string first = draft->page.Bold(TitleWord(item));
  if (!item.state().empty()) absl::StrAppend(&first, " - ", StateWord(item));
  draft->page.Item(2, mark, absl::StrCat(Sentence(first), draft->sources.Mention(item.source())));
  std::string text = absl::StrCat(Sentence(item.wording()), item.wording().empty() ? "" : " ",
                                  AskWord(item.ask(), item.ask_unit(), item.due()), EffectWord(item, *draft));
  if (!item.check().empty() && !item.need_is_certain()) {
    absl::StrAppend(&text, "Needed unless what is still unknown shows otherwise. ");
  }
  if (draft->options.explain && !item.because().empty()) {
    absl::StrAppend(&text, "Why: ", Sentence(item.because()));
  }
  if (!text.empty()) draft->page.Line(indent, text);
  if (draft->options.explain) {
    for (const std::string& path : item.path()) {
      draft->page.Item(indent, "settles ", absl::StrCat(path, ": ", PathWord(path)));
    }
    if (item.also_size() > 0) {
      draft->page.Line(indent,
                       absl::StrCat("the same enquiry: ", absl::StrJoin(item.also(), ", ")));
    }
  }
  draft->Explain(indent, item.explanation());
}

// What no check asks for, in one paragraph.
void WritePieces(const std::vector<const v1::OpenItem*>& pieces, Draft* draft) {
  if (pieces.empty()) return;
  const int count = static_cast<int>(pieces.size());
  const int shown = draft->Shown(count, kFewPieces);
  draft->page.Line(2, "Also not on the record, and able to change a result:");
  for (int i = 0; i < shown; ++i) {
    draft->page.Item(4, "- ", PieceWord(*pieces[i], *draft));
  }
  draft->More(4, count, shown);
}

}  // namespace

std::string AskWord(v1::FieldNote::Agency agency, std::string unit, const v1::Date& due_on) {
  const std::string due = DateWord(due_on);
  const std::string by = due.empty() ? "" : absl::StrCat(", by ", due);
  if (agency == v1::FieldNote::PRACTITIONER) {
    if (!unit.empty()) unit = absl::StrCat(" (", unit, ")");
    return absl::StrCat("Yours to find out", unit, by, ". ");
  }
  std::string whom;
  if (agency != v1::FieldNote::AGENCY_UNSPECIFIED) whom = AgencyWord(agency);
  if (!unit.empty()) whom = whom.empty() ? unit : absl::StrCat(whom, " (", unit, ")");
  if (whom.empty()) return due.empty() ? "" : absl::StrCat("By ", due, ". ");
  return absl::StrCat("Whom to ask: ", whom, by, ". ");
}

void WriteMissing(Draft* draft) {
  draft->page.Heading("What is missing, and whom to ask");
  std::vector<const v1::OpenItem*> items;
  std::vector<const v1::OpenItem*> pieces;
  for (const v1::OpenItem& item : draft->assessment.missing()) {
    (item.check().empty() ? pieces : items).push_back(&item);
  }
  if (items.empty() && pieces.empty()) {
    draft->page.Line(2, "Nothing. Everything that the rules ask for is asked, answered and fresh.");
    return;
  }
  const int count = static_cast<int>(items.size());
  const int shown = draft->Shown(count, kFewItems);
  for (int i = 0; i < shown; ++i) WriteItem(i + 1, *items[i], draft);
  draft->More(2, count, shown);
  WritePieces(pieces, draft);
}

}  // namespace risk::report
