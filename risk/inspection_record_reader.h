// Reads what people judged in an inspection: text format, JSON or wire format.
//
//   risk::InspectionRecordInput input = risk::ReadInspectionRecord("judged.textproto", *edition);
//   for (const risk::InputProblem& p : input.problems) std::cerr << p.ToString();
//
#ifndef RISK_INSPECTION_RECORD_READER_H_
#define RISK_INSPECTION_RECORD_READER_H_

#include <optional>
#include <string>
#include <vector>

#include "risk/case_io/problem.h"
#include "risk/messages.h"
#include "risk/v1/inspection_record.pb.h"

namespace risk {

class Edition;

struct InspectionRecordInput {
  std::optional<risk::v1::InspectionRecord> record;  // set exactly when there are no problems
  std::vector<InputProblem> problems;
  bool unreadable = false;  // the file could not be read at all
};

// Reads a file, or standard input for "-", and checks it under the scheme of the edition.
// Errors: none as such; every problem is listed at once, with line and column where the format has
// lines. Codes besides those of ReadCases: see Inspector::Check. Never throws, never logs.
InspectionRecordInput ReadInspectionRecord(const std::string& path, const Edition& edition);

}  // namespace risk

#endif  // RISK_INSPECTION_RECORD_READER_H_
