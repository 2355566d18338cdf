#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/report/result_words.h"
#include "risk/report/sections.h"
#include "risk/report/words.h"

namespace risk::report {
namespace {

std::string ValueWord(const v1::PublishedResult::Value& value) {
  switch (value.kind_case()) {
    case v1::PublishedResult::Value::kNumber:
      return absl::StrCat(value.name(), " ", NumberWord(value.number()));
    case v1::PublishedResult::Value::kText:
      return absl::StrCat(value.name(), " ", value.text());
    default:
      return absl::StrCat(value.name(), value.flag() ? " yes" : " no");
  }
}

std::string ErrorWord(const v1::PublishedResult::Error& error) {
  if (error.field().empty()) return error.type();
  return absl::StrCat(error.type(), " (", absl::StrJoin(error.field(), ", "), ")");
}

// Of a result or of a corrected one.
template <typename Result>
std::string WordOf(const Result& result) {
  std::vector<std::string> parts;
  for (const v1::PublishedResult::Value& value : result.value()) parts.push_back(ValueWord(value));
  if (parts.empty()) parts.push_back("no result");
  for (const v1::PublishedResult::Error& error : result.error()) parts.push_back(ErrorWord(error));
  return absl::StrJoin(parts, "; ");
}

}  // namespace

std::string ResultWord(const v1::PublishedResult& result) { return WordOf(result); }

std::string CorrectedWord(const v1::PublishedResult& result) {
  return WordOf(result.corrected());
}

void WritePublished(Draft* draft) {
  bool any = false;
  for (const v1::PublishedResult& result : draft->assessment.published()) {
    if (result.value().empty() && result.error().empty()) continue;  // not asked for
    if (!any) {
      draft->page.Heading(draft->assessment.layer().empty()
                              ? "As the official tools return it"
                              : "Official tools, as this edition changes them");
      draft->page.Item(2, "",
                       "They read a missing answer their own way: compare with the ranges above.");
    }
    any = true;
    draft->page.Item(2, "- ",
                     absl::StrCat(draft->page.Bold(result.title()), ": ", ResultWord(result),
                                  draft->sources.Mention(result.source())));
    if (result.has_corrected()) {
      draft->page.Item(4, "- ", absl::StrCat("Without known defects: ", CorrectedWord(result), "."));
      for (const std::string& because : result.corrected().because()) {
        draft->page.Item(6, "- ", because);
      }
    }
    if (!draft->options.explain) continue;
    for (const v1::PublishedResult::Value& feature : result.feature()) {
      draft->page.Item(4, "- ", ValueWord(feature));
    }
    for (const std::string& note : result.note()) draft->page.Item(4, "- ", note);
  }
}

}  // namespace risk::report
