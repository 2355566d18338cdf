#include "tests/edition/road_table.h"

#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gtest/gtest.h"
#include "risk/case_reader.h"
#include "risk/rule_testing/record_file.h"

namespace risk {
namespace {

constexpr const char* kFiles[] = {"roads", "kinds_partner", "kinds_home", "kinds_children", "kinds_public",
                                  "needs", "silent"};
constexpr char kQuiet[] = "examples/cases/quiet_control.textproto";

test::RoadTable ReadTable() {
  test::RoadTable table;
  for (const char* file : kFiles) {
    const auto part = rule_testing::ReadMessage(absl::StrCat("tests/edition/roads/", file, ".textproto"),
                                                test::RoadTable::default_instance());
    EXPECT_TRUE(part.ok()) << part.status();
    if (part.ok()) table.MergeFrom(**part);
  }
  return table;
}

}  // namespace

const test::RoadTable& Table() {
  static const test::RoadTable& table = *new test::RoadTable(ReadTable());
  return table;
}

v1::Case Record(const std::string& text, const std::string& of) {
  const std::vector<CaseInput> inputs = ParseCases(text, of);
  EXPECT_EQ(inputs.size(), 1U) << of;
  if (inputs.size() == 1 && inputs[0].record.has_value()) return *inputs[0].record;
  for (const CaseInput& input : inputs) {
    for (const InputProblem& problem : input.problems) ADD_FAILURE() << problem.ToString() << "\n" << text;
  }
  return v1::Case();
}

std::map<std::string, v1::Case> Bases() {
  const std::vector<CaseInput> inputs = ReadCases(kQuiet);
  EXPECT_TRUE(inputs.size() == 1 && inputs[0].record.has_value());
  v1::Case quiet = *inputs[0].record;
  v1::Case silent;
  *silent.mutable_assessment_date() = quiet.assessment_date();
  *silent.mutable_sentence() = quiet.sentence();
  *silent.mutable_relationships()->mutable_people() = quiet.relationships().people();
  *silent.mutable_relationships()->mutable_children() = quiet.relationships().children();
  return {{"all answered", quiet}, {"nothing answered", silent}};
}

namespace {

// What no road tells by itself, but the words for an act may lack.
const std::set<std::string>& OfTheAct() {
  static const std::set<std::string>& all = *[] {
    auto* lacking = new std::set<std::string>;
    std::set<std::string> of_roads;
    for (const test::Road& road : Table().road()) of_roads.insert(road.tells().begin(), road.tells().end());
    for (const test::ActKind& kind : Table().kind()) {
      for (const test::Saying& say : kind.say()) {
        for (const std::string& what : say.lacks()) {
          if (of_roads.count(what) == 0) lacking->insert(what);
        }
      }
    }
    return lacking;
  }();
  return all;
}

bool Has(const google::protobuf::RepeatedPtrField<std::string>& list, const std::string& what) {
  return std::find(list.begin(), list.end(), what) != list.end();
}

}  // namespace

std::string Telling::name() const { return absl::StrCat(road->name(), " (", say->how(), ")"); }

bool Telling::Tells(const std::string& what) const {
  if (Has(say->lacks(), what)) return false;
  return what == road->name() || what == road->form() || OfTheAct().count(what) > 0 || Has(road->tells(), what);
}

const std::vector<Telling>& Tellings() {
  static const std::vector<Telling>& all = *[] {
    auto* tellings = new std::vector<Telling>;
    for (const test::ActKind& kind : Table().kind()) {
      for (const test::Saying& say : kind.say()) {
        bool is_used = false;
        for (const test::Road& road : Table().road()) {
          if (road.form() != say.form()) continue;
          is_used = true;
          const std::string text = absl::StrReplaceAll(road.record(), {{"$act", say.how()}});
          tellings->push_back({&kind, &road, &say, Record(text, kind.name())});
        }
        EXPECT_TRUE(is_used) << kind.name() << ": no road of the form " << say.form();
      }
    }
    return tellings;
  }();
  return all;
}

v1::Case With(v1::Case record, const test::ActKind& kind) {
  if (!kind.setting().empty()) record.MergeFrom(Record(kind.setting(), kind.name()));
  return record;
}

bool Names(const std::string& pattern, const std::string& name) {
  if (absl::StartsWith(pattern, "*")) return absl::EndsWith(name, pattern.substr(1));
  if (!absl::EndsWith(pattern, "*")) return pattern == name;
  return absl::StartsWith(name, pattern.substr(0, pattern.size() - 1));
}

bool NamesAny(const google::protobuf::RepeatedPtrField<std::string>& patterns, const std::string& name) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const auto& one) { return Names(one, name); });
}

}  // namespace risk
