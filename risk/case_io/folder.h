// The files of a folder that may hold records.
#ifndef RISK_CASE_IO_FOLDER_H_
#define RISK_CASE_IO_FOLDER_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace risk::case_io {

struct FolderFiles {
  std::vector<std::string> files;  // sorted by path; those that cannot be read, too: reading says why
  std::vector<std::pair<std::string, std::string>> skipped;  // path, and why: "hidden"
};

bool IsFolder(const std::string& path);

// Everything below a folder. Files count whose names end as those of records do: .json, .jsonl,
// .ndjson, .textproto, .txtpb, .pbtxt, .pb, .binpb, .bin, and the same with .gz or .zst behind. Hidden
// files and folders and other names are skipped, and named; a link to a folder is not followed.
FolderFiles FilesBelow(const std::string& folder);

}  // namespace risk::case_io

#endif  // RISK_CASE_IO_FOLDER_H_
