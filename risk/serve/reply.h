// What the server answers to one request.
#ifndef RISK_SERVE_REPLY_H_
#define RISK_SERVE_REPLY_H_

#include <string>

#include "risk/c_api/failure.h"

namespace risk::serve {

struct Reply {
  int status = 200;  // of HTTP
  std::string type = "application/json";
  std::string body;
  int retry_after = 0;    // seconds; 0: not said
  bool has_rest = false;  // a part of the request was not read, so the connection cannot be used again
};

// {"error": {code, message, path, problems}}, as a record of a batch that fails. The code is one of the
// C interface, or one of the server's own:
//   not-found, bad-method, bad-type, bad-body, too-slow, refused, busy
Reply Refuse(int status, const std::string& code, const std::string& message);

// The same for a failure of the library, with the status that fits its code.
Reply Refuse(const c_api::Failure& failure);

}  // namespace risk::serve

#endif  // RISK_SERVE_REPLY_H_
