#include "risk/inspection_record_reader.h"

#include <map>
#include <utility>

#include "risk/case_io/record_reader.h"
#include "risk/case_io/source.h"
#include "risk/edition/edition.h"
#include "risk/inspector.h"

namespace risk {
namespace {

using case_io::Position;

InputProblem ProblemOf(const std::string& file, std::string code, std::string message) {
  InputProblem problem;
  problem.file = file;
  problem.code = std::move(code);
  problem.message = std::move(message);
  return problem;
}

// A field that is not there is shown where what holds it stands.
Position Nearest(const std::map<std::string, Position>& positions, std::string path) {
  while (!path.empty()) {
    const auto found = positions.find(path);
    if (found != positions.end() && found->second.line > 0) return found->second;
    const size_t dot = path.rfind('.');
    path.erase(dot == std::string::npos ? 0 : dot);
  }
  return {};
}

void AddProblems(const std::vector<RecordProblem>& found, const case_io::InputMessage& read,
                 const std::string& file, std::vector<InputProblem>& problems) {
  std::map<std::string, Position> positions;
  for (const RecordProblem& problem : found) {
    for (std::string path = problem.path; !path.empty();) {
      positions[path];
      const size_t dot = path.rfind('.');
      path.erase(dot == std::string::npos ? 0 : dot);
    }
  }
  case_io::LocateFields(read, v1::InspectionRecord::descriptor(), &positions);
  for (const RecordProblem& problem : found) {
    const Position at = Nearest(positions, problem.path);
    problems.push_back({file, at.line, at.column, problem.path, problem.code,
                        problem.path + ": " + problem.message, problem.hint});
  }
}

}  // namespace

InspectionRecordInput ReadInspectionRecord(const std::string& path, const Edition& edition) {
  const std::string name = path == "-" ? "stdin" : path;
  InspectionRecordInput input;
  const case_io::RecordOptions options;
  absl::StatusOr<std::string> content = case_io::ReadSource(path, options.most_bytes);
  if (!content.ok()) {
    input.unreadable = true;
    input.problems.push_back(
        ProblemOf(name, "cannot-read", std::string(content.status().message())));
    return input;
  }
  std::vector<case_io::InputMessage> read =
      case_io::ReadRecords(*content, name, v1::InspectionRecord::default_instance(), options);
  for (case_io::InputMessage& one : read) {
    for (InputProblem& problem : one.problems) input.problems.push_back(std::move(problem));
  }
  if (!input.problems.empty()) return input;
  if (read.size() > 1) {
    input.problems.push_back(ProblemOf(name, "several-records", "more than one record"));
    return input;
  }
  auto& record = static_cast<v1::InspectionRecord&>(*read[0].message);
  AddProblems(Inspector::Check(edition, record), read[0], name, input.problems);
  if (input.problems.empty()) input.record = std::move(record);
  return input;
}

}  // namespace risk
