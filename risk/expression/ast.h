// The checked syntax tree: what evaluators walk and compilers read.
//
// Macros are expanded into quantifier nodes, names are resolved, every node has a type and the span
// of text it came from. The tree is immutable once checked and may be shared between threads.
#ifndef RISK_EXPRESSION_AST_H_
#define RISK_EXPRESSION_AST_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "absl/time/time.h"
#include "google/protobuf/descriptor.h"
#include "risk/expression/op.h"
#include "risk/expression/type.h"
#include "risk/schema/days.h"

namespace risk::expression {

class Pattern;  // pattern.h

// A piece of the expression's text, in bytes.
struct Span {
  size_t offset = 0;
  size_t length = 0;
};

// The days that a date can stand for, both inclusive, counted from 1970-01-01.
using schema::Days;

// A value known before evaluation; std::monostate is null. The node's type tells string from bytes.
using Constant = std::variant<std::monostate, bool, int64_t, uint64_t, double, std::string,
                              absl::Time, absl::Duration, Days>;

enum class NodeKind : uint8_t {
  kConstant,    // value
  kContext,     // the message under evaluation; top-level fields are selects on it
  kVariable,    // a declared variable: `variable` is its index in the Environment, `name` its name
  kBound,       // the variable of an enclosing quantifier: `slot`, `name`
  kSelect,      // children {operand}; `field`, or null for a map or dyn operand; `name` is the key
  kCall,        // children are the operands of `op`
  kList,        // children are the elements; `name` is set for a class
  kMap,         // children are key, value, key, value, ...
  kMessage,     // children are the values of `fields`, in the order written
  kQuantifier,  // children {range, predicate} or {range, predicate or null, transform} for kMap
};

enum class Quantifier : uint8_t { kExists, kAll, kExistsOne, kFilter, kMap };

// One node. Members that the kind does not name keep their defaults.
//
// Type-directed reading: a kSelect, kBound, kVariable or kIndex whose value is a risk.v1.Answer has
// type bool (or date for a risk.v1.Date) when it is used as a value, and kMessage when it is the
// operand of a further select, of recorded(), or of has(). So the same quantifier slot may be read
// both ways.
struct Node {
  NodeKind kind = NodeKind::kConstant;
  Op op = Op::kNone;                            // kCall
  Quantifier quantifier = Quantifier::kExists;  // kQuantifier
  bool is_test = false;                         // kSelect: has(operand.field), of type bool
  int slot = -1;                                // kQuantifier, kBound: unique among enclosing ones
  int variable = -1;                            // kVariable; kLookup: index of the table
  Span span;                                    // of an inlined function: the span of the call
  Type type;
  Constant value;                                            // kConstant
  const google::protobuf::FieldDescriptor* field = nullptr;  // kSelect
  std::string name;
  absl::TimeZone zone = absl::UTCTimeZone();                     // kGet...
  std::vector<const google::protobuf::FieldDescriptor*> fields;  // kMessage
  std::shared_ptr<const Pattern> pattern;  // kMatches, if it is a literal
  std::vector<std::unique_ptr<Node>> children;

  const Node& child(size_t i) const { return *children[i]; }
  // Of a quantifier. `predicate` is null for the two-argument map; `transform` for all but map.
  const Node& range() const { return *children[0]; }
  const Node* predicate() const { return children[1].get(); }
  const Node* transform() const { return children.size() > 2 ? children[2].get() : nullptr; }
};

// A deep copy.
std::unique_ptr<Node> Clone(const Node& node);

// The tree as one line with every call in prefix form, for tests and debugging:
//   exists(i#0, domestic_abuse.incidents, i#0.strangulation)
std::string DebugString(const Node& node);

// The field if `node` reads a bool of the message bound at `slot` (`a.domestic`); null otherwise.
const google::protobuf::FieldDescriptor* BoolFieldOf(const Node& node, int slot);

}  // namespace risk::expression

#endif  // RISK_EXPRESSION_AST_H_
