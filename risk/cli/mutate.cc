#include <algorithm>
#include <cstring>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "risk/cli/commands.h"
#include "risk/cli/exit_codes.h"
#include "risk/cli/mutation_forms.h"
#include "risk/edition/editions.h"
#include "risk/edition/rule_folder.h"
#include "risk/mutation/mutation.h"
#include "risk/rule_testing.h"

namespace risk::cli {
namespace {

class MutateCommand {
 public:
  MutateCommand(const Arguments& arguments, const Streams& streams)
      : arguments_(arguments), streams_(streams) {}

  int Run();

 private:
  bool ReadEdition();
  bool ReadCases(const Edition& edition);
  void ReadFile(const std::string& path, const Edition& edition);
  int Write(const MutationReport& report, const MutationOptions& options);
  int TellFailed(const MutationReport& report);
  void Worst(int code) { exit_code_ = std::max(exit_code_, code); }

  const Arguments& arguments_;
  Streams streams_;
  MutationInput input_;
  int exit_code_ = kFine;
};

// The files of the edition and of those that it may extend. It has been opened without an error.
bool MutateCommand::ReadEdition() {
  const std::string& name = arguments_.paths.front();
  for (const std::string& base : arguments_.bases) {
    input_.bases.push_back(edition::ReadRuleFolder(base, {}).files);
  }
  const std::string full_name = Editions::FullName(name);
  for (BuiltInEdition& edition : Editions::BuiltIn()) {
    if (edition.name == full_name) input_.files = edition.files;
    input_.bases.push_back(std::move(edition.files));
  }
  if (absl::StrContains(name, '/')) input_.files = edition::ReadRuleFolder(name, {}).files;
  return !input_.files.empty();
}

bool MutateCommand::ReadCases(const Edition& edition) {
  std::vector<std::string> paths = arguments_.cases;
  if (paths.empty()) paths.push_back(".");
  for (const std::string& path : paths) {
    const absl::StatusOr<std::vector<std::string>> found = FindCaseFiles(path);
    const std::vector<std::string> files = found.ok() ? *found : std::vector<std::string>{path};
    for (const std::string& file : files) ReadFile(file, edition);
  }
  if (exit_code_ == kFine && input_.cases.empty()) {
    streams_.err->Write(absl::StrCat(paths.front(), ": error: holds no rule cases of ",
                                     edition.name(), " [no-cases]\n  --cases says where they are\n"));
    Worst(kFindings);
  }
  return exit_code_ == kFine;
}

void MutateCommand::ReadFile(const std::string& path, const Edition& edition) {
  absl::StatusOr<v1::CaseFile> file = ReadCaseFile(path);
  if (!file.ok()) {
    const bool is_read = file.status().code() == absl::StatusCode::kInvalidArgument;
    streams_.err->Write(CannotRead(path, file.status()));
    return Worst(is_read ? kFindings : kUnreadable);
  }
  if (!IsOf(*file, edition)) return;
  input_.cases.push_back({path, *std::move(file)});
}

int MutateCommand::TellFailed(const MutationReport& report) {
  for (const CaseResult& result : report.failed) {
    for (const Failure& failure : result.failures) {
      streams_.err->Write(absl::StrCat(failure.ToString(), "\n"));
    }
  }
  const size_t failed = report.failed.size();
  streams_.err->Write(absl::StrCat("risk mutate: ", failed, failed == 1 ? " case fails" : " cases fail",
                                   " before anything is changed; nothing was tried\n"));
  return kFindings;
}

int MutateCommand::Write(const MutationReport& report, const MutationOptions& options) {
  streams_.out->Write(arguments_.format == Format::kJson ? MutationJson(report, options)
                                                         : MutationText(report, options));
  if (!arguments_.junit.empty()) {
    if (const int error = WriteFile(arguments_.junit, MutationJunit(report)); error != 0) {
      streams_.err->Write(absl::StrCat(arguments_.junit, ": error: cannot be written: ",
                                       std::strerror(error), "\n"));
      return kUnreadable;
    }
  }
  return report.Score() < arguments_.at_least ? kFindings : kFine;
}

int MutateCommand::Run() {
  const EditionResult opened =
      Editions::Open(arguments_.paths.front(), std::nullopt, arguments_.bases);
  if (!opened.ok() || !ReadEdition()) {
    streams_.err->Write(ToString(opened.problems));
    return ExitCodeFor(opened.problems);
  }
  if (!ReadCases(*opened.edition)) return exit_code_;
  MutationOptions options;
  options.sample = arguments_.sample;
  options.seed = arguments_.seed;
  options.jobs = arguments_.jobs > 0
                     ? arguments_.jobs
                     : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  const MutationReport report = Mutate(input_, options);
  return report.failed.empty() ? Write(report, options) : TellFailed(report);
}

}  // namespace

int RunMutate(const Arguments& arguments, const Streams& streams) {
  return MutateCommand(arguments, streams).Run();
}

}  // namespace risk::cli
