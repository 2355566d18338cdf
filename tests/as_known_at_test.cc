#include "risk/as_known_at.h"

#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "tests/made_up_record.pb.h"

namespace risk {
namespace {

using google::protobuf::TextFormat;
using google::protobuf::util::MessageDifferencer;

struct ReplayCase {
  const char* name;
  const char* record;
  const char* date;
  const char* expected;
  const char* note_paths;  // of all notes, joined by commas
};

// "June" is a date of June 2021 in these records.
constexpr ReplayCase kCases[] = {
    {"OwnDateBefore", "home { provenance { known_on { year: 2021 month: 6 day: 1 } } rooms: 3 }",
     "year: 2021 month: 6 day: 1",
     "home { provenance { known_on { year: 2021 month: 6 day: 1 } } rooms: 3 }", ""},
    {"OwnDateAfter", "home { provenance { known_on { year: 2021 month: 6 day: 2 } } rooms: 3 }",
     "year: 2021 month: 6 day: 1", "", ""},
    {"PartialDateCountsAsItsLastDay",
     "home { provenance { known_on { year: 2021 month: 6 } } rooms: 3 }",
     "year: 2021 month: 6 day: 29", "", ""},
    {"PartialDateIsKnownOnItsLastDay",
     "home { provenance { known_on { year: 2021 month: 6 } } rooms: 3 }",
     "year: 2021 month: 6 day: 30",
     "home { provenance { known_on { year: 2021 month: 6 } } rooms: 3 }", ""},
    {"PartialReplayDateIsItsLastDay",
     "home { provenance { known_on { year: 2021 month: 6 day: 30 } } rooms: 3 }",
     "year: 2021 month: 6",
     "home { provenance { known_on { year: 2021 month: 6 day: 30 } } rooms: 3 }", ""},
    {"InheritedFromTheRecord", "provenance { known_on { year: 2020 } } id: 'a' home { rooms: 3 }",
     "year: 2021", "provenance { known_on { year: 2020 } } id: 'a' home { rooms: 3 }", ""},
    {"UndatedIsLeftOutAndNamed", "id: 'a' home { rooms: 3 let_from { year: 2019 } }", "year: 2021",
     "id: 'a'", "home.rooms,home.let_from"},
    {"UndatedHolderKeepsDatedAnswer",
     "home { provenance { source: POLICE_RECORD reference: 'x' } rooms: 3 "
     "shared { provenance { known_on { year: 2020 } } value: YES } }",
     "year: 2021",
     "home { provenance { source: POLICE_RECORD } "
     "shared { provenance { known_on { year: 2020 } } value: YES } }",
     "home.rooms"},
    {"LaterAnswerGoesAlone",
     "home { provenance { known_on { year: 2020 } } rooms: 3 "
     "shared { provenance { known_on { year: 2022 } } value: YES } }",
     "year: 2021", "home { provenance { known_on { year: 2020 } } rooms: 3 }", ""},
    {"LaterHolderKeepsEarlierAnswer",
     "home { provenance { known_on { year: 2022 } source: COURT } rooms: 3 "
     "shared { provenance { known_on { year: 2020 } } value: YES } }",
     "year: 2021",
     "home { provenance { source: COURT } "
     "shared { provenance { known_on { year: 2020 } } value: YES } }",
     ""},
    {"KnownFromItsDateField", "enquiries { made_on { year: 2020 } sent_to: 'a' }", "year: 2021",
     "enquiries { made_on { year: 2020 } sent_to: 'a' }", ""},
    {"ReplyGoesAlone",
     "enquiries { made_on { year: 2020 } reply { came_on { year: 2022 } trace { value: NO } } }",
     "year: 2021", "enquiries { made_on { year: 2020 } }", ""},
    {"ReplyWithoutADateIsAsOldAsTheEnquiry",
     "enquiries { made_on { year: 2020 } reply { trace { value: NO } } }", "year: 2021",
     "enquiries { made_on { year: 2020 } reply { trace { value: NO } } }", ""},
    {"ProvenanceComesBeforeTheDateField",
     "enquiries { provenance { known_on { year: 2022 } } made_on { year: 2020 } }", "year: 2021",
     "", ""},
    {"LaterElementIsDroppedWhole",
     "harm { provenance { known_on { year: 2020 } } "
     "incidents { provenance { known_on { year: 2022 } } "
     "injury { provenance { known_on { year: 2020 } } value: YES } } "
     "incidents { id: 'b' } }",
     "year: 2021", "harm { provenance { known_on { year: 2020 } } incidents { id: 'b' } }", ""},
    {"ElementsKeepTheirOrder",
     "harm { provenance { known_on { year: 2020 } } incidents { id: 'a' } "
     "incidents { provenance { known_on { year: 2022 } } id: 'b' } incidents { id: 'c' } "
     "incidents { id: 'd' } }",
     "year: 2021",
     "harm { provenance { known_on { year: 2020 } } incidents { id: 'a' } incidents { id: 'c' } "
     "incidents { id: 'd' } }",
     ""},
    {"CompletenessIsAFact",
     "harm { provenance { known_on { year: 2020 } } "
     "incidents_complete { provenance { known_on { year: 2022 } } value: YES } }",
     "year: 2021", "harm { provenance { known_on { year: 2020 } } }", ""},
    {"UndatedElementOpensItsList",
     "harm { incidents { id: 'a' kind: ASSAULT } "
     "incidents_complete { provenance { known_on { year: 2020 } } value: YES } }",
     "year: 2021", "", "harm.incidents[0],harm.incidents_complete"},
    {"DateThatDoesNotExistDatesNothing",
     "home { provenance { known_on { year: 2020 month: 2 day: 30 } } rooms: 3 }", "year: 2021", "",
     "home.rooms"},
    {"EmptyMessageOfAKnownRecordStays", "provenance { known_on { year: 2020 } } home { }",
     "year: 2021", "provenance { known_on { year: 2020 } } home { }", ""},
};

std::string JoinedPaths(const std::vector<risk::v1::Note>& notes) {
  std::string joined;
  for (const risk::v1::Note& note : notes) {
    for (const std::string& path : note.path()) joined += (joined.empty() ? "" : ",") + path;
  }
  return joined;
}

class AsKnownAt : public testing::TestWithParam<ReplayCase> {};

TEST_P(AsKnownAt, KeepsWhatWasKnown) {
  test::Record record;
  test::Record expected;
  risk::v1::Date date;
  ASSERT_TRUE(TextFormat::ParseFromString(GetParam().record, &record));
  ASSERT_TRUE(TextFormat::ParseFromString(GetParam().expected, &expected));
  ASSERT_TRUE(TextFormat::ParseFromString(GetParam().date, &date));

  EXPECT_EQ(JoinedPaths(KeepKnownAt(record, date)), GetParam().note_paths);
  EXPECT_TRUE(MessageDifferencer::Equals(record, expected)) << record.DebugString();

  const std::string once = record.SerializeAsString();
  EXPECT_THAT(KeepKnownAt(record, date), testing::IsEmpty()) << "a second replay finds more";
  EXPECT_EQ(record.SerializeAsString(), once);
}

INSTANTIATE_TEST_SUITE_P(Table, AsKnownAt, testing::ValuesIn(kCases),
                         [](const auto& info) { return info.param.name; });

TEST(AsKnownAtNotes, CountTheFactsLeftOut) {
  test::Record record;
  ASSERT_TRUE(TextFormat::ParseFromString("people { name: 'x' } people { name: 'y' }", &record));
  risk::v1::Date date;
  date.set_year(2021);
  const std::vector<risk::v1::Note> notes = KeepKnownAt(record, date);
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].code(), "undated");
  EXPECT_EQ(
      notes[0].text(),
      "Left out of the replay: 2 facts for which nothing says when the service came to know.");
  EXPECT_THAT(notes[0].path(), testing::ElementsAre("people[0]", "people[1]"));
}

}  // namespace
}  // namespace risk
