// Runs rule cases (risk.v1.CaseFile) against an edition.
//
//   absl::StatusOr<Assessor> assessor = Assessor::Create(edition);
//   TestReport report = RunCases(*assessor, *file, "tests/rules/marac.textproto");
//   for (const CaseResult& result : report.cases) {
//     for (const Failure& f : result.failures) std::cerr << f.ToString() << "\n";
//   }
//
#ifndef RISK_RULE_TESTING_H_
#define RISK_RULE_TESTING_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "risk/assessor.h"
#include "risk/messages.h"
#include "risk/rule_testing/case_result.h"
#include "risk/v1/case_test.pb.h"

namespace risk {

using SkippedFiles = std::vector<std::pair<std::string, std::string>>;  // path, and why: "hidden"

struct TestReport {
  std::vector<CaseResult> cases;             // in the order of the files
  std::map<std::string, Coverage> coverage;  // by rule id: factors, checks, findings, items, facts, prompts

  bool ok() const;
  int failed() const;  // cases with at least one failure
  void Merge(TestReport other);
};

// Runs every case of `file`. `path` names the file in failures; the records that `base` names are
// read from beside it. The file's `edition` is the caller's to look up. What a case leaves open is
// not known, unless it says what holds `otherwise` (see risk/v1/case_test.proto).
//
// Errors: a case whose base cannot be read, or which is not valid, fails with `what` "error".
// Never throws, never logs. Reads no file but the bases.
// Cost: one assessment with Detail::kMissing a case.
TestReport RunCases(const Assessor& assessor, const risk::v1::CaseFile& file,
                    absl::string_view path);

// Whether the cases are of this edition: they name it, whatever the version or this one, or none.
bool IsOf(const risk::v1::CaseFile& file, const Edition& edition);

// Reads a CaseFile. Errors: kNotFound or kPermissionDenied if it cannot be read, kInvalidArgument
// with every problem at its line and column if it is not a CaseFile.
absl::StatusOr<risk::v1::CaseFile> ReadCaseFile(const std::string& path);

// The case files at `path`: itself if it is a file, else every *.textproto and *.txtpb in the folder
// and below whose first comment says "# proto-message: risk.v1.CaseFile", sorted. Hidden files and
// folders are left out; `skipped` hears of every file and folder that was, and why. What cannot be looked into (a link to nothing, a file or folder that may not
// be read, UTF-16) is among them, so that reading it says so.
// Errors: kNotFound if there is nothing at `path`.
absl::StatusOr<std::vector<std::string>> FindCaseFiles(const std::string& path,
                                                       SkippedFiles* skipped = nullptr);

}  // namespace risk

#endif  // RISK_RULE_TESTING_H_
