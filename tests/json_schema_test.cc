#include "risk/json_schema.h"

#include <regex>
#include <string>

#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"

namespace risk {
namespace {

using nlohmann::json;

// Follows "$ref" to the definition that it names; of alternatives, the one for objects.
const json& Resolve(const json& root, const json& schema) {
  if (!schema.contains("$ref")) {
    return schema.contains("anyOf") ? Resolve(root, schema["anyOf"].front()) : schema;
  }
  const json& found = root.at(json::json_pointer(schema["$ref"].get<std::string>().substr(1)));
  return found.contains("anyOf") ? found["anyOf"].back() : found;
}

// Whether the schema has a place for every name and value of an instance; a small part of a
// validator.
void ExpectDescribed(const json& root, const json& reference, const json& value,
                     const std::string& path) {
  const json& schema = Resolve(root, reference);
  if (value.is_object()) {
    ASSERT_EQ(schema.value("type", ""), "object") << path;
    for (const auto& [name, inner] : value.items()) {
      ASSERT_TRUE(schema["properties"].contains(name)) << path << "." << name;
      ExpectDescribed(root, schema["properties"][name], inner, path + "." + name);
    }
  } else if (value.is_array()) {
    ASSERT_NE(schema["type"].dump().find("array"), std::string::npos) << path;
    for (const json& inner : value) ExpectDescribed(root, schema["items"], inner, path + "[]");
  } else if (schema.contains("enum")) {
    const json& names = schema["enum"];
    EXPECT_NE(std::find(names.begin(), names.end(), value), names.end()) << path;
  } else if (value.is_string() && schema.contains("type")) {
    EXPECT_NE(schema["type"].dump().find("string"), std::string::npos) << path;
  } else if (value.is_number_integer() && schema.contains("type")) {
    EXPECT_NE(schema["type"].dump().find("integer"), std::string::npos) << path;
  }
}

TEST(JsonSchema, DescribesCasesAndAssessments) {
  for (const google::protobuf::Descriptor* type :
       {v1::Case::descriptor(), v1::Assessment::descriptor()}) {
    const json schema = json::parse(JsonSchema(*type, JsonUse::kInput));
    EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    EXPECT_EQ(Resolve(schema, schema)["type"], "object");
  }
}

TEST(JsonSchema, EveryReferenceLeadsSomewhere) {
  const json schema = json::parse(JsonSchema(*v1::Case::descriptor(), JsonUse::kInput));
  const json flat = schema.flatten();
  int references = 0;
  for (const auto& [path, value] : flat.items()) {
    if (path.size() < 5 || path.compare(path.size() - 5, 5, "/$ref") != 0) continue;
    ++references;
    EXPECT_TRUE(schema.contains(json::json_pointer(value.get<std::string>().substr(1)))) << value;
  }
  EXPECT_GT(references, 100);
}

TEST(JsonSchema, TakesOverTheNotesOfTheSchema) {
  const json schema = json::parse(JsonSchema(*v1::Case::descriptor(), JsonUse::kInput));
  const json& name = schema["$defs"]["Person"]["properties"]["name"];
  EXPECT_EQ(name["type"][0], "string");
  EXPECT_EQ(name["type"][1], "null");
  EXPECT_EQ(name["description"], "name");
  EXPECT_EQ(name["x-ask"][0], "PRACTITIONER");
  const json& orders = schema["$defs"]["Case"]["properties"]["orders"];
  EXPECT_EQ(orders["type"][0], "array");
  EXPECT_EQ(orders["x-complete"], "orders_complete");
  EXPECT_EQ(schema["$defs"]["Date"]["anyOf"][1]["additionalProperties"], false);
  EXPECT_EQ(schema["$defs"]["Answer.Value"]["enum"][1], "YES");
}

TEST(JsonSchema, DescribesAnInstance) {
  v1::Case record;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(R"(
      case_id: "x"
      assessment_date { year: 2021 month: 6 }
      person { sex: MALE learning_needs { value: NO provenance { source: SELF_REPORT } } }
      orders { provenance { source: COURT } }
      orders_complete { missing: NOT_ASKED })",
                                                            &record));
  std::string text;
  google::protobuf::util::JsonPrintOptions print;
  print.preserve_proto_field_names = true;
  ASSERT_TRUE(google::protobuf::util::MessageToJsonString(record, &text, print).ok());
  const json schema = json::parse(JsonSchema(*v1::Case::descriptor(), JsonUse::kInput));
  ExpectDescribed(schema, schema, json::parse(text), "case");
}

TEST(JsonSchema, OnlyInputHasShortForms) {
  const json input = json::parse(JsonSchema(*v1::Case::descriptor(), JsonUse::kInput));
  EXPECT_EQ(input["$defs"]["Answer"]["anyOf"][0]["type"], "boolean");
  const std::regex date(input["$defs"]["Date"]["anyOf"][0]["pattern"].get<std::string>());
  for (const char* text : {"2021-06-03", "2021-06", "2021"}) {
    EXPECT_TRUE(std::regex_match(text, date)) << text;
  }
  for (const char* text : {"2021-6-3", "2021-13", "2021-00", "2021-06-32", "21", "2021-", ""}) {
    EXPECT_FALSE(std::regex_match(text, date)) << text;
  }
  const json output = json::parse(JsonSchema(*v1::Assessment::descriptor(), JsonUse::kOutput));
  EXPECT_EQ(output["$defs"]["Date"]["type"], "object");
}

TEST(JsonSchema, NumbersWithoutALimitMayBeText) {
  const json schema = json::parse(JsonSchema(*v1::Assessment::descriptor(), JsonUse::kOutput));
  const json& high = schema["$defs"]["InstrumentResult"]["properties"]["high"];
  EXPECT_EQ(high["anyOf"][0]["type"], "number");
  EXPECT_EQ(high["anyOf"][1]["enum"][0], "Infinity");
}

}  // namespace
}  // namespace risk
