#include "risk/report/oversight_words.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/report/words.h"

namespace risk::report {

std::string OversightTitle(const v1::OversightList& list) {
  return absl::StrCat("Oversight: ", list.case__size(), " of ", list.cases(),
                      list.cases() == 1 ? " case" : " cases");
}

std::string OversightSubtitle(const v1::OversightList& list) {
  std::string text;
  if (list.cases() > 0) {
    text = absl::StrCat(list.has_assessed_on() ? absl::StrCat("On ", DateWord(list.assessed_on()))
                                               : "Each on a day of its own",
                        ", by ", list.edition(), ".");
  }
  if (list.has_known_on()) {
    absl::StrAppend(&text, " With only what was known on ", DateWord(list.known_on()), ".");
  }
  if (list.rejected_size() > 0) {
    absl::StrAppend(&text, text.empty() ? "" : " ", "Not assessed, so nothing is known of: ", list.rejected_size(),
                    ", listed below.");
  }
  return text;
}

std::string LevelsWord(const v1::OversightCase& one) {
  std::string text;
  if (one.at_least() == one.could_be()) {
    text = LevelWord(one.at_least());
  } else if (one.at_least() <= v1::LOW) {
    text = absl::StrCat("up to ", LevelWord(one.could_be()));
  } else {
    text = absl::StrCat(LevelWord(one.at_least()), " to ", LevelWord(one.could_be()));
  }
  return absl::StrCat(text, one.recorded() == v1::LEVEL_UNSPECIFIED
                                ? ", no level recorded"
                                : absl::StrCat(", recorded ", LevelWord(one.recorded())));
}

std::string HolderWord(const v1::OversightCase& one) {
  std::vector<std::string> parts;
  if (!one.office().empty()) parts.push_back(one.office());
  if (!one.officer().empty()) parts.push_back(absl::StrCat("held by ", one.officer()));
  return Capitalised(absl::StrJoin(parts, ", "));
}

std::string CountsWord(const v1::OversightCase& one) {
  std::vector<std::string> parts;
  if (one.urgent() > 0) parts.push_back(absl::StrCat(one.urgent(), " urgent"));
  if (one.overdue() > 0) parts.push_back(absl::StrCat(one.overdue(), " overdue"));
  const std::string due = DateWord(one.first_due());
  if (!due.empty()) parts.push_back(absl::StrCat("first by ", due));
  return absl::StrJoin(parts, ", ");
}

std::string ReasonWord(const v1::OversightReason& reason) {
  std::string text = reason.element().empty()
                         ? reason.title()
                         : absl::StrCat(reason.title(), " (", reason.element(), ")");
  text = Sentence(text);
  std::vector<std::string> parts;
  if (!reason.who().empty()) parts.push_back(Capitalised(reason.who()));
  const std::string due = DateWord(reason.due());
  if (!due.empty()) parts.push_back(absl::StrCat(parts.empty() ? "By " : "by ", due));
  if (reason.overdue()) parts.push_back("overdue");
  if (parts.empty()) return text;
  return absl::StrCat(text, " ", absl::StrJoin(parts, ", "), ".");
}

std::string KindWord(v1::OversightReason::Kind kind) {
  switch (kind) {
    case v1::OversightReason::ACTION:
      return "Must happen";
    case v1::OversightReason::CONTRADICTION:
      return "Does not agree";
    case v1::OversightReason::GAP:
      return "Gap in practice";
    case v1::OversightReason::ENQUIRY:
      return "Enquiry overdue";
    default:
      return "";
  }
}

std::string OversightHeading(const v1::OversightList& list) {
  if (list.cases() == 0) return "No case was assessed";
  return list.case__size() == 0 ? "Nothing that is known calls for a manager today"
                                : "Whom to look at first, and why";
}

std::string OversightProviso() {
  return "Supports a manager's decision and does not replace it. A case that is not listed is not therefore "
         "safe: nothing that is known of it calls for a manager.";
}

}  // namespace risk::report
