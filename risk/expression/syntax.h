// The tree as parsed, before names and types mean anything.
#ifndef RISK_EXPRESSION_SYNTAX_H_
#define RISK_EXPRESSION_SYNTAX_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "risk/expression/ast.h"

namespace risk::expression {

enum class SyntaxKind : uint8_t {
  kLiteral,   // value, literal
  kName,      // name; has_leading_dot
  kSelect,    // children {operand}, name
  kCall,      // name, arguments; has_receiver: the first child is the receiver
  kOperator,  // op, operands
  kList,      // elements
  kMap,       // key, value, ...
  kMessage,   // children {type name, values...}, fields
};

// From the start of one span to the end of another.
inline Span Join(Span first, Span last) {
  return {first.offset, last.offset + last.length - first.offset};
}

struct FieldName {
  std::string name;
  Span span;
};

struct Syntax {
  SyntaxKind kind = SyntaxKind::kLiteral;
  Op op = Op::kNone;
  bool has_leading_dot = false;
  bool has_receiver = false;
  bool is_quoted = false;  // kSelect: the name of a field or key, not a part of a dotted name
  int height = 1;
  Span span;       // all of it
  Span name_span;  // of the name, or of the operator
  std::string name;
  Kind literal = Kind::kNull;
  Constant value;
  std::vector<FieldName> fields;
  std::vector<std::unique_ptr<Syntax>> children;

  const Syntax& child(size_t i) const { return *children[i]; }
};

}  // namespace risk::expression

#endif  // RISK_EXPRESSION_SYNTAX_H_
