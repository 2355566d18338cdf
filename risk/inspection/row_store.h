// The rows of all cases of an inspection, in little memory.
//
//   RowStore store(layout);
//   store.Add(std::move(row));                                      // for each case
//   store.ForEach([&](const CaseRow& row) { … });   // again and again, in the order they came
//
// A case that comes twice makes the first one unusable, too, and which one that is shows only with
// the last case. So rows are kept until then, but packed: verdicts of thousands of cases repeat
// each other, and take some twenty bytes a case with its id instead of hundreds.
#ifndef RISK_INSPECTION_ROW_STORE_H_
#define RISK_INSPECTION_ROW_STORE_H_

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "risk/inspection/case_row.h"

namespace risk::inspection {

class RowStore {
 public:
  // The layout must outlive it.
  explicit RowStore(const RowLayout& layout) : layout_(&layout) {}

  void Add(CaseRow row);
  int size() const { return size_; }
  // Cost: unpacks every row, 4,096 at a time.
  void ForEach(absl::FunctionRef<void(const CaseRow& row)> take) const;
  // The ids that more than one row has. Exact: what looks alike by a number of 32 bits is compared.
  // Cost: unpacks every row once, or twice if any look alike; 4 bytes a row meanwhile.
  std::set<std::string> IdsSeenTwice() const;
  // What the packed rows take; beside them up to 4,096 rows stand open.
  size_t packed_bytes() const;

 private:
  struct Block {
    std::string bytes;
    size_t unpacked_size = 0;
    bool is_packed = false;  // else it would not have become smaller
    int rows = 0;
  };
  void Unpack(const Block& block, std::vector<CaseRow>& rows) const;

  const RowLayout* layout_;
  std::vector<Block> blocks_;
  std::vector<CaseRow> open_;
  int size_ = 0;
};

}  // namespace risk::inspection

#endif  // RISK_INSPECTION_ROW_STORE_H_
