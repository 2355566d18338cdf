#include "risk/edition/wording.h"

#include <map>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "risk/edition/names.h"
#include "risk/edition/reasons.h"
#include "risk/schema/names.h"

namespace risk::edition {
namespace {

int FindShow(const Shown& shown, absl::string_view label) {
  for (size_t i = 0; i < shown.shows.size(); ++i) {
    if (shown.shows[i].label == label) return static_cast<int>(i);
  }
  return -1;
}

bool IsLabel(absl::string_view text) {
  if (text.empty() || !absl::ascii_isalpha(static_cast<unsigned char>(text[0]))) return false;
  for (char c : text) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(c)) && c != '_') return false;
  }
  return true;
}

std::vector<std::string> Labels(const Shown& shown) {
  std::vector<std::string> labels;
  for (const Show& show : shown.shows) labels.push_back(show.label);
  return labels;
}

void AddText(Wording& wording, absl::string_view text) {
  if (text.empty()) return;
  if (wording.pieces.empty() || wording.pieces.back().show >= 0) wording.pieces.emplace_back();
  absl::StrAppend(&wording.pieces.back().text, text);
}

// "days" or "working days"; nothing for any other unit.
std::optional<bool> IsInWorkingDays(absl::string_view unit) {
  if (unit == "days" || unit == "calendar days") return false;
  if (unit == "working days") return true;
  return std::nullopt;
}

void BuildDaysParameter(EditionBuilder& builder, const At& at, const std::string& id,
                        Deadline& due) {
  const At field = at.Child("days_param");
  const Named* named = UseOrReport(builder, field.Value(), "param", id);
  if (named == nullptr) return;
  const Parameter& parameter = builder.edition.parameters[named->index];
  std::optional<bool> is_working = IsInWorkingDays(parameter.text->unit());
  if (!parameter.type.Is(expression::Kind::kInt) || !is_working) {
    builder.reporter
        .Error(field.Value(), "bad-deadline",
               absl::StrCat("the parameter \"", id, "\" is not a number of days"),
               "it must be an int with the unit \"days\" or \"working days\"")
        .other.push_back(named->at.Child("id").Value());
    return;
  }
  due.parameter = named->index;
  due.in_working_days = *is_working;
}

}  // namespace

Shown BuildShows(EditionBuilder& builder, const At& rule,
                 const google::protobuf::RepeatedPtrField<v1::Show>& shows,
                 const Binding* binding) {
  Shown shown;
  for (int i = 0; i < shows.size(); ++i) {
    const At at = rule.Child("show", i);
    RequireField(builder, at, "label");
    const std::string& label = shows[i].label();
    if (!label.empty() && !IsLabel(label)) {
      builder.reporter.Error(at.Child("label").Value(), "bad-id",
                             absl::StrCat("\"", label, "\" cannot be a label"),
                             "labels are letters, digits and underscores");
    } else if (FindShow(shown, label) >= 0) {
      builder.reporter
          .Error(at.Child("label").Value(), "duplicate-id",
                 absl::StrCat("\"", label, "\" is used twice in this rule"))
          .other.push_back(rule.Child("show", FindShow(shown, label)).Child("label").Value());
    }
    Show show;
    show.label = label;
    show.value = CheckFormula(
        builder, at, {"value", &shows[i].value(), Wants::kShown, true, false, true, binding});
    shown.shows.push_back(std::move(show));
  }
  return shown;
}

Wording BuildWording(EditionBuilder& builder, const At& rule, const std::string& text,
                     Shown& shown) {
  const At field = rule.Child("wording");
  Wording wording;
  size_t at = 0;
  while (at < text.size()) {
    size_t brace = text.find_first_of("{}", at);
    AddText(wording, absl::string_view(text).substr(at, brace - at));
    if (brace == std::string::npos) break;
    if (brace + 1 < text.size() && text[brace + 1] == text[brace]) {
      AddText(wording, text.substr(brace, 1));
      at = brace + 2;
      continue;
    }
    size_t end = text[brace] == '{' ? text.find_first_of("{}", brace + 1) : std::string::npos;
    if (end == std::string::npos || text[end] == '{') {
      builder.reporter.Error(field.Inside(brace, 1), "bad-placeholder",
                             absl::StrCat("\"", text.substr(brace, 1), "\" without its partner"),
                             "{label} shows a value; {{ and }} are braces");
      at = brace + 1;
      continue;
    }
    const std::string label = text.substr(brace + 1, end - brace - 1);
    int show = FindShow(shown, label);
    if (show < 0) {
      std::string hint = schema::DidYouMean(label, Labels(shown));
      builder.reporter.Error(field.Inside(brace, end - brace + 1), "unknown-label",
                             absl::StrCat("there is no show with the label \"", label, "\""),
                             hint.empty() ? "show { label: \"…\" value: \"…\" }" : hint);
    } else {
      wording.pieces.push_back({"", show});
      shown.used.insert(show);
    }
    at = end + 1;
  }
  return wording;
}

void WarnUnshown(EditionBuilder& builder, const At& rule, const Shown& shown) {
  for (size_t i = 0; i < shown.shows.size(); ++i) {
    if (shown.used.count(static_cast<int>(i)) > 0 || shown.shows[i].label.empty()) continue;
    builder.Warn(rule, rule.Child("show", i).Child("label").Value(), "unused",
                 absl::StrCat("no wording shows {", shown.shows[i].label, "}"));
  }
}

Deadline BuildDeadline(EditionBuilder& builder, const At& rule, const v1::Deadline& text,
                       const Binding* binding) {
  const At at = rule.Child("due");
  Deadline due;
  due.text = &text;
  int given = 0;
  for (const char* field : {"days", "working_days", "days_param"}) given += at.Has(field);
  if (given != 1) {
    builder.reporter.Error(at.Name(), "bad-deadline",
                           given == 0 ? "a deadline without a number of days"
                                      : "a deadline with more than one number of days",
                           "one of days, working_days and days_param");
  }
  if (!text.days_param().empty()) BuildDaysParameter(builder, at, text.days_param(), due);
  if (text.has_days()) due.days = text.days();
  if (text.has_working_days()) {
    due.days = text.working_days();
    due.in_working_days = true;
  }
  if (due.days < 0) {
    builder.reporter.Error(at.Child(text.has_days() ? "days" : "working_days").Value(),
                           "bad-deadline", "a negative number of days");
  }
  if (due.in_working_days && builder.Count<v1::Calendar>() == 0) {
    builder.reporter.Error(at.Name(), "no-calendar",
                           "working days need a calendar, and the edition has none");
  }
  due.after = CheckFormula(builder, at,
                           {"after", &text.after(), Wants::kDate, false, false, true, binding});
  return due;
}

}  // namespace risk::edition
