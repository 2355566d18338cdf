#include "risk/batch/forms.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/util/delimited_message_util.h"
#include "risk/report.h"
#include "risk/report/table.h"
#include "risk/v1/assessed_record.pb.h"

namespace risk::batch {
namespace {

using google::protobuf::FieldDescriptor;

void KeepOnly(const std::vector<std::string>& fields, v1::Assessment& assessment) {
  std::vector<const FieldDescriptor*> set;
  assessment.GetReflection()->ListFields(assessment, &set);
  for (const FieldDescriptor* field : set) {
    if (std::find(fields.begin(), fields.end(), field->name()) == fields.end()) {
      assessment.GetReflection()->ClearField(&assessment, field);
    }
  }
}

std::string DayText(const v1::Date& day) {
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

// The groups at risk that there are, in their order.
std::vector<int> Groups() {
  std::vector<int> groups;
  for (int i = 0; i < v1::Group_descriptor()->value_count(); ++i) {
    const int number = v1::Group_descriptor()->value(i)->number();
    if (number != v1::GROUP_UNSPECIFIED) groups.push_back(number);
  }
  return groups;
}

std::string LevelName(v1::Level level) {
  return level == v1::LEVEL_UNSPECIFIED ? "" : v1::Level_Name(level);
}

void AddLevel(const v1::GroupLevel* level, std::vector<std::string>* cells) {
  // The floor of what is not settled is no result.
  const bool has_floor = level != nullptr && !level->not_settled();
  cells->push_back(has_floor ? LevelName(level->at_least()) : "");
  cells->push_back(level == nullptr ? "" : LevelName(level->could_be()));
}

std::string RowOf(const v1::Assessment& assessment, const Source& source) {
  std::vector<std::string> cells = {source.input, absl::StrCat(source.line), assessment.case_id(),
                                    assessment.edition(), DayText(assessment.assessed_on())};
  bool is_settled = true;
  for (const int group : Groups()) {
    const v1::GroupLevel* found = nullptr;
    for (const v1::GroupLevel& level : assessment.level()) {
      if (level.group() == group) found = &level;
    }
    AddLevel(found, &cells);
    cells.push_back(found == nullptr ? "" : LevelName(found->recorded()));
    is_settled = is_settled && (found == nullptr || !found->provisional());
  }
  AddLevel(assessment.has_overall() ? &assessment.overall() : nullptr, &cells);
  int made = 0, urgent = 0;
  for (const v1::FindingResult& finding : assessment.finding()) {
    if (finding.outcome() != v1::TRUE) continue;
    ++made;
    urgent += finding.severity() == v1::Finding::URGENT;
  }
  const std::string ask = assessment.missing().empty() ? "" : assessment.missing(0).wording();
  for (std::string cell : {std::string(is_settled ? "yes" : "no"),
                           absl::StrCat(assessment.missing_size()), absl::StrCat(made),
                           absl::StrCat(urgent), ask, std::string()}) {
    cells.push_back(std::move(cell));
  }
  return report::CsvRow(cells);
}

void AppendDelimited(const v1::AssessedRecord& record, std::string* results) {
  google::protobuf::io::StringOutputStream stream(results);
  google::protobuf::util::SerializeDelimitedToZeroCopyStream(record, &stream);
}

}  // namespace

std::vector<std::string> UnknownFields(const std::vector<std::string>& fields) {
  std::vector<std::string> unknown;
  for (const std::string& field : fields) {
    if (v1::Assessment::descriptor()->FindFieldByName(field) == nullptr) unknown.push_back(field);
  }
  return unknown;
}

std::string Heading(BatchForm form) {
  if (form != BatchForm::kTable) return "";
  std::vector<std::string> cells = {"input", "line", "case_id", "edition", "assessed_on"};
  for (const int group : Groups()) {
    const std::string name = absl::AsciiStrToLower(v1::Group_Name(static_cast<v1::Group>(group)));
    for (const char* part : {"at_least", "could_be", "recorded"}) {
      cells.push_back(absl::StrCat(name, "_", part));
    }
  }
  for (const char* name : {"overall_at_least", "overall_could_be", "settled", "open_items", "findings",
                           "urgent_findings", "first_ask", "problem"}) {
    cells.push_back(name);
  }
  return report::CsvRow(cells);
}

void Append(v1::Assessment assessment, const std::string& date_note, const Source& source,
            BatchForm form, const std::vector<std::string>& fields, std::string* results) {
  if (form == BatchForm::kTable) {
    results->append(RowOf(assessment, source));
    return;
  }
  const std::string case_id = assessment.case_id();
  if (!fields.empty()) KeepOnly(fields, assessment);
  assessment.clear_input();  // stand before it
  assessment.clear_line();
  if (form == BatchForm::kDelimited) {
    v1::AssessedRecord record;
    record.set_input(source.input);
    record.set_line(source.line);
    record.set_case_id(case_id);
    record.set_date_note(date_note);
    *record.mutable_assessment() = std::move(assessment);
    return AppendDelimited(record, results);
  }
  results->append(LineStart(source, case_id));
  if (!date_note.empty()) absl::StrAppend(results, ",\"date_note\":", QuotedJson(date_note));
  std::string json = JsonReport(std::move(assessment));
  if (!json.empty() && json.back() == '\n') json.pop_back();
  absl::StrAppend(results, ",\"assessment\":", json, "}\n");
}

void AppendRejected(std::vector<InputProblem> problems, const Source& source,
                    const std::string& case_id, BatchForm form, std::string* results) {
  if (form == BatchForm::kTable) {
    std::vector<std::string> cells(5 + 3 * Groups().size() + 8);
    cells[0] = source.input;
    if (source.line > 0) cells[1] = absl::StrCat(source.line);
    cells[2] = case_id;
    if (!problems.empty()) cells.back() = absl::StrCat(problems[0].code, ": ", problems[0].message);
    results->append(report::CsvRow(cells));
    return;
  }
  Rejection rejection = RejectionOf(std::move(problems));
  if (form == BatchForm::kDelimited) {
    return AppendDelimited(RejectedRecord(source, case_id, std::move(rejection)), results);
  }
  results->append(RejectedLine(source, case_id, std::move(rejection)));
}

}  // namespace risk::batch
