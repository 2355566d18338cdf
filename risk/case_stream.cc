#include "risk/case_stream.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "risk/case_io/byte_stream.h"

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
  std::string name;  // in messages
  std::string path;
  ReadOptions options;  // `first_line` moves on with the buffer
  std::optional<case_io::ByteStream> stream;
  absl::Status status;  // of reading
  bool is_over = false;
  std::string buffer;

  // Reads until the buffer holds so much; whether there may be more.
  bool Fill(size_t bytes) {
    while (buffer.size() < bytes) {
      const absl::StatusOr<size_t> got = stream->Read(&buffer, bytes - buffer.size());
      if (!got.ok()) status = got.status();
      if (!got.ok() || *got == 0) return false;
    }
    return true;
  }

  // The records of the first bytes of the buffer.
  std::vector<CaseInput> Take(size_t bytes) {
    const absl::string_view text = absl::string_view(buffer).substr(0, bytes);
    std::vector<CaseInput> inputs = ParseCases(text, name, options);
    if (inputs.size() == 1) inputs[0].name = absl::StrCat(name, ":", options.first_line);
    options.first_line += static_cast<int>(std::count(text.begin(), text.end(), '\n'));
    buffer.erase(0, bytes);
    return inputs;
  }

  // What is small, or no JSON, is read as a whole, and not at all if its end cannot be read.
  std::vector<CaseInput> Whole(bool has_more) {
    is_over = true;
    while (has_more && buffer.size() <= options.most_bytes) has_more = Fill(buffer.size() + kBlock);
    return status.ok() ? ParseCases(buffer, name, options) : Unreadable(name, status);
  }
};

CaseStream::CaseStream(std::string path, ReadOptions options) : state_(std::make_unique<State>()) {
  state_->name = path == "-" ? "stdin" : path;
  state_->path = std::move(path);
  state_->options = options;
}
CaseStream::CaseStream(CaseStream&&) noexcept = default;
CaseStream::~CaseStream() = default;

std::vector<CaseInput> CaseStream::Next() {
  State& state = *state_;
  if (state.is_over) return {};
  const bool is_first = !state.stream.has_value();
  if (is_first) {
    absl::StatusOr<case_io::ByteStream> stream = case_io::ByteStream::Open(state.path);
    if (!stream.ok()) {
      state.is_over = true;
      return Unreadable(state.name, stream.status());
    }
    state.stream = *std::move(stream);
  }
  bool has_more = state.Fill(kBlock);
  if (is_first && (!has_more || !IsJson(state.buffer))) return state.Whole(has_more);
  while (has_more && state.buffer.size() <= state.options.most_bytes) {
    const size_t end = LastBeginning(state.buffer);
    if (end > 0) return state.Take(end);
    has_more = state.Fill(state.buffer.size() + kBlock);
  }
  state.is_over = true;
  std::vector<CaseInput> last;
  if (!state.buffer.empty()) last = state.Take(state.buffer.size());
  if (!state.status.ok()) {
    for (CaseInput& input : Unreadable(state.name, state.status)) last.push_back(std::move(input));
  }
  return last;
}

}  // namespace risk
