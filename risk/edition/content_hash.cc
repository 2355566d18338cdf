#include "risk/edition/content_hash.h"

#include <openssl/evp.h>

#include <map>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"

namespace risk::edition {
namespace {

// The text without the line of the field `content_hash`, or without the field if it shares its
// line.
std::string WithoutHash(const SourceText& file) {
  const SourceNode* node = file.root.Child("content_hash");
  if (node == nullptr) return file.text;
  absl::string_view text = file.text;
  size_t line = text.rfind('\n', node->begin);
  size_t begin = line == absl::string_view::npos ? 0 : line + 1;
  size_t end = text.find_first_not_of(" \t\r", node->end);
  bool is_alone =
      text.substr(begin, node->begin - begin).find_first_not_of(" \t") == absl::string_view::npos &&
      (end == absl::string_view::npos || text[end] == '\n');
  if (!is_alone) return absl::StrCat(text.substr(0, node->begin), text.substr(node->end));
  return absl::StrCat(text.substr(0, begin),
                      end == absl::string_view::npos ? "" : text.substr(end + 1));
}

}  // namespace

std::string Sha256(absl::string_view text) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha256(), nullptr) != 1) return "";
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(digest), size));
}

std::string ContentHash(const std::vector<const SourceText*>& files, absl::string_view root,
                        absl::string_view base_hash) {
  std::map<std::string, std::string> hashes;
  for (const SourceText* file : files) {
    std::string text = absl::StrReplaceAll(WithoutHash(*file), {{"\r\n", "\n"}});
    hashes[std::string(absl::StripPrefix(file->path, root))] = Sha256(text);
  }
  // A list as sha256sum prints it.
  std::string list = base_hash.empty() ? "" : absl::StrCat(base_hash, "  extends\n");
  for (const auto& [path, hash] : hashes) absl::StrAppend(&list, hash, "  ", path, "\n");
  return Sha256(list);
}

}  // namespace risk::edition
