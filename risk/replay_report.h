// Writes the replay of a case, for a person or for a program; as a page see risk/html_report.h.
//
//   std::cout << risk::TextReport(replay, {.width = 80});
//
#ifndef RISK_REPLAY_REPORT_H_
#define RISK_REPLAY_REPORT_H_

#include <string>

#include "risk/messages.h"
#include "risk/report/options.h"
#include "risk/v1/replay.pb.h"

namespace risk {

// A note to read: for each day what was decided, the levels then beside those that were recorded, what
// had newly become known, what had been asked and answered, and what was still to ask. With `all` no
// list is cut. Depends on its arguments only.
std::string TextReport(const risk::v1::Replay& replay, const ReportOptions& options);
// The JSON form of the schema on one line; protobuf text format.
std::string JsonReport(const risk::v1::Replay& replay);
std::string TextprotoReport(const risk::v1::Replay& replay);

}  // namespace risk

#endif  // RISK_REPLAY_REPORT_H_
