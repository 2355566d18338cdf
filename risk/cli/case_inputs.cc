#include "risk/cli/case_inputs.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "risk/case_io/folder.h"
#include "risk/cli/case_files.h"

namespace risk::cli {
namespace {

// Whether results are written while cases are read: on a terminal they show how far it has come.
bool WritesMeanwhile(const Arguments& arguments) {
  switch (arguments.command) {
    case Command::kInspect:
    case Command::kOversight:
      return false;
    case Command::kImpact:
      return IsOfCaseload(arguments.format);
    default:
      return true;
  }
}

std::string Counted(uint64_t number, const char* what) {
  return absl::StrCat(number, " ", what, number == 1 ? "" : "s");
}

}  // namespace

CaseInputs::CaseInputs(const Arguments& arguments, const Streams& streams)
    : streams_(streams),
      is_quiet_(arguments.quiet),
      progress_(*streams.err, !arguments.quiet && !(WritesMeanwhile(arguments) && streams.out->is_terminal())) {
  for (const std::string& path : arguments.paths) {
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

void CaseInputs::Count(Fate fate) {
  ++(fate == Fate::kTaken ? taken_ : fate == Fate::kFailed ? failed_ : unreadable_);
  ShowProgress(0);
}

void CaseInputs::CountAll(uint64_t taken, uint64_t failed, uint64_t unreadable, double share) {
  taken_ = taken;
  failed_ = failed;
  unreadable_ = unreadable;
  ShowProgress(share);
}

void CaseInputs::ShowProgress(double share) {
  const double before = begun_ == 0 ? 0 : static_cast<double>(begun_ - 1);
  progress_.Show(taken_ + failed_, files_.empty() ? 0 : (before + share) / static_cast<double>(files_.size()));
}

int CaseInputs::Finish() {
  streams_.out->Flush();  // a last line stands last on a terminal, too
  Output& err = *streams_.err;
  const bool has_several = has_folder_ || files_.size() > 1 || taken_ + failed_ > 1;
  if (has_several && !is_quiet_) {
    const uint64_t read = begun_ - std::min<uint64_t>(begun_, unreadable_);
    err.Write(absl::StrCat(Counted(read, "file"), " read, ", SkippedText(skipped_), ", ",
                           unreadable_ > 0 ? absl::StrCat(Counted(unreadable_, "file"), " and ") : "",
                           Counted(failed_, "case"), " failed\n"));
  }
  if (taken_ + failed_ + unreadable_ > 0) return kFine;
  const bool is_in_folder = has_folder_ && files_.empty();
  err.Write(is_in_folder ? "error: no file of cases in this folder [no-cases]\n"
                         : "error: no case in what was read [no-cases]\n");
  return kFindings;
}

}  // namespace risk::cli
