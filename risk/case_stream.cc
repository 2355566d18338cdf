#include "risk/case_stream.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace risk {
namespace {

// Where the last record begins that has another before it: behind a closing brace, on a line of its
// own. Two objects of one record are never next to each other without a comma. 0 if there is none.
size_t LastBeginning(absl::string_view text) {
  for (size_t at = text.rfind("\n{"); at != absl::string_view::npos && at > 0;
       at = text.rfind("\n{", at - 1)) {
    const size_t before = text[at - 1] == '\r' && at > 1 ? at - 2 : at - 1;
    if (text[before] == '}') return at + 1;
  }
  return 0;
}

bool IsJson(absl::string_view text) {
  const size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first != absl::string_view::npos && text[first] == '{';
}

}  // namespace

struct CaseStream::State {
  std::string path;
  ReadOptions options;
  std::FILE* file = nullptr;
  bool is_started = false;
  bool is_over = false;
  std::string buffer;
  size_t lines = 0;  // of the file before the buffer

  ~State() {
    if (file != nullptr && file != stdin) std::fclose(file);
  }

  // Whether there is more to read.
  bool Fill(size_t bytes) {
    const size_t before = buffer.size();
    buffer.resize(before + bytes);
    const size_t got = std::fread(&buffer[before], 1, bytes, file);
    buffer.resize(before + got);
    return got == bytes;
  }

  // The records of the first bytes of the buffer. Empty lines before them keep their positions.
  std::vector<CaseInput> Take(size_t bytes) {
    const std::string name = path == "-" ? "stdin" : path;
    const std::string text = std::string(lines, '\n') + buffer.substr(0, bytes);
    const size_t first = lines + 1;
    lines += static_cast<size_t>(
        std::count(buffer.begin(), buffer.begin() + static_cast<long>(bytes), '\n'));
    buffer.erase(0, bytes);
    std::vector<CaseInput> inputs = ParseCases(text, name, options);
    if (inputs.size() == 1) inputs[0].name = absl::StrCat(name, ":", first);
    return inputs;
  }
};

CaseStream::CaseStream(std::string path, ReadOptions options) : state_(std::make_unique<State>()) {
  state_->path = std::move(path);
  state_->options = options;
}
CaseStream::CaseStream(CaseStream&&) noexcept = default;
CaseStream::~CaseStream() = default;

std::vector<CaseInput> CaseStream::Next() {
  State& state = *state_;
  if (state.is_over) return {};
  bool has_more = true;
  if (!state.is_started) {
    state.is_started = true;
    state.file = state.path == "-" ? stdin : std::fopen(state.path.c_str(), "rb");
    has_more = state.file != nullptr && state.Fill(kBlock);
    // What is small, is no JSON, or cannot be opened is read as a whole.
    if (!has_more || !IsJson(state.buffer)) {
      state.is_over = true;
      if (state.path != "-") return ReadCases(state.path, state.options);
      while (has_more && state.buffer.size() <= state.options.most_bytes)
        has_more = state.Fill(kBlock);
      return ParseCases(state.buffer, "stdin", state.options);
    }
  } else if (state.buffer.size() < kBlock) {
    has_more = state.Fill(kBlock - state.buffer.size());
  }
  while (has_more && state.buffer.size() <= state.options.most_bytes) {
    const size_t end = LastBeginning(state.buffer);
    if (end > 0) return state.Take(end);
    has_more = state.Fill(kBlock);
  }
  state.is_over = true;
  return state.buffer.empty() ? std::vector<CaseInput>() : state.Take(state.buffer.size());
}

}  // namespace risk
