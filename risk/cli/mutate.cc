#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "risk/cli/case_files.h"
#include "risk/cli/commands.h"
#include "risk/cli/exit_codes.h"
#include "risk/cli/from_arguments.h"
#include "risk/cli/mutation_forms.h"
#include "risk/cli/progress.h"
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
  MutationReport Try(MutationOptions options) const;
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
  for (BuiltInEdition& edition : Editions::BuiltIn()) input_.bases.push_back(std::move(edition.files));
  input_.files = RuleFilesOf(name);
  return !input_.files.empty();
}

bool MutateCommand::ReadCases(const Edition& edition) {
  std::vector<std::string> paths = arguments_.cases;
  if (paths.empty()) paths.push_back(".");
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    for (std::string& file : CaseFilesIn(path)) files.push_back(std::move(file));
  }
  Worst(ReadCaseFiles(files, edition, *streams_.err, [&](const std::string& path, v1::CaseFile file) {
    input_.cases.push_back({path, std::move(file)});
  }));
  if (exit_code_ == kFine && input_.cases.empty()) {
    streams_.err->Write(absl::StrCat(paths.front(), ": error: holds no rule cases of ",
                                     edition.name(), " [no-cases]\n  --cases says where they are\n"));
    Worst(kFindings);
  }
  for (const RuleText& file : input_.files) files.push_back(file.path);
  if (WouldWriteOver("mutate", files, arguments_.junit, *streams_.err)) Worst(kUsage);
  return exit_code_ == kFine;
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

MutationReport MutateCommand::Try(MutationOptions options) const {
  Progress progress(*streams_.err, !arguments_.quiet, "change");
  options.progress = [&](size_t done, size_t of) {
    progress.Show(done, static_cast<double>(done) / static_cast<double>(of));
  };
  return Mutate(input_, options);
}

int MutateCommand::Write(const MutationReport& report, const MutationOptions& options) {
  if (report.mutants.empty()) {
    streams_.err->Write(absl::StrCat("risk mutate: there is nothing to change in ", report.edition,
                                     options.in.empty() ? "" : " in files that --in names", "; nothing was tried\n"));
    return kFindings;
  }
  streams_.out->Write(arguments_.format == Format::kJson ? MutationJson(report, options)
                                                         : MutationText(report, options));
  if (!arguments_.junit.empty()) {
    const int code = WriteJunit(arguments_.junit, MutationJunit(report), *streams_.err);
    if (code != kFine) return code;
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
  options.in = arguments_.in;
  options.sample = arguments_.sample;
  options.seed = arguments_.seed;
  options.jobs = ThreadsOf(arguments_);
  const MutationReport report = Try(options);
  return report.failed.empty() ? Write(report, options) : TellFailed(report);
}

}  // namespace

int RunMutate(const Arguments& arguments, const Streams& streams) {
  return MutateCommand(arguments, streams).Run();
}

}  // namespace risk::cli
