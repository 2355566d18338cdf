#include "risk/batch/rejected_record.h"

#include <algorithm>
#include <climits>

#include "absl/strings/str_cat.h"

namespace risk::batch {
namespace {

void Place(const Source& source, Rejection& rejection) {
  for (InputProblem& problem : rejection.problems) {
    if (problem.line == 0) problem.line = static_cast<int>(std::min<uint64_t>(source.line, INT_MAX));
  }
}

}  // namespace

std::string LineStart(const Source& source, const std::string& case_id) {
  std::string line = absl::StrCat("{\"input\":", QuotedJson(source.input));
  if (source.line > 0) absl::StrAppend(&line, ",\"line\":", source.line);
  if (!case_id.empty()) absl::StrAppend(&line, ",\"case_id\":", QuotedJson(case_id));
  return line;
}

v1::AssessedRecord RejectedRecord(const Source& source, const std::string& case_id, Rejection rejection) {
  Place(source, rejection);
  v1::AssessedRecord record;
  record.set_input(source.input);
  record.set_line(source.line);
  record.set_case_id(case_id);
  v1::Rejection& error = *record.mutable_error();
  error.set_code(rejection.code);
  error.set_message(rejection.message);
  error.set_path(rejection.path);
  for (const InputProblem& problem : rejection.problems) {
    v1::RecordProblem& its = *error.add_problems();
    its.set_code(problem.code);
    its.set_message(problem.message);
    its.set_path(problem.path);
    its.set_line(problem.line);
    its.set_column(problem.column);
    its.set_hint(problem.hint);
  }
  return record;
}

std::string RejectedLine(const Source& source, const std::string& case_id, Rejection rejection) {
  Place(source, rejection);
  return absl::StrCat(LineStart(source, case_id), ",\"error\":", ErrorJson(rejection), "}\n");
}

}  // namespace risk::batch
