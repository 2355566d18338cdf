#include "risk/cli/test_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "absl/strings/match.h"

namespace risk::cli {
namespace {

namespace fs = std::filesystem;

bool IsCaseFile(const fs::path& path) {
  if (path.extension() != ".textproto") return false;
  std::ifstream file(path);
  std::string beginning(4096, '\0');
  file.read(&beginning[0], static_cast<std::streamsize>(beginning.size()));
  return absl::StrContains(beginning, "# proto-message: risk.v1.CaseFile");
}

}  // namespace

std::vector<std::string> FindTestFiles(const std::string& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return {path};
  std::vector<std::string> found;
  fs::recursive_directory_iterator it(path, fs::directory_options::skip_permission_denied, error);
  for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    const std::string name = it->path().filename().string();
    std::error_code ignored;
    if (it->is_directory(ignored)) {
      if (name[0] == '.') it.disable_recursion_pending();
    } else if (IsCaseFile(it->path())) {
      found.push_back(it->path().string());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace risk::cli
