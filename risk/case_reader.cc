#include "risk/case_reader.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/case_io/record_reader.h"
#include "risk/case_io/source.h"
#include "risk/validation.h"

namespace risk {

using v1::Case;

// The content is shared by all cases of one file.
struct CaseInput::Place {
  std::string file;
  std::shared_ptr<const std::string> content;
  case_io::InputMessage record;
};

namespace {

std::vector<CaseInput> Parse(std::shared_ptr<const std::string> content, const std::string& name,
                             const ReadOptions& options) {
  case_io::RecordOptions limits;
  limits.allow_unknown_fields = options.allow_unknown_fields;
  limits.most_bytes = options.most_bytes;
  std::vector<case_io::InputMessage> records =
      case_io::ReadRecords(*content, name, Case::default_instance(), limits);
  std::vector<CaseInput> inputs;
  inputs.reserve(records.size());
  for (case_io::InputMessage& record : records) {
    CaseInput input;
    input.name = records.size() == 1 ? name : absl::StrCat(name, ":", record.start.line);
    input.problems = std::move(record.problems);
    if (record.message != nullptr) {
      input.record.emplace(std::move(static_cast<Case&>(*record.message)));
      record.message.reset();
    }
    auto place = std::make_shared<CaseInput::Place>();
    place->file = name;
    place->content = content;
    place->record = std::move(record);
    input.place = std::move(place);
    inputs.push_back(std::move(input));
  }
  return inputs;
}

std::vector<CaseInput> Unreadable(const std::string& name, const absl::Status& status) {
  const bool too_large = absl::IsResourceExhausted(status);
  CaseInput input;
  input.name = name;
  input.unreadable = !too_large;
  InputProblem problem;
  problem.file = name;
  problem.code = too_large ? "too-large" : "cannot-read";
  problem.message = std::string(status.message());
  if (too_large) {
    problem.hint = "is it a record? put several cases into several files";
  } else if (absl::IsNotFound(status)) {
    problem.hint = "check the path; \"-\" reads standard input";
  }
  input.problems.push_back(std::move(problem));
  std::vector<CaseInput> inputs;
  inputs.push_back(std::move(input));
  return inputs;
}

}  // namespace

std::vector<CaseInput> ReadCases(const std::string& path, const ReadOptions& options) {
  const std::string name = path == "-" ? "stdin" : path;
  absl::StatusOr<std::string> content = case_io::ReadSource(path, options.most_bytes);
  if (!content.ok()) return Unreadable(name, content.status());
  return Parse(std::make_shared<const std::string>(*std::move(content)), name, options);
}

std::vector<CaseInput> ParseCases(absl::string_view bytes, const std::string& name,
                                  const ReadOptions& options) {
  return Parse(std::make_shared<const std::string>(bytes), name, options);
}

void ValidateInput(const v1::Date& assessed_on, CaseInput* input) {
  if (!input->record.has_value()) return;
  std::vector<RecordProblem> found = Validate(*input->record, assessed_on);
  if (found.empty()) return;
  std::map<std::string, case_io::Position> locations;
  for (const RecordProblem& problem : found) {
    // A problem of something inside a field that is not there itself belongs to what holds it.
    for (std::string path = problem.path; !path.empty();) {
      locations[path];
      const size_t dot = path.rfind('.');
      path.erase(dot == std::string::npos ? 0 : dot);
    }
  }
  if (input->place != nullptr) {
    case_io::LocateFields(input->place->record, Case::descriptor(), &locations);
  }
  for (RecordProblem& problem : found) {
    case_io::Position at;
    for (std::string path = problem.path; !path.empty() && at.line == 0;) {
      at = locations[path];
      const size_t dot = path.rfind('.');
      path.erase(dot == std::string::npos ? 0 : dot);
    }
    std::string message = problem.path.empty() ? std::move(problem.message)
                                               : absl::StrCat(problem.path, ": ", problem.message);
    input->problems.push_back({input->place == nullptr ? input->name : input->place->file, at.line, at.column, std::move(problem.path),
                               std::move(problem.code), std::move(message),
                               std::move(problem.hint)});
  }
  input->record.reset();
}

}  // namespace risk
