#include "risk/batch/blocks.h"

#include <algorithm>
#include <utility>

#include "absl/strings/string_view.h"
#include "risk/case_io/binary.h"

namespace risk::batch {
namespace {

constexpr size_t kBlock = size_t{256} << 10;
constexpr uint64_t kMostRecords = 10'000;  // of a block
constexpr absl::string_view kBlank = " \t\r\n";
constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Whether the first line that is not empty holds a whole object. Without its end: not yet known.
std::optional<bool> IsListOfLines(absl::string_view text, bool is_all) {
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) text.remove_prefix(3);
  const size_t first = text.find_first_not_of(kBlank);
  if (first == absl::string_view::npos) return is_all ? std::optional<bool>(false) : std::nullopt;
  if (text[first] != '{') return false;
  const size_t end = text.find('\n', first);
  if (end == absl::string_view::npos && !is_all) return std::nullopt;
  const absl::string_view line = text.substr(first, end == absl::string_view::npos ? end : end - first);
  return line[line.find_last_not_of(kBlank)] == '}';
}

}  // namespace

// Whether more came. What has grown long grows by as much again, as it is searched anew each time.
bool Blocks::Fill() {
  if (is_read_) return false;
  const absl::StatusOr<size_t> got = stream_.Read(&buffer_, std::max(kBlock, buffer_.size()));
  if (!got.ok()) status_ = got.status();
  is_read_ = !got.ok() || *got == 0;
  return !is_read_;
}

uint64_t Blocks::LinesIn(size_t bytes) const {
  return static_cast<uint64_t>(
      std::count(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(bytes), '\n'));
}

Block Blocks::Take(size_t bytes, uint64_t records) {
  Block block;
  block.first_line = line_;
  block.text = buffer_.substr(0, bytes);
  line_ += records;
  buffer_.erase(0, bytes);
  return block;
}

std::optional<Block> Blocks::First() {
  std::optional<bool> is_lines;
  while (!(is_lines = IsListOfLines(buffer_, is_read_)).has_value() && buffer_.size() <= most_bytes_) {
    Fill();
  }
  if (is_lines.value_or(true)) return Lines();
  while (buffer_.size() <= most_bytes_ && Fill()) {
  }
  Block block;
  block.kind = Block::Kind::kWhole;
  if (!status_.ok()) return std::nullopt;
  if (buffer_.size() > most_bytes_) {
    block.kind = Block::Kind::kTooLarge;
    is_read_ = true;
  } else {
    block.text = std::move(buffer_);
  }
  buffer_.clear();
  return block;
}

// Passes over the rest of a line that is above the limit.
Block Blocks::TooLongLine() {
  Block block;
  block.first_line = line_;
  block.kind = Block::Kind::kTooLarge;
  size_t end;
  while ((end = buffer_.find('\n')) == std::string::npos) {
    buffer_.clear();
    if (!Fill()) return block;
  }
  buffer_.erase(0, end + 1);
  ++line_;
  return block;
}

std::optional<Block> Blocks::Lines() {
  while (true) {
    if (buffer_.size() < kBlock) Fill();
    const size_t end = buffer_.rfind('\n');
    if (end != std::string::npos) return Take(end + 1, LinesIn(end + 1));
    if (buffer_.size() > most_bytes_) return TooLongLine();
    if (is_read_) break;
    Fill();
  }
  if (buffer_.empty()) return std::nullopt;
  return Take(buffer_.size(), LinesIn(buffer_.size()));
}

// Passes over a record that is above the limit. `bytes` of it, with its length, are still to come.
Block Blocks::TooLargeRecord(size_t bytes) {
  Block block;
  block.first_line = line_++;
  block.kind = Block::Kind::kTooLarge;
  while (bytes > buffer_.size()) {
    bytes -= buffer_.size();
    buffer_.clear();
    if (!Fill()) return block;
  }
  buffer_.erase(0, bytes);
  return block;
}

std::optional<Block> Blocks::Records() {
  const auto taken = [this](size_t bytes, uint64_t records) {
    Block block = Take(bytes, records);
    block.kind = Block::Kind::kRecords;
    return block;
  };
  while (true) {
    if (buffer_.size() < kBlock) Fill();
    absl::string_view rest = buffer_, record;
    uint64_t records = 0;
    while (records < kMostRecords && case_io::TakeDelimited(&rest, &record)) ++records;
    if (records > 0) return taken(buffer_.size() - rest.size(), records);
    if (buffer_.empty() && is_read_) return std::nullopt;
    const std::optional<case_io::DelimitedSize> size = case_io::SizeOfDelimited(buffer_);
    if (size.has_value() && size->message > most_bytes_) {
      return TooLargeRecord(size->prefix + size->message);
    }
    const bool is_length = size.has_value() || buffer_.size() < case_io::kLongestPrefix;
    if (is_length && !is_read_) {
      Fill();
      continue;
    }
    is_read_ = true;
    return taken(buffer_.size(), 1);
  }
}

std::optional<Block> Blocks::Next() {
  std::optional<Block> block = is_delimited_ ? Records() : is_started_ ? Lines() : First();
  is_started_ = true;
  if (block.has_value() || status_.ok()) return block;
  Block failed;
  failed.kind = Block::Kind::kFailed;
  failed.first_line = line_;
  failed.text = std::string(status_.message());
  status_ = absl::OkStatus();
  return failed;
}

}  // namespace risk::batch
