// A rule case made ready once, to be run against any number of editions.
//
//   PreparedCase prepared = Prepare(file, file.case_(0), "tests/rules/marac.textproto");
//   CaseResult result = CaseRunner(edition).Run(prepared);
//
#ifndef RISK_RULE_TESTING_PREPARED_CASE_H_
#define RISK_RULE_TESTING_PREPARED_CASE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/rule_testing/case_result.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/case_test.pb.h"

namespace risk::rule_testing {

struct PreparedCase {
  const v1::TestCase* test = nullptr;  // of the file, which must outlive this
  std::string file;
  v1::Case record;    // with its base, what holds otherwise, and as it was known
  std::string bytes;  // the same in wire format
  int64_t assessed_on = 0;
  bool can_run = false;
  std::vector<Failure> problems;  // of the record, whatever the edition
};

// `path` names the file in failures; the records that `base` names are read from beside it.
PreparedCase Prepare(const v1::CaseFile& file, const v1::TestCase& test, absl::string_view path);

}  // namespace risk::rule_testing

#endif  // RISK_RULE_TESTING_PREPARED_CASE_H_
