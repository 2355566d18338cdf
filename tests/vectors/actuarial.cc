// Requests of the actuarial service: predictors, screens and programme need. The format is that of
// actuarial/README.md.
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "examples/actuarial_service.h"
#include "tests/vectors/family.h"

namespace risk::vectors {
namespace {

// Results of other tools that a record gives, and the tool of risk.v1.GivenResult.
constexpr std::pair<const char*, const char*> kGiven[] = {
    {"allReoffendingPredictor", "ALL_REOFFENDING"},
    {"violentReoffendingPredictor", "VIOLENT_REOFFENDING"},
    {"seriousViolentReoffendingPredictor", "SERIOUS_VIOLENT_REOFFENDING"},
    {"directContactSexualReoffendingPredictor", "DIRECT_CONTACT_SEXUAL"},
    {"imagesAndIndirectContactSexualReoffendingPredictor", "IMAGES_AND_INDIRECT_CONTACT"},
};

// What records and responses call the list of errors.
constexpr const char* kErrorLists[] = {"errors", "validationErrors", "validationError"};

constexpr absl::string_view kStaticInputs[] = {
    "dateOfBirth",           "dateOfCurrentConviction",
    "ageAtFirstSanction",    "gender",
    "currentOffenceCode",    "totalNumberOfSanctionsForAllOffences",
    "dateAtStartOfFollowup", "totalNumberOfViolentSanctions",
    "offenceMappings",
};

const Json& At(const Json& object, const char* name) {
  static const Json& nothing = *new Json();
  return object.is_object() && object.contains(name) ? object[name] : nothing;
}

const Json& At(const Json& object, const char* name, const char* inner) {
  return At(At(object, name), inner);
}

void SetIfGiven(Json& object, const char* name, const Json& value) {
  if (!value.is_null()) object[name] = value;
}

// The service reports that dynamic answers are missing beside the figure of a tool that has a
// static version, too.
bool IsRefusal(const Json& errors, bool has_static_version) {
  for (const Json& error : errors) {
    if (!has_static_version || At(error, "type") != "MISSING_DYNAMIC_INPUT") return true;
  }
  return false;
}

// Of results that stand in for other tools, one that is not there is one without a figure; nothing
// is worked out in its place.
Json GivenResults(const Json& results, bool stand_alone) {
  Json given = Json::array();
  for (const auto& [name, tool] : kGiven) {
    const Json& result = At(results, name);
    if (result.is_null() && !stand_alone) continue;
    Json one = {{"tool", tool}};
    SetIfGiven(one, "percent", At(result, "score"));
    const bool has_static_version = !absl::StrContains(name, "Sexual");
    one["refused"] = IsRefusal(At(result, "validationErrors"), has_static_version) ||
                     IsRefusal(At(result, "validationError"), has_static_version);
    given.push_back(one);
  }
  return given;
}

Json OffenceMappings(const Json& context) {
  Json mappings = Json::object();
  for (const auto& [code, category] : At(context, "offenceCategories").items()) {
    mappings[code]["category"] = category;
  }
  for (const auto& [code, flag] : At(context, "opdViolenceSex").items()) {
    mappings[code]["opdViolenceSex"] = flag;
  }
  Json list = Json::array();
  for (auto& [code, mapping] : mappings.items()) {
    mapping["code"] = code;
    list.push_back(mapping);
  }
  return list;
}

bool IsStubbed(const Json& record) { return At(record, "stubbed") == true; }

Json InputsOf(const Json& record) {
  Json inputs = actuarial::CaseOf(At(record, "input"))["predictorInputs"];
  const Json& context = At(record, "context");
  inputs["offenceMappings"] = OffenceMappings(context);
  const Json& results = At(context, "results");
  inputs["givenResults"] = GivenResults(results, results.is_object() || IsStubbed(record));
  const Json& combined = At(results, "combinedSeriousReoffendingPredictorObject");
  SetIfGiven(inputs, "directContactBand",
             At(combined, "directContactSexualReoffendingPredictorBand"));
  SetIfGiven(inputs, "imagesIndirectBand",
             At(combined, "imagesAndIndirectContactSexualReoffendingPredictorBand"));
  SetIfGiven(inputs, "combinedSeriousPercent",
             At(combined, "combinedSeriousReoffendingPredictorScore"));
  if (!IsStubbed(record)) return inputs;
  const Json& injected = At(context, "injected");
  for (const auto& [list, flag] : {std::pair("staticErrors", "staticChecksFailed"),
                                   std::pair("dynamicErrors", "dynamicChecksFailed")}) {
    if (!At(injected, list).is_null()) inputs[flag] = !At(injected, list).empty();
  }
  return inputs;
}

Json StaticOf(const Json& inputs) {
  Json left = Json::object();
  for (absl::string_view name : kStaticInputs) {
    const std::string key(name);
    if (inputs.contains(key)) left[key] = inputs[key];
  }
  return left;
}

// What a tool returns, and all its parts side by side, each under every name that records have for
// it.
Json Returned(const v1::Assessment& assessment, const std::string& name) {
  const actuarial::Tool& tool = actuarial::ToolNamed(name);
  Json returned = actuarial::ResponseOf(assessment, tool);
  for (const auto& result : assessment.published()) {
    if (result.id() != tool.published) continue;
    for (const auto& value : result.value()) returned[value.name()] = ValueOf(value);
  }
  const Json& weight = At(returned, "featureValues", "totalWeight");
  if (!weight.is_null() && !returned.contains("probability")) {
    returned["probability"] = 1 / (1 + std::exp(-weight.get<double>()));
  }
  for (const auto& [member, other] :
       {std::pair("overallScore", "score"), std::pair("type", "staticOrDynamic"),
        std::pair("hasSexualOffenceHistory", "sexualOffenceHistory"),
        std::pair("riskBandReductionApplied", "riskReduction")}) {
    if (!returned.contains(member)) continue;
    const Json value = returned[member];  // another member may move it
    returned[other] = value;
  }
  const Json errors = returned[tool.algorithm.empty() ? "validationError" : "validationErrors"];
  for (const char* list : kErrorLists) returned[list] = errors;
  return returned;
}

Json Logistic(const v1::Assessment& assessment) {
  Json three = Json::object();
  for (const char* name : {"seriousViolentReoffendingPredictor", "violentReoffendingPredictor",
                           "allReoffendingPredictor"}) {
    three[name] = Returned(assessment, name);
  }
  return three;
}

// The type of error that all three refuse a record for.
Json SharedError(const v1::Assessment& assessment, const Json& expected) {
  const Json three = Logistic(assessment);
  for (const auto& [name, tool] : three.items()) {
    bool refused = false;
    for (const Json& error : tool["errors"]) refused |= error["type"] == expected;
    if (!refused || tool.contains("score")) return nullptr;
  }
  return expected;
}

Json Components(const v1::Assessment& assessment) {
  return {{"seriousViolent", Returned(assessment, "seriousViolentReoffendingPredictor")},
          {"directContact", Returned(assessment, "directContactSexualReoffendingPredictor")},
          {"imagesAndIndirect",
           Returned(assessment, "imagesAndIndirectContactSexualReoffendingPredictor")},
          {"combinedSerious", Returned(assessment, "combinedSeriousReoffendingPredictor")}};
}

class Actuarial : public Family {
 public:
  std::string Edition() const override { return "official_instruments@2026.8"; }
  bool Takes(const Json& record) const override { return At(record, "predictor").is_string(); }

  std::vector<CaseOfRecord> Cases(const Json& record) const override {
    const Json& given = At(record, "input", "assessmentDate");
    const Json& today = At(record, "context", "today");
    const std::string date = given.is_string()   ? given.get<std::string>()
                             : today.is_string() ? today.get<std::string>()
                                                 : "2026-08-04";
    const Json inputs = InputsOf(record);
    std::vector<CaseOfRecord> cases = {{{{"predictorInputs", inputs}}, date}};
    if (At(record, "case") == "staticAndDynamic") {
      cases.push_back({{{"predictorInputs", StaticOf(inputs)}}, date});
    }
    return cases;
  }

  // Where the two public calculators disagree, what is published is what the service returns.
  Json Expected(const Json& record) const override {
    const bool is_known_difference = At(record, "case") == "knownDifference";
    return is_known_difference ? At(record, "expected", "service") : At(record, "expected");
  }

  Json Returned(const Json& record, const std::vector<v1::Assessment>& assessments) const override {
    const v1::Assessment& assessment = assessments[0];
    const Json& predictor = At(record, "predictor");
    if (predictor == "all") return actuarial::ResponseOf(assessment);
    if (predictor == "sexualAndCombined") return Components(assessment);
    if (predictor == "logistic") {
      return {{"STATIC", Logistic(assessments.back())},
              {"DYNAMIC", Logistic(assessment)},
              {"errorType", SharedError(assessment, At(record, "expected", "errorType"))}};
    }
    for (const actuarial::Tool& tool : actuarial::Tools()) {
      if (predictor == tool.name)
        return WithStubs(record, vectors::Returned(assessment, tool.name));
    }
    return nullptr;
  }

 private:
  // Errors that a test put in the place of the tool's own stand in the response, after those of
  // components. A tool that says it does not apply has not come to its checks.
  static Json WithStubs(const Json& record, Json response) {
    if (!IsStubbed(record) || At(response, "isMstApplicable") == false) return response;
    Json errors = Json::array();
    for (const Json& error : response["errors"]) {
      if (At(error, "type") == "COMPONENT_VALIDATION_ERROR") errors.push_back(error);
    }
    for (const char* list : {"staticErrors", "dynamicErrors"}) {
      for (const Json& error : At(record["context"], "injected", list)) errors.push_back(error);
    }
    for (const char* name : kErrorLists) response[name] = errors;
    return response;
  }
};

}  // namespace

std::unique_ptr<Family> ActuarialFamily() { return std::make_unique<Actuarial>(); }

}  // namespace risk::vectors
