// No value, however odd, makes the assessment of a case more settled or lower than the same case
// without it. Over every text and date of a record in which everything is asked and answered, so that
// anything taken for evidence would show.
#include <cmath>
#include <cstdint>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "risk/case_assessor.h"
#include "risk/schema/date.h"
#include "risk/schema/field.h"
#include "risk/schema/path.h"

namespace risk {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

v1::Case QuietCase() {
  std::ifstream file("examples/cases/quiet_control.textproto");
  std::stringstream text;
  text << file.rdbuf();
  std::vector<CaseInput> inputs = ParseCases(text.str(), "quiet");
  EXPECT_TRUE(inputs.size() == 1 && inputs[0].record.has_value());
  return inputs[0].record.value_or(v1::Case());
}

// Every text and date of the record: what changes it to the index-th odd value, and what clears it.
struct Leaf {
  std::string path;
  std::function<Message&(v1::Case&)> holder;
  const FieldDescriptor* field;
  int index;  // of a list; -1
};

void Collect(const Message& message, const std::string& path,
             const std::function<Message&(v1::Case&)>& holder, std::vector<Leaf>* leaves) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const std::string at = schema::ChildPath(path, *field);
    const int size = field->is_repeated() ? message.GetReflection()->FieldSize(message, field) : 1;
    for (int i = 0; i < size; ++i) {
      const int index = field->is_repeated() ? i : -1;
      const std::string element = index < 0 ? at : schema::ElementPath(at, i);
      if (field->type() == FieldDescriptor::TYPE_STRING || schema::IsDate(field->message_type())) {
        leaves->push_back({element, holder, field, index});
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        const auto inner = [holder, field, index](v1::Case& record) -> Message& {
          Message& outer = holder(record);
          return index < 0 ? *outer.GetReflection()->MutableMessage(&outer, field)
                           : *outer.GetReflection()->MutableRepeatedMessage(&outer, field, index);
        };
        const Message& held = index < 0
                                  ? message.GetReflection()->GetMessage(message, field)
                                  : message.GetReflection()->GetRepeatedMessage(message, field, i);
        Collect(held, element, inner, leaves);
      }
    }
  }
}

void ExpectNotMoreSettled(const v1::Assessment& with, const v1::Assessment& without,
                          const std::string& what) {
  ASSERT_EQ(with.level_size(), without.level_size());
  for (int i = 0; i < with.level_size(); ++i) {
    EXPECT_GE(with.level(i).could_be(), without.level(i).could_be())
        << what << " " << v1::Group_Name(with.level(i).group());
    EXPECT_GE(with.level(i).at_least(), without.level(i).at_least())
        << what << " " << v1::Group_Name(with.level(i).group());
  }
}

TEST(Door, NoOddTextOrDateSettlesAnything) {
  const v1::Case quiet = QuietCase();
  std::vector<Leaf> leaves;
  Collect(quiet, "", [](v1::Case& record) -> Message& { return record; }, &leaves);
  ASSERT_GT(leaves.size(), 40u);
  CaseOptions options;
  options.edition = "england_wales";
  options.detail = Detail::kResults;
  CaseAssessor assessor(options);
  int assessed = 0;
  int rejected = 0;
  for (const Leaf& leaf : leaves) {
    if (leaf.path == "assessment_date" || leaf.path == "case_id") continue;
    const bool is_text = leaf.field->type() == FieldDescriptor::TYPE_STRING;
    v1::Case cleared = quiet;
    Message& holder = leaf.holder(cleared);
    const google::protobuf::Reflection& reflection = *holder.GetReflection();
    if (leaf.index < 0) {
      reflection.ClearField(&holder, leaf.field);
    } else {
      // Without the entry a list that names whom it covers covers less, or all: compared with none.
      reflection.SwapElements(&holder, leaf.field, leaf.index,
                              reflection.FieldSize(holder, leaf.field) - 1);
      reflection.RemoveLast(&holder, leaf.field);
    }
    const AssessedCase without = assessor.Assess(cleared);
    for (const char* odd : is_text ? std::vector<const char*>{"", "N/A", "not known", "TBC"}
                                   : std::vector<const char*>{"1900-01-01", "9999-12-31", "0026-05-20",
                                                              "1899-06", "2626-01-01"}) {
      v1::Case record = quiet;
      Message& own = leaf.holder(record);
      if (is_text && leaf.index < 0) {
        reflection.SetString(&own, leaf.field, odd);
      } else if (is_text) {
        reflection.SetRepeatedString(&own, leaf.field, leaf.index, odd);
      } else if (leaf.index < 0) {
        reflection.MutableMessage(&own, leaf.field)->CopyFrom(*schema::ParseDate(odd));
      } else {
        reflection.MutableRepeatedMessage(&own, leaf.field, leaf.index)
            ->CopyFrom(*schema::ParseDate(odd));
      }
      const AssessedCase with = assessor.Assess(record);
      rejected += !with.assessment.has_value();
      if (!with.assessment.has_value() || !without.assessment.has_value()) continue;
      ++assessed;
      ExpectNotMoreSettled(*with.assessment, *without.assessment,
                           absl::StrCat(leaf.path, " = \"", odd, "\""));
    }
  }
  EXPECT_GT(assessed, 60);
  EXPECT_GT(rejected, 50);
}

// Numbers and enums of every message of the record, whether they are set there or not.
void CollectNumbers(const Message& message, const std::string& path,
                    const std::function<Message&(v1::Case&)>& holder, std::vector<Leaf>* leaves) {
  const google::protobuf::Descriptor& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    const std::string at = schema::ChildPath(path, *field);
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      if (schema::IsDate(field->message_type()) || schema::IsAnswer(field->message_type())) continue;
      if (field->message_type()->full_name() == "risk.v1.Provenance") continue;  // how it was recorded
      const google::protobuf::Reflection& reflection = *message.GetReflection();
      const bool is_there = field->is_repeated() ? reflection.FieldSize(message, field) > 0
                                                 : reflection.HasField(message, field);
      if (!is_there) continue;
      const int index = field->is_repeated() ? 0 : -1;
      const auto inner = [holder, field, index](v1::Case& record) -> Message& {
        Message& outer = holder(record);
        return index < 0 ? *outer.GetReflection()->MutableMessage(&outer, field)
                         : *outer.GetReflection()->MutableRepeatedMessage(&outer, field, index);
      };
      CollectNumbers(index < 0 ? reflection.GetMessage(message, field)
                               : reflection.GetRepeatedMessage(message, field, 0),
                     at, inner, leaves);
    } else if (!field->is_repeated() && field->type() != FieldDescriptor::TYPE_STRING &&
               field->cpp_type() != FieldDescriptor::CPPTYPE_BOOL) {
      leaves->push_back({at, holder, field, -1});
    }
  }
}

// The number-th odd value; false if there are no more.
bool SetOdd(Message& holder, const FieldDescriptor& field, int number) {
  const google::protobuf::Reflection& reflection = *holder.GetReflection();
  constexpr int64_t kOdd[] = {-1, -999, 99'999'999, INT32_MAX, INT32_MIN};
  constexpr double kOddDoubles[] = {-1, 1e308, -1e308, NAN, INFINITY};
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    if (number > 1) return false;
    reflection.SetEnumValue(&holder, &field, number == 0 ? 0 : 9999);  // says nothing; of another schema
    return true;
  }
  if (number >= 5) return false;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      reflection.SetInt32(&holder, &field, static_cast<int32_t>(kOdd[number]));
      return true;
    case FieldDescriptor::CPPTYPE_INT64:
      reflection.SetInt64(&holder, &field, kOdd[number]);
      return true;
    case FieldDescriptor::CPPTYPE_DOUBLE:
      reflection.SetDouble(&holder, &field, kOddDoubles[number]);
      return true;
    default:
      return false;
  }
}

TEST(Door, NoOddNumberOrEnumSettlesAnything) {
  const v1::Case quiet = QuietCase();
  std::vector<Leaf> leaves;
  CollectNumbers(quiet, "", [](v1::Case& record) -> Message& { return record; }, &leaves);
  ASSERT_GT(leaves.size(), 40u);
  CaseOptions options;
  options.edition = "england_wales";
  options.detail = Detail::kResults;
  CaseAssessor assessor(options);
  int assessed = 0;
  int rejected = 0;
  for (const Leaf& leaf : leaves) {
    v1::Case cleared = quiet;
    Message& holder = leaf.holder(cleared);
    holder.GetReflection()->ClearField(&holder, leaf.field);
    const AssessedCase without = assessor.Assess(cleared);
    ASSERT_TRUE(without.assessment.has_value()) << leaf.path << without.problems;
    for (int number = 0;; ++number) {
      v1::Case record = quiet;
      if (!SetOdd(leaf.holder(record), *leaf.field, number)) break;
      const AssessedCase with = assessor.Assess(record);
      ++(with.assessment.has_value() ? assessed : rejected);
      if (!with.assessment.has_value()) continue;
      ExpectNotMoreSettled(*with.assessment, *without.assessment,
                           absl::StrCat(leaf.path, " = odd value ", number));
    }
  }
  EXPECT_GT(assessed, 40);
  EXPECT_GT(rejected, 80);
}

TEST(Door, ADateOfAssessmentIsADay) {
  CaseOptions options;
  options.edition = "england_wales";
  options.today = *schema::ParseDate("2026-06-01");
  CaseAssessor assessor(options);
  const struct {
    const char* date;
    const char* code;
  } kDates[] = {{"2026-06-01", ""},
                {"2027-06-01", ""},
                {"2027-07-01", "bad-assessment-date"},
                {"2062-06-01", "bad-assessment-date"},
                {"2026-06", "bad-assessment-date"},
                {"2026", "bad-assessment-date"},
                {"9999-12-31", "bad-assessment-date"}};
  for (const auto& one : kDates) {
    v1::Case record;
    record.set_case_id("x");
    *record.mutable_assessment_date() = *schema::ParseDate(one.date);
    CaseInput input;
    input.record = record;
    assessor.Assess(input);
    EXPECT_EQ(input.problems.empty() ? "" : input.problems[0].code, one.code) << one.date;
  }
}

}  // namespace
}  // namespace risk
