// docs/instruments.md says what the edition says. After a change of the rules:
//   .bazel/bin/risk/cli/risk editions --instruments --edition official_instruments > docs/instruments.md
#include "risk/report/instrument_page.h"

#include <fstream>
#include <sstream>
#include <string>

#include "gtest/gtest.h"
#include "risk/edition_choice.h"

namespace risk {
namespace {

std::string PageOf(const std::string& edition) {
  v1::Date today;
  today.set_year(2026);
  today.set_month(9);
  today.set_day(1);
  EditionChoice editions;
  const EditionChoice::Chosen& chosen = editions.For(edition, today);
  EXPECT_TRUE(chosen.assessor.has_value()) << ToString(chosen.problems);
  return InstrumentPage(*chosen.assessor);
}

TEST(InstrumentPage, IsThatOfTheDocumentation) {
  std::ifstream file("docs/instruments.md", std::ios::binary);
  std::stringstream written;
  written << file.rdbuf();
  EXPECT_EQ(written.str(), PageOf("official_instruments"));
}

TEST(InstrumentPage, IsEmptyWhereNothingIsPublished) { EXPECT_EQ(PageOf("england_wales"), ""); }

}  // namespace
}  // namespace risk
