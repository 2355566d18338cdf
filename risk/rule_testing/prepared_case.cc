#include "risk/rule_testing/prepared_case.h"

#include <memory>
#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "risk/as_known_at.h"
#include "risk/rule_testing/otherwise.h"
#include "risk/rule_testing/record_file.h"
#include "risk/rule_testing/record_place.h"
#include "risk/schema/date.h"
#include "risk/validation.h"

namespace risk::rule_testing {
namespace {

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
    if (absl::Status cleared = ClearAt(field, record); !cleared.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat("clear \"", field, "\": ", std::string(cleared.message())));
    }
  }
  record.MergeFrom(test.given());
  for (const v1::Otherwise& otherwise : test.otherwise()) {
    if (absl::Status filled = Fill(otherwise, record); !filled.ok()) return filled;
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

// Fills everything but the names; adds what is wrong with the record to `prepared.problems`.
absl::Status MakeReady(const v1::CaseFile& file, absl::string_view path, PreparedCase& prepared) {
  const v1::TestCase& test = *prepared.test;
  absl::StatusOr<v1::Case> record = RecordOf(file, test, path);
  if (!record.ok()) return record.status();
  prepared.record = *std::move(record);
  const v1::Date date = AssessedOn(file, test);
  const std::optional<schema::Days> day = schema::DaysOf(date);
  if (!day.has_value() || day->first != day->last) {
    return absl::InvalidArgumentError("`assessed_on` is not a full date");
  }
  prepared.assessed_on = day->first;
  // A record that is replayed holds what happened later too.
  const v1::Date latest = test.has_known_on() ? schema::DateOfDay(schema::kLatestDay) : date;
  ValidationLimits limits;
  limits.allows_impossible = true;
  for (const RecordProblem& problem : Validate(prepared.record, latest, limits)) {
    prepared.problems.push_back({prepared.file, test.name(), problem.path, problem.code,
                                 "a valid record", problem.message});
  }
  if (test.has_known_on()) KeepKnownAt(prepared.record, test.known_on());
  if (test.expect_size() == 0) {
    prepared.problems.push_back(
        {prepared.file, test.name(), "", "expectation", "at least one", "none"});
  }
  if (!prepared.record.SerializeToString(&prepared.bytes)) {
    return absl::InvalidArgumentError("too large");
  }
  return absl::OkStatus();
}

}  // namespace

PreparedCase Prepare(const v1::CaseFile& file, const v1::TestCase& test, absl::string_view path) {
  PreparedCase prepared;
  prepared.test = &test;
  prepared.file = std::string(path);
  const absl::Status status = MakeReady(file, path, prepared);
  prepared.can_run = status.ok();
  if (!status.ok()) {
    prepared.problems.push_back({prepared.file, test.name(), "", "error",
                                 "a case that can be assessed", std::string(status.message())});
  }
  return prepared;
}

}  // namespace risk::rule_testing
