// Finds what cannot be right in a record, whatever the rules say of it.
//
//   for (const RecordProblem& p : Validate(record, assessed_on)) {
//     std::cerr << p.path << ": " << p.message << " [" << p.code << "]\n  " << p.hint << "\n";
//   }
//
#ifndef RISK_VALIDATION_H_
#define RISK_VALIDATION_H_

#include <cstddef>
#include <string>
#include <vector>

#include "google/protobuf/message.h"
#include "risk/results.h"
#include "risk/v1/date.pb.h"

namespace risk {

struct RecordProblem {
  std::string path;     // "domestic_abuse.incidents[2].happened_on"
  std::string code;     // stable: tools may match on it
  std::string message;  // lower case, no full stop, never quotes a value that identifies a person
  std::string hint;     // what to do; may be empty
};

struct ValidationLimits {
  size_t bytes = 16 * 1024 * 1024;  // of the record in wire format
  size_t entries = kMostEntries;    // of all lists together
  int depth = 64;                   // of messages inside messages
  // Leaves out what cannot be in the world though it can be written: impossible dates and orders of
  // dates, one id for two people. For rule cases, which also show what rules make of those.
  bool allows_impossible = false;
  size_t problems = 1000;           // further ones are counted in a last problem "more-problems"
};

// Reports every problem at once, in the order of the schema, and guesses nothing: a record with
// problems should be corrected, not read as if the wrong part were missing. Works from the schema's
// options alone, so a new field is validated as soon as it is declared.
//
// Codes:
//   bad-date           no such day, a day without its month, a month without its year, year 0
//   future-date        after `assessed_on`, in a field that is not about the future
//   known-before       known to the service before it happened
//   known-in-future    known only after `assessed_on`
//   impossible-date    before 1900, a hundred years ahead, or a birth too long or too short ago
//   contradictory      an Answer with a value and a reason why there is none; a date before or after
//                      one that the schema says it cannot precede or follow; a list with entries
//                      whose completeness is said not to apply
//   unknown-value      an enum number that the schema does not have
//   out-of-range       a number outside the limits of its field, or not a number
//   duplicate-id       two elements of one list with the same id, or two people of any list; people
//                      called "subject"
//   unknown-reference  a reference to the id of a record that is not there
//   bad-text           text that is not UTF-8
//   unknown-field      data that the schema does not know; binary input only
//   too-large, too-deep, too-many, more-problems   see ValidationLimits
// Dates are compared only as far as they are known: June 2021 is not after 3 June 2021. A record
// that is going to be replayed holds what became known later too: validate all of it, with the date
// of its latest entry.
// Missing: an absent field is never a problem, nor is what stands for one that is not known (see
// evidence.h): it is no date and no text.
// Errors: none; a record beyond a limit has a problem that says so.
// Depends on its arguments only. Safe to call from many threads. Cost: linear in the record.
std::vector<RecordProblem> Validate(const google::protobuf::Message& record,
                                    const risk::v1::Date& assessed_on,
                                    const ValidationLimits& limits = {});

}  // namespace risk

#endif  // RISK_VALIDATION_H_
