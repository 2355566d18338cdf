#include "risk/inspection/row_store.h"

#include <zstd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "absl/hash/hash.h"
#include "absl/strings/string_view.h"

namespace risk::inspection {
namespace {

constexpr size_t kBlockRows = 4096;
constexpr int kLevel = 3;  // of compression: the library's own default

// Byte for byte of the rows, so that like stands beside like; then the length of each id, then the
// ids.
std::string Transposed(const std::vector<CaseRow>& rows, const RowLayout& layout) {
  std::string bytes;
  for (int i = 0; i < layout.size; ++i) {
    for (const CaseRow& row : rows) bytes.push_back(row.bytes()[static_cast<size_t>(i)]);
  }
  for (const CaseRow& row : rows) {
    const auto length = static_cast<uint32_t>(row.id.size());
    char its[sizeof length];
    std::memcpy(its, &length, sizeof length);
    bytes.append(its, sizeof its);
  }
  for (const CaseRow& row : rows) bytes += row.id;
  return bytes;
}

}  // namespace

void RowStore::Add(CaseRow row) {
  open_.push_back(std::move(row));
  ++size_;
  if (open_.size() < kBlockRows) return;
  std::string plain = Transposed(open_, *layout_);
  Block& block = blocks_.emplace_back();
  block.rows = static_cast<int>(open_.size());
  block.unpacked_size = plain.size();
  std::string packed(ZSTD_compressBound(plain.size()), '\0');
  const size_t size =
      ZSTD_compress(packed.data(), packed.size(), plain.data(), plain.size(), kLevel);
  block.is_packed = !ZSTD_isError(size) && size < plain.size();
  block.bytes = block.is_packed ? packed.substr(0, size) : std::move(plain);
  block.bytes.shrink_to_fit();
  open_.clear();
}

void RowStore::Unpack(const Block& block, std::vector<CaseRow>& rows) const {
  std::string plain;
  if (block.is_packed) {
    plain.resize(block.unpacked_size);
    const size_t size =
        ZSTD_decompress(plain.data(), plain.size(), block.bytes.data(), block.bytes.size());
    // Nobody but this class ever held the bytes: memory itself is broken. No number would be right.
    if (size != block.unpacked_size) std::abort();
  }
  const std::string& bytes = block.is_packed ? plain : block.bytes;
  const auto count = static_cast<size_t>(block.rows);
  rows.resize(count, CaseRow(*layout_));
  const auto columns = static_cast<size_t>(layout_->size);
  const char* const lengths = bytes.data() + columns * count;
  const char* id = lengths + count * sizeof(uint32_t);
  for (size_t r = 0; r < count; ++r) {
    for (size_t i = 0; i < columns; ++i) rows[r].bytes()[i] = bytes[i * count + r];
    uint32_t length;
    std::memcpy(&length, lengths + r * sizeof length, sizeof length);
    rows[r].id.assign(id, length);
    id += length;
  }
}

void RowStore::ForEach(absl::FunctionRef<void(const CaseRow& row)> take) const {
  std::vector<CaseRow> rows;
  for (const Block& block : blocks_) {
    Unpack(block, rows);
    for (const CaseRow& row : rows) take(row);
  }
  for (const CaseRow& row : open_) take(row);
}

std::set<std::string> RowStore::IdsSeenTwice() const {
  const auto number = [](const std::string& id) {
    return static_cast<uint32_t>(absl::Hash<absl::string_view>()(id));
  };
  std::vector<uint32_t> numbers;
  numbers.reserve(static_cast<size_t>(size_));
  ForEach([&](const CaseRow& row) { numbers.push_back(number(row.id)); });
  std::sort(numbers.begin(), numbers.end());
  std::vector<uint32_t> alike;
  for (size_t i = 1; i < numbers.size(); ++i) {
    if (numbers[i] == numbers[i - 1]) alike.push_back(numbers[i]);
  }
  std::set<std::string> once, twice;
  if (alike.empty()) return twice;
  ForEach([&](const CaseRow& row) {
    if (!std::binary_search(alike.begin(), alike.end(), number(row.id))) return;
    if (!once.insert(row.id).second) twice.insert(row.id);
  });
  return twice;
}

size_t RowStore::packed_bytes() const {
  size_t bytes = blocks_.capacity() * sizeof(Block);
  for (const Block& block : blocks_) bytes += block.bytes.capacity();
  return bytes;
}

}  // namespace risk::inspection
