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

}  // namespace

EditionResult Edition::LoadDirectory(const std::string& directory, const EditionLimits& limits) {
  EditionResult unreadable;
  std::vector<RuleText> files;
  std::error_code error;
  fs::recursive_directory_iterator entry(directory, error);
  if (error) unreadable.problems.push_back(Unreadable(directory, error.message()));
  for (fs::recursive_directory_iterator end; !error && entry != end && files.size() <= limits.files;
       entry.increment(error)) {
    std::error_code status;
    const std::string path = entry->path().lexically_normal().generic_string();
    if (!absl::EndsWith(path, ".textproto") || entry->is_directory(status)) continue;
    std::string text;
    if (ReadUpTo(path, limits.file_bytes, text)) {
      files.push_back({path, std::move(text)});
    } else {
      unreadable.problems.push_back(Unreadable(path, "no permission, or not a file"));
    }
  }
  if (unreadable.problems.empty() && error) {
    unreadable.problems.push_back(Unreadable(directory, error.message()));
  }
  if (unreadable.problems.empty() && files.empty()) {
    unreadable.problems.push_back(Unreadable(directory, "no *.textproto in this folder"));
  }
  if (unreadable.problems.empty()) return Load(std::move(files), limits);
  // What could be read is checked all the same.
  EditionResult result;
  if (!files.empty()) result = Load(std::move(files), limits);
  result.edition = nullptr;
  for (Problem& problem : unreadable.problems) result.problems.push_back(std::move(problem));
  Sort(result.problems);
  return result;
}

}  // namespace risk
