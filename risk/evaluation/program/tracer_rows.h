// The rows that a tracer looks at. Included by the sources of the tracer only.
#ifndef RISK_EVALUATION_PROGRAM_TRACER_ROWS_H_
#define RISK_EVALUATION_PROGRAM_TRACER_ROWS_H_

#include "risk/evaluation/program/machine_rows.h"
#include "risk/evaluation/program/tracer.h"

namespace risk::evaluation {

// Visits the rows that may belong to a filtered list, with what follows the filters.
template <typename Visit>
void Tracer::EachMember(const Instruction* i, int filters, Visit visit) {
  reads_[i->frame] = &program_.lists[i->other];
  EachRow(i, [&] {
    const Instruction* rest;
    const Truth member = Member(i, filters, &rest);
    if (member == Truth::kError) return false;
    if (member != Truth::kFalse) visit(member == Truth::kTrue, rest);
    return true;
  });
}

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_PROGRAM_TRACER_ROWS_H_
