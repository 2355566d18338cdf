#include "risk/serve/door.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace risk::serve {
namespace {

// "[::1]:8080" is "[::1]".
absl::string_view WithoutPort(absl::string_view host) {
  const size_t bracket = host.rfind(']');
  const size_t colon = host.rfind(':');
  const bool has_port = colon != absl::string_view::npos &&
                        (bracket == absl::string_view::npos || colon > bracket);
  return has_port ? host.substr(0, colon) : host;
}

// "application/json; charset=utf-8" is "application/json".
std::string MediaType(absl::string_view type) {
  return absl::AsciiStrToLower(absl::StripAsciiWhitespace(type.substr(0, type.find(';'))));
}

// The form type is what curl says where nobody tells it otherwise; the body is read as it is.
constexpr std::array<absl::string_view, 7> kTypes = {
    "", "application/json", "application/octet-stream", "application/protobuf",
    "application/x-protobuf", "application/x-www-form-urlencoded", "text/plain"};

bool IsOwnOrigin(const Headers& headers) {
  absl::string_view origin = headers.origin;
  return (absl::ConsumePrefix(&origin, "http://") || absl::ConsumePrefix(&origin, "https://")) &&
         absl::EqualsIgnoreCase(origin, headers.host);
}

}  // namespace

bool IsLoopback(absl::string_view host) {
  const std::string name = absl::AsciiStrToLower(WithoutPort(host));
  return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

std::optional<Reply> AtTheDoor(const Headers& headers, bool any_host) {
  if (!any_host && !IsLoopback(headers.host)) {
    return Refuse(403, "refused", "this server answers under the names localhost, 127.0.0.1 and [::1] only; risk serve --listen is for others");
  }
  if (!headers.origin.empty() && !IsOwnOrigin(headers)) {
    return Refuse(403, "refused", "pages of other sites may not ask here");
  }
  if (headers.method != "GET" && headers.method != "HEAD" && headers.method != "POST") {
    return Refuse(405, "bad-method", "GET, HEAD and POST are understood");
  }
  if (headers.method != "POST" && headers.has_body) {
    return Refuse(400, "bad-body", "only POST takes a body");
  }
  if (headers.method == "POST" &&
      std::find(kTypes.begin(), kTypes.end(), MediaType(headers.content_type)) == kTypes.end()) {
    return Refuse(415, "bad-type", "a body is application/json, application/x-protobuf or text/plain");
  }
  return std::nullopt;
}

}  // namespace risk::serve
