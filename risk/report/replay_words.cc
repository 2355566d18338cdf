#include "risk/report/replay_words.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "risk/report/words.h"

namespace risk::report {

std::string StepTitle(const v1::ReplayStep& step) {
  return absl::StrCat(DateWord(step.day()), ": ", absl::StrJoin(step.decision(), ", "));
}

std::string GroupTitle(const v1::GroupLevel& level) {
  const std::string& title = level.title().empty() ? v1::Group_Name(level.group()) : level.title();
  return title.substr(0, title.find(','));
}

std::string LevelThen(const v1::GroupLevel& level) {
  std::string text;
  if (level.at_least() == level.could_be()) {
    text = LevelWord(level.at_least());
  } else if (level.at_least() <= v1::LOW) {
    text = absl::StrCat("up to ", LevelWord(level.could_be()));
  } else {
    text = absl::StrCat(LevelWord(level.at_least()), " to ", LevelWord(level.could_be()));
  }
  if (level.recorded() == v1::LEVEL_UNSPECIFIED) return text;
  return absl::StrCat(text, " (recorded ", LevelWord(level.recorded()),
                      level.recorded() < level.at_least() ? ", lower than the record supported)" : ")");
}

std::vector<std::string> NewlyKnown(const v1::ReplayStep& step) {
  const std::set<std::string> ids(step.new_factor().begin(), step.new_factor().end());
  std::vector<std::string> titles;
  for (const v1::FactorResult& factor : step.assessment().factor()) {
    if (ids.count(factor.id()) == 0) continue;
    titles.push_back(factor.title().empty() ? factor.id() : factor.title());
  }
  return titles;
}

std::string EnquiryThenWord(const v1::EnquiryThen& enquiry) {
  std::string text = Capitalised(enquiry.stream());
  if (!enquiry.to().empty()) absl::StrAppend(&text, " (", enquiry.to(), ")");
  const std::string made = DateWord(enquiry.made_on());
  absl::StrAppend(&text, made.empty() ? ", made on a day not recorded" : ", made ", made);
  if (enquiry.detail().empty()) return absl::StrCat(text, ": no answer yet.");
  const std::string answered = DateWord(enquiry.answered_on());
  absl::StrAppend(&text, ": answered", answered.empty() ? "" : " ", answered, " (", enquiry.detail(), "), ",
                  enquiry.used() ? "used" : "not used");
  return text + ".";
}

std::string AskThenWord(const v1::OpenItem& item) {
  std::string text = item.title().empty() ? item.check() : item.title();
  if (!item.element().empty()) absl::StrAppend(&text, " (", item.element(), ")");
  if (!item.state().empty()) {
    absl::StrAppend(&text, ": ", absl::StrReplaceAll(item.state(), {{"_", " "}}));
  }
  const std::string due = DateWord(item.due());
  return absl::StrCat(text, due.empty() ? "" : ", due ", due, ".");
}

std::vector<const v1::OpenItem*> AsksThen(const v1::ReplayStep& step) {
  std::vector<const v1::OpenItem*> asks;
  for (const v1::OpenItem& item : step.assessment().missing()) {
    if (!item.check().empty()) asks.push_back(&item);
  }
  return asks;
}

}  // namespace risk::report
