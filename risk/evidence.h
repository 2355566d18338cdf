// Takes out of a record what stands in it though nothing is known, so that it settles nothing.
//
//   std::vector<risk::v1::Note> notes = risk::KeepEvidence(assessed_on, &record);
//
// "" as the name of a police force, 1 January 1900 as a date, a reassuring answer from nobody: read as
// if they were there, they would close what is open. docs/input.md lists every kind.
#ifndef RISK_EVIDENCE_H_
#define RISK_EVIDENCE_H_

#include <vector>

#include "google/protobuf/message.h"
#include "risk/messages.h"
#include "risk/v1/date.pb.h"

namespace risk {

// Clears what is not believed, and returns a note of each kind, with the places. Works from the
// options of the schema alone, for a record of any type:
//   filler-text       text that only says that nothing is known; not known. In a list it stays, as a
//                     text like no other, for an empty list may mean "all"
//   placeholder-date  a date that stands for one that is not known; not known
//   no-source         a reassuring answer without any source, that only others than the service can
//                     give; not known. One that does not reassure is kept
//   count-and-list    more is counted than a list holds that is said to be complete; the list counts as
//                     incomplete
// and what is kept, used as the worst it can mean, and asked about:
//   same-record       entries of a list that agree in all that identifies them
//   ended-in-force    said to be in force after the day on which it ended
// Missing: nothing is ever filled in, so every result can only become wider.
// Errors: none. Depends on its arguments only. Cost: linear in the record.
std::vector<risk::v1::Note> KeepEvidence(const risk::v1::Date& assessed_on,
                                         google::protobuf::Message* record);

}  // namespace risk

#endif  // RISK_EVIDENCE_H_
