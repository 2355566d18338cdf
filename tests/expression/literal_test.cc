// Literals and the other tokens of an expression.
#include <string>

#include "gtest/gtest.h"
#include "tests/expression/test_environment.h"

namespace risk::expression {
namespace {

struct LiteralCase {
  std::string text;
  std::string expected;
};

class LiteralTest : public testing::TestWithParam<LiteralCase> {};

TEST_P(LiteralTest, Reads) {
  EXPECT_EQ(CheckToString(GetParam().text), GetParam().expected) << GetParam().text;
}

const LiteralCase kNumbers[] = {
    {"0", "int: 0"},
    {"42", "int: 42"},
    {"0x1F", "int: 31"},
    {"9223372036854775807", "int: 9223372036854775807"},
    {"-9223372036854775808", "int: -9223372036854775808"},
    {"- 5", "int: -5"},
    {"--5", "int: -(-5)"},
    {"9223372036854775808", "bad-literal"},
    {"99999999999999999999", "bad-literal"},
    {"0xFFFFFFFFFFFFFFFFF", "bad-literal"},
    {"0x", "bad-literal"},
    {"12abc", "bad-literal"},
    {"7u", "uint: 7u"},
    {"18446744073709551615u", "uint: 18446744073709551615u"},
    {"-1u", "type-mismatch"},
    {"1.5", "double: 1.5d"},
    {".5", "double: 0.5d"},
    {"2e3", "double: 2000d"},
    {"-2.5e-1", "double: -0.25d"},
    {"1e999", "double: infd"},
    {"1.", "syntax"},
    {"1.5u", "bad-literal"},
};
INSTANTIATE_TEST_SUITE_P(Numbers, LiteralTest, testing::ValuesIn(kNumbers));

const LiteralCase kTexts[] = {
    {"'a'", "string: \"a\""},
    {"\"it's\"", "string: \"it\\'s\""},
    {"'''a\nb'''", "string: \"a\\nb\""},
    {"r'\\n'", "string: \"\\\\n\""},
    {"'\\n\\x41\\u00e9\\U0001F431\\101'", "string: \"\\nA\\xc3\\xa9\\xf0\\x9f\\x90\\xb1\\x41\""},
    {"b'\\xff\\377'", "bytes: b\"\\xff\\xff\""},
    {"br'\\x'", "bytes: b\"\\\\x\""},
    {"b'\\u0041'", "bad-literal"},
    {"'\\ud800'", "bad-literal"},
    {"'\\U00110000'", "bad-literal"},
    {"'\\q'", "bad-literal"},
    {"'\\x4'", "bad-literal"},
    {"'\\18'", "bad-literal"},
    {"'\\", "syntax"},
    {"'abc", "syntax"},
    {"'a\nb'", "syntax"},
    {"'''abc'", "syntax"},
    {"'\xff'", "syntax"},
    {"'\xc0\x80'", "syntax"},
    {"'\xed\xa0\x80'", "syntax"},
};
INSTANTIATE_TEST_SUITE_P(Texts, LiteralTest, testing::ValuesIn(kTexts));

const LiteralCase kOthers[] = {
    {"true", "bool: true"},
    {"null", "null: null"},
    {"[]", "list(dyn): []"},
    {"[1, 2,]", "list(int): [1, 2]"},
    {"[1, 'a']", "list(dyn): [1, \"a\"]"},
    {"{'a': 1}", "map(string, int): {\"a\", 1}"},
    {"{1.5: 1}", "type-mismatch"},
    {" 1 // one\n + 1", "int: +(1, 1)"},
    {"1 // no end", "int: 1"},
    {"for", "syntax"},
    {"a = b", "syntax"},
    {"a & b", "syntax"},
    {"\xc3\xa9", "syntax"},
    {"#", "syntax"},
    {"", "syntax"},
    {"  ", "syntax"},
};
INSTANTIATE_TEST_SUITE_P(Others, LiteralTest, testing::ValuesIn(kOthers));

}  // namespace
}  // namespace risk::expression
