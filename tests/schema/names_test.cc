#include "risk/schema/names.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "risk/v1/answer.pb.h"

namespace risk::schema {
namespace {

struct NearestCase {
  std::string name;
  std::string expected;
};

TEST(NamesTest, Nearest) {
  const std::vector<std::string> kNames = {"incidents", "injury",        "kind",
                                           "id",        "ASKED_WAITING", "happened_on"};
  const NearestCase kCases[] = {
      {"incidnets", "incidents"},
      {"injry", "injury"},
      {"knid", "kind"},
      {"kinds", "kind"},
      {"ix", "id"},
      {"xyz", ""},
      {"", ""},
      {"abcdefgh", ""},
      {"happenedOn", "happened_on"},
      {"asked-waiting", "ASKED_WAITING"},
      {std::string(65, 'i'), ""},
  };
  for (const NearestCase& test : kCases) {
    EXPECT_EQ(Nearest(test.name, kNames), test.expected) << test.name;
  }
}

TEST(NamesTest, OfTheSameLettersTheOneInTheSameStyle) {
  EXPECT_EQ(Nearest("da_case", {"DA_CASE", "da_case_", "daCase"}), "da_case_");
  EXPECT_EQ(DidYouMean("yse", {"YES", "NO"}), "did you mean \"YES\"?");
  EXPECT_EQ(DidYouMean("perhaps", {"YES", "NO"}), "");
}

TEST(NamesTest, TheZeroValueIsNoNameToSuggest) {
  EXPECT_EQ(ValueNames(*v1::Answer::Value_descriptor()), (std::vector<std::string>{"YES", "NO"}));
  EXPECT_EQ(FieldNames(*v1::Answer::descriptor()),
            (std::vector<std::string>{"provenance", "value", "missing"}));
}

}  // namespace
}  // namespace risk::schema
