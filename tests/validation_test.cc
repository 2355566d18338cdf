#include "risk/validation.h"

#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/made_up_record.pb.h"

namespace risk {
namespace {

using google::protobuf::TextFormat;

struct BadRecord {
  const char* name;
  const char* record;
  const char* problems;  // "path code", joined by commas
};

// Assessed on 3 June 2021.
constexpr BadRecord kRecords[] = {
    {"NothingAtAll", "", ""},
    {"NoSuchDay", "home { let_from { year: 2021 month: 2 day: 30 } }", "home.let_from bad-date"},
    {"LeapDay", "home { let_from { year: 2020 month: 2 day: 29 } }", ""},
    {"NoLeapDay", "home { let_from { year: 2021 month: 2 day: 29 } }", "home.let_from bad-date"},
    {"DayWithoutMonth", "home { let_from { year: 2021 day: 3 } }", "home.let_from bad-date"},
    {"MonthWithoutYear", "home { let_from { month: 3 } }", "home.let_from bad-date"},
    {"NoSuchMonth", "home { let_from { year: 2021 month: 13 } }", "home.let_from bad-date"},
    {"YearZero", "home { let_from { year: 0 } }", "home.let_from bad-date"},
    {"DateThatSaysNothing", "home { let_from { } }", ""},
    {"FutureWhereAllowed", "home { let_to { year: 2031 } }", ""},
    {"FutureWhereNotAllowed", "harm { incidents { happened_on { year: 2021 month: 6 day: 4 } } }",
     "harm.incidents[0].happened_on future-date"},
    {"OnTheDay", "harm { incidents { happened_on { year: 2021 month: 6 day: 3 } } }", ""},
    {"PartialDateThatMayBePast", "harm { incidents { happened_on { year: 2021 } } }", ""},
    {"KnownInFuture", "home { provenance { known_on { year: 2022 } } }",
     "home.provenance.known_on known-in-future"},
    {"KnownBeforeItHappened",
     "harm { incidents { provenance { known_on { year: 2019 } } happened_on { year: 2020 } } }",
     "harm.incidents[0].happened_on known-before"},
    {"KnownBeforeByTheMessageAround",
     "harm { provenance { known_on { year: 2019 } } incidents { happened_on { year: 2020 } } }",
     "harm.incidents[0].happened_on known-before"},
    {"KnownFromItsOwnDate",
     "provenance { known_on { year: 2019 } } enquiries { made_on { year: 2020 } }", ""},
    {"ValueAndReason", "home { shared { value: NO missing: DECLINED } }",
     "home.shared contradictory"},
    {"PeriodEndsBeforeItStarts",
     "home { let_from { year: 2020 month: 5 } let_to { year: 2020 month: 4 day: 30 } }",
     "home.let_to contradictory"},
    {"PeriodWithinAMonth",
     "home { let_from { year: 2020 month: 5 } let_to { year: 2020 month: 5 day: 1 } }", ""},
    {"TwoDigitYear", "harm { incidents { happened_on { year: 21 month: 5 } } }",
     "harm.incidents[0].happened_on impossible-date"},
    {"FarAhead", "home { let_to { year: 2626 } }", "home.let_to impossible-date"},
    {"PlaceholdersAreNoDates",
     "home { let_from { year: 9999 month: 12 day: 31 } let_to { year: 1900 month: 1 day: 1 } }", ""},
    {"CompletenessDoesNotApply",
     "harm { incidents { } incidents_complete { missing: NOT_APPLICABLE } }",
     "harm.incidents_complete contradictory"},
    {"NumberTooSmall", "home { rooms: 0 }", "home.rooms out-of-range"},
    {"NumberTooLarge", "home { rooms: 21 }", "home.rooms out-of-range"},
    {"NumbersAtTheLimits", "home { rooms: 20 } harm { incidents { severity: 0 } }", ""},
    {"NotANumber", "harm { incidents { severity: nan } }",
     "harm.incidents[0].severity out-of-range"},
    {"EnumNumbers", "harm { incidents { kind: 7 also: 1 also: 9 } }",
     "harm.incidents[0].kind unknown-value,harm.incidents[0].also[1] unknown-value"},
    {"DuplicateIds",
     "people { id: 'a' } people { id: 'b' } people { id: 'a' } people { } people { }",
     "people[2].id duplicate-id"},
    {"ReferenceToARecord", "people { id: 'a' } harm { incidents { victim: 'a' } }", ""},
    {"ReferenceThatNeedsNoRecord", "harm { incidents { victim: 'subject' } }", ""},
    {"ReferenceToNothing", "people { id: 'a' } harm { incidents { victim: 'b' } }",
     "harm.incidents[0].victim unknown-reference"},
    {"SeveralAtOnce",
     "home { rooms: 0 let_from { year: 0 } shared { value: NO missing: DECLINED } }",
     "home.rooms out-of-range,home.shared contradictory,home.let_from bad-date"},
};

risk::v1::Date AssessedOn() {
  risk::v1::Date date;
  date.set_year(2021);
  date.set_month(6);
  date.set_day(3);
  return date;
}

std::string Joined(const std::vector<RecordProblem>& problems) {
  std::string joined;
  for (const RecordProblem& problem : problems) {
    joined += (joined.empty() ? "" : ",") + problem.path + " " + problem.code;
  }
  return joined;
}

class Validation : public testing::TestWithParam<BadRecord> {};

TEST_P(Validation, ReportsEveryProblem) {
  test::Record record;
  ASSERT_TRUE(TextFormat::ParseFromString(GetParam().record, &record));
  EXPECT_EQ(Joined(Validate(record, AssessedOn())), GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(Table, Validation, testing::ValuesIn(kRecords),
                         [](const auto& info) { return info.param.name; });

TEST(ValidationText, MustBeUtf8) {
  for (const char* bad : {"\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\x80"}) {
    test::Record record;
    record.add_people()->set_id(bad);
    EXPECT_EQ(Joined(Validate(record, AssessedOn())), "people[0].id bad-text") << bad;
  }
  test::Record record;
  record.add_people()->set_id("Zo\xC3\xAB \xE2\x82\xAC \xF0\x9F\x98\x80");
  EXPECT_EQ(Joined(Validate(record, AssessedOn())), "");
}

TEST(ValidationMessages, NeverQuoteWhatIdentifiesAPerson) {
  test::Record record;
  record.add_people()->set_name("\xFFJones");
  for (const RecordProblem& problem : Validate(record, AssessedOn())) {
    EXPECT_THAT(problem.message + problem.hint, testing::Not(testing::HasSubstr("Jones")));
  }
}

TEST(ValidationLimits, AreReportedOnce) {
  test::Record deep;
  test::Person* person = deep.add_people();
  for (int i = 0; i < 70; ++i) person = person->mutable_parent();
  const std::vector<RecordProblem> problems = Validate(deep, AssessedOn());
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].code, "too-deep");

  test::Record wide;
  for (int i = 0; i < 4; ++i) wide.add_people();
  EXPECT_EQ(Joined(Validate(wide, AssessedOn(), {.entries = 3})), " too-many");
  EXPECT_EQ(Joined(Validate(wide, AssessedOn(), {.bytes = 3})), " too-large");
}

TEST(ValidationLimits, OfOneListStandInTheSchema) {
  test::Record record;
  for (int i = 0; i < 100; ++i) record.add_people();
  EXPECT_EQ(Joined(Validate(record, AssessedOn())), "");
  record.add_people();
  EXPECT_EQ(Joined(Validate(record, AssessedOn())), "people too-many");
}

TEST(ValidationLimits, CountTheEntriesOfAllLists) {
  test::Record record;
  for (int i = 0; i < 50; ++i) record.add_people();
  for (int i = 0; i < 950; ++i) record.mutable_harm()->add_incidents();
  EXPECT_EQ(Joined(Validate(record, AssessedOn())), "");
  record.mutable_harm()->add_incidents();
  EXPECT_EQ(Joined(Validate(record, AssessedOn())), " too-many");
}

TEST(ValidationLimits, FurtherProblemsAreCounted) {
  test::Record record;
  for (int i = 0; i < 5; ++i) record.mutable_harm()->add_incidents()->set_severity(11);
  const std::vector<RecordProblem> problems = Validate(record, AssessedOn(), {.problems = 2});
  ASSERT_EQ(problems.size(), 3u);
  EXPECT_EQ(problems[2].message, "3 further problems");
}

TEST(ValidationUnknownFields, AreReportedByNumber) {
  test::Record record;
  ASSERT_TRUE(record.ParseFromString("\x98\x06\x01"));
  EXPECT_EQ(Joined(Validate(record, AssessedOn())), " unknown-field");
}

}  // namespace
}  // namespace risk
