// From the text of a rule file to its message, with every misspelt or misplaced field reported.
#ifndef RISK_EDITION_RULE_READER_H_
#define RISK_EDITION_RULE_READER_H_

#include "google/protobuf/message.h"
#include "risk/edition/reporter.h"

namespace risk::edition {

// Fills `file.root` and `message`. Fields with a problem are left out of `message`, the others are
// read, so that later checks can go on. Reports syntax, too-deep, bad-utf8, unknown-field,
// unknown-value, wrong-value and repeated-field. Returns false if nothing could be read.
bool ReadRules(SourceText& file, google::protobuf::Message& message, Reporter& reporter);

}  // namespace risk::edition

#endif  // RISK_EDITION_RULE_READER_H_
