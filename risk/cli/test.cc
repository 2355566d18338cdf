#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "risk/case_io/record_reader.h"
#include "risk/case_io/source.h"
#include "risk/cli/case_files.h"
#include "risk/cli/commands.h"
#include "risk/cli/exit_codes.h"
#include "risk/cli/junit.h"
#include "risk/cli/progress.h"
#include "risk/dates.h"
#include "risk/edition_choice.h"
#include "risk/rule_testing.h"
#include "risk/schema/printable.h"

namespace risk::cli {
namespace {

class TestCommand {
 public:
  TestCommand(const Arguments& arguments, const Streams& streams)
      : arguments_(arguments), streams_(streams), editions_(arguments.bases), today_(Today()) {}

  int Run();

 private:
  void RunFiles(const std::vector<std::string>& files);
  void RunFile(const std::string& path);
  void RunCasesOf(const v1::CaseFile& file, const std::string& path);
  void WriteFailures();
  void WriteCoverage();
  void WriteCount();
  // Says what keeps the cases of a file from being run, here and in the report.
  void Broken(const std::string& path, std::string problem) {
    streams_.err->Write(problem);
    broken_.push_back({path, std::move(problem)});
  }
  void Worst(int code) { exit_code_ = std::max(exit_code_, code); }

  const Arguments& arguments_;
  Streams streams_;
  EditionChoice editions_;
  std::set<const EditionChoice::Chosen*> reported_;
  v1::Date today_;
  TestReport report_;
  std::vector<BrokenFile> broken_;
  SkippedFiles skipped_;
  int files_ = 0;
  int exit_code_ = kFine;
};

int TestCommand::Run() {
  std::vector<std::string> paths = arguments_.paths;
  if (paths.empty()) paths.push_back(".");
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    const std::vector<std::string> some = CaseFilesIn(path, &skipped_);
    if (some.empty()) {
      streams_.err->Write(absl::StrCat(path,
                                       ": error: holds no rule cases [no-cases]\n  a file of rule "
                                       "cases has the line \"# proto-message: "
                                       "risk.v1.CaseFile\"\n"));
      Worst(kFindings);
    }
    files.insert(files.end(), some.begin(), some.end());
  }
  if (WouldWriteOver("test", files, arguments_.junit, *streams_.err)) return kUsage;
  RunFiles(files);
  WriteFailures();
  if (arguments_.coverage) WriteCoverage();
  if (!arguments_.quiet) WriteCount();
  if (!arguments_.junit.empty()) {
    Worst(WriteJunit(arguments_.junit, JunitXml(report_, broken_), *streams_.err));
  }
  if (!report_.ok()) Worst(kFindings);
  return exit_code_;
}

void TestCommand::RunFiles(const std::vector<std::string>& files) {
  Progress progress(*streams_.err, !arguments_.quiet);
  for (size_t i = 0; i < files.size(); ++i) {
    RunFile(files[i]);
    progress.Show(report_.cases.size(), static_cast<double>(i + 1) / static_cast<double>(files.size()));
  }
}

void TestCommand::WriteCount() {
  const int failed = report_.failed();
  std::string text = absl::StrCat(report_.cases.size() - static_cast<size_t>(failed), " passed, ", failed,
                                  " failed, in ", files_, files_ == 1 ? " file" : " files");
  if (!broken_.empty()) {
    absl::StrAppend(&text, ", ", broken_.size(), broken_.size() == 1 ? " file" : " files", " could not be run");
  }
  if (!skipped_.empty()) absl::StrAppend(&text, ", ", SkippedText(skipped_));
  streams_.out->Write(absl::StrCat(text, "\n"));
}

void TestCommand::RunFile(const std::string& path) {
  const case_io::RecordOptions options;
  const absl::StatusOr<std::string> content = case_io::ReadSource(path, options.most_bytes);
  if (!content.ok()) {
    Broken(path, absl::StrCat(path, ": error: ", std::string(content.status().message()),
                              " [cannot-read]\n"));
    return Worst(kUnreadable);
  }
  const std::vector<case_io::InputMessage> records =
      case_io::ReadRecords(*content, path, v1::CaseFile::default_instance(), options);
  for (const case_io::InputMessage& record : records) {
    std::string problems;
    for (const InputProblem& problem : record.problems) problems += problem.ToString();
    if (record.message == nullptr) {
      Broken(path, std::move(problems));
      Worst(kFindings);
      continue;
    }
    RunCasesOf(static_cast<const v1::CaseFile&>(*record.message), path);
  }
}

void TestCommand::RunCasesOf(const v1::CaseFile& file, const std::string& path) {
  if (file.case__size() == 0) {
    Broken(path, absl::StrCat(path, ": error: a file without cases [no-cases]\n"));
    return Worst(kFindings);
  }
  const EditionChoice::Chosen& edition =
      editions_.For(arguments_.edition.empty() ? file.edition() : arguments_.edition,
                    file.has_assessed_on() ? file.assessed_on() : today_);
  if (!edition.assessor.has_value()) {
    const std::string problems = ToString(edition.problems);
    if (reported_.insert(&edition).second) streams_.err->Write(problems);
    broken_.push_back({path, problems});
    return Worst(ExitCodeFor(edition.problems));
  }
  ++files_;
  report_.Merge(RunCases(*edition.assessor, file, path));
}

void TestCommand::WriteFailures() {
  for (const CaseResult& result : report_.cases) {
    for (const Failure& failure : result.failures) {
      streams_.out->Write(absl::StrCat(schema::Printable(failure.ToString()), "\n"));
    }
  }
}

void TestCommand::WriteCoverage() {
  size_t longest = 4;
  for (const auto& [rule, seen] : report_.coverage) longest = std::max(longest, rule.size());
  const auto line = [&](const std::string& rule, const std::string& rest) {
    streams_.out->Write(absl::StrCat(rule, std::string(longest - rule.size(), ' '), rest, "\n"));
  };
  line("rule", "     true    false  unknown");
  int covered = 0;
  for (const auto& [rule, seen] : report_.coverage) {
    covered += seen.is_covered();
    const char* remark = !seen.is_covered()     ? "  not with every outcome"
                         : seen.is_unknown == 0 ? "  speaks of the record: never unknown"
                                                : "";
    line(rule,
         absl::StrFormat("%9d%9d%9d%s", seen.is_true, seen.is_false, seen.is_unknown, remark));
  }
  const int rules = static_cast<int>(report_.coverage.size());
  streams_.out->Write(absl::StrFormat("%d of %d rules seen with every outcome (%d%%)\n", covered,
                                      rules, rules == 0 ? 100 : covered * 100 / rules));
}

}  // namespace

int RunTest(const Arguments& arguments, const Streams& streams) {
  return TestCommand(arguments, streams).Run();
}

}  // namespace risk::cli
