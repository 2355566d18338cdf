#include "tests/case_io/mutated_case.h"

#include <vector>

#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"
#include "risk/case_reader.h"
#include "tests/fuzz/message_mutator.h"

namespace risk::test {

std::string MutatedCase(absl::string_view bytes, uint32_t seed) {
  ReadOptions options;
  options.allow_unknown_fields = true;
  std::vector<CaseInput> read = ParseCases(bytes, "f", options);
  if (read.size() != 1 || !read[0].record.has_value()) return "";
  v1::Case& record = *read[0].record;
  MessageMutator mutator(seed, {"unknown", "n/a", "subject", "p1", "2020-02-30", "9999"});
  for (uint32_t more = seed / 4 % 4 + 1; more > 0; --more) mutator.Mutate(record);
  std::string text;
  switch (seed % 4) {
    case 0:
      google::protobuf::TextFormat::PrintToString(record, &text);
      return text;
    case 1:
      return record.SerializeAsString();
    default: {
      google::protobuf::util::JsonPrintOptions print;
      print.preserve_proto_field_names = seed % 4 == 2;
      if (!google::protobuf::util::MessageToJsonString(record, &text, print).ok()) return "";
      return text;
    }
  }
}

}  // namespace risk::test
