// Feeds arbitrary bytes to the reader of cases, and records in text format, JSON and wire format that are changed
// field by field. What it accepts must come back from every form that the record can be written in, and validating
// it must not fail.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/stubs/logging.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"
#include "risk/case_reader.h"
#include "tests/case_io/mutated_case.h"

namespace {

void Require(bool holds, const char* what, const risk::CaseInput& input) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  for (const risk::InputProblem& problem : input.problems) {
    std::fprintf(stderr, "%s", problem.ToString().c_str());
  }
  std::abort();
}

// `bytes` must be read as exactly `record`.
void RequireSame(const std::string& bytes, const risk::v1::Case& record, const char* form) {
  if (bytes.empty()) return;
  const std::vector<risk::CaseInput> inputs = risk::ParseCases(bytes, "f");
  Require(inputs.size() == 1 && inputs[0].record.has_value(), form, inputs[0]);
  Require(inputs[0].record->SerializeAsString() == record.SerializeAsString(), form, inputs[0]);
}

void RequireStable(const risk::v1::Case& record) {
  RequireSame(record.SerializeAsString(), record, "binary");
  std::string text;
  google::protobuf::TextFormat::PrintToString(record, &text);
  RequireSame(text, record, "text");
  std::string json;
  if (google::protobuf::util::MessageToJsonString(record, &json).ok()) {
    RequireSame(json, record, "JSON");
  }
}

}  // namespace

extern "C" size_t LLVMFuzzerMutate(uint8_t* bytes, size_t size, size_t most);

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* bytes, size_t size, size_t most, unsigned int seed) {
  if (seed % 4 == 0) return LLVMFuzzerMutate(bytes, size, most);
  const std::string changed = risk::test::MutatedCase({reinterpret_cast<const char*>(bytes), size}, seed / 4);
  if (changed.empty() || changed.size() > most) return LLVMFuzzerMutate(bytes, size, most);
  std::memcpy(bytes, changed.data(), changed.size());
  return changed.size();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  google::protobuf::SetLogHandler(nullptr);
  risk::v1::Date date;
  date.set_year(2026);
  date.set_month(6);
  date.set_day(1);
  for (bool lenient : {false, true}) {
    risk::ReadOptions options;
    options.allow_unknown_fields = lenient;
    const absl::string_view input(reinterpret_cast<const char*>(bytes), size);
    for (risk::CaseInput& read : risk::ParseCases(input, "f", options)) {
      Require(read.record.has_value() == read.problems.empty(), "neither or both", read);
      if (read.record.has_value()) RequireStable(*read.record);
      risk::ValidateInput(date, &read);
    }
  }
  return 0;
}
