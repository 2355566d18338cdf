// Feeds lines to the reader of cases at once and to the stream that takes them as they come: both must give the
// same records and problems, with the same lines.
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/stubs/logging.h"
#include "risk/case_reader.h"
#include "risk/case_stream.h"
#include "tests/case_io/mutated_case.h"

namespace {

// What was read, but for the name of the file.
std::string Described(const std::vector<risk::CaseInput>& inputs) {
  std::string out;
  for (const risk::CaseInput& input : inputs) {
    absl::StrAppend(&out, input.line(), " ", input.case_id, " ",
                    input.record.has_value() ? input.record->SerializeAsString() : "none", "\n");
    for (const risk::InputProblem& problem : input.problems) {
      absl::StrAppend(&out, problem.code, " ", problem.path, " ", problem.message, "\n");
    }
  }
  return out;
}

std::vector<risk::CaseInput> ReadAsStream(const std::string& path) {
  risk::CaseStream stream(path);
  std::vector<risk::CaseInput> all;
  for (std::vector<risk::CaseInput> some = stream.Next(); !some.empty(); some = stream.Next()) {
    for (risk::CaseInput& input : some) all.push_back(std::move(input));
  }
  return all;
}

}  // namespace

extern "C" size_t LLVMFuzzerMutate(uint8_t* bytes, size_t size, size_t most);

// Changes the record of a line, or drops, doubles or cuts a line.
extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* bytes, size_t size, size_t most, unsigned int seed) {
  if (seed % 4 == 0) return LLVMFuzzerMutate(bytes, size, most);
  seed /= 4;
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  std::vector<std::string> lines = absl::StrSplit(text, '\n');
  const size_t at = seed % lines.size();
  std::string& line = lines[at];
  seed /= 16;
  switch (seed % 8) {
    case 0:
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
      break;
    case 1:
      lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), std::string(line));
      break;
    case 2:
      line.resize(line.size() / 2);
      break;
    case 3:
      line += seed / 8 % 2 ? "\r" : " ";
      break;
    default: {
      // JSON alone stands on one line.
      const std::string changed = risk::test::MutatedCase(line, (seed / 8) * 4 + 2 + seed % 2);
      if (!changed.empty()) line = changed;
      break;
    }
  }
  const std::string joined = absl::StrJoin(lines, "\n");
  if (joined.size() > most) return LLVMFuzzerMutate(bytes, size, most);
  std::memcpy(bytes, joined.data(), joined.size());
  return joined.size();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  google::protobuf::SetLogHandler(nullptr);
  static const int file = memfd_create("records.ndjson", 0);
  static const std::string path = absl::StrCat("/proc/self/fd/", file);
  if (ftruncate(file, 0) != 0 || pwrite(file, bytes, size, 0) != static_cast<ssize_t>(size)) return 0;
  const std::string at_once = Described(risk::ReadCases(path));
  const std::string as_stream = Described(ReadAsStream(path));
  if (at_once != as_stream) {
    std::fprintf(stderr, "at once:\n%s\nas a stream:\n%s\n", at_once.c_str(), as_stream.c_str());
    std::abort();
  }
  return 0;
}
