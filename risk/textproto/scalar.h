// Words, numbers and strings of a text, before it is known whether they fit their field.
#ifndef RISK_TEXTPROTO_SCALAR_H_
#define RISK_TEXTPROTO_SCALAR_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "risk/textproto/node.h"

namespace risk::textproto {

// Text format names a repeated field once for each element and uses the schema's names only; JSON
// names it once, with a list, and may use lowerCamelCase.
enum class Form { kText, kJson };

struct Scalar {
  enum class Kind { kWhole, kNumber, kQuoted, kWord, kNull };
  Kind kind = Kind::kWord;
  bool negative = false;   // of kWhole
  bool overflows = false;  // kWhole of more than 64 bits
  uint64_t magnitude = 0;  // of kWhole
  double number = 0;       // of kWhole and kNumber
  std::string text;        // of kQuoted (unescaped) and kWord

  bool IsBool() const { return kind == Kind::kWord && (text == "true" || text == "false"); }
};

// `node` is a word or a string.
Scalar ReadScalar(absl::string_view text, const Node& node, Form form);

// A number as JSON writes it, or a word if it is none. 1.0 and 1e3 are whole numbers too.
Scalar ReadJsonNumber(absl::string_view word);

}  // namespace risk::textproto

#endif  // RISK_TEXTPROTO_SCALAR_H_
