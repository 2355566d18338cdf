// Replays a case decision by decision: what was known on the day of each, what had been asked, and
// what the levels were then. `risk assess --replay` is this.
//
//   absl::StatusOr<risk::v1::Replay> replay = risk::ReplayDecisions(assessor, record);
//
#ifndef RISK_REPLAY_H_
#define RISK_REPLAY_H_

#include "absl/status/statusor.h"
#include "risk/assessor.h"
#include "risk/messages.h"
#include "risk/results.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/replay.pb.h"

namespace risk {

// A step for each day on which a decision of the record was taken, or came up if nobody recorded when
// it was taken; several of one day are one step. All by the one edition of `assessor`, so that steps
// differ by what was known and by nothing else.
//
// Missing: a decision without a full date cannot be replayed; it is left out and named in a note. A
// fact of which nothing says when it became known is used in no step, and each step notes it. Errors:
// those of Assessor::Assess. Safe from many threads. Cost: that of AsKnownAt and Assessor::Assess for
// each day.
absl::StatusOr<v1::Replay> ReplayDecisions(const Assessor& assessor, const v1::Case& record,
                                           Detail detail = Detail::kMissing);

}  // namespace risk

#endif  // RISK_REPLAY_H_
