#include "risk/case_batch.h"

#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
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
        line.contains("error") ? line["error"][0]["code"].get<std::string>()
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
  EXPECT_EQ(ran.lines[1]["error"][0]["line"], 3);
  EXPECT_GT(ran.lines[1]["error"][0]["column"], 1);
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
      EXPECT_EQ(ran.lines.back()["error"][0]["code"], "cannot-read") << kept;
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
  EXPECT_EQ(ran.lines[1]["error"][0]["line"], 43);
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
