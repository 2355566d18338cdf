#include "risk/rule_testing/case_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace risk::rule_testing {
namespace {

namespace fs = std::filesystem;

// Whether the comments that a file begins with name the message of rule cases. A file of which that
// cannot be said, because it cannot be read or is UTF-16, counts: reading it says what is wrong.
bool MayHoldCases(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return true;
  constexpr absl::string_view kMark = "# proto-message:";
  for (std::string line; std::getline(file, line);) {
    if (absl::StartsWith(line, "\xff\xfe") || absl::StartsWith(line, "\xfe\xff")) return true;
    const absl::string_view text =
        absl::StripAsciiWhitespace(absl::StripPrefix(line, "\xef\xbb\xbf"));
    if (absl::StartsWith(text, kMark)) {
      return absl::StripAsciiWhitespace(text.substr(kMark.size())) == "risk.v1.CaseFile";
    }
    if (!text.empty() && !absl::StartsWith(text, "#")) return false;
  }
  return false;
}

class Search {
 public:
  void Folder(const fs::path& folder) {
    std::error_code error;
    if (!entered_.insert(fs::canonical(folder, error).string()).second) return Skip(folder, "a link to a folder");
    fs::directory_iterator entry(folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
      Entry(entry->path());
    }
    if (error) found.push_back(folder.string());
  }

  std::vector<std::string> found;
  std::vector<std::pair<std::string, std::string>> skipped;

 private:
  void Skip(const fs::path& path, const char* why) { skipped.emplace_back(path.string(), why); }
  void Entry(const fs::path& path) {
    const std::string name = path.filename().string();
    if (name[0] == '.') return Skip(path, "hidden");
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::is_directory(status)) return Folder(path);
    const bool is_text = absl::EndsWith(name, ".textproto") || absl::EndsWith(name, ".txtpb");
    // A pipe would wait for a writer.
    const bool is_file = fs::is_regular_file(status) || !fs::exists(status);
    if (!is_file) return Skip(path, "not a file");
    if (!is_text || !MayHoldCases(path)) return Skip(path, "no rule cases");
    found.push_back(path.string());
  }

  std::set<std::string> entered_;
};

}  // namespace

std::vector<std::string> CaseFilesBelow(const std::string& folder,
                                        std::vector<std::pair<std::string, std::string>>* skipped) {
  Search search;
  search.Folder(folder);
  std::sort(search.found.begin(), search.found.end());
  if (skipped != nullptr) {
    skipped->insert(skipped->end(), search.skipped.begin(), search.skipped.end());
  }
  return std::move(search.found);
}

}  // namespace risk::rule_testing
