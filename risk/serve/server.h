// The library over HTTP, for other programs on the same computer.
//
//   ServeOptions options;
//   auto editions = std::make_shared<ServedEditions>("", std::vector<std::string>{});
//   editions->Reload();
//   Server server(options, editions);
//   if (server.Bind()) server.Run();  // until another thread calls Stop
//
#ifndef RISK_SERVE_SERVER_H_
#define RISK_SERVE_SERVER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "risk/serve/served_editions.h"

namespace risk::serve {

struct ServeOptions {
  std::string listen;  // address to be reached at by other computers; empty: this computer only
  int port = 8080;     // 0: any that is free
  int jobs = 1;        // assessments at a time; more wait
  size_t most_bytes = size_t{8} << 20;  // of a request, unpacked
  int64_t most_milliseconds = 10'000;   // for reading a request, for waiting, and for answering
};

// Answers
//   GET  /                 the page
//   POST /v1/assess, /v1/next, /v1/validate      one case; options as in OptionsOf (question.h)
//   GET  /v1/editions, /v1/editions/NAME, /v1/schema/{input,output,asks}
//   POST /v1/reload        as Reload; only where no other computer can ask
//   GET  /healthz, /metrics, /openapi.json
// Whatever fails gives {"error": …} (reply.h) and the status that fits. Nothing of a case is kept, logged
// or counted by. There is neither encryption nor a password: for other computers put something in front of
// it that has both.
// Limits: those of ServeOptions; 64 kB of header; 64 connections at a time, others wait; one that is idle
// for five seconds is closed.
class Server {
 public:
  Server(const ServeOptions& options, std::shared_ptr<ServedEditions> editions);
  ~Server();

  // False if the address or port is not to be had.
  bool Bind();
  // Once it is bound.
  std::string url() const;

  // Answers until Stop; then what has begun is finished.
  void Run();

  // From any thread, not from a signal handler.
  void Stop();
  // Reads the edition anew; requests that have begun keep the former one. With an error in what is
  // given back the former one stays.
  std::vector<Problem> Reload();

 private:
  class Routes;
  std::unique_ptr<Routes> routes_;
};

}  // namespace risk::serve

#endif  // RISK_SERVE_SERVER_H_
