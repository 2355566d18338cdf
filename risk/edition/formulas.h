// Conditions and values as they stand in rules: checked, with every error where it is in the file.
#ifndef RISK_EDITION_FORMULAS_H_
#define RISK_EDITION_FORMULAS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "risk/edition/edition_builder.h"
#include "risk/edition/formula.h"
#include "risk/expression/checker.h"
#include "risk/expression/type.h"

namespace risk::edition {

enum class Wants : uint8_t { kBool, kNumber, kInt, kDate, kString, kShown, kAnything };

// A variable that a rule brings along: the element of for_each, the parameter of a fact.
using expression::Binding;

struct FormulaField {
  const char* name;  // of the field: "when"
  const std::string* text;
  Wants wants = Wants::kBool;
  bool is_required = false;
  // Refuses known(), recorded(), complete() and their like, searching in texts, and what depends on them.
  bool speaks_of_the_world = false;
  bool may_be_constant = false;  // else a condition that is always the same is a warning
  const Binding* binding = nullptr;
  std::vector<Binding> bound = {};  // several, instead of `binding`: of the loops of a view
  size_t index = 0;                 // of a repeated field
};

// Reports missing-field, wrong-type, epistemic, text-search, condition-constant, and what the expression checker
// finds. The formula is empty if there is an error or no text.
Formula CheckFormula(EditionBuilder& builder, const At& rule, const FormulaField& field);

// A text of the language inside another. A line end behind it ends a comment in it.
std::string InBrackets(const std::string& text);

// Whether a variable can have this name.
bool IsVariableName(const std::string& name);

// An expression made of checked ones. Reports too-large or too-deep at the rule if it passes a
// limit that they did not pass by themselves.
Formula Synthesize(EditionBuilder& builder, const At& rule, const std::string& text,
                   const Binding* binding = nullptr);

struct EachTraits {
  bool needs_label = true;  // results name the elements
  bool speaks_of_the_world = false;
};

// The list that a rule is made for, and its variable.
// Reports bad-each besides the above.
std::optional<Each> BuildEach(EditionBuilder& builder, const At& rule, const v1::Check::Each& each,
                              Binding& binding, EachTraits traits = {});

}  // namespace risk::edition

#endif  // RISK_EDITION_FORMULAS_H_
