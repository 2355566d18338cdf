#include "risk/report/json_text.h"

#include <cmath>
#include <limits>
#include <random>
#include <string>

#include "google/protobuf/util/json_util.h"
#include "google/protobuf/wrappers.pb.h"
#include "gtest/gtest.h"
#include "risk/v1/assessed_record.pb.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/impact.pb.h"
#include "risk/v1/inspection.pb.h"
#include "risk/v1/oversight.pb.h"
#include "risk/v1/replay.pb.h"

namespace risk::report {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

const std::string kTexts[] = {"",        "plain",           "a \"quoted\" \\ <b>&'</b>", "line\nand\ttab\x01\x7f",
                              "Siân £5", "\u2028\u202e end", "\U0001F600",                "cut \xe2\x82",
                              "\xff\xfe"};
const double kNumbers[] = {0, -0.0, 1, -3, 0.1, 1e15, 999999999999999, 1e300, 5e-324,
                           std::numeric_limits<double>::infinity(), std::nan("")};

// Any value of every type, deep enough to meet every type of a result.
class Filler {
 public:
  explicit Filler(unsigned seed) : random_(seed) {}

  void Fill(Message* message, int depth) {
    const google::protobuf::Descriptor& type = *message->GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor& field = *type.field(i);
      if (Below(3) == 0) continue;
      const int count = field.is_repeated() ? Below(3) : 1;
      for (int n = 0; n < count; ++n) Add(message, field, depth);
    }
  }

 private:
  int Below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

  void Add(Message* m, const FieldDescriptor& field, int depth) {
    const Reflection& r = *m->GetReflection();
    const FieldDescriptor* f = &field;
    const bool many = field.is_repeated();
    const int64_t number = static_cast<int64_t>(random_()) * (Below(2) ? 1 : -(int64_t{1} << 20));
    const int32_t small = static_cast<int32_t>(number);
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        if (depth > 0) Fill(many ? r.AddMessage(m, f) : r.MutableMessage(m, f), depth - 1);
        return;
      case FieldDescriptor::CPPTYPE_STRING: {
        const std::string& text = kTexts[Below(std::size(kTexts))];
        return many ? r.AddString(m, f, text) : r.SetString(m, f, text);
      }
      case FieldDescriptor::CPPTYPE_ENUM: {
        const int value = Below(8) == 0 ? 7777 : Below(field.enum_type()->value_count());
        return many ? r.AddEnumValue(m, f, value) : r.SetEnumValue(m, f, value);
      }
      case FieldDescriptor::CPPTYPE_BOOL:
        return many ? r.AddBool(m, f, Below(2)) : r.SetBool(m, f, Below(2));
      case FieldDescriptor::CPPTYPE_INT32:
        return many ? r.AddInt32(m, f, small) : r.SetInt32(m, f, small);
      case FieldDescriptor::CPPTYPE_UINT32:
        return many ? r.AddUInt32(m, f, static_cast<uint32_t>(small))
                    : r.SetUInt32(m, f, static_cast<uint32_t>(small));
      case FieldDescriptor::CPPTYPE_INT64:
        return many ? r.AddInt64(m, f, number) : r.SetInt64(m, f, number);
      case FieldDescriptor::CPPTYPE_UINT64:
        return many ? r.AddUInt64(m, f, static_cast<uint64_t>(number))
                    : r.SetUInt64(m, f, static_cast<uint64_t>(number));
      case FieldDescriptor::CPPTYPE_DOUBLE: {
        const double value = kNumbers[Below(std::size(kNumbers))];
        return many ? r.AddDouble(m, f, value) : r.SetDouble(m, f, value);
      }
      case FieldDescriptor::CPPTYPE_FLOAT: {
        const float value = static_cast<float>(kNumbers[Below(std::size(kNumbers))]);
        return many ? r.AddFloat(m, f, value) : r.SetFloat(m, f, value);
      }
    }
  }

  std::mt19937 random_;
};

std::string ByLibrary(const Message& message) {
  google::protobuf::util::JsonPrintOptions print;
  print.preserve_proto_field_names = true;
  std::string json;
  EXPECT_TRUE(google::protobuf::util::MessageToJsonString(message, &json, print).ok());
  return json;
}

std::string Ours(const Message& message) {
  std::string json;
  AppendJson(message, &json);
  return json;
}

template <typename Type>
class JsonTextTest : public testing::Test {};
using Results = testing::Types<v1::Assessment, v1::Asks, v1::AssessedRecord, v1::Replay, v1::Impact, v1::CaseImpact,
                               v1::Inspection, v1::InspectionComparison, v1::CaseAudit, v1::OversightList, v1::Case>;
TYPED_TEST_SUITE(JsonTextTest, Results);

TYPED_TEST(JsonTextTest, CanBeWritten) { EXPECT_TRUE(CanWriteJson(*TypeParam::descriptor())); }

TYPED_TEST(JsonTextTest, IsWhatTheLibraryWrites) {
  for (unsigned seed = 0; seed < 50; ++seed) {
    TypeParam result;
    Filler(seed).Fill(&result, 4);
    ASSERT_EQ(Ours(result), ByLibrary(result)) << "seed " << seed;
  }
}

TEST(JsonTextTest, NothingSaidIsAnEmptyObject) { EXPECT_EQ(Ours(v1::Assessment()), "{}"); }

TEST(JsonTextTest, WhatANewerSchemaSaysIsLeftOut) {
  v1::Assessment known;
  known.set_case_id("c1");
  std::string bytes = known.SerializeAsString();
  bytes += std::string("\x0a\x00\x08\x05\xfa\x7f\x01x\xf9\x7f" "12345678", 18);  // also of a known number
  v1::Assessment newer;
  ASSERT_TRUE(newer.ParseFromString(bytes));
  newer.set_case_id("c1");
  EXPECT_EQ(Ours(newer), R"({"case_id":"c1"})");
}

TEST(JsonTextTest, LeavesTypesWithAFormOfTheirOwn) {
  EXPECT_FALSE(CanWriteJson(*google::protobuf::StringValue::descriptor()));
}

}  // namespace
}  // namespace risk::report
