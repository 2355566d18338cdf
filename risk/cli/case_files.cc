#include "risk/cli/case_files.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <system_error>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "risk/cli/exit_codes.h"
#include "risk/rule_testing.h"

namespace risk::cli {

std::string SkippedText(const SkippedFiles& skipped) {
  std::map<std::string, int> reasons;
  for (const auto& [path, why] : skipped) ++reasons[why];
  std::string whys;
  for (const auto& [why, count] : reasons) {
    absl::StrAppend(&whys, whys.empty() ? " (" : ", ", count, " ", why);
  }
  return absl::StrCat(skipped.size(), " skipped", whys, whys.empty() ? "" : ")");
}

std::vector<std::string> CaseFilesIn(const std::string& path, SkippedFiles* skipped) {
  absl::StatusOr<std::vector<std::string>> found = FindCaseFiles(path, skipped);
  return found.ok() ? *std::move(found) : std::vector<std::string>{path};
}

int ReadCaseFiles(const std::vector<std::string>& files, const Edition& edition, Output& err,
                  absl::FunctionRef<void(const std::string& path, v1::CaseFile file)> take) {
  int code = kFine;
  for (const std::string& path : files) {
    absl::StatusOr<v1::CaseFile> file = ReadCaseFile(path);
    if (file.ok()) {
      if (IsOf(*file, edition)) take(path, *std::move(file));
      continue;
    }
    const bool is_read = file.status().code() == absl::StatusCode::kInvalidArgument;
    err.Write(CannotRead(path, file.status()));
    code = std::max<int>(code, is_read ? kFindings : kUnreadable);
  }
  return code;
}

bool WouldWriteOver(absl::string_view command, const std::vector<std::string>& files,
                    const std::string& output, Output& err) {
  std::error_code error;
  for (const std::string& file : files) {
    if (!std::filesystem::equivalent(file, output, error)) continue;
    err.Write(absl::StrCat("risk ", command, ": --junit would write over ", file, "\n"));
    return true;
  }
  // Nor anything else that no earlier run wrote: a slip of the command line costs no file.
  if (!std::filesystem::is_regular_file(output, error)) return false;
  std::ifstream existing(output, std::ios::binary);
  char begin[5] = {};
  existing.read(begin, sizeof begin);
  if (existing.gcount() == 0 || absl::string_view(begin, sizeof begin) == "<?xml") return false;
  err.Write(absl::StrCat("risk ", command, ": --junit would write over ", output,
                         ", which is no report; remove it first\n"));
  return true;
}

int WriteJunit(const std::string& path, absl::string_view xml, Output& err) {
  const int error = WriteFile(path, xml);
  if (error == 0) return kFine;
  err.Write(absl::StrCat(path, ": error: cannot be written: ", std::strerror(error), "\n"));
  return kUnreadable;
}

}  // namespace risk::cli
