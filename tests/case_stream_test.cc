#include "risk/case_stream.h"

#include <fstream>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/compressed.h"

namespace risk {
namespace {

std::string Write(const std::string& name, const std::string& text) {
  const std::string path = testing::TempDir() + "/" + name;
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

std::vector<CaseInput> ReadAll(const std::string& path) {
  CaseStream stream(path);
  std::vector<CaseInput> all;
  for (std::vector<CaseInput> some = stream.Next(); !some.empty(); some = stream.Next()) {
    for (CaseInput& input : some) all.push_back(std::move(input));
  }
  EXPECT_TRUE(stream.Next().empty());
  return all;
}

void ExpectAsRead(const std::string& path) {
  const std::vector<CaseInput> whole = ReadCases(path);
  std::vector<CaseInput> streamed = ReadAll(path);
  ASSERT_EQ(streamed.size(), whole.size());
  v1::Date day;
  day.set_year(2026);
  day.set_month(6);
  day.set_day(1);
  for (size_t i = 0; i < whole.size(); ++i) {
    CaseInput expected = whole[i];
    ValidateInput(day, &expected);
    ValidateInput(day, &streamed[i]);
    ASSERT_EQ(streamed[i].name, expected.name);
    ASSERT_EQ(streamed[i].record.has_value(), expected.record.has_value());
    ASSERT_EQ(streamed[i].unreadable, expected.unreadable);
    if (expected.record.has_value()) {
      ASSERT_EQ(streamed[i].record->SerializeAsString(), expected.record->SerializeAsString());
    }
    ASSERT_EQ(streamed[i].problems.size(), expected.problems.size());
    for (size_t p = 0; p < expected.problems.size(); ++p) {
      ASSERT_EQ(streamed[i].problems[p].ToString(), expected.problems[p].ToString());
    }
  }
}

std::string Records(int count, const std::string& end, bool pretty) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    const std::string id = std::to_string(i);
    const std::string filler(200, 'x');
    if (i % 97 == 5) {
      text += "{\"case_id\":\"" + id + "\",\"persn\":{}}" + end;  // no such field
    } else if (i % 97 == 6) {
      text +=
          "{\"case_id\":\"" + id + "\",\"person\":{\"born_on\":\"2027-01-01\"}}" + end;  // not yet
    } else if (pretty) {
      text += "{" + end + "\"case_id\":\"" + id + "\"," + end + "\"enquiries\":[" + end +
              "{\"to\":\"" + filler + "\"}," + end + "{\"to\":\"b\"}" + end + "]" + end + "}" + end;
    } else {
      text += "{\"case_id\":\"" + id + "\",\"enquiries\":[{\"to\":\"" + filler + "\"}]}" + end;
    }
  }
  return text;
}

TEST(CaseStream, GivesWhatReadCasesGives) {
  ExpectAsRead(Write("lines.ndjson", Records(9000, "\n", false)));
  ExpectAsRead(Write("windows.ndjson", Records(9000, "\r\n", false)));
  ExpectAsRead(Write("pretty.json", Records(9000, "\n", true)));
  ExpectAsRead(Write("few.ndjson", Records(7, "\n", false)));
  ExpectAsRead(Write("text.textproto", "case_id: \"a\""));
  ExpectAsRead(Write("empty.json", ""));
  ExpectAsRead(testing::TempDir() + "/no_such_file.json");
  ExpectAsRead(testing::TempDir());
}

// What is compressed is unpacked a few records at a time; what its end would have held is said to be
// missing, and the records before it are given.
TEST(CaseStream, GoesThroughWhatIsCompressed) {
  const std::string text = Records(9000, "\n", false);
  const std::string packed = Gzip(text);
  const std::vector<CaseInput> plain = ReadAll(Write("plain.ndjson", text));
  std::vector<CaseInput> all = ReadAll(Write("all.ndjson.gz", packed));
  ASSERT_EQ(all.size(), plain.size());
  for (size_t i = 0; i < all.size(); ++i) {
    ASSERT_EQ(all[i].case_id, plain[i].case_id);
    ASSERT_EQ(all[i].line(), plain[i].line());
  }
  const std::vector<CaseInput> cut =
      ReadAll(Write("cut.ndjson.gz", packed.substr(0, packed.size() * 3 / 4)));
  EXPECT_GT(cut.size(), 3000);
  EXPECT_LT(cut.size(), plain.size());
  EXPECT_FALSE(cut.back().record.has_value());
  EXPECT_EQ(cut.back().problems[0].code, "bad-encoding");
}

// A record that is not closed swallows what follows at most to the end of what is read at a time.
TEST(CaseStream, GoesOnAfterABrokenRecord) {
  const std::string text = Records(5000, "\n", false);
  const size_t half = text.find('\n', text.size() / 2) + 1;
  const std::vector<CaseInput> all = ReadAll(Write(
      "broken.ndjson", text.substr(0, half) + "{\"case_id\":\"broken\"\n" + text.substr(half)));
  ASSERT_GT(all.size(), 4900);
  EXPECT_EQ(all.back().record->case_id(), "4999");
}

}  // namespace
}  // namespace risk
