// Tables of numbers for lookup("table", key).
#ifndef RISK_EVALUATION_VALUE_NUMBER_TABLE_H_
#define RISK_EVALUATION_VALUE_NUMBER_TABLE_H_

#include <map>
#include <optional>
#include <string>

namespace risk::evaluation {

// Numbers by key; `otherwise` for a key that is not among the rows, an error if there is none. A
// key that is unknown gives the range of all rows and of `otherwise`.
struct NumberTable {
  std::map<std::string, double, std::less<>> rows;
  std::optional<double> otherwise;
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_VALUE_NUMBER_TABLE_H_
