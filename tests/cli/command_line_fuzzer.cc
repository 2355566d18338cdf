// Feeds lines to the command as its arguments: they are understood, or told what is wrong, and nothing is done.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "risk/cli/arguments.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* bytes, size_t size, size_t most);

// Arguments move, are left out, doubled, joined and replaced by what commands know.
extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* bytes, size_t size, size_t most, unsigned int seed) {
  static const char* const kWords[] = {
      "assess", "validate", "check", "test", "help", "--", "-", "", "--edition", "--edition=england_wales", "--format", "json",
      "ndjson", "sarif", "--as-known-at", "2021-06-21", "2021-02-30", "--explain", "--jobs", "0", "-1", "--rules", "--fields",
      "--delimited", "--width", "99999999999999999999", "--help", "-h", "--version", "--quiet", "--replay", "x.textproto"};
  if (seed % 3 == 0) return LLVMFuzzerMutate(bytes, size, most);
  seed /= 3;
  std::vector<std::string> words = absl::StrSplit(std::string(reinterpret_cast<const char*>(bytes), size), '\n');
  const size_t at = seed / 8 % words.size();
  const std::string word = kWords[seed / 64 % (sizeof(kWords) / sizeof(kWords[0]))];
  switch (seed % 8) {
    case 0:
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
      break;
    case 1:
      words.push_back(words[at]);
      break;
    case 2:
      words[at] += "=" + word;
      break;
    case 3:
      std::swap(words[at], words[seed / 64 % words.size()]);
      break;
    case 4:
      words[at] = word;
      break;
    default:
      words.insert(words.begin() + static_cast<std::ptrdiff_t>(at), word);
      break;
  }
  const std::string joined = absl::StrJoin(words, "\n");
  if (joined.size() > most) return LLVMFuzzerMutate(bytes, size, most);
  std::memcpy(bytes, joined.data(), joined.size());
  return joined.size();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  std::string text(reinterpret_cast<const char*>(bytes), size);
  for (char& c : text) c = c == '\0' ? ' ' : c;  // ends an argument
  const std::vector<std::string> words = absl::StrSplit(text, '\n');
  std::vector<const char*> values = {"risk"};
  for (const std::string& word : words) values.push_back(word.c_str());
  const risk::cli::ParsedArguments parsed =
      risk::cli::ParseArguments(static_cast<int>(values.size()), values.data());
  // Understood, a help that was asked for, or a mistake; never two of them, and never none.
  const int outcomes = static_cast<int>(parsed.arguments.has_value()) + static_cast<int>(!parsed.help.empty()) +
                       static_cast<int>(!parsed.mistake.empty());
  if (outcomes != 1) std::abort();
  return 0;
}
