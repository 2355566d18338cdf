// A case as the service knew it on an earlier date, to replay a decision.
//
//   KnownCase then = AsKnownAt(record, date);
//   assessor.Assess(then.record, {.assessed_on = date});
//
#ifndef RISK_AS_KNOWN_AT_H_
#define RISK_AS_KNOWN_AT_H_

#include <vector>

#include "google/protobuf/message.h"
#include "risk/v1/assessment.pb.h"
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
// counts as its last day. Scalars, dates and lists of scalars belong to their message. An element
// of a list that was not known yet is dropped whole; of any other message only its own fields are,
// and what it holds stays if it says itself that it was known. Missing: a fact for which nothing
// says when it was known is left out and named in a note. When such a fact is an element of a list,
// the list's completeness answer is left out too: it may have counted the element. Provenance is
// inherited as before: the source of a message stays with what remains of it. Fields of the record
// itself (its reference, the date of the assessment) are not facts and stay. Cost: linear in the
// record; one copy.
KnownCase AsKnownAt(const risk::v1::Case& record, const risk::v1::Date& date);

// The same in place, for any message made of the types of risk.v1.
std::vector<risk::v1::Note> KeepKnownAt(google::protobuf::Message& record,
                                        const risk::v1::Date& date);

}  // namespace risk

#endif  // RISK_AS_KNOWN_AT_H_
