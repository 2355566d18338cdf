// The ids of an edition: their form, that each is there once, and what expressions call them.
#ifndef RISK_EDITION_NAMES_H_
#define RISK_EDITION_NAMES_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/edition/edition_builder.h"

namespace risk::edition {

// Where the rules of a kind stand in a file.
const google::protobuf::FieldDescriptor* RulesField(const RuleLoader& loader);

// The field `id` of a rule or a part of one.
std::string IdOf(const google::protobuf::Message& rule);

// Fills `builder.named`. Reports bad-id and duplicate-id.
void CollectNames(EditionBuilder& builder);

// An id that only counts inside its rule: of an item, a band, a state. Reports the same.
void CheckLocalId(EditionBuilder& builder, const At& at, const std::string& id,
                  std::map<std::string, Place>& seen);

// Declares a variable; -1 if the name is taken.
int Declare(EditionBuilder& builder, expression::Variable variable, VariableSource source);
int Declare(EditionBuilder& builder, const std::string& name, expression::Type type,
            bool is_epistemic, VariableSource source);

// The rule called prefix.id, which is marked as used; null if there is none.
Named* Use(EditionBuilder& builder, absl::string_view prefix, absl::string_view id);
// The same; without one, reports unknown-KIND at the place.
const Named* UseOrReport(EditionBuilder& builder, Place place, absl::string_view prefix,
                         absl::string_view id);
// All names that the text mentions are in use.
void UseAll(EditionBuilder& builder, absl::string_view expression);

std::vector<std::string> IdsOf(const EditionBuilder& builder, absl::string_view prefix);

// Warns of rules that only serve others and that nothing uses.
void WarnUnused(EditionBuilder& builder);

}  // namespace risk::edition

#endif  // RISK_EDITION_NAMES_H_
