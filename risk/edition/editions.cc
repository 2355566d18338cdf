#include "risk/edition/editions.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "risk/edition/rule_folder.h"
#include "risk/rules/embedded.h"
#include "risk/schema/date.h"
#include "risk/schema/names.h"
#include "risk/textproto/fill.h"
#include "risk/textproto/scanner.h"

namespace risk {
namespace {

using schema::kNoFirstDay;
using schema::kNoLastDay;

constexpr absl::string_view kHeaderName = "/edition.textproto";

int64_t FirstDay(const BuiltInEdition& edition) {
  return edition.in_force.has_from() ? schema::PossibleDays(edition.in_force.from()).first
                                     : kNoFirstDay;
}

bool IsInForce(const BuiltInEdition& edition, int64_t day) {
  int64_t last =
      edition.in_force.has_to() ? schema::PossibleDays(edition.in_force.to()).last : kNoLastDay;
  return FirstDay(edition) <= day && day <= last;
}

// An edition whose own file cannot be read is listed by its folder; loading it tells what is wrong.
BuiltInEdition Describe(absl::string_view folder, absl::string_view text) {
  v1::Edition header;
  textproto::Node root;
  std::vector<textproto::Flaw> flaws;
  textproto::Scan(text, 16, root, flaws);
  textproto::Fill(text, root, {}, header, flaws);
  if (!flaws.empty()) header.set_id(std::string(folder));
  BuiltInEdition edition;
  edition.folder = std::string(folder);
  edition.id = header.id();
  edition.version = header.version();
  edition.name = absl::StrCat(edition.id, "@", edition.version);
  edition.title = header.title();
  edition.jurisdiction = header.jurisdiction();
  edition.extends = header.extends();
  edition.rates_groups = header.level_size() > 0;
  edition.is_published = header.published();
  edition.in_force = header.in_force();
  return edition;
}

std::string FolderOf(absl::string_view header) {
  return std::string(header.substr(0, header.size() - kHeaderName.size() + 1));
}

// The built-in editions, without their files.
const std::vector<BuiltInEdition>& Described() {
  static const std::vector<BuiltInEdition>& described = *new auto([] {
    std::vector<BuiltInEdition> editions;
    for (const rules::EmbeddedFile& file : rules::EmbeddedFiles()) {
      if (!absl::EndsWith(file.path, kHeaderName)) continue;
      const std::string folder = FolderOf(file.path);
      editions.push_back(Describe(folder, absl::string_view(file.text, file.size)));
    }
    std::sort(editions.begin(), editions.end(),
              [](const BuiltInEdition& a, const BuiltInEdition& b) {
                return std::make_tuple(a.id, FirstDay(a), a.version) <
                       std::make_tuple(b.id, FirstDay(b), b.version);
              });
    return editions;
  }());
  return described;
}

std::vector<RuleText> FilesOf(const BuiltInEdition& edition) {
  std::vector<RuleText> files;
  for (const rules::EmbeddedFile& file : rules::EmbeddedFiles()) {
    if (!absl::StartsWith(file.path, edition.folder)) continue;
    files.push_back({file.path, std::string(file.text, file.size)});
  }
  return files;
}

EditionResult Unknown(absl::string_view name, std::optional<int64_t> day) {
  std::vector<std::string> names;
  std::string all;
  bool is_known = false;
  for (const BuiltInEdition& edition : Described()) {
    names.push_back(edition.name);
    names.push_back(edition.id);
    is_known |= edition.id == name;
    absl::StrAppend(&all, all.empty() ? "" : ", ", edition.name);
  }
  Problem problem;
  problem.place.file = std::string(name);
  problem.code = "unknown-edition";
  problem.message = is_known && day ? absl::StrCat("no edition of this name is in force on ",
                                                   schema::DaysToText({*day, *day}))
                                    : "there is no edition of this name";
  std::string nearest = is_known ? "" : schema::DidYouMean(name, names);
  problem.hint = absl::StrCat(nearest, nearest.empty() ? "" : " ", "editions: ", all,
                              is_known ? "" : "; a folder is given with a slash: ./FOLDER");
  EditionResult result;
  result.problems.push_back(std::move(problem));
  return result;
}

}  // namespace

std::vector<BuiltInEdition> Editions::BuiltIn() {
  std::vector<BuiltInEdition> editions = Described();
  for (BuiltInEdition& edition : editions) edition.files = FilesOf(edition);
  return editions;
}

std::vector<std::string> Editions::Names() {
  std::vector<std::string> names;
  for (const BuiltInEdition& edition : Described()) names.push_back(edition.name);
  return names;
}

std::set<std::string> Editions::GroundIds() {
  std::set<std::string> ids;
  for (const BuiltInEdition& edition : Described()) {
    if (edition.extends.empty() && edition.rates_groups) ids.insert(edition.id);
  }
  return ids;
}

std::string Editions::FullName(absl::string_view name, std::optional<int64_t> day) {
  std::string found;
  for (const BuiltInEdition& edition : Described()) {
    if (edition.name == name) found = edition.name;
    if (edition.id == name && (!day || IsInForce(edition, *day))) found = edition.name;
  }
  return found;
}

EditionResult Editions::Load(absl::string_view name, std::optional<int64_t> day) {
  const std::string full_name = FullName(name, day);
  for (const BuiltInEdition& edition : Described()) {
    if (edition.name == full_name) return LoadTexts(FilesOf(edition));
  }
  return Unknown(name, day);
}

EditionResult Editions::LoadTexts(std::vector<RuleText> files,
                                  std::vector<std::vector<RuleText>> bases) {
  for (const BuiltInEdition& edition : Described()) bases.push_back(FilesOf(edition));
  return Edition::Load(std::move(files), {}, bases);
}

EditionResult Editions::LoadFolder(const std::string& folder,
                                   const std::vector<std::string>& bases) {
  std::vector<std::vector<RuleText>> texts;
  std::vector<Problem> problems;
  for (const std::string& base : bases) {
    edition::RuleFolder read = edition::ReadRuleFolder(base, {});
    texts.push_back(std::move(read.files));
    for (Problem& problem : read.problems) problems.push_back(std::move(problem));
  }
  for (const BuiltInEdition& edition : Described()) texts.push_back(FilesOf(edition));
  EditionResult result = Edition::LoadDirectory(folder, {}, texts);
  if (problems.empty()) return result;
  result.edition = nullptr;
  for (Problem& problem : problems) result.problems.push_back(std::move(problem));
  Sort(result.problems);
  return result;
}

bool Editions::IsPath(absl::string_view name_or_path) {
  return absl::StrContains(name_or_path, '/') || name_or_path == "." || name_or_path == "..";
}

EditionResult Editions::Open(absl::string_view name_or_path, std::optional<int64_t> day,
                             const std::vector<std::string>& bases) {
  if (!IsPath(name_or_path)) return Load(name_or_path, day);
  return LoadFolder(std::string(name_or_path), bases);
}

}  // namespace risk
