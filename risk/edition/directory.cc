#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "risk/edition/edition.h"

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

// The rule files of a folder and what of it cannot be read. Stops soon after a limit is passed: the
// loader will say so.
void ReadFolder(const std::string& directory, const EditionLimits& limits,
                std::vector<RuleText>& files, std::vector<Problem>& problems) {
  std::error_code error;
  size_t total = 0;
  fs::recursive_directory_iterator entry(directory, error);
  for (fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
    if (files.size() > limits.files || total > limits.total_bytes) return;
    std::error_code status;
    const std::string path = entry->path().lexically_normal().generic_string();
    if (!absl::EndsWith(path, ".textproto") || entry->is_directory(status)) continue;
    std::string text;
    // Opening a pipe would wait for somebody to write to it.
    if (entry->is_regular_file(status) && ReadUpTo(path, limits.file_bytes, text)) {
      total += text.size();
      files.push_back({path, std::move(text)});
    } else {
      problems.push_back(Unreadable(path, "no permission, or not a file"));
    }
  }
  if (error) {
    problems.push_back(Unreadable(directory, error.message()));
  } else if (files.empty() && problems.empty()) {
    problems.push_back(Unreadable(directory, "no *.textproto in this folder"));
  }
}

}  // namespace

EditionResult Edition::LoadDirectory(const std::string& directory, const EditionLimits& limits) {
  std::vector<RuleText> files;
  std::vector<Problem> problems;
  ReadFolder(directory, limits, files, problems);
  // What could be read is checked in any case.
  EditionResult result;
  if (!files.empty()) result = Load(std::move(files), limits);
  if (problems.empty()) return result;
  result.edition = nullptr;
  for (Problem& problem : problems) result.problems.push_back(std::move(problem));
  Sort(result.problems);
  return result;
}

}  // namespace risk
