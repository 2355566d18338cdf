// Writes assessments as they come, in wire format, as JSON and text: JSON is one line that every reader takes, text
// is read back as what was written, and the same message gives the same bytes.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/stubs/logging.h"
#include "google/protobuf/text_format.h"
#include "nlohmann/json.hpp"
#include "risk/report/message_forms.h"
#include "risk/v1/assessment.pb.h"
#include "tests/fuzz/message_mutator.h"

namespace {

void Require(bool holds, const char* what, const std::string& text) {
  if (holds) return;
  std::fprintf(stderr, "%s:\n%s\n", what, text.c_str());
  std::abort();
}

}  // namespace

extern "C" size_t LLVMFuzzerMutate(uint8_t* bytes, size_t size, size_t most);

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* bytes, size_t size, size_t most, unsigned int seed) {
  google::protobuf::SetLogHandler(nullptr);
  risk::v1::Assessment assessment;
  if (seed % 4 == 0 || !assessment.ParseFromArray(bytes, static_cast<int>(size))) {
    return LLVMFuzzerMutate(bytes, size, most);
  }
  risk::test::MessageMutator mutator(seed / 4, {"\"", "\\u0000", "</script>", "\xe2\x80\xa9", "NaN", "{"});
  for (unsigned int more = seed / 16 % 8 + 1; more > 0; --more) mutator.Mutate(assessment);
  if (assessment.ByteSizeLong() > most) return LLVMFuzzerMutate(bytes, size, most);
  assessment.SerializeToArray(bytes, static_cast<int>(most));
  return assessment.ByteSizeLong();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  google::protobuf::SetLogHandler(nullptr);
  risk::v1::Assessment assessment;
  if (!assessment.ParseFromArray(bytes, static_cast<int>(size))) return 0;
  assessment.DiscardUnknownFields();  // results have none
  const std::string json = risk::report::JsonForm(assessment);
  Require(!json.empty() && json.back() == '\n', "no end of line", json);
  Require(json.find('\n') == json.size() - 1, "more than one line", json);
  Require(nlohmann::json::accept(json), "no JSON", json);
  Require(risk::report::JsonForm(assessment) == json, "not the same again", json);
  const std::string text = risk::report::TextprotoForm(assessment);
  risk::v1::Assessment again;
  Require(google::protobuf::TextFormat::ParseFromString(text, &again), "no text format", text);
  Require(risk::report::TextprotoForm(again) == text, "read as another message", text);
  return 0;
}
