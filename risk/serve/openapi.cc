#include "risk/serve/openapi.h"

#include <nlohmann/json.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "risk/json_schema.h"
#include "risk/serve/question.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"
#include "risk/version.h"

namespace risk::serve {
namespace {

using Json = nlohmann::ordered_json;

constexpr char kDefinitions[] = "#/$defs/";

// References to definitions, as they stand in the components of the document.
void Redirect(const std::string& prefix, Json& schema) {
  if (schema.is_array()) {
    for (Json& element : schema) Redirect(prefix, element);
  }
  if (!schema.is_object()) return;
  for (auto& [name, value] : schema.items()) {
    if (name == "$ref" && value.is_string() && absl::StartsWith(value.get<std::string>(), kDefinitions)) {
      value = absl::StrCat("#/components/schemas/", prefix,
                           value.get<std::string>().substr(sizeof(kDefinitions) - 1));
    } else {
      Redirect(prefix, value);
    }
  }
}

void AddSchemas(const google::protobuf::Descriptor& type, JsonUse use, const std::string& prefix, Json& schemas) {
  Json definitions = Json::parse(JsonSchema(type, use))["$defs"];
  Redirect(prefix, definitions);
  for (auto& [name, schema] : definitions.items()) schemas[prefix + name] = std::move(schema);
}

Json Reference(const std::string& name) { return {{"$ref", "#/components/schemas/" + name}}; }

Json ErrorSchema() {
  const Json text = {{"type", "string"}};
  const Json number = {{"type", "integer"}};
  const Json problem = {{"type", "object"},
                        {"properties",
                         {{"code", text}, {"message", text}, {"path", text}, {"hint", text}, {"line", number}, {"column", number}}}};
  return {{"type", "object"},
          {"required", {"error"}},
          {"properties",
           {{"error",
             {{"type", "object"},
              {"required", {"code", "message", "path", "problems"}},
              {"properties",
               {{"code", text}, {"message", text}, {"path", text}, {"problems", {{"type", "array"}, {"items", problem}}}}}}}}}};
}

Json SchemaOf(const OptionText& option) {
  const std::string values = option.values;
  if (values == "date") return {{"type", "string"}, {"format", "date"}};
  if (values == "number") return {{"type", "integer"}, {"minimum", 1}};
  if (!absl::StrContains(values, '|')) return {{"type", "string"}};
  return {{"type", "string"}, {"enum", std::vector<std::string>(absl::StrSplit(values, '|'))}};
}

Json ParametersOf(Question::Kind kind) {
  Json parameters = Json::array();
  for (const OptionText& option : OptionsOf(kind)) {
    Json schema = SchemaOf(option);
    if (std::string(option.name) == "instrument") schema = {{"type", "array"}, {"items", schema}};
    parameters.push_back(
        {{"name", option.name}, {"in", "query"}, {"description", option.meaning}, {"schema", schema}});
  }
  return parameters;
}

Json Fails(const std::string& why) {
  return {{"description", why}, {"content", {{"application/json", {{"schema", Reference("Error")}}}}}};
}

Json Gives(const std::string& what, const Json& schema) {
  return {{"description", what}, {"content", {{"application/json", {{"schema", schema}}}}}};
}

Json AboutCase(Question::Kind kind, const std::string& id, const std::string& summary, const Json& result) {
  const std::string text = "A case in text format.";
  Json body = {{"required", true},
               {"content",
                {{"application/json", {{"schema", Reference("Input.Case")}}},
                 {"application/x-protobuf", {{"schema", {{"description", "A risk.v1.Case."}}}}},
                 {"text/plain", {{"schema", {{"type", "string"}, {"description", text}}}}}}}};
  return {{"post",
           {{"operationId", id},
            {"summary", summary},
            {"parameters", ParametersOf(kind)},
            {"requestBody", std::move(body)},
            {"responses",
             {{"200", Gives("The result; in another form if `format` says so.", result)},
              {"400", Fails("An option is not understood.")},
              {"404", Fails("The edition is not there, or not in force on the day.")},
              {"413", Fails("Too large, too deep, or too many entries.")},
              {"415", Fails("A body of a type that is not read.")},
              {"422", Fails("The case cannot be read, or cannot be right; `problems` has all of it.")},
              {"503", Fails("It would take too long, or too many wait.")}}}}}};
}

Json Plain(const std::string& method, const std::string& id, const std::string& summary, const std::string& type) {
  return {{method,
           {{"operationId", id},
            {"summary", summary},
            {"responses", {{"200", {{"description", summary}, {"content", {{type, Json::object()}}}}}}}}}};
}

Json NamedSchema() {
  Json get = Plain("get", "schema", "JSON Schema of a case, an assessment, or what to ask next.", "application/schema+json");
  get["get"]["parameters"] = {{{"name", "which"},
                               {"in", "path"},
                               {"required", true},
                               {"schema", {{"type", "string"}, {"enum", {"input", "output", "asks"}}}}}};
  return get;
}

}  // namespace

std::string OpenApi() {
  Json document = {
      {"openapi", "3.1.0"},
      {"info",
       {{"title", "risk"},
        {"version", kLibraryVersion},
        {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}},
        {"description",
         "What a case on probation says of the risk of harm: levels as ranges, what is missing, what must happen. "
         "Missing is never \"no\" and never zero. It supports a decision and does not replace professional "
         "judgement."}}}};
  Json& paths = document["paths"];
  paths["/v1/assess"] = AboutCase(Question::Kind::kAssess, "assess", "What the rules say of a case.", Reference("Output.Assessment"));
  paths["/v1/next"] = AboutCase(Question::Kind::kNext, "next", "Whom to ask what, so that the levels settle.", Reference("Output.Asks"));
  const Json problems = {{"type", "object"}, {"properties", {{"problems", {{"type", "array"}}}}}};
  paths["/v1/validate"] = AboutCase(Question::Kind::kValidate, "validate", "What cannot be right in a case.", problems);
  paths["/v1/editions"] = Plain("get", "editions", "The edition that is served, and those of the library.", "application/json");
  paths["/v1/schema/{which}"] = NamedSchema();
  paths["/v1/reload"] = Plain("post", "reload", "Reads the served edition anew; with an error the former one stays.", "application/json");
  paths["/healthz"] = Plain("get", "health", "Whether the server answers, and with which edition.", "application/json");
  paths["/metrics"] = Plain("get", "metrics", "Counts and times, in the exposition format of Prometheus.", "text/plain");
  paths["/openapi.json"] = Plain("get", "openapi", "This document.", "application/json");
  Json& schemas = document["components"]["schemas"];
  schemas["Error"] = ErrorSchema();
  AddSchemas(*v1::Case::descriptor(), JsonUse::kInput, "Input.", schemas);
  AddSchemas(*v1::Assessment::descriptor(), JsonUse::kOutput, "Output.", schemas);
  AddSchemas(*v1::Asks::descriptor(), JsonUse::kOutput, "Output.", schemas);
  return document.dump();
}

}  // namespace risk::serve
