// A case decision by decision as part of a page.
#ifndef RISK_REPORT_HTML_REPLAY_H_
#define RISK_REPORT_HTML_REPLAY_H_

#include <string>

#include "risk/v1/replay.pb.h"

namespace risk::report::html {

// `number` tells its ids from those of other cases in the page.
std::string ReplayArticle(const v1::Replay& replay, int number);

}  // namespace risk::report::html

#endif  // RISK_REPORT_HTML_REPLAY_H_
