// Results in words: values, wording with {labels} filled in, and questions made from the schema.
#ifndef RISK_ASSESSMENT_WORDING_H_
#define RISK_ASSESSMENT_WORDING_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "risk/assessment/case_evaluation.h"
#include "risk/edition/formula.h"
#include "risk/evaluation/value/value.h"
#include "risk/v1/options.pb.h"

namespace risk::assessment {

// "yes", "3 to 5", "2021-06", "child protection plan" for an enum; "not known" for what is unknown.
std::string ValueText(const evaluation::Value& value, const expression::Type& type);

// Fills in the shows of a rule.
std::string Fill(const edition::Wording& wording, const std::vector<edition::Show>& shows,
                 const RuleRow& row, CaseEvaluation& evaluation);


// Who can answer: the first agency named by the field, or by the nearest field that holds it.
v1::FieldNote::Agency AgencyFor(const MissingField& field);
// "whether …", "the …", "all …".
std::string Asked(const MissingField& field);
// "Ask the police whether …", "Ask the police for the …", "Record the …".
std::string Question(const MissingField& field, v1::FieldNote::Agency agency);

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_WORDING_H_
