#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/report/sections.h"
#include "risk/report/words.h"

namespace risk::report {
namespace {

std::string EffectWord(const v1::Ask& ask) {
  std::vector<std::string> parts;
  for (int level = v1::VERY_HIGH; level >= v1::LOW; --level) {
    std::vector<std::string> groups;
    for (const v1::Effect& effect : ask.effect()) {
      if (effect.to() == level) groups.push_back(GroupWord(effect.group()));
    }
    if (groups.empty()) continue;
    parts.push_back(absl::StrCat(absl::StrJoin(groups, ", "), " to ", LevelWord(v1::Level(level))));
  }
  return parts.empty() ? "" : absl::StrCat("Could raise ", absl::StrJoin(parts, "; "), ".");
}

void WriteAsk(int number, const v1::Ask& ask, bool explain, Page* page) {
  const std::string mark = absl::StrCat(number, ". ");
  const int indent = 2 + static_cast<int>(mark.size());
  page->Item(2, mark, page->Bold(AskWord(ask.agency(), ask.unit(), ask.due())));
  const std::string effect = EffectWord(ask);
  if (!effect.empty()) page->Line(indent, effect);
  for (const v1::AskItem& item : ask.item()) {
    const std::string about =
        item.element().empty() ? "" : absl::StrCat(item.element(), ": ");
    page->Item(indent, "- ", absl::StrCat(about, Sentence(item.wording())));
    if (!explain) continue;
    for (const std::string& path : item.path()) {
      page->Item(indent + 2, "settles ", absl::StrCat(path, ": ", PathWord(path)));
    }
  }
}

}  // namespace

void WriteAsks(const v1::Asks& asks, const ReportOptions& options, Page* page) {
  page->Heading(absl::StrCat("What to ask next", asks.case_id().empty() ? "" : ": case ",
                             asks.case_id()));
  if (asks.ask().empty()) {
    page->Line(2, "Nothing. Every level is settled.");
    return;
  }
  int answers = 0;
  for (const v1::Ask& ask : asks.ask()) {
    for (const v1::AskItem& item : ask.item()) answers += item.path_size();
  }
  page->Line(2, absl::StrCat("Conversations that could settle the levels: ", asks.ask_size(),
                             ", with ", answers,
                             " single answers. After each, ask again: what it settles is left out."));
  int number = 0;
  for (const v1::Ask& ask : asks.ask()) WriteAsk(++number, ask, options.explain, page);
}

}  // namespace risk::report
