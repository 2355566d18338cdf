// Hostile expressions end in an error, at once.
#include "risk/expression/limits.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "risk/expression/checker.h"
#include "tests/expression/test_environment.h"

namespace risk::expression {
namespace {

std::string Repeat(const std::string& part, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += part;
  return out;
}

struct LimitCase {
  std::string name;
  std::string text;
  std::string codes;  // empty: it is fine
};

TEST(LimitsTest, Texts) {
  const LimitCase kCases[] = {
      {"long", "1 " + std::string(64 * 1024 - 2, ' '), ""},
      {"too long", "1 " + std::string(64 * 1024, ' '), "too-long"},
      {"parentheses", Repeat("(", 100) + "1" + Repeat(")", 100), ""},
      {"too many parentheses", Repeat("(", 30000) + "1" + Repeat(")", 30000), "too-deep"},
      {"open parentheses", Repeat("(", 60000), "too-deep"},
      {"open brackets", Repeat("[", 60000), "too-deep"},
      {"open maps", Repeat("{1:", 20000), "too-deep"},
      {"open messages", Repeat("A{b:", 15000), "too-deep"},
      {"open calls", Repeat("f(", 30000), "too-deep"},
      {"open indices", Repeat("n[", 30000), "too-deep"},
      {"open macros", Repeat("list.map(i,", 5000), "too-deep"},
      {"negations", Repeat("!", 100) + "true", ""},
      {"too many negations", Repeat("!", 60000) + "true", "too-deep"},
      {"too many minus signs", Repeat("-", 60000) + "n", "too-deep"},
      {"conditionals", Repeat("true ? 1 : ", 100) + "1", ""},
      {"too many conditionals", Repeat("true ? 1 : ", 5000) + "1", "too-deep"},
      {"conditionals inside", Repeat("true ? (", 8000), "too-deep"},
      {"sum", "1" + Repeat(" + 1", 200), ""},
      {"too long a sum", "1" + Repeat(" + 1", 10000), "too-deep"},
      {"selections", "anything" + Repeat(".a", 200), ""},
      {"too many selections", "anything" + Repeat(".a", 20000), "too-deep"},
      {"too many indices", "anything" + Repeat("[0]", 20000), "too-deep"},
      {"too many calls", "s" + Repeat(".size()", 9000), "too-deep"},
      {"or", "true" + Repeat(" || true", 5000), ""},
      {"list", "[" + Repeat("1,", 16384) + "]", ""},
      {"too long a list", "[" + Repeat("1,", 16385) + "]", "too-large"},
      {"too long a map", "{" + Repeat("1:1,", 16385 - 10000) + "}", ""},
      {"too long a chain", "true" + Repeat("||n", 16385), "too-large"},
      {"long name", std::string(60000, 'a'), "unknown-name"},
      {"long string", "'" + std::string(60000, 'a') + "'", ""},
      {"quantifiers", Repeat("list.exists(i, ", 12) + "true" + Repeat(")", 12), ""},
      {"too many quantifiers", Repeat("list.exists(i, ", 13) + "true" + Repeat(")", 13),
       "too-deep"},
      {"too many ranges", "list" + Repeat(".map(i, i)", 13), "too-deep"},
  };
  for (const LimitCase& test : kCases) {
    absl::Time start = absl::Now();
    std::string result = CheckToString(test.text);
    double seconds = absl::ToDoubleSeconds(absl::Now() - start);
    EXPECT_LT(seconds, 2) << test.name;
    if (!test.codes.empty()) {
      EXPECT_EQ(result, test.codes) << test.name;
    } else {
      EXPECT_NE(result.find(": "), std::string::npos) << test.name << " gives " << result;
    }
  }
}

TEST(LimitsTest, ReportsAtMostTwentyProblems) {
  CheckResult result = Check("[" + Repeat("nothing, ", 100) + "]", TestEnvironment());
  EXPECT_EQ(result.diagnostics.size(), 20u);
}

// f0 doubles its argument, f1 uses f0 twice, and so on: the last would have 2^n nodes.
TEST(LimitsTest, FunctionsThatDouble) {
  Environment env = TestEnvironment();
  env.DeclareFunction({"f0", "a", Type::Of(Kind::kInt), "a + a"});
  for (int i = 1; i < 64; ++i) {
    std::string before = absl::StrCat("f", i - 1);
    env.DeclareFunction({absl::StrCat("f", i), "a", Type::Of(Kind::kInt),
                         absl::StrCat(before, "(", before, "(a))")});
  }
  EXPECT_TRUE(Check("f3(n)", env).ok());
  for (const char* text : {"f6(n)", "f63(n)"}) {
    CheckResult result = Check(text, env);
    ASSERT_EQ(result.diagnostics.size(), 1u) << text;
    EXPECT_TRUE(result.diagnostics[0].code == "too-large" ||
                result.diagnostics[0].code == "too-deep")
        << result.diagnostics[0].code;
  }
}

TEST(LimitsTest, FunctionsThatNest) {
  Environment env = TestEnvironment();
  env.DeclareFunction({"g0", "a", Type::Of(Kind::kInt), "-a"});
  for (int i = 1; i < 2000; ++i) {
    env.DeclareFunction(
        {absl::StrCat("g", i), "a", Type::Of(Kind::kInt), absl::StrCat("-g", i - 1, "(a)")});
  }
  EXPECT_TRUE(Check("g50(n)", env).ok());
  CheckResult result = Check("g1999(n)", env);
  ASSERT_EQ(result.diagnostics.size(), 1u);
  EXPECT_EQ(result.diagnostics[0].code, "too-deep");
}

TEST(LimitsTest, CanBeTightened) {
  Limits limits;
  limits.nodes = 10;
  CheckResult result = Check("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", TestEnvironment(), limits);
  ASSERT_EQ(result.diagnostics.size(), 1u);
  EXPECT_EQ(result.diagnostics[0].code, "too-large");
}

}  // namespace
}  // namespace risk::expression
