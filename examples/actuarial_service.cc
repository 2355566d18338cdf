#include "examples/actuarial_service.h"

#include <cstdio>
#include <cstdlib>

namespace actuarial {
namespace {

using risk::v1::Assessment;
using risk::v1::PublishedResult;

const Tool& DirectContact() { return ToolNamed("directContactSexualReoffendingPredictor"); }
const Tool& Images() { return ToolNamed("imagesAndIndirectContactSexualReoffendingPredictor"); }
const Tool& SeriousViolent() { return ToolNamed("seriousViolentReoffendingPredictor"); }

const PublishedResult* Find(const Assessment& assessment, const std::string& id) {
  for (const PublishedResult& result : assessment.published()) {
    if (result.id() == id) return &result;
  }
  return nullptr;
}

// Contributions have 15 decimals.
double Rounded(double number) {
  char text[64];
  std::snprintf(text, sizeof(text), "%.15f", number);
  return std::strtod(text, nullptr);
}

bool IsWhole(const std::string& name) {
  return name == "pointScore" || name == "ldsScore" || name == "maturityScore";
}

Json ValueOf(const PublishedResult& result, const std::string& name) {
  for (const PublishedResult::Value& value : result.value()) {
    if (value.name() != name) continue;
    if (value.kind_case() == PublishedResult::Value::kText) return value.text();
    if (value.kind_case() == PublishedResult::Value::kFlag) return value.flag();
    if (IsWhole(name)) return static_cast<int64_t>(value.number());
    return value.number();
  }
  return nullptr;
}

Json ErrorsOf(const PublishedResult& result) {
  Json errors = Json::array();
  for (const PublishedResult::Error& error : result.error()) {
    Json fields = Json::array();
    for (const std::string& field : error.field()) fields.push_back(field);
    errors.push_back({{"type", error.type()}, {"message", error.type()}, {"fields", fields}});
  }
  return errors;
}

Json ComponentsOf(const Assessment& assessment) {
  return {{"directContactSexualPredictorScore", ResponseOf(assessment, DirectContact())},
          {"indirectContactSexualPredictorScore", ResponseOf(assessment, Images())},
          {"seriousViolentPredictorScore", ResponseOf(assessment, SeriousViolent())}};
}

}  // namespace

const std::vector<Tool>& Tools() {
  static const std::vector<Tool>& tools = *new std::vector<Tool>{
      {"allReoffendingPredictor",
       "allPredictor",
       "ALL_REOFFENDING_PREDICTOR",
       "all_reoffending_predictor",
       {"band", "score"}},
      {"violentReoffendingPredictor",
       "violentPredictor",
       "VIOLENT_REOFFENDING_PREDICTOR",
       "violent_reoffending_predictor",
       {"band", "score"}},
      {"directContactSexualReoffendingPredictor",
       "directContactSexualPredictor",
       "DIRECT_CONTACT_SEXUAL_REOFFENDING_PREDICTOR",
       "direct_contact_sexual_predictor",
       {"band", "pointScore", "score", "femaleVersion", "hasSexualOffenceHistory",
        "riskBandReductionApplied"}},
      {"imagesAndIndirectContactSexualReoffendingPredictor",
       "indirectContactSexualPredictor",
       "IMAGES_AND_INDIRECT_CONTACT_SEXUAL_REOFFENDING_PREDICTOR",
       "images_indirect_contact_predictor",
       {"band", "score", "femaleVersion", "hasSexualOffenceHistory"}},
      {"seriousViolentReoffendingPredictor",
       "seriousViolentPredictor",
       "SERIOUS_VIOLENT_REOFFENDING_PREDICTOR",
       "serious_violent_reoffending_predictor",
       {"band", "score"}},
      {"combinedSeriousReoffendingPredictor",
       "seriousPredictor",
       "COMBINED_SERIOUS_REOFFENDING_PREDICTOR",
       "combined_serious_predictor",
       {"band", "overallScore", "femaleVersion", "hasSexualOffenceHistory"}},
      {"lds", "lds", "", "learning_screen", {"ldsScore"}},
      {"mst", "mst", "", "maturity_screen", {"maturityScore", "maturityFlag", "isMstApplicable"}},
      {"opd", "opd", "", "personality_disorder_screen", {"opdCheck", "opdOverride", "opdResult"}},
      {"pni", "pni", "", "programme_need", {"pniPathway"}},
  };
  return tools;
}

const Tool& ToolNamed(const std::string& name) {
  for (const Tool& tool : Tools()) {
    if (tool.name == name) return tool;
  }
  std::abort();  // a name that is not in the table above
}

Json CaseOf(const Json& request) {
  Json inputs = Json::object();
  for (const auto& [name, value] : request.items()) {
    if (!value.is_null() && name != "version" && name != "assessmentDate") inputs[name] = value;
  }
  // The service takes the list for complete whenever it is there, be it empty.
  if (inputs.contains("previousConvictions")) inputs["previousConvictionsComplete"] = true;
  return {{"predictorInputs", inputs}};
}

Json ResponseOf(const Assessment& assessment) {
  Json response = {{"version", "V1_0"}, {"actuarialPredictors", Json::object()}};
  for (const Tool& tool : Tools()) {
    Json& place = tool.algorithm.empty() ? response : response["actuarialPredictors"];
    place[tool.member] = ResponseOf(assessment, tool);
  }
  return response;
}

Json ResponseOf(const Assessment& assessment, const Tool& tool) {
  const PublishedResult* found = Find(assessment, tool.published);
  const PublishedResult& result = found == nullptr ? PublishedResult::default_instance() : *found;
  Json output = Json::object();
  for (const std::string& name : tool.output) output[name] = ValueOf(result, name);
  if (tool.algorithm.empty()) {
    output["validationError"] = ErrorsOf(result);
    return output;
  }
  if (tool.published == "combined_serious_predictor") {
    output["componentScores"] = ComponentsOf(assessment);
  }
  Json features = Json::object();
  for (const PublishedResult::Value& feature : result.feature()) {
    features[feature.name()] = Rounded(feature.number());
  }
  return {{"algorithm", tool.algorithm},
          {"type", ValueOf(result, "type")},
          {"modelVersion", result.model_version()},
          {"thresholdsVersion", result.thresholds_version()},
          {"output", output},
          {"featureValues", features},
          {"validationErrors", ErrorsOf(result)}};
}

}  // namespace actuarial
