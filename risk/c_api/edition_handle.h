// An opened edition, and what it says of itself.
#ifndef RISK_C_API_EDITION_HANDLE_H_
#define RISK_C_API_EDITION_HANDLE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "risk/assessor.h"
#include "risk/c_api.h"
#include "risk/textproto/problem.h"

// Copies share the rules.
struct risk_edition {
  explicit risk_edition(risk::Assessor rules) : assessor(std::move(rules)) {}

  risk::Assessor assessor;
  std::string name;
  std::vector<risk::Problem> warnings;
};

namespace risk::c_api {

std::string DescribeEdition(const risk_edition& edition);
std::string DescribeLibrary();

}  // namespace risk::c_api

#endif  // RISK_C_API_EDITION_HANDLE_H_
