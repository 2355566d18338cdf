#include "risk/rule_testing.h"

#include <filesystem>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "risk/as_known_at.h"
#include "risk/assessment/case_evaluation.h"
#include "risk/assessment/elements.h"
#include "risk/assessment/errors.h"
#include "risk/assessment/expectation.h"
#include "risk/assessment/findings.h"
#include "risk/assessment/instruments.h"
#include "risk/case_io/record_reader.h"
#include "risk/case_io/source.h"
#include "risk/edition/edition.h"
#include "risk/evaluation/plan/plan.h"
#include "risk/rule_testing/case_files.h"
#include "risk/rule_testing/otherwise.h"
#include "risk/rule_testing/record_place.h"
#include "risk/schema/date.h"
#include "risk/validation.h"

namespace risk {

using assessment::CaseEvaluation;
using google::protobuf::Message;

namespace {

// Reads one message in any form. Errors: as of ReadSource, else kInvalidArgument with every problem
// at its place.
absl::StatusOr<std::unique_ptr<Message>> ReadMessage(const std::string& path,
                                                     const Message& prototype) {
  const case_io::RecordOptions options;
  absl::StatusOr<std::string> content = case_io::ReadSource(path, options.most_bytes);
  if (!content.ok()) {
    return absl::Status(content.status().code(),
                        absl::StrCat(path, ": ", std::string(content.status().message())));
  }
  std::vector<case_io::InputMessage> records =
      case_io::ReadRecords(*content, path, prototype, options);
  std::string problems;
  for (const case_io::InputMessage& record : records) {
    for (const InputProblem& problem : record.problems) problems += problem.ToString();
  }
  if (!problems.empty()) {
    return absl::InvalidArgumentError(absl::StripTrailingAsciiWhitespace(problems));
  }
  if (records.size() > 1)
    return absl::InvalidArgumentError(absl::StrCat(path, ": several records"));
  return std::move(records[0].message);
}

// The record of a test case: its base without what is cleared, what is given, and what holds
// otherwise.
absl::StatusOr<v1::Case> RecordOf(const v1::CaseFile& file, const v1::TestCase& test,
                                  absl::string_view path) {
  v1::Case record;
  const std::string& base = test.base().empty() ? file.base() : test.base();
  if (!base.empty()) {
    const size_t slash = path.rfind('/');
    const absl::string_view folder =
        slash == absl::string_view::npos ? "" : path.substr(0, slash + 1);
    const auto read = ReadMessage(absl::StrCat(folder, base), record);
    if (!read.ok()) return read.status();
    record.CopyFrom(**read);
  }
  for (const std::string& field : test.clear()) {
    if (absl::Status cleared = rule_testing::ClearAt(field, record); !cleared.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat("clear \"", field, "\": ", std::string(cleared.message())));
    }
  }
  record.MergeFrom(test.given());
  for (const v1::Otherwise& otherwise : test.otherwise()) {
    if (absl::Status filled = rule_testing::Fill(otherwise, record); !filled.ok()) return filled;
  }
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

// The items of an instrument; of one that is made for each element, once for each.
void CountItems(const edition::Instrument& instrument, CaseEvaluation& evaluation,
                std::map<std::string, Coverage>& coverage) {
  const auto count = [&](const assessment::RuleRow* row) {
    for (const edition::Item& item : instrument.items) {
      if (!item.when.has_value()) continue;
      Count(evaluation.TruthOf(item.when, row),
            coverage[absl::StrCat(instrument.text->id(), ".", item.text->id())]);
    }
  };
  if (!instrument.each.has_value()) return count(nullptr);
  std::vector<v1::RuleError> errors;
  for (const assessment::Element& element : assessment::ElementsOf(
           instrument.each, instrument.rows, instrument.text->id(), evaluation, errors)) {
    count(&element.row);
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
    CountItems(instrument, evaluation, coverage);
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
    Coverage& seen = coverage[finding.text->id()];
    // One that is quiet when undecided says the same then as when it is false.
    seen.is_of_record = finding.text->quiet_when_undecided();
    Count(evaluation.TruthOf(finding.made), seen);
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
  const std::optional<schema::Days> day = schema::DaysOf(date);
  if (!day.has_value() || day->first != day->last) {
    return absl::InvalidArgumentError("`assessed_on` is not a full date");
  }
  if (absl::Status usable = edition_.UsableOn(day->first); !usable.ok()) return usable;
  // A record that is replayed holds what happened later too.
  const v1::Date latest = test.has_known_on() ? schema::DateOfDay(schema::kLatestDay) : date;
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
  absl::StatusOr<std::unique_ptr<Message>> read =
      ReadMessage(path, v1::CaseFile::default_instance());
  if (!read.ok()) return read.status();
  return std::move(static_cast<v1::CaseFile&>(**read));
}

absl::StatusOr<std::vector<std::string>> FindCaseFiles(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    return absl::NotFoundError(absl::StrCat(path, ": not found"));
  }
  if (!std::filesystem::is_directory(path, error)) return std::vector<std::string>{path};
  return rule_testing::CaseFilesBelow(path);
}

}  // namespace risk
