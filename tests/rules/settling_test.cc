// How much has to be asked until a plain case is settled.
//
// Each record here answers everything and settles. The test starts from what a record system holds on day one (person,
// sentence, decisions, who is named, kinds, dates and outcomes of convictions), assesses, answers truthfully what the first
// line of what is missing asks for, and counts: one line is an ask, one path a single answer. A line that the record has no
// answer to is passed over. With paths of cases as arguments it prints the asks of these instead of testing.
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"
#include "risk/case_assessor.h"
#include "risk/case_reader.h"
#include "risk/schema/field.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"

namespace risk {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int kMostAsks = 7;
constexpr int kMostSteps = 100;

// The message with nothing but some of its fields.
std::unique_ptr<Message> Only(const Message& message, const std::set<std::string>& names) {
  std::unique_ptr<Message> copy(message.New());
  copy->CopyFrom(message);
  std::vector<const FieldDescriptor*> fields;
  copy->GetReflection()->ListFields(*copy, &fields);
  for (const FieldDescriptor* field : fields) {
    if (names.count(field->name()) == 0) copy->GetReflection()->ClearField(copy.get(), field);
  }
  return copy;
}

// Elements of a list with nothing but some of their fields.
void KeepOnly(const std::set<std::string>& names, Message& holder, const std::string& list) {
  const FieldDescriptor* field = holder.GetDescriptor()->FindFieldByName(list);
  const google::protobuf::Reflection& reflection = *holder.GetReflection();
  for (int i = 0; i < reflection.FieldSize(holder, field); ++i) {
    Message* element = reflection.MutableRepeatedMessage(&holder, field, i);
    const std::unique_ptr<Message> kept = Only(*element, names);
    element->CopyFrom(*kept);
  }
}

v1::Case OnDayOne(const v1::Case& full) {
  v1::Case record;
  record.MergeFrom(*Only(full, {"case_id", "assessment_date", "person", "sentence", "decisions", "provenance", "assessments",
                                "plans", "registrations", "supervision", "accommodation"}));
  if (full.has_relationships()) {
    record.mutable_relationships()->MergeFrom(*Only(full.relationships(), {"provenance", "people", "children"}));
    KeepOnly({"id", "kind"}, *record.mutable_relationships(), "people");
    KeepOnly({"id", "kind"}, *record.mutable_relationships(), "children");
  }
  record.mutable_offending()->MergeFrom(*Only(full.offending(), {"provenance", "convictions"}));
  KeepOnly({"kind", "outcome", "happened_on", "convicted_on", "index", "sentence_months"}, *record.mutable_offending(),
           "convictions");
  return record;
}

// The provenance of a message goes with what is told of it.
void AddProvenance(const Message& from, Message& to) {
  const FieldDescriptor* field = from.GetDescriptor()->FindFieldByName("provenance");
  if (field == nullptr || field->is_repeated() || to.GetReflection()->HasField(to, field)) return;
  to.MergeFrom(*Only(from, {"provenance"}));
}

// All of a list that is not there yet, and whether that is all.
void RevealList(const Message& from, const FieldDescriptor& list, Message& to) {
  const int have = to.GetReflection()->FieldSize(to, &list);
  std::set<std::string> names = {list.name()};
  const FieldDescriptor* complete = schema::CompletenessField(list);
  if (complete != nullptr) names.insert(complete->name());
  const std::unique_ptr<Message> rest = Only(from, names);
  const int all = rest->GetReflection()->FieldSize(*rest, &list);
  for (int i = 0; i + have < all; ++i) rest->GetReflection()->SwapElements(rest.get(), &list, i, i + have);
  for (int i = 0; i < have && i < all; ++i) rest->GetReflection()->RemoveLast(rest.get(), &list);
  to.MergeFrom(*rest);
  AddProvenance(from, to);
}

// What `full` says at a path goes into the record; whether that was anything new.
bool Reveal(const v1::Case& full, const std::string& path, v1::Case& record) {
  const size_t before = record.ByteSizeLong();
  const Message* from = &full;
  Message* to = &record;
  const std::vector<std::string> parts = absl::StrSplit(path, '.');
  for (size_t i = 0; i < parts.size(); ++i) {
    const size_t bracket = parts[i].find('[');
    const FieldDescriptor* field = from->GetDescriptor()->FindFieldByName(parts[i].substr(0, bracket));
    if (field == nullptr) return false;
    const bool is_last = i + 1 == parts.size();
    int index = -1;
    if (bracket != std::string::npos) {
      if (!absl::SimpleAtoi(parts[i].substr(bracket + 1, parts[i].size() - bracket - 2), &index)) index = -1;
    }
    if (field->is_repeated() && index < 0) {
      RevealList(*from, *field, *to);
      break;
    }
    if (field->is_repeated()) {
      if (index >= from->GetReflection()->FieldSize(*from, field)) return false;
      while (to->GetReflection()->FieldSize(*to, field) <= index) to->GetReflection()->AddMessage(to, field);
      from = &from->GetReflection()->GetRepeatedMessage(*from, field, index);
      to = to->GetReflection()->MutableRepeatedMessage(to, field, index);
      if (is_last) to->MergeFrom(*from);
      continue;
    }
    if (!from->GetReflection()->HasField(*from, field)) return false;
    if (is_last) to->MergeFrom(*Only(*from, {field->name()}));
    AddProvenance(*from, *to);
    if (field->message_type() == nullptr || is_last) break;
    from = &from->GetReflection()->GetMessage(*from, field);
    to = to->GetReflection()->MutableMessage(to, field);
    AddProvenance(*from, *to);
  }
  return record.ByteSizeLong() > before;
}

using Levels = std::map<int, std::pair<int, int>>;

Levels LevelsOf(const v1::Assessment& assessment) {
  Levels levels;
  for (const v1::GroupLevel& level : assessment.level()) levels[level.group()] = {level.at_least(), level.could_be()};
  return levels;
}

struct Settled {
  bool is_settled = false;
  int asks = 0;
  int answers = 0;
  std::string told;  // each ask and what it brought
};

// What the first line that the record can answer brings; nothing if there is none.
std::vector<std::string> Answer(const v1::Case& full, const v1::OpenItem& item, v1::Case& record) {
  std::vector<std::string> got;
  for (const std::string& path : item.path()) {
    if (Reveal(full, path, record)) got.push_back(path);
  }
  if (!item.check().empty() && record.enquiries().empty() && !full.enquiries().empty()) {
    *record.mutable_enquiries() = full.enquiries();
    got.push_back("enquiries");
  }
  return got;
}

Settled Settle(const v1::Case& full, CaseAssessor& assessor) {
  Settled settled;
  const AssessedCase known = assessor.Assess(full);
  if (!known.assessment.has_value()) {
    settled.told = known.problems;
    return settled;
  }
  const Levels wanted = LevelsOf(*known.assessment);
  v1::Case record = OnDayOne(full);
  for (int step = 0; step < kMostSteps; ++step) {
    const AssessedCase now = assessor.Assess(record);
    if (!now.assessment.has_value()) {
      settled.told += now.problems;
      return settled;
    }
    if (LevelsOf(*now.assessment) == wanted) {
      settled.is_settled = true;
      return settled;
    }
    std::vector<std::string> got;
    for (const v1::OpenItem& item : now.assessment->missing()) {
      got = Answer(full, item, record);
      if (got.empty()) continue;
      ++settled.asks;
      settled.answers += static_cast<int>(got.size());
      absl::StrAppend(&settled.told, "  ", settled.asks, ". ", item.check(), " ", item.title(), ": ", got.size(), "\n       ",
                      absl::StrJoin(got, "\n       "), "\n");
      break;
    }
    if (got.empty()) return settled;
  }
  return settled;
}

std::optional<v1::Case> Read(const std::string& path) {
  std::vector<CaseInput> inputs = ReadCases(path);
  if (inputs.size() != 1 || !inputs[0].record.has_value()) return std::nullopt;
  return std::move(inputs[0].record);
}

struct Plain {
  const char* record;
  int most_answers;
};

class SettlingTest : public testing::TestWithParam<Plain> {};

TEST_P(SettlingTest, APlainCaseSettles) {
  const std::optional<v1::Case> full =
      Read(absl::StrCat("tests/rules/england_wales/2026.1/everyday/records/", GetParam().record, ".textproto"));
  ASSERT_TRUE(full.has_value());
  CaseOptions options;
  options.edition = "england_wales";
  CaseAssessor assessor(options);
  const Settled settled = Settle(*full, assessor);
  EXPECT_TRUE(settled.is_settled);
  EXPECT_LE(settled.asks, kMostAsks) << settled.told;
  EXPECT_LE(settled.answers, GetParam().most_answers) << settled.told;
}

INSTANTIATE_TEST_SUITE_P(Everyday, SettlingTest,
                         testing::Values(Plain{"baby_expected", 45}, Plain{"burglar_on_licence", 54},
                                         Plain{"cannabis_at_parents", 47}, Plain{"carer_of_mother", 42},
                                         Plain{"damage_in_drink", 53}, Plain{"father_apart", 45}, Plain{"fraud_alone", 42},
                                         Plain{"one_blow_outside_a_pub", 54}),
                         [](const auto& info) { return std::string(info.param.record); });

int Print(const std::vector<std::string>& paths, const std::string& edition) {
  CaseOptions options;
  options.edition = edition;
  CaseAssessor assessor(options);
  for (const std::string& path : paths) {
    const std::optional<v1::Case> full = Read(path);
    if (!full.has_value()) {
      std::cerr << path << ": not one case\n";
      return 1;
    }
    const Settled settled = Settle(*full, assessor);
    std::cout << full->case_id() << ": asks " << settled.asks << ", single answers " << settled.answers
              << (settled.is_settled ? "" : ", NOT SETTLED") << "\n"
              << settled.told;
  }
  return 0;
}

}  // namespace
}  // namespace risk

// settling_test [EDITION CASE...]
int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (argc > 2) return risk::Print(std::vector<std::string>(argv + 2, argv + argc), argv[1]);
  return RUN_ALL_TESTS();
}
