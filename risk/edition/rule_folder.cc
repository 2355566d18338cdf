#include "risk/edition/rule_folder.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace risk {
namespace {

namespace fs = std::filesystem;

Problem Unreadable(const std::string& path, const std::string& why) {
  Problem problem;
  problem.place.file = path;
  problem.code = "unreadable";
  problem.message = absl::StrCat("cannot be read: ", why);
  return problem;
}

// At most a little more than `limit`, which tells the loader that the file is too large.
bool ReadUpTo(const std::string& path, size_t limit, std::string& text) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return false;
  char buffer[16384];
  size_t size = 0;
  while (text.size() <= limit && (size = std::fread(buffer, 1, sizeof buffer, file)) > 0) {
    text.append(buffer, size);
  }
  const bool ok = std::ferror(file) == 0;
  std::fclose(file);
  return ok;
}

// Whether the comments at the beginning name no other message than one of an edition: cases may lie
// beside the rules.
bool HoldsRules(absl::string_view text) {
  while (absl::StartsWith(text, "#")) {
    const absl::string_view line = text.substr(0, text.find('\n'));
    absl::string_view message = line;
    if (absl::ConsumePrefix(&message, "# proto-message:")) {
      message = absl::StripAsciiWhitespace(message);
      return message == "risk.v1.RuleFile" || message == "risk.v1.Edition";
    }
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return true;
}

}  // namespace

namespace edition {

RuleFolder ReadRuleFolder(const std::string& directory, const EditionLimits& limits) {
  RuleFolder folder;
  std::error_code error;
  size_t total = 0;
  fs::recursive_directory_iterator entry(directory, error);
  for (fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
    if (folder.files.size() > limits.files || total > limits.total_bytes) return folder;
    std::error_code status;
    const std::string path = entry->path().lexically_normal().generic_string();
    if (!absl::EndsWith(path, ".textproto") || entry->is_directory(status)) continue;
    std::string text;
    // Opening a pipe would wait for somebody to write to it.
    if (!entry->is_regular_file(status) || !ReadUpTo(path, limits.file_bytes, text)) {
      folder.problems.push_back(Unreadable(path, "no permission, or not a file"));
    } else if (HoldsRules(text)) {
      total += text.size();
      folder.files.push_back({path, std::move(text)});
    }
  }
  if (error) {
    folder.problems.push_back(Unreadable(directory, error.message()));
  } else if (folder.files.empty() && folder.problems.empty()) {
    folder.problems.push_back(Unreadable(directory, "no *.textproto with rules in this folder"));
  }
  return folder;
}

}  // namespace edition

EditionResult Edition::LoadDirectory(const std::string& directory, const EditionLimits& limits,
                                     const std::vector<std::vector<RuleText>>& bases) {
  edition::RuleFolder folder = edition::ReadRuleFolder(directory, limits);
  // What could be read is checked in any case.
  EditionResult result;
  if (!folder.files.empty()) result = Load(std::move(folder.files), limits, bases);
  if (folder.problems.empty()) return result;
  result.edition = nullptr;
  for (Problem& problem : folder.problems) result.problems.push_back(std::move(problem));
  Sort(result.problems);
  return result;
}

}  // namespace risk
