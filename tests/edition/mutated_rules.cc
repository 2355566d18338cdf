#include "tests/edition/mutated_rules.h"

#include <cstdlib>
#include <cstring>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/stubs/logging.h"
#include "google/protobuf/text_format.h"
#include "risk/textproto/problem.h"
#include "tests/fuzz/message_mutator.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* bytes, size_t size, size_t most);

namespace risk::test {

size_t MutateRules(uint8_t* bytes, size_t size, size_t most, unsigned int seed, google::protobuf::Message& header,
                   google::protobuf::Message& rules) {
  google::protobuf::SetLogHandler(nullptr);
  if (seed % 3 == 0) return LLVMFuzzerMutate(bytes, size, most);
  seed /= 3;
  constexpr absl::string_view kMark = "====\n";
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  const size_t mark = text.find(kMark.data());
  std::string before = text.substr(0, mark);
  std::string behind = mark == std::string::npos ? "" : text.substr(mark + kMark.size());
  const bool is_header = mark != std::string::npos && seed % 4 == 0;
  google::protobuf::Message& changed = is_header ? header : rules;
  std::string& part = is_header ? behind : before;
  google::protobuf::TextFormat::Parser parser;
  parser.AllowPartialMessage(true);
  if (!parser.ParseFromString(part, &changed)) return LLVMFuzzerMutate(bytes, size, most);
  MessageMutator mutator(seed, {"domestic_abuse.suspected", "true", "fact.a", "a", "known(", "assessed_on", " && ", "[]",
                                "view.a.exists(x, x.domestic)", "{a}", "param.a", "instrument.a", "'t'.matches('(a')"});
  for (unsigned int more = seed / 4 % 4 + 1; more > 0; --more) mutator.Mutate(changed);
  part.clear();
  google::protobuf::TextFormat::PrintToString(changed, &part);
  const std::string all = mark == std::string::npos ? before : absl::StrCat(before, kMark, behind);
  if (all.size() > most) return LLVMFuzzerMutate(bytes, size, most);
  std::memcpy(bytes, all.data(), all.size());
  return all.size();
}

void LoadAndCheckPromises(const std::vector<RuleText>& files, const std::vector<std::vector<RuleText>>& bases) {
  const EditionLimits limits;
  const EditionResult result = Edition::Load(files, limits, bases);
  bool has_error = false;
  for (const Problem& problem : result.problems) {
    has_error |= problem.is_error();
    if (problem.code.empty() || problem.message.empty()) std::abort();
    if (problem.place.line > 0 && problem.place.column < 1) std::abort();
    problem.ToString();
  }
  if (result.ok() == has_error) std::abort();
  if (result.problems.size() > limits.problems + 1) std::abort();
  if (result.ok() && result.edition->hash().size() != 64) std::abort();
}

}  // namespace risk::test
