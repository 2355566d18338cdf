#include "risk/serve/reply.h"

#include "absl/strings/str_cat.h"
#include "risk/case_io/rejection.h"

namespace risk::serve {
namespace {

int StatusOf(const c_api::Failure& failure) {
  switch (failure.code) {
    case RISK_BAD_ARGUMENT:
      return 400;
    case RISK_BAD_CASE:
      return 422;
    case RISK_NO_EDITION:
      return 404;
    case RISK_LIMIT:
      // With problems it is the record that is too large; without, the time is over.
      return failure.problems == "[]" ? 503 : 413;
    case RISK_CANCELLED:
    case RISK_NO_MEMORY:
      return 503;
    default:
      return 500;
  }
}

}  // namespace

Reply Refuse(int status, const std::string& code, const std::string& message) {
  Reply reply;
  reply.status = status;
  reply.body = absl::StrCat("{\"error\":", ErrorJson(code, message, "", "[]"), "}");
  return reply;
}

Reply Refuse(const c_api::Failure& failure) {
  Reply reply;
  reply.status = StatusOf(failure);
  reply.body = c_api::ErrorRecord(failure);
  return reply;
}

}  // namespace risk::serve
