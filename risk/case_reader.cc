#include "risk/case_reader.h"

#include <iterator>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/case_io/record_reader.h"
#include "risk/case_io/source.h"
#include "risk/evidence.h"

namespace risk {

using v1::Case;

// The content is shared by all cases of one file.
struct CaseInput::Place {
  std::string file;
  std::shared_ptr<const std::string> content;
  case_io::InputMessage record;
};

namespace {

// What a newer schema has is named, not dropped in silence.
void AddLeftOut(const std::vector<std::string>& paths, CaseInput* input) {
  if (paths.empty()) return;
  v1::Note& note = input->notes.emplace_back();
  note.set_code("left-out");
  note.set_text("Read as not known: fields or values that this version does not have.");
  for (const std::string& path : paths) {
    if (!path.empty()) note.add_path(path);
  }
}

std::vector<CaseInput> Parse(std::shared_ptr<const std::string> content, const std::string& name,
                             const ReadOptions& options) {
  case_io::RecordOptions limits;
  limits.allow_unknown_fields = options.allow_unknown_fields;
  limits.most_bytes = options.most_bytes;
  limits.first_line = options.first_line;
  limits.is_delimited = options.is_delimited;
  std::vector<case_io::InputMessage> records =
      case_io::ReadRecords(*content, name, Case::default_instance(), limits);
  std::vector<CaseInput> inputs;
  inputs.reserve(records.size());
  for (case_io::InputMessage& record : records) {
    CaseInput input;
    input.name = records.size() == 1 ? name : absl::StrCat(name, ":", record.start.line);
    input.problems = std::move(record.problems);
    AddLeftOut(record.left_out, &input);
    if (record.message != nullptr) {
      input.record.emplace(std::move(static_cast<Case&>(*record.message)));
      input.case_id = input.record->case_id();
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

}  // namespace

std::vector<CaseInput> Unreadable(const std::string& name, const absl::Status& status) {
  const bool too_large = absl::IsResourceExhausted(status);
  const bool is_broken = absl::IsDataLoss(status);  // what was compressed
  CaseInput input;
  input.name = name;
  input.unreadable = !too_large && !is_broken;
  InputProblem problem;
  problem.file = name;
  problem.code = too_large ? "too-large" : is_broken ? "bad-encoding" : "cannot-read";
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

std::string CaseInput::file() const { return place != nullptr ? place->file : name; }

int CaseInput::line() const {
  const bool has_lines = place != nullptr && place->record.encoding != case_io::Encoding::kBinary;
  return has_lines ? place->record.start.line : 0;
}

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

void ValidateInput(const v1::Date& assessed_on, CaseInput* input,
                   std::vector<RecordProblem> more) {
  if (!input->record.has_value()) return;
  std::vector<RecordProblem> found = Validate(*input->record, assessed_on);
  found.insert(found.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
  if (found.empty()) {
    std::vector<v1::Note> notes = KeepEvidence(assessed_on, &*input->record);
    input->notes.insert(input->notes.end(), std::make_move_iterator(notes.begin()),
                        std::make_move_iterator(notes.end()));
    return;
  }
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
    input->problems.push_back({input->file(), at.line, at.column, std::move(problem.path),
                               std::move(problem.code), std::move(message),
                               std::move(problem.hint)});
  }
  input->record.reset();
}

}  // namespace risk
