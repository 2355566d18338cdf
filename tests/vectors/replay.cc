// Replays vectors of official instruments, records in JSON Lines, against the rules.
//
//   bazel run //tests/vectors:replay -- FILE.jsonl...
//
// Prints "FILE: matched N of M" for each file, and of the first records that differ each field with
// what is expected and what came. Ends with 0 only if every record of every file matches.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "risk/assessor.h"
#include "risk/case_reader.h"
#include "risk/dates.h"
#include "risk/edition/editions.h"
#include "risk/v1/assessment.pb.h"
#include "tests/vectors/compare.h"
#include "tests/vectors/family.h"

namespace risk::vectors {
namespace {

constexpr int kMostShown = 5;  // records that differ, of each file

class Replay {
 public:
  Replay() {
    families_.push_back(ActuarialFamily());
    families_.push_back(TieringFamily());
  }

  // Nothing if all is as expected.
  std::vector<Difference> Of(const Json& record) {
    try {
      for (const auto& family : families_) {
        if (family->Takes(record)) return Of(record, *family);
      }
    } catch (const Json::exception& error) {  // a member of another type than its format has
      return {{"", "a record in its format", error.what()}};
    }
    return {{"", "a kind of record that the replay knows", "another"}};
  }

 private:
  std::vector<Difference> Of(const Json& record, const Family& family) {
    std::vector<v1::Assessment> assessments;
    for (const CaseOfRecord& one : family.Cases(record)) {
      absl::StatusOr<v1::Assessment> assessment = Assess(one, family.Edition());
      if (!assessment.ok()) {
        return {{"", "an assessment", std::string(assessment.status().message())}};
      }
      assessments.push_back(*std::move(assessment));
    }
    return Compare(family.Expected(record), family.Returned(record, assessments));
  }

  // Without validation, so that what cannot be right reaches the tool that says so.
  absl::StatusOr<v1::Assessment> Assess(const CaseOfRecord& one, const std::string& edition) {
    const std::vector<CaseInput> inputs = ParseCases(one.record.dump(), "record");
    if (inputs.size() != 1 || !inputs[0].record.has_value()) {
      return absl::InvalidArgumentError(
          inputs[0].problems.empty() ? "not one record" : inputs[0].problems[0].ToString());
    }
    std::unique_ptr<Assessor>& assessor = assessors_[edition];
    if (assessor == nullptr) {
      const EditionResult loaded = Editions::Load(edition);
      if (!loaded.ok()) return absl::InvalidArgumentError(ToString(loaded.problems));
      assessor = std::make_unique<Assessor>(*Assessor::Create(loaded.edition));
    }
    AssessOptions options;
    options.is_evidence = true;
    const std::optional<v1::Date> date = ParseDate(one.assessed_on);
    if (!date.has_value()) return absl::InvalidArgumentError("no date of assessment");
    options.assessed_on = *date;
    options.detail = Detail::kResults;
    return assessor->Assess(*inputs[0].record, options);
  }

  std::vector<std::unique_ptr<Family>> families_;
  std::map<std::string, std::unique_ptr<Assessor>> assessors_;
};

// The id of a record, else what it tries, where both are texts.
std::string NameOf(const Json& record) {
  for (const char* member : {"id", "what"}) {
    if (record.is_object() && record.contains(member) && record[member].is_string()) {
      return record[member];
    }
  }
  return "?";
}

void Print(const Json& record, const std::vector<Difference>& differences) {
  for (const Difference& one : differences) {
    std::cout << "  " << NameOf(record) << " " << one.field << ": expected " << one.expected
              << ", got " << one.got << "\n";
  }
}

// Paths are those of whoever calls, who need not stand where Bazel runs.
std::filesystem::path PathOf(const std::string& argument) {
  const char* directory = std::getenv("BUILD_WORKING_DIRECTORY");
  const std::filesystem::path path(argument);
  return directory == nullptr ? path : directory / path;
}

bool ReplayFile(const std::string& name, Replay& replay) {
  std::ifstream file(PathOf(name));
  if (!file.good()) {
    std::cout << name << ": cannot be read\n";
    return false;
  }
  int matched = 0, total = 0, shown = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    ++total;
    const Json record = Json::parse(line, nullptr, /*allow_exceptions=*/false);
    const std::vector<Difference> differences =
        record.is_object() ? replay.Of(record)
                           : std::vector<Difference>{{"", "a JSON object", "something else"}};
    if (differences.empty()) {
      ++matched;
    } else if (shown++ < kMostShown) {
      Print(record, differences);
    }
  }
  std::cout << name << ": matched " << matched << " of " << total << "\n";
  return matched == total;
}

}  // namespace
}  // namespace risk::vectors

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: replay FILE.jsonl...\n";
    return 2;
  }
  risk::vectors::Replay replay;
  bool all = true;
  for (int i = 1; i < argc; ++i) all &= risk::vectors::ReplayFile(argv[i], replay);
  return all ? 0 : 1;
}
