#include "risk/edition/file_list.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "risk/edition/content_hash.h"

namespace risk::edition {

std::string ListOfFiles(const RuleFolder& folder, const std::string& directory) {
  namespace fs = std::filesystem;
  std::map<std::string, std::string> hashes;
  for (const RuleText& file : folder.files) {
    // The bytes, which may begin with a mark that is no part of the text.
    std::ifstream stream(file.path, std::ios::binary);
    std::stringstream bytes;
    if (!(bytes << stream.rdbuf())) continue;
    const fs::path path = fs::path(file.path).lexically_relative(fs::path(directory).lexically_normal());
    hashes[path.generic_string()] = Sha256(bytes.str());
  }
  std::string list;
  for (const auto& [path, hash] : hashes) absl::StrAppend(&list, hash, "  ", path, "\n");
  return list;
}

}  // namespace risk::edition
