// The actuarial service in its own words: its request as a case, its response from an assessment.
//
//   Json record = CaseOf(request);                       // of risk.v1.Case
//   Json response = ResponseOf(*assessor->Assess(…));    // as the service writes it
//
// Messages of errors are ours; types and fields are those of the service.
#ifndef EXAMPLES_ACTUARIAL_SERVICE_H_
#define EXAMPLES_ACTUARIAL_SERVICE_H_

#include <string>
#include <vector>

#include "nlohmann/json.hpp"
#include "risk/v1/assessment.pb.h"

namespace actuarial {

using Json = nlohmann::ordered_json;

struct Tool {
  std::string name;                 // of the service's own result object
  std::string member;               // of the response
  std::string algorithm;            // empty: a screen, whose response has no parts
  std::string published;            // id of the published result
  std::vector<std::string> output;  // its members
};

// In the order of the response.
const std::vector<Tool>& Tools();
const Tool& ToolNamed(const std::string& name);

// A request without its date of assessment, which is no part of a case, and without nulls.
Json CaseOf(const Json& request);

Json ResponseOf(const risk::v1::Assessment& assessment);
// The part of one tool.
Json ResponseOf(const risk::v1::Assessment& assessment, const Tool& tool);

}  // namespace actuarial

#endif  // EXAMPLES_ACTUARIAL_SERVICE_H_
