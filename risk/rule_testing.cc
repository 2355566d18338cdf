#include "risk/rule_testing.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/text_format.h"
#include "risk/as_known_at.h"
#include "risk/assessment/case_evaluation.h"
#include "risk/assessment/errors.h"
#include "risk/assessment/expectation.h"
#include "risk/assessment/findings.h"
#include "risk/assessment/instruments.h"
#include "risk/assessment/record.h"
#include "risk/edition/edition.h"
#include "risk/evaluation/value/date_arithmetic.h"
#include "risk/evaluation/plan/plan.h"
#include "risk/validation.h"

namespace risk {

using assessment::CaseEvaluation;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

namespace {

// Keeps the first error of a text, with its place.
class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  explicit FirstError(std::string file) : file_(std::move(file)) {}
  void AddError(int line, google::protobuf::io::ColumnNumber column,
                const std::string& message) override {
    if (text_.empty()) text_ = absl::StrCat(file_, ":", line + 1, ":", column + 1, ": ", message);
  }
  const std::string& text() const { return text_; }

 private:
  const std::string file_;
  std::string text_;
};

absl::Status ReadText(const std::string& path, Message& message) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  FirstError error(path);
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  if (parser.ParseFromString(text, &message)) return absl::OkStatus();
  return absl::InvalidArgumentError(error.text());
}

// Removes the field at `path`: "domestic_abuse.incidents", "domestic_abuse.incidents[2].injury".
absl::Status Clear(absl::string_view path, Message& record) {
  Message* message = &record;
  const std::vector<std::string> names = absl::StrSplit(path, '.');
  for (size_t i = 0; i < names.size(); ++i) {
    const std::pair<std::string, std::string> parts =
        absl::StrSplit(names[i], absl::MaxSplits('[', 1));
    const FieldDescriptor* field = message->GetDescriptor()->FindFieldByName(parts.first);
    if (field == nullptr) {
      return absl::InvalidArgumentError(absl::StrCat("clear: no field \"", path, "\""));
    }
    if (i + 1 == names.size()) {
      message->GetReflection()->ClearField(message, field);
      return absl::OkStatus();
    }
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
      return absl::InvalidArgumentError(absl::StrCat("clear: no field \"", path, "\""));
    }
    if (!field->is_repeated()) {
      message = message->GetReflection()->MutableMessage(message, field);
      continue;
    }
    int index = -1;
    const int size = message->GetReflection()->FieldSize(*message, field);
    if (!absl::SimpleAtoi(absl::StripSuffix(parts.second, "]"), &index) || index < 0 ||
        index >= size) {
      return absl::InvalidArgumentError(absl::StrCat("clear: no element \"", path, "\""));
    }
    message = message->GetReflection()->MutableRepeatedMessage(message, field, index);
  }
  return absl::OkStatus();
}

// The record of a test case: its base without what is cleared, and what is given.
absl::StatusOr<v1::Case> RecordOf(const v1::CaseFile& file, const v1::TestCase& test,
                                  absl::string_view path) {
  v1::Case record;
  const std::string& base = test.base().empty() ? file.base() : test.base();
  if (!base.empty()) {
    const size_t slash = path.rfind('/');
    const absl::string_view folder =
        slash == absl::string_view::npos ? "" : path.substr(0, slash + 1);
    absl::Status read = ReadText(absl::StrCat(folder, base), record);
    if (!read.ok()) return read;
  }
  for (const std::string& field : test.clear()) {
    if (absl::Status cleared = Clear(field, record); !cleared.ok()) return cleared;
  }
  record.MergeFrom(test.given());
  return record;
}

v1::Date AssessedOn(const v1::CaseFile& file, const v1::TestCase& test) {
  if (test.has_assessed_on()) return test.assessed_on();
  if (file.has_assessed_on()) return file.assessed_on();
  v1::Date date;
  date.set_year(2026);
  date.set_month(6);
  date.set_day(1);
  return date;
}

void Count(evaluation::Truth truth, Coverage& coverage) {
  switch (truth) {
    case evaluation::Truth::kTrue:
      ++coverage.is_true;
      break;
    case evaluation::Truth::kFalse:
      ++coverage.is_false;
      break;
    default:
      ++coverage.is_unknown;
  }
}

void CountRules(CaseEvaluation& evaluation, std::map<std::string, Coverage>& coverage) {
  const Edition& edition = evaluation.edition();
  for (const edition::Fact& fact : edition.facts()) {
    if (fact.variable < 0 || !fact.value.checked->type().Is(expression::Kind::kBool)) continue;
    Coverage& seen = coverage[fact.text->id()];
    seen.is_of_record = fact.is_epistemic;
    Count(evaluation.TruthOf(fact.value), seen);
  }
  for (const edition::Factor& factor : edition.factors()) {
    Count(evaluation.TruthOf(factor.when), coverage[factor.text->id()]);
  }
  for (const edition::Instrument& instrument : edition.instruments()) {
    for (const edition::Item& item : instrument.items) {
      if (!item.when.has_value()) continue;
      Count(evaluation.TruthOf(item.when),
            coverage[absl::StrCat(instrument.text->id(), ".", item.text->id())]);
    }
  }
  for (const edition::Check& check : edition.checks()) {
    const bool is_open = evaluation.TruthOf(check.open) != evaluation::Truth::kFalse;
    const bool is_certain = evaluation.TruthOf(check.open_certain) == evaluation::Truth::kTrue;
    Count(!is_open     ? evaluation::Truth::kFalse
          : is_certain ? evaluation::Truth::kTrue
                       : evaluation::Truth::kUnknown,
          coverage[check.text->id()]);
  }
  for (const edition::Finding& finding : edition.findings()) {
    Count(evaluation.TruthOf(finding.made), coverage[finding.text->id()]);
  }
}

class Runner {
 public:
  Runner(const Edition& edition, const v1::CaseFile& file, absl::string_view path)
      : edition_(edition), tables_(edition), file_(file), path_(path) {}

  void Run(const v1::TestCase& test, TestReport& report);

 private:
  absl::Status Evaluate(const v1::TestCase& test, CaseResult& result,
                        std::map<std::string, Coverage>& coverage);
  void CompareAll(const v1::TestCase& test, CaseEvaluation& evaluation, CaseResult& result);
  void Fail(const assessment::Mismatch& mismatch, CaseResult& result) {
    result.failures.push_back({result.file, result.name, mismatch.rule, mismatch.what,
                               mismatch.expected, mismatch.actual});
  }

  const Edition& edition_;
  const assessment::EvaluationTables tables_;
  const v1::CaseFile& file_;
  const absl::string_view path_;
};

void Runner::Run(const v1::TestCase& test, TestReport& report) {
  CaseResult& result = report.cases.emplace_back();
  result.file = std::string(path_);
  result.name = test.name();
  result.expectations = test.expect_size();
  const absl::Status status = Evaluate(test, result, report.coverage);
  if (!status.ok()) {
    Fail({"", "error", "a case that can be assessed", std::string(status.message())}, result);
  }
}

absl::Status Runner::Evaluate(const v1::TestCase& test, CaseResult& result,
                              std::map<std::string, Coverage>& coverage) {
  absl::StatusOr<v1::Case> record = RecordOf(file_, test, path_);
  if (!record.ok()) return record.status();
  const v1::Date date = AssessedOn(file_, test);
  const std::optional<assessment::DayRange> day = assessment::DaysOf(date);
  if (!day.has_value() || day->first != day->last) {
    return absl::InvalidArgumentError("`assessed_on` is not a full date");
  }
  if (absl::Status usable = edition_.UsableOn(day->first); !usable.ok()) return usable;
  // A record that is replayed holds what happened later too.
  const v1::Date latest =
      test.has_known_on() ? assessment::DateOfDay(evaluation::kLatestDay) : date;
  for (const RecordProblem& problem : Validate(*record, latest)) {
    Fail({problem.path, problem.code, "a valid record", problem.message}, result);
  }
  if (test.has_known_on()) KeepKnownAt(*record, test.known_on());
  if (test.expect_size() == 0) {
    Fail({"", "expectation", "at least one", "none"}, result);
  }
  std::string bytes;
  if (!record->SerializeToString(&bytes)) return absl::InvalidArgumentError("too large");
  evaluation::PlanRun scratch;
  if (absl::Status run = edition_.plan().Run(bytes, day->first, scratch); !run.ok()) return run;
  CaseEvaluation::Input input;
  input.edition = &edition_;
  input.tables = &tables_;
  input.record = &*record;
  input.results = &scratch;
  input.assessed_on = day->first;
  CaseEvaluation evaluation(input);
  CompareAll(test, evaluation, result);
  CountRules(evaluation, coverage);
  return absl::OkStatus();
}

void Runner::CompareAll(const v1::TestCase& test, CaseEvaluation& evaluation, CaseResult& result) {
  assessment::TestedCase tested;
  tested.evaluation = &evaluation;
  const bool asks_what_is_missing =
      std::any_of(test.expect().begin(), test.expect().end(),
                  [](const v1::Expectation& expected) { return expected.missing_size() > 0; });
  const Detail detail = asks_what_is_missing ? Detail::kMissing : Detail::kResults;
  tested.levels = assessment::MakeLevels(detail, evaluation, tested.errors);
  tested.open_checks = assessment::OpenChecks(
      detail, assessment::Consequences(tested.levels, evaluation), evaluation, tested.errors);
  tested.findings = assessment::MakeFindings(Detail::kResults, evaluation, tested.errors);
  for (const v1::RuleError& error : assessment::RuleErrors(evaluation)) {
    Fail({error.rule(), "error", "no error", error.text()}, result);
  }
  for (const v1::RuleError& error : tested.errors) {
    Fail({error.rule(), "error", "no error", error.text()}, result);
  }
  for (const v1::Expectation& expected : test.expect()) {
    for (const assessment::Mismatch& mismatch : assessment::Compare(expected, tested)) {
      Fail(mismatch, result);
    }
  }
}

}  // namespace

std::string Failure::ToString() const {
  return absl::StrCat(file, ": ", test_case, ": ", rule.empty() ? "" : absl::StrCat(rule, ": "),
                      "expected ", what, " ", expected, ", got ", actual);
}

bool TestReport::ok() const { return failed() == 0; }

int TestReport::failed() const {
  int failed = 0;
  for (const CaseResult& result : cases) failed += result.failures.empty() ? 0 : 1;
  return failed;
}

void TestReport::Merge(TestReport other) {
  cases.insert(cases.end(), std::make_move_iterator(other.cases.begin()),
               std::make_move_iterator(other.cases.end()));
  for (const auto& [rule, seen] : other.coverage) {
    Coverage& total = coverage[rule];
    total.is_true += seen.is_true;
    total.is_false += seen.is_false;
    total.is_unknown += seen.is_unknown;
    total.is_of_record |= seen.is_of_record;
  }
}

TestReport RunCases(const Assessor& assessor, const v1::CaseFile& file, absl::string_view path) {
  TestReport report;
  Runner runner(assessor.edition(), file, path);
  for (const v1::TestCase& test : file.case_()) runner.Run(test, report);
  return report;
}

absl::StatusOr<v1::CaseFile> ReadCaseFile(const std::string& path) {
  v1::CaseFile file;
  if (absl::Status read = ReadText(path, file); !read.ok()) return read;
  return file;
}

// A header may name the message that a file holds; without one it is a case file.
bool SaysCaseFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  constexpr absl::string_view kMark = "# proto-message:";
  for (std::string line; std::getline(file, line) && absl::StartsWith(line, "#");) {
    if (!absl::StartsWith(line, kMark)) continue;
    const absl::string_view message =
        absl::StripAsciiWhitespace(absl::string_view(line).substr(kMark.size()));
    return message == "risk.v1.CaseFile";
  }
  return true;
}

absl::StatusOr<std::vector<std::string>> FindCaseFiles(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (!fs::exists(path, error)) return absl::NotFoundError(absl::StrCat(path, ": not found"));
  std::vector<std::string> files;
  if (!fs::is_directory(path, error)) return std::vector<std::string>{path};
  fs::recursive_directory_iterator entry(path, fs::directory_options::follow_directory_symlink,
                                         error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const fs::path& file = entry->path();
    if (file.extension() != ".textproto" || !entry->is_regular_file(error)) continue;
    if (SaysCaseFile(file)) files.push_back(file.string());
  }
  if (error) return absl::NotFoundError(absl::StrCat(path, ": ", error.message()));
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace risk
