#include "risk/serve/reply.h"

#include <nlohmann/json.hpp>

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
  const nlohmann::ordered_json error = {
      {"error",
       {{"code", code}, {"message", message}, {"path", ""}, {"problems", nlohmann::json::array()}}}};
  Reply reply;
  reply.status = status;
  reply.body = error.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return reply;
}

Reply Refuse(const c_api::Failure& failure) {
  Reply reply;
  reply.status = StatusOf(failure);
  reply.body = c_api::ErrorRecord(failure);
  return reply;
}

}  // namespace risk::serve
