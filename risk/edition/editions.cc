#include "risk/edition/editions.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
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
  edition.id = header.id();
  edition.version = header.version();
  edition.name = absl::StrCat(edition.id, "@", edition.version);
  edition.title = header.title();
  edition.jurisdiction = header.jurisdiction();
  edition.is_published = header.published();
  edition.in_force = header.in_force();
  return edition;
}

EditionResult Unknown(absl::string_view name, const std::vector<BuiltInEdition>& editions,
                      std::optional<int64_t> day) {
  std::vector<std::string> names;
  std::string all;
  bool is_known = false;
  for (const BuiltInEdition& edition : editions) {
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
  problem.hint = absl::StrCat(nearest, nearest.empty() ? "" : " ", "editions: ", all);
  EditionResult result;
  result.problems.push_back(std::move(problem));
  return result;
}

}  // namespace

std::vector<BuiltInEdition> Editions::BuiltIn() {
  std::vector<BuiltInEdition> editions;
  for (const rules::EmbeddedFile& file : rules::EmbeddedFiles()) {
    absl::string_view path = file.path;
    if (!absl::EndsWith(path, kHeaderName)) continue;
    absl::string_view folder = path.substr(0, path.size() - kHeaderName.size());
    BuiltInEdition& edition =
        editions.emplace_back(Describe(folder, absl::string_view(file.text, file.size)));
    for (const rules::EmbeddedFile& other : rules::EmbeddedFiles()) {
      if (!absl::StartsWith(other.path, absl::StrCat(folder, "/"))) continue;
      edition.files.push_back({other.path, std::string(other.text, other.size)});
    }
  }
  std::sort(editions.begin(), editions.end(), [](const BuiltInEdition& a, const BuiltInEdition& b) {
    return std::make_tuple(a.id, FirstDay(a), a.version) <
           std::make_tuple(b.id, FirstDay(b), b.version);
  });
  return editions;
}

EditionResult Editions::Load(absl::string_view name, std::optional<int64_t> day) {
  std::vector<BuiltInEdition> editions = BuiltIn();
  BuiltInEdition* found = nullptr;
  for (BuiltInEdition& edition : editions) {
    if (edition.name == name) found = &edition;
    if (edition.id == name && (!day || IsInForce(edition, *day))) found = &edition;
  }
  if (found == nullptr) return Unknown(name, editions, day);
  return Edition::Load(std::move(found->files));
}

EditionResult Editions::Open(absl::string_view name_or_folder, std::optional<int64_t> day) {
  const std::string name(name_or_folder);
  std::error_code error;
  if (absl::StrContains(name, "/") || std::filesystem::is_directory(name, error)) {
    return Edition::LoadDirectory(name);
  }
  return Load(name, day);
}

}  // namespace risk
