// What is missing: checks that are open, what settling each could change, and missing pieces that
// no check covers; the most consequential first.
#ifndef RISK_ASSESSMENT_OPEN_ITEMS_H_
#define RISK_ASSESSMENT_OPEN_ITEMS_H_

#include <string>
#include <vector>

#include "risk/assessment/case_evaluation.h"
#include "risk/assessment/levels.h"
#include "risk/results.h"
#include "risk/v1/assessment.pb.h"

namespace risk::assessment {

// A line of the report before it is ranked.
struct OpenLine {
  v1::OpenItem item;
  std::string group_as;  // lines with the same text and element are one enquiry
};

// Open checks, in the edition's order, and for each element in the record's order. Effects and
// paths are filled in with Detail::kMissing and above.
std::vector<OpenLine> OpenChecks(Detail detail, const Levels& levels, CaseEvaluation& evaluation,
                                 std::vector<v1::RuleError>& errors);

// Missing pieces behind undecided levels that none of `checks` would settle: a line for each agency
// and message of the record.
std::vector<OpenLine> UncoveredPieces(const Levels& levels, const std::vector<OpenLine>& checks,
                                      CaseEvaluation& evaluation);

// Widest change of level first, then number of groups, due date, id. Lines of one enquiry become
// one.
std::vector<v1::OpenItem> Ranked(std::vector<OpenLine> lines);

// Widens the effect on a group.
void AddEffect(v1::Group group, v1::Level from, v1::Level to, v1::OpenItem& item);

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_OPEN_ITEMS_H_
