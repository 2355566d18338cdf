// Answers a request to the official actuarial service in the service's own shape, so that the two
// can be compared: actuarial_request REQUEST.json. A request without a date of assessment is one of
// today.
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "examples/actuarial_service.h"
#include "risk/assessor.h"
#include "risk/case_reader.h"
#include "risk/dates.h"
#include "risk/edition/editions.h"
#include "risk/v1/assessment.pb.h"

int main(int argc, char** argv) {
  std::ifstream file(argc == 2 ? argv[1] : "");
  const actuarial::Json request = actuarial::Json::parse(file, nullptr, false);
  if (!request.is_object()) {
    std::cerr << "usage: actuarial_request REQUEST.json\n";
    return 2;
  }
  // The service answers what cannot be right with errors of its own, so nothing is validated
  // before.
  const std::vector<risk::CaseInput> inputs =
      risk::ParseCases(actuarial::CaseOf(request).dump(), argv[1]);
  for (const auto& problem : inputs[0].problems) std::cerr << problem.ToString() << "\n";
  if (!inputs[0].record.has_value()) return 1;

  const risk::EditionResult edition = risk::Editions::Load("official_instruments");
  if (!edition.ok()) {
    std::cerr << risk::ToString(edition.problems);
    return 1;
  }
  const auto assessor = risk::Assessor::Create(edition.edition);
  const std::string day = request.value("assessmentDate", "");
  const std::optional<risk::v1::Date> date = risk::ParseDate(day);
  if (!day.empty() && !date.has_value()) {
    std::cerr << argv[1] << ": assessmentDate is no date\n";
    return 1;
  }
  risk::AssessOptions options;
  options.assessed_on = date.value_or(risk::Today());
  options.detail = risk::Detail::kResults;
  const auto assessment = assessor->Assess(*inputs[0].record, options);
  if (!assessment.ok()) {
    std::cerr << assessment.status().message() << "\n";
    return 1;
  }
  std::cout << actuarial::ResponseOf(*assessment).dump(2) << "\n";
}
