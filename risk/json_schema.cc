#include "risk/json_schema.h"

#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.pb.h"
#include "nlohmann/json.hpp"
#include "risk/schema/field.h"

namespace risk {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using Json = nlohmann::ordered_json;

// "risk.v1.Answer.Value" is "Answer.Value" in the definitions.
std::string ShortName(const std::string& full_name, const std::string& package) {
  return full_name.compare(0, package.size() + 1, package + ".") == 0
             ? full_name.substr(package.size() + 1)
             : full_name;
}

std::string Reference(const std::string& full_name, const std::string& package) {
  return absl::StrCat("#/$defs/", ShortName(full_name, package));
}

Json EnumSchema(const EnumDescriptor& type, JsonUse use) {
  Json names = Json::array();
  Json wordings = Json::object();
  for (int i = 0; i < type.value_count(); ++i) {
    const auto& value = *type.value(i);
    names.push_back(value.name());
    const auto& note = schema::NoteOf(value);
    if (!note.wording().empty()) wordings[value.name()] = note.wording();
  }
  Json schema = {{"type", "string"}, {"enum", names}};
  if (use == JsonUse::kInput) {
    // A reader takes the number of a value, too.
    for (int i = 0; i < type.value_count(); ++i) names.push_back(type.value(i)->number());
    schema = {{"enum", std::move(names)}};
  }
  if (!wordings.empty()) schema["x-wording"] = std::move(wordings);
  return schema;
}

class SchemaWriter {
 public:
  SchemaWriter(std::string package, JsonUse use) : package_(std::move(package)), use_(use) {}

  // Definitions of `type` and of everything that it holds.
  Json Definitions(const Descriptor& type) {
    Add(type);
    Json definitions = Json::object();
    for (auto& [name, schema] : definitions_) definitions[name] = std::move(schema);
    return definitions;
  }

 private:
  void Add(const Descriptor& type) {
    const std::string name = ShortName(type.full_name(), package_);
    if (!definitions_.emplace(name, Json()).second) return;
    Json properties = Json::object();
    Json either = Json::object();
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor& field = *type.field(i);
      properties[field.name()] = FieldSchema(field);
      if (use_ == JsonUse::kOutput || field.camelcase_name() == field.name()) continue;
      // The other spelling of the name; not both.
      properties[field.camelcase_name()] = {{"$ref", absl::StrCat(PathTo(type, name), field.name())}};
      either[field.camelcase_name()] = {{"not", {{"required", {field.name()}}}}};
    }
    Json schema = {
        {"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
    if (!either.empty()) schema["dependentSchemas"] = std::move(either);
    definitions_[name] = use_ == JsonUse::kInput ? WithShortForm(type, std::move(schema)) : schema;
  }

  // Where the properties of a type stand.
  static std::string PathTo(const Descriptor& type, const std::string& name) {
    const bool has_short_form = schema::IsDate(&type) || schema::IsAnswer(&type);
    return absl::StrCat("#/$defs/", name, has_short_form ? "/anyOf/1" : "", "/properties/");
  }

  // JSON null is as if the field were not there.
  static Json OrNull(Json schema) {
    if (schema.contains("anyOf") && schema.size() == 1) {
      schema["anyOf"].push_back({{"type", "null"}});
      return schema;
    }
    if (schema.contains("type")) {
      schema["type"] = {schema["type"], "null"};
      return schema;
    }
    return {{"anyOf", {std::move(schema), Json{{"type", "null"}}}}};
  }

  static Json WithShortForm(const Descriptor& type, Json schema) {
    if (schema::IsDate(&type)) {
      schema["dependentRequired"] = {{"month", {"year"}}, {"day", {"year", "month"}}};
      const auto limited = [&](const char* part, int most) {
        Json& number = schema["properties"][part]["anyOf"][0];
        number["minimum"] = 1;
        number["maximum"] = most;
      };
      limited("year", 9999);
      limited("month", 12);
      limited("day", 31);
      return {{"anyOf",
               {Json{{"type", "string"},
                     {"pattern", "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"}},
                std::move(schema)}}};
    }
    if (schema::IsAnswer(&type)) {
      const Json given = {{"not", {{"type", "null"}}}};
      schema["not"] = {{"required", {"value", "missing"}},
                       {"properties", {{"value", given}, {"missing", given}}}};
      return {{"anyOf", {Json{{"type", "boolean"}}, std::move(schema)}}};
    }
    return schema;
  }

  Json FieldSchema(const FieldDescriptor& field) {
    const v1::FieldNote& note = schema::NoteOf(field);
    Json value = ValueSchema(field, note);
    Json schema = field.is_repeated() ? Json{{"type", "array"}, {"items", std::move(value)}}
                                      : std::move(value);
    const bool is_list = field.is_repeated() && field.message_type() != nullptr;
    if (use_ == JsonUse::kInput) {
      if (is_list && note.has_at_most()) schema["maxItems"] = static_cast<int64_t>(note.at_most());
      schema = OrNull(std::move(schema));
    } else if (is_list && note.has_at_most()) {
      schema["maxItems"] = static_cast<int64_t>(note.at_most());
    }
    if (!note.wording().empty()) schema["description"] = note.wording();
    if (!note.unit().empty()) schema["x-unit"] = note.unit();
    if (note.ask_size() > 0) {
      Json agencies = Json::array();
      for (int agency : note.ask()) {
        agencies.push_back(v1::FieldNote::Agency_Name(v1::FieldNote::Agency(agency)));
      }
      schema["x-ask"] = std::move(agencies);
    }
    if (!note.complete().empty()) schema["x-complete"] = note.complete();
    return schema;
  }

  Json ValueSchema(const FieldDescriptor& field, const v1::FieldNote& note) {
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        Add(*field.message_type());
        return {{"$ref", Reference(field.message_type()->full_name(), package_)}};
      case FieldDescriptor::CPPTYPE_ENUM: {
        const std::string& name = field.enum_type()->full_name();
        definitions_[ShortName(name, package_)] = EnumSchema(*field.enum_type(), use_);
        return {{"$ref", Reference(name, package_)}};
      }
      case FieldDescriptor::CPPTYPE_BOOL:
        return {{"type", "boolean"}};
      case FieldDescriptor::CPPTYPE_STRING:
        if (field.type() == FieldDescriptor::TYPE_BYTES) {
          return {{"type", "string"}, {"contentEncoding", "base64"}};
        }
        return {{"type", "string"}};
      case FieldDescriptor::CPPTYPE_INT32:
      case FieldDescriptor::CPPTYPE_UINT32:
        if (use_ == JsonUse::kInput) return NumberOrText("integer", "^-?[0-9]+$", note);
        return WithLimits({{"type", "integer"}}, note);
      case FieldDescriptor::CPPTYPE_INT64:
      case FieldDescriptor::CPPTYPE_UINT64:
        return WithLimits({{"type", {"integer", "string"}}, {"pattern", "^-?[0-9]+$"}}, note);
      default:
        if (use_ == JsonUse::kInput) {
          return NumberOrText("number", "^-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?$", note);
        }
        return {{"anyOf",
                 {WithLimits({{"type", "number"}}, note),
                  Json{{"type", "string"}, {"enum", {"Infinity", "-Infinity", "NaN"}}}}}};
    }
  }

  // Numbers may stand in quotes; their limits are for validation to say.
  static Json NumberOrText(const char* type, const char* pattern, const v1::FieldNote& note) {
    return {{"anyOf",
             {WithLimits({{"type", type}}, note), Json{{"type", "string"}, {"pattern", pattern}}}}};
  }

  static Json WithLimits(Json schema, const v1::FieldNote& note) {
    if (note.has_at_least()) schema["minimum"] = note.at_least();
    if (note.has_at_most()) schema["maximum"] = note.at_most();
    return schema;
  }

  std::string package_;
  JsonUse use_;
  std::map<std::string, Json> definitions_;  // by short name, so in a stable order
};

}  // namespace

std::string JsonSchema(const Descriptor& type, JsonUse use) {
  const std::string& package = type.file()->package();
  Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                 {"title", type.full_name()},
                 {"$ref", Reference(type.full_name(), package)},
                 {"$defs", SchemaWriter(package, use).Definitions(type)}};
  return schema.dump(2) + "\n";
}

}  // namespace risk
