#include "tests/expression/conformance/suite.h"

#include <fstream>
#include <map>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/text_format.h"
#include "tests/expression/conformance/test_all_types.pb.h"
#include "tests/expression/conformance/test_all_types_proto2.pb.h"

namespace risk::conformance {
namespace {

std::string Read(const std::string& path, bool* ok) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream content;
  content << stream.rdbuf();
  *ok = stream.good();
  return content.str();
}

// The tests of a file in order, each beside the name of its section; empty if the file is not here.
std::vector<SuiteTest> ReadFile(const std::string& directory, const std::string& file,
                                std::vector<std::string>* problems) {
  std::vector<SuiteTest> tests;
  bool ok = false;
  std::string text = Read(absl::StrCat(directory, "/simple/", file, ".textproto"), &ok);
  if (!ok) return tests;
  SuiteFile suite;
  if (!google::protobuf::TextFormat::ParseFromString(text, &suite)) {
    problems->push_back(absl::StrCat(file, ": cannot be read as a SuiteFile"));
    return tests;
  }
  for (const Section& section : suite.section()) {
    for (const Test& test : section.test()) {
      SuiteTest entry;
      entry.section = section.name();
      entry.name = test.name();
      entry.test = test;
      tests.push_back(entry);
    }
  }
  return tests;
}

}  // namespace

std::vector<SuiteTest> LoadSuite(const std::string& directory, std::vector<std::string>* problems) {
  // Any finds its types in the generated pool, which knows only files that are linked.
  cel::expr::conformance::proto3::TestAllTypes::descriptor();
  cel::expr::conformance::proto2::TestAllTypes::descriptor();
  std::vector<SuiteTest> suite;
  std::map<std::string, std::vector<SuiteTest>> files;
  std::map<std::string, size_t> next;
  bool ok = false;
  std::string table = Read(directory + "/classes.tsv", &ok);
  std::vector<std::string> rows = absl::StrSplit(table, '\n', absl::SkipEmpty());
  for (size_t i = 1; i < rows.size(); ++i) {
    std::vector<std::string> cells = absl::StrSplit(rows[i], '\t');
    if (cells.size() != 5) {
      problems->push_back(absl::StrCat("classes.tsv: row ", i + 1, " does not have five cells"));
      continue;
    }
    const std::string& file = cells[0];
    if (files.count(file) == 0) files[file] = ReadFile(directory, file, problems);
    SuiteTest entry;
    size_t index = next[file]++;
    if (index < files[file].size()) {
      entry = files[file][index];
      entry.is_here = true;
      if (entry.section != cells[1] || entry.name != cells[2]) {
        problems->push_back(absl::StrCat("classes.tsv: row ", i + 1, " is not the test ",
                                         entry.section, "/", entry.name, " of ", file));
      }
    }
    entry.file = file;
    entry.section = cells[1];
    entry.name = cells[2];
    entry.test_class = cells[3];
    entry.features = cells[4];
    suite.push_back(entry);
  }
  if (!ok) problems->push_back("classes.tsv cannot be read");
  return suite;
}

}  // namespace risk::conformance
