#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/report/item_words.h"
#include "risk/report/sections.h"
#include "risk/report/words.h"

namespace risk::report {
namespace {

constexpr int kFewMissingPieces = 3;
constexpr int kLongestTitle = 24;

}  // namespace

int Draft::Shown(int count, int few) const {
  // Cutting off a single entry saves nothing.
  return options.all || options.explain || count <= few + 1 ? count : few;
}

const char* Draft::Longer() const {
  if (options.for_program) return options.explain ? "all in JSON" : Explaining();
  return options.explain ? "--all" : "--explain or --all";
}

const char* Draft::Explaining() const { return options.for_program ? "detail: explanations" : "--explain"; }

void Draft::More(int indent, int count, int shown) {
  if (shown >= count) return;
  page.Line(indent, page.Faint(absl::StrCat("and ", count - shown, " more (", Longer(), ")")));
}

std::string Draft::GroupTitle(v1::Group group) const {
  for (const v1::GroupLevel& level : assessment.level()) {
    if (level.group() == group) return ShortTitle(level);
  }
  return GroupWord(group);
}

std::string ShortTitle(const v1::GroupLevel& level) {
  // "Known adult, including …" is "Known adult" after its first mention.
  const std::string title = level.title().substr(0, level.title().find(','));
  return title.empty() || Columns(title) > kLongestTitle ? GroupWord(level.group()) : title;
}

std::string ReadingWord(const v1::Reading& reading, bool with_reference) {
  std::string text =
      absl::StrCat(reading.wording().empty() ? PathWord(reading.path()) : reading.wording(), ": ",
                   ReadValue(reading.path(), reading.value()));
  const std::string provenance = ProvenanceWord(reading.provenance(), with_reference);
  if (!provenance.empty()) absl::StrAppend(&text, " (", provenance, ")");
  return text;
}

std::string Evidence(const v1::Explanation& explanation, int most, bool with_reference) {
  // What is on the record itself, and dates only after what they belong to.
  std::vector<std::string> parts;
  for (PathKind kind : {PathKind::kOther, PathKind::kDate}) {
    for (const v1::Reading& reading : explanation.reading()) {
      if (KindOf(reading.path()) == kind) parts.push_back(ReadingWord(reading, with_reference));
    }
  }
  const int count = static_cast<int>(parts.size());
  if (count > most) {
    parts.resize(most);
    parts.push_back(absl::StrCat("and ", count - most, " more"));
  }
  return absl::StrJoin(parts, "; ");
}

void Draft::Explain(int indent, const v1::Explanation& explanation) {
  if (!options.explain) return;
  if (!explanation.clause().empty()) {
    std::string clause = absl::StrCat("decided by: ", explanation.clause());
    if (explanation.via_size() > 0) {
      absl::StrAppend(&clause, " (by way of ", absl::StrJoin(explanation.via(), ", "), ")");
    }
    page.Line(indent, clause);
  }
  for (const v1::Reading& reading : explanation.reading()) {
    page.Item(indent, "read ", absl::StrCat(reading.path(), " - ", ReadingWord(reading, true)));
  }
  const int count = explanation.missing_size();
  const int shown = options.all || count <= kFewMissingPieces + 1 ? count : kFewMissingPieces;
  for (int i = 0; i < shown; ++i) {
    const std::string& path = assessment.piece(explanation.missing(i));
    const std::string wording = PathWord(path);
    page.Item(indent, "missing ", wording == path ? path : absl::StrCat(path, ": ", wording));
  }
  if (shown < count) {
    page.Line(indent, absl::StrCat("and ", count - shown, " more missing pieces (", Longer(), ")"));
  }
}

}  // namespace risk::report
