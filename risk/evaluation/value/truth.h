// Three-valued truth, with errors apart.
#ifndef RISK_EVALUATION_VALUE_TRUTH_H_
#define RISK_EVALUATION_VALUE_TRUTH_H_

#include <cstdint>

namespace risk::evaluation {

// kError: overflow, division by zero, a key that is not in a table. Apart from unknown.
enum class Truth : uint8_t { kFalse, kTrue, kUnknown, kError };

constexpr Truth kNegated[] = {Truth::kTrue, Truth::kFalse, Truth::kUnknown, Truth::kError};
constexpr Truth Not(Truth truth) { return kNegated[static_cast<int>(truth)]; }

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_VALUE_TRUTH_H_
