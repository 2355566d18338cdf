// The parts that rules are made of: conditions, values, words and deadlines.
#ifndef RISK_EDITION_FORMULA_H_
#define RISK_EDITION_FORMULA_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/expression/ast.h"
#include "risk/expression/checker.h"
#include "risk/v1/edition.pb.h"

namespace risk::edition {

// Where a rule stands, for messages: "violence.textproto" line 12.
struct Location {
  absl::string_view file;
  int line = 0;
  int layer = 0;  // index in Edition::layers()
};

// A condition or value of a rule. Empty where the rule leaves the field empty.
struct Formula {
  std::shared_ptr<const expression::CheckedExpression> checked;
  // The step of Edition::plan() that has its result; -1 if empty, or not in the plan because it is
  // only needed for a report or for one element at a time.
  int output = -1;
  // The formula of the rule's rows (Check::rows, Finding::rows) that has its value for one element,
  // or for the rule itself if it is not made for each; -1 if it is not among them.
  int column = -1;

  bool has_value() const { return checked != nullptr; }
};

// A rule made for each recorded element of a list. The rule's other formulas were checked with the
// element bound to slot 0 (a message), and are evaluated once per element; see ElementOf in
// risk/evaluation/interpreter/interpreter.h. An element of which `where` is certainly false is left
// out.
struct Each {
  expression::FieldPath list;  // through singular messages to a repeated field of messages; or
  int view = -1;               // index in Edition::views(), instead of `list`
  Formula rows;                // all elements, before `where`
  Formula where;               // with the element in slot 0; empty: all elements
  Formula label;               // string that names the element, with the element in slot 0
  std::string name;            // of the variable
};

// Words with values in them: pieces in order, each a text or the index of a Show of the rule.
struct Wording {
  struct Piece {
    std::string text;
    int show = -1;
  };
  std::vector<Piece> pieces;
};

struct Show {
  std::string label;
  Formula value;
};

struct Deadline {
  const v1::Deadline* text = nullptr;  // null: the rule sets none
  int64_t days = 0;                    // unless `parameter` is set
  int parameter = -1;                  // index in Edition::parameters(), instead of `days`
  bool in_working_days = false;        // else calendar days
  Formula after;                       // a date; empty: the date of the assessment
};

}  // namespace risk::edition

#endif  // RISK_EDITION_FORMULA_H_
