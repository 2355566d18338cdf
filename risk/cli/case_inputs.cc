#include "risk/cli/case_inputs.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "risk/case_io/folder.h"
#include "risk/cli/exit_codes.h"

namespace risk::cli {

CaseInputs::CaseInputs(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    if (!case_io::IsFolder(path)) {
      files_.push_back(path);
      continue;
    }
    has_folder_ = true;
    case_io::FolderFiles below = case_io::FilesBelow(path);
    files_.insert(files_.end(), below.files.begin(), below.files.end());
    skipped_.insert(skipped_.end(), below.skipped.begin(), below.skipped.end());
  }
}

int CaseInputs::Finish(const Streams& streams) const {
  if (!has_folder_) return kFine;
  streams.out->Flush();  // a last line stands last on a terminal, too
  Output& err = *streams.err;
  std::map<std::string, int> reasons;
  for (const auto& [path, why] : skipped_) ++reasons[why];
  std::string whys;
  for (const auto& [why, count] : reasons) {
    absl::StrAppend(&whys, whys.empty() ? " (" : ", ", count, " ", why);
  }
  if (!whys.empty()) whys += ")";
  const int read = static_cast<int>(files_.size());
  err.Write(absl::StrCat(read, read == 1 ? " file" : " files", " read, ", skipped_.size(), " skipped",
                         whys, ", ", failed_, failed_ == 1 ? " case" : " cases", " failed\n"));
  if (!files_.empty()) return kFine;
  err.Write("error: no file of cases in this folder [no-cases]\n");
  return kFindings;
}

}  // namespace risk::cli
