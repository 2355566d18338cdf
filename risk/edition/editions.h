// The editions that are part of the library: embedded at build time, no file is needed to use them.
//
//   for (const risk::BuiltInEdition& e : risk::Editions::BuiltIn()) std::cout << e.name << "\n";
//   risk::EditionResult newest = risk::Editions::Load("england_wales");
//
#ifndef RISK_EDITION_EDITIONS_H_
#define RISK_EDITION_EDITIONS_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/edition/edition.h"

namespace risk {

struct BuiltInEdition {
  std::string name;  // "england_wales@2026.1"
  std::string id;
  std::string version;
  std::string title;
  std::string jurisdiction;
  std::string extends;  // name of the edition that it lies over, if any
  bool rates_groups = false;  // has group levels of its own
  bool is_published = false;
  v1::Period in_force;
  std::string folder;  // that its files have in their paths, with a slash at the end
  std::vector<RuleText> files;
};

class Editions {
 public:
  // By id, then by first day in force, oldest first.
  static std::vector<BuiltInEdition> BuiltIn();

  // Their names, without the cost of their files.
  static std::vector<std::string> Names();

  // Ids of those that rate groups at risk and extend no other: what is meant when nobody names one.
  static std::set<std::string> GroundIds();

  // What a name stands for: "id@version" itself, and of an "id" the newest version, or the newest
  // in force on `day` (days since 1970-01-01) if one is given. Empty if there is no such edition.
  static std::string FullName(absl::string_view name, std::optional<int64_t> day = std::nullopt);

  // The built-in edition that a name stands for.
  // Errors: a problem with code `unknown-edition` that lists the editions there are.
  // Cost: loads it anew; keep the result.
  static EditionResult Load(absl::string_view name, std::optional<int64_t> day = std::nullopt);

  // An edition from texts or from a folder, which may extend a built-in one or one of `bases`:
  // texts, or folders.
  static EditionResult LoadTexts(std::vector<RuleText> files,
                                 std::vector<std::vector<RuleText>> bases = {});
  static EditionResult LoadFolder(const std::string& folder,
                                  const std::vector<std::string>& bases = {});

  // Whether this is the path of a folder and no name: it has a slash, or is "." or "..".
  static bool IsPath(absl::string_view name_or_path);

  // Load or LoadFolder, as IsPath says. A name never opens a folder.
  static EditionResult Open(absl::string_view name_or_path,
                            std::optional<int64_t> day = std::nullopt,
                            const std::vector<std::string>& bases = {});
};

}  // namespace risk

#endif  // RISK_EDITION_EDITIONS_H_
