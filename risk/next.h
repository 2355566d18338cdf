// What to ask next, from an assessment.
//
//   AssessOptions options;                 // detail: kMissing or more
//   absl::StatusOr<risk::v1::Assessment> assessment = assessor->Assess(record, options);
//   for (const risk::v1::Ask& ask : NextAsks(*assessment).ask()) …
//
// Put in the answers, assess again, and ask for the rest: what is settled is not asked again.
#ifndef RISK_NEXT_H_
#define RISK_NEXT_H_

#include "risk/messages.h"

namespace risk {

// A short list of conversations that together could rule out every undecided rule that could raise
// a level. Each is with one agency and unit; a piece that several can bring is asked for once. The
// first settles most, where rules that could raise a level far count for more. A piece that other
// answers may make needless waits for them: it is not on the list yet.
//
// It is a list found greedily: usually the shortest, not always. One answer may settle more than it
// promises (a NO where several facts would be needed together), so ask again after each.
// Missing: without pieces in the assessment (Detail::kResults) there is nothing to ask for.
// Cost: conversations × asks × pieces. Depends on its argument only.
risk::v1::Asks NextAsks(const risk::v1::Assessment& assessment);

}  // namespace risk

#endif  // RISK_NEXT_H_
