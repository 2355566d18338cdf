// docs/instruments.md says what the edition says. After a change of the rules:
//   .bazel/bin/risk/cli/risk editions --instruments --edition official_instruments > docs/instruments.md
#include "risk/edition/instrument_page.h"

#include <fstream>
#include <sstream>
#include <string>

#include "gtest/gtest.h"
#include "risk/edition/editions.h"

namespace risk {
namespace {

TEST(InstrumentPage, IsThatOfTheDocumentation) {
  const EditionResult result = Editions::Load("official_instruments");
  ASSERT_TRUE(result.ok()) << ToString(result.problems);
  std::ifstream file("docs/instruments.md", std::ios::binary);
  std::stringstream written;
  written << file.rdbuf();
  EXPECT_EQ(written.str(), InstrumentPage(*result.edition));
}

TEST(InstrumentPage, IsEmptyWhereNothingIsPublished) {
  const EditionResult result = Editions::Load("england_wales");
  ASSERT_TRUE(result.ok()) << ToString(result.problems);
  EXPECT_EQ(InstrumentPage(*result.edition), "");
}

}  // namespace
}  // namespace risk
