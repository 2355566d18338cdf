#include "risk/edition/rule_folder.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "risk/edition/content_hash.h"

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

// Why a file cannot be read, in words; what is scarce for a while is told from what is wrong with the file.
std::string WhyNot(int error) {
  const bool is_scarce = error == EMFILE || error == ENFILE || error == ENOMEM;
  return is_scarce ? std::strerror(error) : "no permission, or not a file";
}

// At most a little more than `limit`, which tells the loader that the file is too large. 0, or errno.
int ReadUpTo(const std::string& path, size_t limit, std::string& text) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return errno;
  char buffer[16384];
  size_t size = 0;
  while (text.size() <= limit && (size = std::fread(buffer, 1, sizeof buffer, file)) > 0) {
    text.append(buffer, size);
  }
  const int error = std::ferror(file) != 0 ? (errno != 0 ? errno : EIO) : 0;
  std::fclose(file);
  return error;
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

// The path below the folder.
std::string Within(const std::string& path, const std::string& directory) {
  return fs::path(path).lexically_relative(fs::path(directory).lexically_normal()).generic_string();
}

// Where the folder has a list of its files, what is not as the list says: half of an edition, or one
// that is just being written, is none. Cases and other files that the list names do not matter.
void CompareWithList(const std::string& directory, const std::map<std::string, std::string>& hashes,
                     std::vector<Problem>* problems) {
  std::string list;
  const std::string name = (fs::path(directory) / edition::kFileList).generic_string();
  std::error_code error;
  if (!fs::exists(name, error)) return;
  const auto add = [&](const std::string& path, const char* what) {
    Problem problem;
    problem.place.file = path;
    problem.code = "not-as-listed";
    problem.message = what;
    problem.hint = absl::StrCat("the list is ", name);
    problems->push_back(std::move(problem));
  };
  const int failed = fs::is_regular_file(name, error) ? ReadUpTo(name, size_t{1} << 20, list) : EISDIR;
  if (failed != 0) {
    problems->push_back(Unreadable(name, WhyNot(failed)));
    return;
  }
  std::set<std::string> listed;
  for (absl::string_view line : absl::StrSplit(list, '\n', absl::SkipWhitespace())) {
    const std::string hash(line.substr(0, line.find(' ')));
    line.remove_prefix(std::min(hash.size(), line.size()));
    absl::string_view path = absl::StripAsciiWhitespace(line);
    absl::ConsumePrefix(&path, "*");
    absl::ConsumePrefix(&path, "./");
    if (!absl::EndsWith(path, ".textproto")) continue;
    listed.emplace(path);
    const auto found = hashes.find(std::string(path));
    if (found != hashes.end() && found->second != hash) {
      add(std::string(path), "is not the file that the list of the edition names");
    } else if (found == hashes.end() && !fs::exists(fs::path(directory) / std::string(path), error)) {
      add(std::string(path), "is missing");
    }
  }
  for (const auto& [path, hash] : hashes) {
    if (listed.count(path) == 0) add(path, "is not in the list of the edition");
  }
}

// The files as they are at one time.
edition::RuleFolder ReadOnce(const std::string& directory, const EditionLimits& limits) {
  edition::RuleFolder folder;
  std::error_code error;
  size_t total = 0;
  fs::recursive_directory_iterator entry(directory, error);
  for (fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
    if (folder.files.size() > limits.files || total > limits.total_bytes) return folder;
    std::error_code status;
    const std::string path = entry->path().lexically_normal().generic_string();
    // What tools keep there, and the lock files of editors.
    if (absl::StartsWith(entry->path().filename().string(), ".")) {
      if (entry->is_directory(status)) entry.disable_recursion_pending();
      continue;
    }
    if (!absl::EndsWith(path, ".textproto") || entry->is_directory(status)) continue;
    std::string text;
    // Opening a pipe would wait for somebody to write to it.
    const int failed = entry->is_regular_file(status) ? ReadUpTo(path, limits.file_bytes, text) : EISDIR;
    if (failed != 0) {
      folder.problems.push_back(Unreadable(path, WhyNot(failed)));
      continue;
    }
    if (!HoldsRules(absl::StripPrefix(text, "\xef\xbb\xbf"))) continue;
    folder.hashes[Within(path, directory)] = edition::Sha256(text);
    if (absl::StartsWith(text, "\xef\xbb\xbf")) text.erase(0, 3);  // as in cases
    total += text.size();
    folder.files.push_back({path, std::move(text)});
  }
  if (error) {
    folder.problems.push_back(Unreadable(directory, error.message()));
  } else if (folder.files.empty() && folder.problems.empty()) {
    folder.problems.push_back(Unreadable(directory, "no *.textproto with rules in this folder"));
  }
  return folder;
}

// A folder is read twice: one that is not the same both times is refused.
bool IsSame(const edition::RuleFolder& one, const edition::RuleFolder& other) {
  return one.hashes == other.hashes && one.problems.size() == other.problems.size();
}

}  // namespace

namespace edition {

RuleFolder ReadRuleFolder(const std::string& directory, const EditionLimits& limits) {
  RuleFolder folder = ReadOnce(directory, limits);
  if (folder.problems.empty()) CompareWithList(directory, folder.hashes, &folder.problems);
  if (folder.problems.empty() && !IsSame(folder, ReadOnce(directory, limits))) {
    Problem problem;
    problem.place.file = directory;
    problem.code = "changed";
    problem.message = "changed while it was read";
    problem.hint = "try again once nobody writes there";
    folder.problems.push_back(std::move(problem));
  }
  return folder;
}

std::string ListOfFiles(const RuleFolder& folder) {
  std::string list;
  for (const auto& [path, hash] : folder.hashes) absl::StrAppend(&list, hash, "  ", path, "\n");
  return list;
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
