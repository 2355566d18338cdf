// The editions that are part of the library: embedded at build time, no file is needed to use them.
//
//   for (const risk::BuiltInEdition& e : risk::Editions::BuiltIn()) std::cout << e.name << "\n";
//   risk::EditionResult newest = risk::Editions::Load("england_wales");
//
#ifndef RISK_EDITION_EDITIONS_H_
#define RISK_EDITION_EDITIONS_H_

#include <cstdint>
#include <optional>
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
  bool is_published = false;
  v1::Period in_force;
  std::vector<RuleText> files;
};

class Editions {
 public:
  // By id, then by first day in force, oldest first.
  static std::vector<BuiltInEdition> BuiltIn();

  // A built-in edition by "id@version", or by "id": then the newest one, or the newest in force on
  // `day` (days since 1970-01-01) if one is given.
  // Errors: a problem with code `unknown-edition` that lists the editions there are.
  // Cost: loads it anew; keep the result.
  static EditionResult Load(absl::string_view name, std::optional<int64_t> day = std::nullopt);

  // The same, or the path of a folder (anything that has a slash in it or is a folder).
  static EditionResult Open(absl::string_view name_or_folder,
                            std::optional<int64_t> day = std::nullopt);
};

}  // namespace risk

#endif  // RISK_EDITION_EDITIONS_H_
