// Rule cases as commands read them from files and folders, and the JUnit XML that they write.
#ifndef RISK_CLI_CASE_FILES_H_
#define RISK_CLI_CASE_FILES_H_

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "risk/cli/output.h"
#include "risk/edition/edition.h"
#include "risk/rule_testing.h"
#include "risk/v1/case_test.pb.h"

namespace risk::cli {

// The files of rule cases in `path`; `path` itself if it is no folder that can be read. `skipped` hears of
// what was left out.
std::vector<std::string> CaseFilesIn(const std::string& path, SkippedFiles* skipped = nullptr);

// "3 skipped (1 hidden, 2 no rule cases)"; the parenthesis only if there are any.
std::string SkippedText(const SkippedFiles& skipped);

// Gives each of the files that is of the edition to `take`. Says what cannot be read, and returns
// the worst exit code of that.
int ReadCaseFiles(const std::vector<std::string>& files, const Edition& edition, Output& err,
                  absl::FunctionRef<void(const std::string& path, v1::CaseFile file)> take);

// Whether `output` is one of the files that `command` reads; says so.
bool WouldWriteOver(absl::string_view command, const std::vector<std::string>& files,
                    const std::string& output, Output& err);

// Writes the file. Returns an exit code; says why it cannot be written.
int WriteJunit(const std::string& path, absl::string_view xml, Output& err);

}  // namespace risk::cli

#endif  // RISK_CLI_CASE_FILES_H_
