// Single rules: what one says, what differs between editions, and a new one.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "risk/cli/case_files.h"
#include "risk/cli/commands.h"
#include "risk/cli/exit_codes.h"
#include "risk/cli/from_arguments.h"
#include "risk/edition/editions.h"
#include "risk/rule_testing/expected_rules.h"
#include "risk/rule_words.h"
#include "risk/schema/names.h"

namespace risk::cli {
namespace {

int Mistake(const char* command, const std::string& message, const Streams& streams) {
  streams.err->Write(absl::StrCat("risk ", command, ": ", message, "\n  try: risk ", command, " --help\n"));
  return kUsage;
}

// Never over a file that is there.
bool WriteNew(const std::filesystem::path& path, const std::string& text, const Streams& streams) {
  std::error_code error;
  if (std::filesystem::exists(path, error)) {
    streams.err->Write(absl::StrCat(path.generic_string(), ": error: is there already [exists]\n"));
    return false;
  }
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) {
    streams.err->Write(absl::StrCat(path.generic_string(), ": error: cannot be written [cannot-write]\n"));
    return false;
  }
  streams.out->Write(absl::StrCat(path.generic_string(), "\n"));
  return true;
}

}  // namespace

int RunExplain(const Arguments& arguments, const Streams& streams) {
  const std::string newest = Editions::GroundIds().size() == 1 ? *Editions::GroundIds().begin()
                                                               : Editions::Names().back();
  int code = kFine;
  const std::shared_ptr<const Edition> edition = OpenEdition(
      arguments.edition.empty() ? newest : arguments.edition, arguments, *streams.err, code);
  if (edition == nullptr) return code;
  rule_testing::Shown shown(*edition);
  for (const std::string& path : arguments.cases) {
    const auto add = [&](const std::string& name, const v1::CaseFile& file) { shown.Add(file, name); };
    code = std::max(code, ReadCaseFiles(CaseFilesIn(path), *edition, *streams.err, add));
  }
  const std::string& id = arguments.paths.front();
  const auto cases_of = [&](const std::string& rule) { return shown.CasesOf(rule); };
  const std::optional<std::string> text =
      arguments.cases.empty() ? ExplainRule(*edition, id, {}) : ExplainRule(*edition, id, cases_of);
  if (!text.has_value()) {
    const std::string hint = schema::DidYouMean(id, RuleIds(*edition));
    streams.err->Write(absl::StrCat(edition->name(), " has no rule \"", id, "\" [unknown-rule]\n",
                                    hint.empty() ? "" : "  ", hint, hint.empty() ? "" : "\n"));
    return kUsage;
  }
  streams.out->Write(*text);
  return code;
}

int RunDiff(const Arguments& arguments, const Streams& streams) {
  if (arguments.paths.size() != 2) return Mistake("diff", "needs two editions, the older first", streams);
  int code = kFine;
  const std::shared_ptr<const Edition> before =
      OpenEdition(arguments.paths[0], arguments, *streams.err, code);
  const std::shared_ptr<const Edition> after =
      OpenEdition(arguments.paths[1], arguments, *streams.err, code);
  if (before == nullptr || after == nullptr) return code;
  streams.out->Write(DifferenceText(*before, *after));
  return code;
}

int RunNew(const Arguments& arguments, const Streams& streams) {
  if (arguments.paths.size() != 2) return Mistake("new", "needs a kind and an id", streams);
  const std::string& id = arguments.paths[1];
  const bool is_id = !id.empty() && id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos &&
                     id[0] >= 'a' && id[0] <= 'z';
  if (!is_id) return Mistake("new", "an id is lower_snake_case", streams);
  const std::string edition = arguments.edition.empty() ? "england_wales" : arguments.edition;
  const std::optional<RuleSkeleton> made = NewRule(arguments.paths[0], id, edition);
  if (!made.has_value()) return Mistake("new", "the kinds are fact, factor and finding", streams);
  if (arguments.into.empty()) {
    streams.out->Write(absl::StrCat(made->rule, "\n", made->cases));
    return kFine;
  }
  const std::filesystem::path folder = arguments.into;
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) {
    streams.err->Write(absl::StrCat(arguments.into, ": error: is no folder [cannot-write]\n"));
    return kUnreadable;
  }
  const bool is_written = WriteNew(folder / absl::StrCat(id, ".textproto"), made->rule, streams) &&
                          WriteNew(folder / absl::StrCat(id, "_cases.textproto"), made->cases, streams);
  return is_written ? kFine : kUnreadable;
}

}  // namespace risk::cli
