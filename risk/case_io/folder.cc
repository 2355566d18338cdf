#include "risk/case_io/folder.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace risk::case_io {
namespace {

namespace fs = std::filesystem;

bool EndsAsRecords(const std::string& name) {
  const std::string lower = absl::AsciiStrToLower(name);
  absl::string_view rest = lower;
  if (!absl::ConsumeSuffix(&rest, ".gz")) absl::ConsumeSuffix(&rest, ".zst");
  for (const char* end : {".json", ".jsonl", ".ndjson", ".textproto", ".txtpb", ".pbtxt", ".pb",
                          ".binpb", ".bin"}) {
    if (absl::EndsWith(rest, end)) return true;
  }
  return false;
}

void Search(const fs::path& folder, FolderFiles* found) {
  std::error_code error;
  std::vector<fs::path> entries;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    entries.push_back(entry->path());
  }
  if (error) found->files.push_back(folder.string());  // reading it will say so
  std::sort(entries.begin(), entries.end());
  for (const fs::path& path : entries) {
    const std::string name = path.filename().string();
    std::error_code unread;
    const fs::file_status link = fs::symlink_status(path, unread);
    const fs::file_status status = fs::status(path, unread);
    if (absl::StartsWith(name, ".")) {
      found->skipped.emplace_back(path.string(), "hidden");
    } else if (fs::is_directory(status)) {
      if (fs::is_symlink(link)) {
        found->skipped.emplace_back(path.string(), "a link to a folder");
      } else {
        Search(path, found);
      }
    } else if (!EndsAsRecords(name)) {
      found->skipped.emplace_back(path.string(), "not named as a record");
    } else if (fs::exists(status) && !fs::is_regular_file(status)) {
      // A pipe would wait for a writer.
      found->skipped.emplace_back(path.string(), "not a file");
    } else {
      found->files.push_back(path.string());
    }
  }
}

}  // namespace

bool IsFolder(const std::string& path) {
  std::error_code error;
  return path != "-" && fs::is_directory(path, error);
}

FolderFiles FilesBelow(const std::string& folder) {
  FolderFiles found;
  Search(folder, &found);
  return found;
}

}  // namespace risk::case_io
