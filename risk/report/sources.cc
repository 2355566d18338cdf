#include "risk/report/sources.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/report/words.h"

namespace risk::report {
namespace {

std::string Describe(const v1::Source& source) {
  std::string text = source.title();
  if (!source.clause().empty()) absl::StrAppend(&text, ", ", source.clause());
  std::string mark;
  switch (source.mark()) {
    case v1::Source::TO_BE_VERIFIED:
      mark = "to be verified";
      break;
    case v1::Source::PROPOSAL:
      mark = "our proposal";
      break;
    default:
      break;
  }
  const std::string checked = DateWord(source.checked_on());
  if (!checked.empty()) absl::StrAppend(&mark, mark.empty() ? "" : "; ", "looked up ", checked);
  if (!mark.empty()) absl::StrAppend(&text, " (", mark, ")");
  return text;
}

}  // namespace

std::vector<int> Sources::Numbers(const google::protobuf::RepeatedPtrField<v1::Source>& sources) {
  std::vector<int> mentioned;
  for (const v1::Source& source : sources) {
    const Entry entry{Describe(source), source.url()};
    const auto [known, is_new] = numbers_.emplace(absl::StrCat(entry.text, " ", entry.url),
                                                  static_cast<int>(entries_.size()) + 1);
    if (is_new) entries_.push_back(entry);
    mentioned.push_back(known->second);
  }
  std::sort(mentioned.begin(), mentioned.end());
  mentioned.erase(std::unique(mentioned.begin(), mentioned.end()), mentioned.end());
  return mentioned;
}

std::string Sources::Mention(const google::protobuf::RepeatedPtrField<v1::Source>& sources) {
  const std::vector<int> mentioned = Numbers(sources);
  return mentioned.empty() ? "" : absl::StrCat(" [", absl::StrJoin(mentioned, ", "), "]");
}

void Sources::Write(Page* page) const {
  for (size_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    page->Item(2, absl::StrCat("[", i + 1, "] "),
               absl::StrCat(entry.text, entry.url.empty() ? "" : " ", entry.url));
  }
}

}  // namespace risk::report
