#include "risk/serve/server.h"

#include <httplib.h>

#include <chrono>
#include <functional>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "risk/c_api/edition_handle.h"
#include "risk/dates.h"
#include "risk/json_schema.h"
#include "risk/serve/body.h"
#include "risk/serve/connection.h"
#include "risk/serve/door.h"
#include "risk/serve/metrics.h"
#include "risk/serve/openapi.h"
#include "risk/serve/page.h"
#include "risk/serve/question.h"
#include "risk/serve/turns.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"
#include "risk/version.h"

namespace risk::serve {
namespace {

using Clock = std::chrono::steady_clock;
using Json = nlohmann::ordered_json;

constexpr int kConnections = 64;
constexpr std::chrono::seconds kLongestIdle(5);
constexpr int kMostRequests = 10'000;  // on one connection

// Nothing of a case stays in a browser, and its pages load nothing from elsewhere.
constexpr char kPolicy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
// A report has its style inside.
constexpr char kReportPolicy[] =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Headers HeadersOf(const httplib::Request& request) {
  Headers headers;
  headers.method = request.method;
  headers.host = request.get_header_value("Host");
  headers.origin = request.get_header_value("Origin");
  headers.content_type = request.get_header_value("Content-Type");
  headers.has_body = request.has_header("Transfer-Encoding") ||
                     (request.has_header("Content-Length") && request.get_header_value("Content-Length") != "0");
  return headers;
}

void Send(const Reply& reply, httplib::Response& response) {
  response.status = reply.status;
  response.set_header("Cache-Control", "no-store");
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Referrer-Policy", "no-referrer");
  response.set_header("Cross-Origin-Resource-Policy", "same-origin");
  const bool is_report = absl::StartsWith(reply.type, "text/html") && !absl::StrContains(reply.body, "page.js");
  response.set_header("Content-Security-Policy", is_report ? kReportPolicy : kPolicy);
  if (reply.status == 405) response.set_header("Allow", "GET, HEAD, POST");
  if (reply.retry_after > 0) response.set_header("Retry-After", absl::StrCat(reply.retry_after));
  if (!reply.has_rest) {
    response.set_content(reply.body, reply.type);
    return;
  }
  // A provider that gives up after its last byte makes the server close the connection.
  response.set_header("Connection", "close");
  response.set_content_provider(reply.body.size(), reply.type, [body = reply.body](size_t offset, size_t, httplib::DataSink& sink) {
    sink.write(body.data() + offset, body.size() - offset);
    return false;
  });
}

Reply SchemaNamed(const std::string& which) {
  Reply reply;
  reply.type = "application/schema+json";
  if (which == "input") {
    static const std::string& schema = *new std::string(JsonSchema(*v1::Case::descriptor(), JsonUse::kInput));
    reply.body = schema;
  } else if (which == "output") {
    reply.body = JsonSchema(*v1::Assessment::descriptor(), JsonUse::kOutput);
  } else if (which == "asks") {
    reply.body = JsonSchema(*v1::Asks::descriptor(), JsonUse::kOutput);
  } else {
    return Refuse(404, "not-found", "which schema? one of input, output, asks");
  }
  return reply;
}

ConnectionLimits LimitsOf(const ServeOptions& options) {
  ConnectionLimits limits;
  limits.most_bytes = options.most_bytes;
  limits.longest = std::chrono::milliseconds(options.most_milliseconds);
  return limits;
}

// The library's server with limits on each connection; see Connection.
class LimitedServer : public httplib::Server {
 public:
  explicit LimitedServer(const ConnectionLimits& limits) : limits_(limits) {}

 private:
  bool process_and_close_socket(socket_t socket) override {
    Connection connection(socket, limits_);
    const auto is_ending = [this] { return svr_sock_ == INVALID_SOCKET; };
    bool is_fine = true;
    for (int left = kMostRequests; left > 0 && is_fine; --left) {
      if (!connection.AwaitRequest(kLongestIdle, is_ending)) break;
      bool is_closed = false;
      is_fine = process_request(connection, left == 1, is_closed, nullptr) && !is_closed && !connection.is_spent();
    }
    connection.Close(!is_fine);
    return is_fine;
  }

  const ConnectionLimits limits_;
};

}  // namespace

class Server::Routes {
 public:
  Routes(const ServeOptions& options, std::shared_ptr<ServedEditions> editions);

  bool Bind() {
    const std::string host = options_.listen.empty() ? "127.0.0.1" : options_.listen;
    port_ = options_.port == 0 ? http_.bind_to_any_port(host)
                               : (http_.bind_to_port(host, options_.port) ? options_.port : -1);
    return port_ > 0;
  }
  std::string url() const {
    const std::string host = options_.listen.empty() ? "127.0.0.1" : options_.listen;
    return absl::StrCat("http://", absl::StrContains(host, ':') ? absl::StrCat("[", host, "]") : host, ":", port_, "/");
  }
  void Run() { http_.listen_after_bind(); }
  void Stop() { http_.stop(); }

  std::vector<Problem> Reload() {
    std::vector<Problem> problems = editions_->Reload();
    bool is_fine = true;
    for (const Problem& problem : problems) is_fine &= !problem.is_error();
    metrics_.CountReload(is_fine);
    return problems;
  }

 private:
  using Handler = std::function<Reply(const httplib::Request&)>;
  using BodyHandler = std::function<Reply(const httplib::Request&, std::string body)>;

  void Get(const std::string& pattern, const std::string& route, const Handler& handler);
  void Post(const std::string& pattern, const std::string& route, const BodyHandler& handler);
  // Runs a handler, counts it and sends what it gives.
  void Handle(const std::string& route, httplib::Response& response, const std::function<Reply()>& handler);
  void AddQuestion(const std::string& path, Question::Kind kind);
  Reply Ask(Question::Kind kind, const httplib::Request& request, std::string body);
  Reply EditionList() const;
  Reply EditionNamed(const std::string& name) const;
  Reply ReloadByRequest();

  const ServeOptions options_;
  const std::shared_ptr<ServedEditions> editions_;
  Turns turns_;
  Metrics metrics_;
  LimitedServer http_;
  int port_ = 0;
};

Server::Routes::Routes(const ServeOptions& options, std::shared_ptr<ServedEditions> editions)
    : options_(options), editions_(std::move(editions)), turns_(options.jobs), http_(LimitsOf(options)) {
  http_.new_task_queue = [] { return new httplib::ThreadPool(kConnections); };
  http_.set_tcp_nodelay(true);
  // Two servers must not share a port unnoticed, as they would with the library's own choice.
  http_.set_socket_options([](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
  });
  http_.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
    const std::optional<Reply> refusal = AtTheDoor(HeadersOf(request), !options_.listen.empty());
    if (!refusal.has_value()) return httplib::Server::HandlerResponse::Unhandled;
    Handle("refused", response, [&] {
      Reply reply = *refusal;
      reply.has_rest = true;
      return reply;
    });
    return httplib::Server::HandlerResponse::Handled;
  });
  // Of what never reached a route: a request that is none, a header that is too long.
  http_.set_error_handler([](const httplib::Request&, httplib::Response& response) {
    if (response.body.empty() && !response.content_provider_) {
      const int status = response.status;
      Send(Refuse(status, status == 404 ? "not-found" : "bad-request", "the request is not understood"), response);
    }
  });

  AddQuestion("/v1/assess", Question::Kind::kAssess);
  AddQuestion("/v1/next", Question::Kind::kNext);
  AddQuestion("/v1/validate", Question::Kind::kValidate);
  Post("/v1/reload", "/v1/reload", [this](const httplib::Request&, const std::string&) { return ReloadByRequest(); });
  Post(".*", "other", [](const httplib::Request&, const std::string&) {
    return Refuse(404, "not-found", "nothing takes a POST here; /openapi.json lists what there is");
  });
  Get("/v1/editions", "/v1/editions", [this](const httplib::Request&) { return EditionList(); });
  Get("/v1/editions/([^/]*)", "/v1/editions/NAME", [this](const httplib::Request& request) { return EditionNamed(request.matches[1]); });
  Get("/v1/schema/([^/]*)", "/v1/schema", [](const httplib::Request& request) { return SchemaNamed(request.matches[1]); });
  Get("/openapi.json", "/openapi.json", [](const httplib::Request&) {
    static const std::string& document = *new std::string(OpenApi());
    Reply reply;
    reply.body = document;
    return reply;
  });
  Get("/healthz", "/healthz", [this](const httplib::Request&) {
    Reply reply;
    reply.body = Dump({{"status", "ok"}, {"version", kLibraryVersion}, {"edition", editions_->full_name()}, {"hash", editions_->hash()}});
    return reply;
  });
  Get("/metrics", "/metrics", [this](const httplib::Request&) {
    Reply reply;
    reply.type = "text/plain; version=0.0.4; charset=utf-8";
    reply.body = metrics_.ToText(editions_->full_name(), editions_->hash());
    return reply;
  });
  Get("/v1/(assess|next|validate|reload)", "other", [](const httplib::Request&) {
    return Refuse(405, "bad-method", "this takes a POST");
  });
  Get(".*", "page", [](const httplib::Request& request) { return PageFile(request.path); });
}

void Server::Routes::Handle(const std::string& route, httplib::Response& response, const std::function<Reply()>& handler) {
  metrics_.Begin();
  const Clock::time_point begin = Clock::now();
  Reply reply;
  try {
    reply = handler();
  } catch (const std::bad_alloc&) {
    reply = Refuse(503, "no-memory", "no memory");
  } catch (const std::exception& error) {
    reply = Refuse(500, "bug", absl::StrCat("internal error, please report it: ", error.what()));
  }
  metrics_.End(route, reply.status, Clock::now() - begin);
  Send(reply, response);
}

void Server::Routes::Get(const std::string& pattern, const std::string& route, const Handler& handler) {
  http_.Get(pattern, [this, route, handler](const httplib::Request& request, httplib::Response& response) {
    Handle(route, response, [&] { return handler(request); });
  });
}

void Server::Routes::Post(const std::string& pattern, const std::string& route, const BodyHandler& handler) {
  http_.Post(pattern, [this, route, handler](const httplib::Request& request, httplib::Response& response,
                                             const httplib::ContentReader& reader) {
    Handle(route, response, [&] {
      Body body(options_.most_bytes, std::chrono::milliseconds(options_.most_milliseconds));
      const bool is_read = reader([&body](const char* bytes, size_t size) { return body.Take({bytes, size}); });
      if (std::optional<Reply> refusal = body.Refusal(is_read); refusal.has_value()) return *std::move(refusal);
      return handler(request, body.text());
    });
  });
}

void Server::Routes::AddQuestion(const std::string& path, Question::Kind kind) {
  Post(path, path, [this, kind](const httplib::Request& request, std::string body) {
    return Ask(kind, request, std::move(body));
  });
}

Reply Server::Routes::Ask(Question::Kind kind, const httplib::Request& request, std::string body) {
  const Turn turn(turns_, std::chrono::milliseconds(options_.most_milliseconds));
  if (!turn.came()) {
    Reply busy = Refuse(503, "busy", "too many requests wait; try again");
    busy.retry_after = 1;
    return busy;
  }
  Question question;
  question.kind = kind;
  question.options = {request.params.begin(), request.params.end()};
  question.record = std::move(body);
  question.most_bytes = options_.most_bytes;
  question.most_milliseconds = options_.most_milliseconds;
  return Answer(question, *editions_);
}

Reply Server::Routes::EditionList() const {
  Json json = Json::parse(c_api::DescribeLibrary());
  json.erase("abi_version");
  json["served"] = {{"name", editions_->full_name()}, {"hash", editions_->hash()}};
  Reply reply;
  reply.body = Dump(json);
  return reply;
}

Reply Server::Routes::EditionNamed(const std::string& name) const {
  if (!editions_->MayBeAskedFor(name)) return Refuse(404, "no-edition", "there is no such edition here; /v1/editions lists them");
  const bool is_served = name == editions_->full_name();
  const std::shared_ptr<EditionChoice> now = editions_->Now();
  const EditionChoice::Chosen& chosen = now->For(is_served ? editions_->name() : name, Today());
  if (!chosen.assessor.has_value()) return Refuse(c_api::BadEdition(chosen.problems));
  risk_edition handle(*chosen.assessor);
  handle.name = chosen.assessor->edition().name();
  handle.warnings = chosen.problems;
  Reply reply;
  reply.body = c_api::DescribeEdition(handle);
  return reply;
}

Reply Server::Routes::ReloadByRequest() {
  if (!options_.listen.empty()) {
    return Refuse(403, "refused", "other computers can ask here, so send the signal HUP to reload");
  }
  const std::vector<Problem> problems = Reload();
  for (const Problem& problem : problems) {
    if (problem.is_error()) return Refuse(c_api::BadEdition(problems));
  }
  Reply reply;
  reply.body = Dump({{"served", {{"name", editions_->full_name()}, {"hash", editions_->hash()}}}});
  return reply;
}

Server::Server(const ServeOptions& options, std::shared_ptr<ServedEditions> editions)
    : routes_(std::make_unique<Routes>(options, std::move(editions))) {}
Server::~Server() = default;

bool Server::Bind() { return routes_->Bind(); }
std::string Server::url() const { return routes_->url(); }
void Server::Run() { routes_->Run(); }
void Server::Stop() { routes_->Stop(); }
std::vector<Problem> Server::Reload() { return routes_->Reload(); }

}  // namespace risk::serve
