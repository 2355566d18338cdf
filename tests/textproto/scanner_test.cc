#include "risk/textproto/scanner.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "risk/textproto/json_scanner.h"
#include "risk/textproto/literal.h"

namespace risk::textproto {
namespace {

TEST(Scan, FindsFieldsValuesAndListElements) {
  const std::string text =
      "a: 1, b { c: 'x' \"y\"; c: [-2.5e-3, NAME] }\n# a: 2\nd < e: [{}, {f: true}] > g: []";
  Node root;
  std::vector<Flaw> flaws;
  ASSERT_TRUE(Scan(text, 8, root, flaws));
  EXPECT_TRUE(flaws.empty());
  ASSERT_NE(root.Child("a"), nullptr);
  EXPECT_EQ(root.Child("a", 1), nullptr);
  const Node* b = root.Child("b");
  EXPECT_TRUE(b->is_message());
  auto value = [&](const Node* node) { return text.substr(node->value, node->end - node->value); };
  EXPECT_EQ(value(b->Child("c", 0)), "'x' \"y\"");
  EXPECT_EQ(value(b->Child("c", 1)), "-2.5e-3");
  EXPECT_EQ(value(b->Child("c", 2)), "NAME");
  EXPECT_FALSE(b->Child("c", 0)->in_list());
  EXPECT_TRUE(b->Child("c", 1)->in_list());
  EXPECT_EQ(value(root.Child("d")->Child("e", 1)->Child("f")), "true");
  EXPECT_EQ(root.Child("g"), nullptr);
}

TEST(ScanJson, FindsTheSameTree) {
  const std::string text = "{\"b\": {\"c\": [\"x\", -2.5e-3, {}], \"d\": []}, \"a\": null} {";
  Node root;
  std::vector<Flaw> flaws;
  ASSERT_TRUE(ScanJson(text, 8, root, flaws));
  EXPECT_EQ(root.end, text.size() - 2);
  const Node* b = root.Child("b");
  EXPECT_EQ(text.substr(b->Child("c", 1)->value, 7), "-2.5e-3");
  EXPECT_TRUE(b->Child("c", 2)->is_message());
  EXPECT_EQ(b->Child("d"), nullptr);
  EXPECT_EQ(text.substr(root.Child("a")->value, 4), "null");
}

struct Broken {
  const char* text;
  const char* code;
  size_t offset;
};

TEST(Scan, SaysWhereItStopped) {
  constexpr Broken kCases[] = {
      {"a: 1 }", "syntax", 5},
      {"a: \"x\n", "syntax", 5},
      {"a {", "syntax", 3},
      {"a: [1 2]", "syntax", 6},
      {"a:", "syntax", 2},
      {"a: 'x\\", "syntax", 5},
      {"a{a{a{}}}", "too-deep", 6},
      {"a: [1,", "syntax", 6},
      {"a: '\\q'", "syntax", 4},
      {"a: '\\u12'", "syntax", 4},
      {"[a.b]: 1", "unknown-field", 0},
      {"3: 1", "syntax", 0},
      {"a b: 1", "syntax", 2},
      {"a: [[[[1]]]]", "too-deep", 6},
  };
  for (const auto& c : kCases) {
    Node root;
    std::vector<Flaw> flaws;
    EXPECT_FALSE(Scan(c.text, 2, root, flaws)) << c.text;
    ASSERT_EQ(flaws.size(), 1u) << c.text;
    EXPECT_EQ(flaws[0].code, c.code) << c.text;
    EXPECT_EQ(flaws[0].begin, c.offset) << c.text;
  }
}

// Whoever forgot a colon wrote the rest well: reading goes on.
TEST(Scan, AMissingColonIsOneFlaw) {
  Node root;
  std::vector<Flaw> flaws;
  EXPECT_TRUE(Scan("a 'x' b: 1", 2, root, flaws));
  EXPECT_EQ(flaws.size(), 1u);
  EXPECT_NE(root.Child("b"), nullptr);
}

TEST(ScanJson, SaysWhereItStopped) {
  constexpr Broken kCases[] = {
      {"{\"a\": 1", "syntax", 7},          {"{\"a\": 1,}", "syntax", 8},
      {"{\"a\" 1}", "syntax", 5},          {"{a: 1}", "syntax", 1},
      {"{\"a\": 01}", "syntax", 6},        {"{\"a\": 1.}", "syntax", 6},
      {"{\"a\": +1}", "syntax", 6},        {"{\"a\": yes}", "syntax", 6},
      {"{\"a\": \"x\n\"}", "syntax", 8},   {"{\"a\": \"\\q\"}", "syntax", 8},
      {"{\"a\": \"\\u12\"}", "syntax", 8}, {"{\"a\": [1 2]}", "syntax", 9},
      {"{\"a\": [1,]}", "syntax", 9},      {"[{}]", "wrong-type", 0},
      {"null", "wrong-type", 0},           {"{\"a\": {\"a\": {\"a\": {}}}}", "too-deep", 18},
      {"{\"a\": \"x", "syntax", 8},
  };
  for (const auto& c : kCases) {
    Node root;
    std::vector<Flaw> flaws;
    EXPECT_FALSE(ScanJson(c.text, 2, root, flaws)) << c.text;
    ASSERT_EQ(flaws.size(), 1u) << c.text;
    EXPECT_EQ(flaws[0].code, c.code) << c.text;
    EXPECT_EQ(flaws[0].begin, c.offset) << c.text;
  }
}

TEST(Literal, OffsetsOfEscapesAndAdjacentLiterals) {
  struct {
    const char* text;
    std::vector<size_t> offsets;
    std::string value;
  } const kCases[] = {
      {R"("ab")", {1, 2, 3}, "ab"},
      {R"('a' # 'no'
 "b")",
       {1, 13, 14},
       "ab"},
      {R"("\n\101\x41b")", {1, 3, 7, 11, 12}, "\nAAb"},
      {R"("\u00e9b")", {1, 1, 7, 8}, "éb"},
      {R"("\ud83d\ude00b")", {1, 1, 1, 1, 13, 14}, "😀b"},
      {R"("\U0001F600")", {1, 1, 1, 1, 11}, "😀"},
      {R"("")", {1}, ""},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(LiteralOffsets(c.text, 0), c.offsets) << c.text;
    EXPECT_EQ(LiteralValue(c.text, 0), c.value) << c.text;
  }
}

TEST(JsonString, Escapes) {
  const std::string text = R"("a\/\"\\\n\u00e9\ud83d\ude00")";
  EXPECT_EQ(JsonString(text, 0), "a/\"\\\né😀");
}

}  // namespace
}  // namespace risk::textproto
