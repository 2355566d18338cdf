#include "risk/edition/source_tree.h"

#include <optional>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace risk::edition {
namespace {

TEST(Scan, FindsFieldsValuesAndListElements) {
  const std::string text =
      "a: 1, b { c: 'x' \"y\"; c: [-2.5e-3, NAME] }\n# a: 2\nd < e: [{}, {f: true}] >";
  SourceNode root;
  ASSERT_EQ(Scan(text, 8, root), std::nullopt);
  ASSERT_NE(root.Child("a"), nullptr);
  EXPECT_EQ(root.Child("a", 1), nullptr);
  const SourceNode* b = root.Child("b");
  EXPECT_TRUE(b->is_message);
  auto value = [&](const SourceNode* node) {
    return text.substr(node->value, node->end - node->value);
  };
  EXPECT_EQ(value(b->Child("c", 0)), "'x' \"y\"");
  EXPECT_EQ(value(b->Child("c", 1)), "-2.5e-3");
  EXPECT_EQ(value(b->Child("c", 2)), "NAME");
  EXPECT_EQ(b->Child("c", 1)->list_end, text.find(']') + 1);
  EXPECT_EQ(value(root.Child("d")->Child("e", 1)->Child("f")), "true");
}

TEST(Scan, SaysWhereItStopped) {
  struct {
    const char* text;
    const char* code;
    size_t offset;
  } constexpr kCases[] = {
      {"a: 1 }", "syntax", 5},      {"a: \"x\n", "syntax", 5}, {"a {", "syntax", 3},
      {"a: [1 2]", "syntax", 6},    {"a:", "syntax", 2},       {"a: 'x\\", "syntax", 6},
      {"a{a{a{}}}", "too-deep", 6}, {"a: [1,", "syntax", 6},
  };
  for (const auto& c : kCases) {
    SourceNode root;
    std::optional<ScanError> error = Scan(c.text, 2, root);
    ASSERT_TRUE(error.has_value()) << c.text;
    EXPECT_EQ(error->code, c.code) << c.text;
    EXPECT_EQ(error->offset, c.offset) << c.text;
  }
}

TEST(LiteralOffsets, MapsEscapesAndAdjacentLiterals) {
  struct {
    const char* text;
    std::vector<size_t> offsets;
  } const kCases[] = {
      {R"("ab")", {1, 2, 3}},
      {R"('a' # 'no'
 "b")",
       {1, 13, 14}},
      {R"("\n\101\x41b")", {1, 3, 7, 11, 12}},
      {R"("\u00e9b")", {1, 1, 7, 8}},
      {R"("\ud83d\ude00b")", {1, 1, 1, 1, 13, 14}},
      {R"("\U0001F600")", {1, 1, 1, 1, 11}},
      {R"("")", {1}},
  };
  for (const auto& c : kCases) EXPECT_EQ(LiteralOffsets(c.text, 0), c.offsets) << c.text;
}

}  // namespace
}  // namespace risk::edition
