// Which requests are let in, judged by their headers alone.
//
// A page of another site that somebody has open could send requests here from their browser. Such a
// request names the other site as its origin, or, where the name of that site was pointed at this computer
// (DNS rebinding), as its host. Neither is let in.
#ifndef RISK_SERVE_DOOR_H_
#define RISK_SERVE_DOOR_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "risk/serve/reply.h"

namespace risk::serve {

// What of a request is looked at; empty where the header is not there.
struct Headers {
  std::string method;
  std::string host;
  std::string origin;
  std::string content_type;
  bool has_body = false;
};

// Nothing if the request may come in, or else the refusal. With `any_host` the server may be called by any
// name, because it was told to listen to other computers.
std::optional<Reply> AtTheDoor(const Headers& headers, bool any_host);

// "127.0.0.1:8080" is this computer's own name for itself, with or without a port.
bool IsLoopback(absl::string_view host);

}  // namespace risk::serve

#endif  // RISK_SERVE_DOOR_H_
