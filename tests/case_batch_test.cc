#include "risk/case_batch.h"

#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/util/delimited_message_util.h"
#include "nlohmann/json.hpp"
#include "risk/v1/assessed_record.pb.h"
#include "tests/compressed.h"

namespace risk {
namespace {

using nlohmann::json;

constexpr char kFine[] = R"({"case_id":"a","assessment_date":"2026-06-15"})";

std::string Write(const std::string& name, const std::string& bytes) {
  const std::string path = absl::StrCat(testing::TempDir(), "/", name);
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

BatchOptions Quick(int threads = 1) {
  BatchOptions options;
  options.cases.edition = "england_wales@2026.1";
  options.cases.detail = Detail::kResults;
  options.threads = threads;
  options.fields = {"case_id", "overall"};
  return options;
}

struct Ran {
  std::string text;
  std::vector<json> lines;
  BatchCount count;
  absl::Status status;
};

Ran Assessed(const std::string& path, BatchOptions options = Quick(),
        int writes = 1 << 30) {
  CaseBatch batch(options);
  Ran ran;
  ran.text = batch.Heading();
  ran.status = batch.Run(
      path,
      [&](absl::string_view lines) {
        EXPECT_TRUE(absl::EndsWith(lines, "\n"));
        ran.text.append(lines.data(), lines.size());
        return --writes > 0;
      },
      [](const BatchCount&) {});
  ran.count = batch.count();
  if (options.form == BatchForm::kLines) {
    for (const absl::string_view line : absl::StrSplit(ran.text, '\n', absl::SkipEmpty())) {
      ran.lines.push_back(json::parse(line));
    }
  }
  return ran;
}

// What stands on a line of the input, as "3 a" or "3 unknown-field".
std::vector<std::string> Outline(const Ran& ran) {
  std::vector<std::string> outline;
  for (const json& line : ran.lines) {
    const std::string at = line.contains("line") ? line["line"].dump() : "-";
    outline.push_back(absl::StrCat(
        at, " ",
        line.contains("error") ? line["error"]["problems"][0]["code"].get<std::string>()
                               : line["assessment"].value("case_id", "?")));
  }
  return outline;
}
using Lines = std::vector<std::string>;

TEST(CaseBatch, GivesOneLineForEachRecordWhateverIsWrongWithOthers) {
  const std::string path = Write(
      "mixed.ndjson", absl::StrCat("\xEF\xBB\xBF", kFine, "\r\n", "\n", "{\"case_id\": \"b\", \"persn\": {}}\n",
                                   "{\"broken\n", "not json\n", kFine, kFine, "\n",
                                   R"({"case_id":"late","assessment_date":"2026-02-30"})", "\n", "   \n", kFine));
  const Ran ran = Assessed(path);
  EXPECT_EQ(Outline(ran), (Lines{"1 a", "3 unknown-field", "4 syntax", "5 syntax", "6 syntax",
                                 "7 bad-date", "9 a"}))
      << ran.text;
  EXPECT_EQ(ran.count.assessed, 2u);
  EXPECT_EQ(ran.count.rejected, 5u);
  EXPECT_EQ(ran.count.unreadable, 0u);
  EXPECT_EQ(ran.lines[1]["input"], path);
  EXPECT_EQ(ran.lines[1]["error"]["problems"][0]["line"], 3);
  EXPECT_GT(ran.lines[1]["error"]["problems"][0]["column"], 1);
  EXPECT_FALSE(ran.lines[1].contains("assessment"));
}

TEST(CaseBatch, TheNumberOfThreadsDoesNotShow) {
  std::string text;
  for (int i = 0; i < 6000; ++i) {
    text += i % 50 == 7 ? "{\"persn\":1}\n"
                        : absl::StrCat("{\"case_id\":\"", i, "\",\"assessment_date\":\"2026-06-15\",\"person\":",
                                       "{\"provenance\":{\"text\":\"", std::string(100 + i % 300, 'x'), "\"}}}\n");
  }
  const std::string path = Write("many.ndjson", text);
  const Ran one = Assessed(path, Quick(1));
  EXPECT_EQ(one.lines.size(), 6000u);
  for (const int threads : {2, 3, 8}) {
    const Ran several = Assessed(path, Quick(threads));
    EXPECT_EQ(several.text, one.text) << threads;
    EXPECT_EQ(several.count.rejected, one.count.rejected);
  }
  for (size_t i = 0; i < one.lines.size(); ++i) ASSERT_EQ(one.lines[i]["line"], i + 1);
}

TEST(CaseBatch, EndsWhereItIsToldTo) {
  const std::string path =
      Write("strict.ndjson", absl::StrCat(kFine, "\n{\"persn\":1}\n", kFine, "\n"));
  for (const int threads : {1, 3}) {
    BatchOptions strict = Quick(threads);
    strict.is_strict = true;
    EXPECT_EQ(Outline(Assessed(path, strict)), (Lines{"1 a", "2 unknown-field"}));
  }
  std::string many;
  for (int i = 0; i < 20000; ++i) many += absl::StrCat(kFine, "\n");
  const Ran stopped = Assessed(Write("stopped.ndjson", many), Quick(2), 1);
  EXPECT_LT(stopped.lines.size(), 20000u);
  EXPECT_FALSE(stopped.lines.empty());
}

TEST(CaseBatch, ReadsWhatIsCompressedByItsContent) {
  const std::string text = absl::StrCat(kFine, "\n", kFine, "\n");
  const Lines both = {"1 a", "2 a"};
  EXPECT_EQ(Outline(Assessed(Write("a.json", Gzip(text)))), both);
  EXPECT_EQ(Outline(Assessed(Write("b.json", Zstandard(text)))), both);
  // Members one after another are one text.
  const std::string line = absl::StrCat(kFine, "\n");
  EXPECT_EQ(Outline(Assessed(Write("c.gz", absl::StrCat(Gzip(line), Gzip(""), Gzip(line))))), both);
  EXPECT_EQ(Outline(Assessed(Write("d.zst", absl::StrCat(Zstandard(line), Zstandard(line))))), both);
}

TEST(CaseBatch, SaysWhereCompressedDataIsDamaged) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += absl::StrCat("{\"case_id\":\"", i * 7919 % 5003, "\"}\n");
  for (const std::string& packed : {Gzip(text), Zstandard(text)}) {
    for (const size_t kept : {packed.size() / 2, packed.size() - 1, size_t{10}}) {
      const Ran ran = Assessed(Write("cut", packed.substr(0, kept)));
      ASSERT_FALSE(ran.lines.empty());
      EXPECT_EQ(ran.lines.back()["error"]["code"], "cannot-read") << kept;
      EXPECT_EQ(ran.count.unreadable, 1u);
    }
    std::string wrong = packed;
    for (size_t i = wrong.size() / 2; i < wrong.size() / 2 + 40; ++i) wrong[i] = '\x55';
    const Ran ran = Assessed(Write("wrong", wrong));
    ASSERT_FALSE(ran.lines.empty());
    EXPECT_TRUE(ran.lines.back().contains("error"));
  }
}

TEST(CaseBatch, ALineAboveTheLimitLosesNoOther) {
  BatchOptions options = Quick();
  options.reading.most_bytes = 300'000;
  const std::string filler(700'000, 'x');
  const std::string path =
      Write("long.ndjson", absl::StrCat(kFine, "\n{\"case_id\":\"", filler, "\"}\n", kFine, "\n{\"case_id\":\"", filler));
  EXPECT_EQ(Outline(Assessed(path, options)), (Lines{"1 a", "2 too-large", "3 a", "4 too-large"}));
  // Also as the first line, and as all there is.
  EXPECT_EQ(Outline(Assessed(Write("first.ndjson", absl::StrCat("{\"case_id\":\"", filler, "\"}\n", kFine)), options)),
            (Lines{"1 too-large", "2 a"}));
}

TEST(CaseBatch, ReadsOtherFormsAsAWhole) {
  EXPECT_EQ(Outline(Assessed(Write("pretty.json", "{\n  \"case_id\": \"p\"\n}\n"))), Lines{"1 p"});
  EXPECT_EQ(Outline(Assessed(Write("two.json", "{\n\"case_id\": \"p\"\n}\n{\n\"case_id\": \"q\"\n}\n"))),
            (Lines{"1 p", "4 q"}));
  EXPECT_EQ(Outline(Assessed(Write("text.textproto", "case_id: \"t\"\n"))), Lines{"1 t"});
  v1::Case record;
  record.set_case_id("w");
  EXPECT_EQ(Outline(Assessed(Write("wire.pb", record.SerializeAsString()))), Lines{"1 w"});
  EXPECT_EQ(Outline(Assessed(Write("empty.json", ""))), Lines{"1 empty"});
  EXPECT_EQ(Outline(Assessed(absl::StrCat(testing::TempDir(), "/not_there"))), Lines{"- cannot-read"});
  EXPECT_EQ(Outline(Assessed(testing::TempDir())), Lines{"- cannot-read"});
}

std::string Delimited(const std::vector<std::string>& messages) {
  std::string stream;
  for (const std::string& message : messages) {
    size_t length = message.size();
    for (; length >= 0x80; length >>= 7) stream += static_cast<char>(length | 0x80);
    stream += static_cast<char>(length);
    stream += message;
  }
  return stream;
}

std::string Wire(const std::string& id) {
  v1::Case record;
  record.set_case_id(id);
  record.mutable_assessment_date()->set_year(2026);
  record.mutable_assessment_date()->set_month(6);
  record.mutable_assessment_date()->set_day(15);
  return record.SerializeAsString();
}

TEST(CaseBatch, CountsTheRecordsOfADelimitedStream) {
  BatchOptions options = Quick();
  const std::string stream = Delimited({Wire("a"), "", "\xFF\xFF", Wire("b")});
  const Lines all = {"1 a", "2 empty", "3 syntax", "4 b"};
  EXPECT_EQ(Outline(Assessed(Write("by_name.pbs", stream), options)), all);
  EXPECT_EQ(Outline(Assessed(Write("by_name.pbs.gz", Gzip(stream)), options)), all);
  options.is_delimited = true;
  EXPECT_EQ(Outline(Assessed(Write("by_option", stream), options)), all);
  options.reading.first_line = 11;
  EXPECT_EQ(Outline(Assessed(Write("part", stream), options)), (Lines{"11 a", "12 empty", "13 syntax", "14 b"}));
  options.reading.first_line = 1;
  EXPECT_EQ(Outline(Assessed(Write("nothing", ""), options)), Lines{});
  // A length that cannot be one, and a stream that ends too early: nothing after it is guessed.
  EXPECT_EQ(Outline(Assessed(Write("wrong", absl::StrCat(Delimited({Wire("a")}), "\xFF\xFF\xFF\xFF\xFF\xFF", Wire("b"))),
                             options)),
            (Lines{"1 a", "2 syntax"}));
  for (const size_t kept : {stream.size() - 1, stream.size() - 5}) {
    EXPECT_EQ(Outline(Assessed(Write("cut", stream.substr(0, kept)), options)),
              (Lines{"1 a", "2 empty", "3 syntax", "4 syntax"}))
        << kept;
  }
  // A record above the limit loses no other.
  options.reading.most_bytes = 300'000;
  const std::string large = Wire(std::string(700'000, 'x'));
  EXPECT_EQ(Outline(Assessed(Write("large", Delimited({Wire("a"), large, Wire("b"), large})), options)),
            (Lines{"1 a", "2 too-large", "3 b", "4 too-large"}));
  // Many, in several blocks and on several threads.
  std::vector<std::string> many;
  for (int i = 0; i < 25000; ++i) many.push_back(i % 1000 == 7 ? "" : Wire(absl::StrCat("c", i)));
  const std::string path = Write("many.pbs", Delimited(many));
  const Ran one = Assessed(path, Quick(1)), several = Assessed(path, Quick(3));
  ASSERT_EQ(one.lines.size(), many.size());
  EXPECT_EQ(one.lines[20008]["line"], 20009);
  EXPECT_EQ(one.lines[20008]["assessment"]["case_id"], "c20008");
  EXPECT_EQ(one.text, several.text);
}

TEST(CaseBatch, WritesADelimitedStream) {
  BatchOptions options = Quick();
  options.form = BatchForm::kDelimited;
  const std::string path = Write("to_pbs.ndjson", absl::StrCat(kFine, "\n{\"case_id\":\"x\",\"persn\":1}\n"));
  CaseBatch batch(options);
  std::string stream = batch.Heading();
  ASSERT_TRUE(batch.Run(path, [&](absl::string_view more) { stream.append(more.data(), more.size()); return true; },
                        [](const BatchCount&) {}).ok());
  google::protobuf::io::ArrayInputStream bytes(stream.data(), static_cast<int>(stream.size()));
  std::vector<v1::AssessedRecord> records(2);
  bool is_at_end = false;
  for (v1::AssessedRecord& record : records) {
    ASSERT_TRUE(google::protobuf::util::ParseDelimitedFromZeroCopyStream(&record, &bytes, &is_at_end));
    EXPECT_EQ(record.input(), path);
  }
  EXPECT_EQ(bytes.ByteCount(), static_cast<int64_t>(stream.size()));
  EXPECT_EQ(records[0].case_id(), "a");
  EXPECT_EQ(records[0].line(), 1u);
  EXPECT_EQ(records[0].assessment().overall().could_be(), v1::VERY_HIGH);
  EXPECT_TRUE(records[0].assessment().finding().empty());  // not among the fields
  EXPECT_FALSE(records[0].has_error());
  EXPECT_FALSE(records[1].has_assessment());
  EXPECT_EQ(records[1].error().code(), "bad-case");
  ASSERT_EQ(records[1].error().problems_size(), 1);
  EXPECT_EQ(records[1].error().problems(0).code(), "unknown-field");
  EXPECT_EQ(records[1].error().problems(0).line(), 2);
}

TEST(CaseBatch, ATableHasARowForEachRecord) {
  BatchOptions options = Quick();
  options.form = BatchForm::kTable;
  options.cases.detail = Detail::kMissing;
  const std::string path = Write(
      "table.ndjson",
      absl::StrCat(R"({"case_id":"=1+1,\"x\"","assessment_date":"2026-06-15"})", "\n{\"persn\":1}\n"));
  const Ran ran = Assessed(path, options);
  const std::vector<std::string> rows = absl::StrSplit(ran.text, "\r\n", absl::SkipEmpty());
  ASSERT_EQ(rows.size(), 3u) << ran.text;
  EXPECT_TRUE(absl::StartsWith(rows[0], "input,line,case_id,edition,assessed_on,children_at_least,"));
  EXPECT_TRUE(absl::StartsWith(
      rows[1], absl::StrCat(path, ",1,\"'=1+1,\"\"x\"\"\",england_wales@2026.1,2026-06-15,,VERY_HIGH,,")))
      << rows[1];
  EXPECT_TRUE(absl::StrContains(rows[1], ",no,")) << rows[1];
  EXPECT_TRUE(absl::StrContains(rows[2], "unknown-field: ")) << rows[2];
  EXPECT_EQ(std::count(rows[0].begin(), rows[0].end(), ','), std::count(rows[2].begin(), rows[2].end(), ','));
}

TEST(CaseBatch, ShowsOnlyTheFieldsThatAreAskedFor) {
  const Ran ran = Assessed(Write("fields.ndjson", absl::StrCat(kFine, "\n")));
  EXPECT_EQ(ran.lines[0]["assessment"].size(), 2u);
  EXPECT_TRUE(ran.lines[0]["assessment"].contains("overall"));
  EXPECT_EQ(CaseBatch::UnknownFields({"level", "levels", ""}), (Lines{"levels", ""}));
}

TEST(CaseBatch, APartOfALongerInputKeepsItsLines) {
  BatchOptions options = Quick(2);
  options.reading.first_line = 41;
  const std::string path = Write("part.ndjson", absl::StrCat("\n", kFine, "\n{\"persn\":1}\n"));
  const Ran ran = Assessed(path, options);
  EXPECT_EQ(Outline(ran), (Lines{"42 a", "43 unknown-field"}));
  EXPECT_EQ(ran.lines[1]["error"]["problems"][0]["line"], 43);
}

TEST(CaseBatch, WithoutAnEditionNothingIsAssessed) {
  BatchOptions options = Quick(2);
  options.cases.edition = "no_such_edition";
  const Ran ran = Assessed(Write("edition.ndjson", absl::StrCat(kFine, "\n")), options);
  EXPECT_FALSE(ran.status.ok());
  EXPECT_TRUE(absl::StrContains(ran.status.message(), "no_such_edition")) << ran.status;
  EXPECT_TRUE(ran.lines.empty());
}

}  // namespace
}  // namespace risk
