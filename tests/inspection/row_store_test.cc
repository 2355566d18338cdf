#include "risk/inspection/row_store.h"

#include <malloc.h>

#include <cstdio>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "examples/inspection/synthetic_sample.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "risk/case_reader.h"
#include "risk/edition/editions.h"
#include "risk/inspector.h"

namespace risk::inspection {
namespace {

RowLayout LayoutOf(int size) {
  RowLayout layout;
  layout.size = size;
  return layout;
}

// By chance, or bytes that no packing makes smaller.
CaseRow RowOf(const RowLayout& layout, const std::string& id, bool is_noise, std::mt19937& chance) {
  CaseRow row(layout);
  row.id = id;
  for (char& byte : row.bytes()) byte = static_cast<char>(chance() % (is_noise ? 256 : 3));
  return row;
}

TEST(RowStore, GivesBackWhatItTook) {
  const RowLayout layout = LayoutOf(37);
  std::mt19937 chance(1);
  for (const int count : {0, 1, 4095, 4096, 4097, 9000}) {
    for (const bool is_noise : {false, true}) {
      RowStore store(layout);
      std::vector<std::pair<std::string, std::string>> expected, actual;
      for (int i = 0; i < count; ++i) {
        // Ids of any length and with any byte, one of them empty.
        std::string id(static_cast<size_t>(i % 5) * 7, static_cast<char>(chance()));
        if (i % 5 > 0) id += std::to_string(i);
        CaseRow row = RowOf(layout, id, is_noise, chance);
        expected.emplace_back(row.id, row.bytes());
        store.Add(std::move(row));
      }
      for (int pass = 0; pass < 2; ++pass) {
        actual.clear();
        store.ForEach([&](const CaseRow& row) { actual.emplace_back(row.id, row.bytes()); });
        EXPECT_EQ(actual, expected) << count;
      }
      EXPECT_EQ(store.size(), count);
    }
  }
}

TEST(RowStore, FindsIdsThatComeTwiceAndNoOthers) {
  const RowLayout layout = LayoutOf(3);
  std::mt19937 chance(2);
  RowStore store(layout);
  // Enough for many to look alike by 32 bits.
  constexpr int kRows = 150'000;
  for (int i = 0; i < kRows; ++i) store.Add(RowOf(layout, "c" + std::to_string(i), false, chance));
  EXPECT_TRUE(store.IdsSeenTwice().empty());
  for (const int again : {0, 4096, 149'999, 77, 77}) {
    store.Add(RowOf(layout, "c" + std::to_string(again), false, chance));
  }
  EXPECT_EQ(store.IdsSeenTwice(), (std::set<std::string>{"c0", "c4096", "c149999", "c77"}));
}

// What an inspection by a whole scheme keeps of a case, measured: a hundred thousand cases must fit
// beside a browser. Where the allocator tells nothing (under a sanitizer), nothing is compared.
TEST(RowStore, KeepsFewBytesOfACase) {
  const auto plain = ReadCases("examples/inspection/plain_case.textproto");
  ASSERT_TRUE(plain[0].record.has_value());
  const std::vector<v1::Case> sample = examples::SyntheticSample(*plain[0].record, {}, 2500, 3);
  const v1::Date day = sample[0].assessment_date();
  std::vector<std::string> bytes;
  for (const v1::Case& record : sample) bytes.push_back(record.SerializeAsString());
  const EditionResult scheme = Editions::Load("crc_2019");
  ASSERT_TRUE(scheme.ok());
  auto inspector = Inspector::Create(scheme.edition, {});
  ASSERT_TRUE(inspector.ok());
  constexpr int kFirst = 4096, kAll = 4096 * 5;
  size_t first = 0;
  for (int i = 0; i < kAll; ++i) {
    const std::string id = "made-up-" + std::to_string(i);
    ASSERT_TRUE(inspector->Add(bytes[static_cast<size_t>(i) % bytes.size()], id, day).ok());
    if (i + 1 == kFirst) first = mallinfo2().uordblks;
  }
  const size_t last = mallinfo2().uordblks;
  const double each = (static_cast<double>(last) - static_cast<double>(first)) / (kAll - kFirst);
  std::printf("%.1f bytes a case\n", each);
  EXPECT_LT(each, 40);
  EXPECT_EQ(inspector->Finish().cases(), kAll);
}

}  // namespace
}  // namespace risk::inspection
