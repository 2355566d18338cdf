// The picture that inspectors published of West Yorkshire in March 2020, from records: a made-up
// sample of cases whose records lead to the published ratings, and made-up judgements of the
// organisation. See README.md for what was published and what is constructed.
//
//   bazel run --config=opt //examples/inspection:west_yorkshire
//   bazel run --config=opt //examples/inspection:west_yorkshire -- $PWD/examples/inspection
//   cases.ndjson
//
// With a second path the cases are written there, a line each, for `risk inspect`; with a number after
// it, as many cases as that instead of the sample of the example, for a caseload.
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>

#include "absl/strings/numbers.h"
#include "examples/inspection/synthetic_sample.h"
#include "google/protobuf/util/json_util.h"
#include "risk/case_assessor.h"
#include "risk/case_reader.h"
#include "risk/edition/editions.h"
#include "risk/inspection_record_reader.h"
#include "risk/inspection_report.h"
#include "risk/inspector.h"

namespace {

constexpr int kCases = 160;  // what a sample of 5,239 people needs
constexpr int kMostCases = 1'000'000;
constexpr uint32_t kSeed = 2020;

int Fail(const std::string& why) {
  std::cerr << "west_yorkshire: " << why << "\n";
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string folder = argc > 1 ? argv[1] : "examples/inspection";
  const std::vector<risk::CaseInput> plain = risk::ReadCases(folder + "/plain_case.textproto");
  if (!plain[0].record.has_value()) return Fail(plain[0].problems[0].ToString());
  int cases = kCases;
  if (argc > 3 && (!absl::SimpleAtoi(argv[3], &cases) || cases < 1 || cases > kMostCases)) {
    return Fail("the number of cases is from 1 to 1000000");
  }
  const auto sample = examples::SyntheticSample(*plain[0].record, {}, cases, kSeed);
  if (argc > 2) {
    std::ofstream out(argv[2]);
    google::protobuf::util::JsonPrintOptions options;
    options.preserve_proto_field_names = true;
    for (const risk::v1::Case& record : sample) {
      std::string json;
      if (!google::protobuf::util::MessageToJsonString(record, &json, options).ok()) {
        return Fail("a case has no JSON form");
      }
      out << json << "\n";
    }
    if (!out.flush()) return Fail("the cases cannot be written");
  }

  const risk::EditionResult scheme = risk::Editions::Load("crc_2019");
  if (!scheme.ok()) return Fail(risk::ToString(scheme.problems));
  const risk::InspectionRecordInput judged =
      risk::ReadInspectionRecord(folder + "/judged.textproto", *scheme.edition);
  if (!judged.record.has_value()) return Fail(judged.problems[0].ToString());
  absl::StatusOr<risk::Inspector> inspector =
      risk::Inspector::Create(scheme.edition, *judged.record);
  if (!inspector.ok()) return Fail(std::string(inspector.status().message()));
  for (const risk::v1::Case& record : sample) {
    risk::CaseInput input;
    input.name = record.case_id();
    input.record = record;
    // As the command does: what stands in a record though nothing is known settles nothing.
    const risk::ChosenDate chosen = risk::ValidateCase({}, &input);
    if (!input.record.has_value()) return Fail(input.problems[0].ToString());
    const absl::Status added = inspector->Add(*input.record, chosen.date);
    if (!added.ok()) return Fail(std::string(added.message()));
  }
  std::cout << risk::TextReport(inspector->Finish(), {});
  return 0;
}
