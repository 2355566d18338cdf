// A case as the service knew it on an earlier date, to replay a decision.
//
//   KnownCase then = AsKnownAt(record, date);
//   absl::StatusOr<risk::v1::Assessment> result = assessor.Assess(then.record, options);
//
// Assess does the same when AssessOptions has a `known_on`.
#ifndef RISK_AS_KNOWN_AT_H_
#define RISK_AS_KNOWN_AT_H_

#include <vector>

#include "google/protobuf/message.h"
#include "risk/messages.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/date.pb.h"

namespace risk {

struct KnownCase {
  risk::v1::Case record;
  // What was left out because nothing says when it became known (code "undated"), with the paths.
  // Facts that became known later leave no note: a replay must not depend on them.
  std::vector<risk::v1::Note> notes;
};

// Keeps what was known at the end of `date`, or of its last day when it is partial.
//
// A message is known from its own `provenance.known_on`; without one, from its field with the
// option `known_from`; without that, from when the message that holds it is known. A partial date
// counts as its last day. Scalars, dates and lists of scalars belong to their message.
// What was not known yet: an element of a list is dropped whole. Any other message loses its own
// fields, and keeps what it holds if that says itself that it was known; its source stays with it,
// to be inherited as before.
// Fields of the record itself (its reference, the date of the assessment) are no facts and stay.
// Missing: a fact for which nothing says when it was known is left out and named in a note. When it
// is an element of a list, the list's completeness answer is left out too: it may have counted it.
// Errors: none; nothing was known on a date that does not exist.
// Cost: linear in the record; one copy. Safe to call from many threads.
KnownCase AsKnownAt(const risk::v1::Case& record, const risk::v1::Date& date);

// The same in place, for any message made of the types of risk.v1.
std::vector<risk::v1::Note> KeepKnownAt(google::protobuf::Message& record,
                                        const risk::v1::Date& date);

}  // namespace risk

#endif  // RISK_AS_KNOWN_AT_H_
