#include <csignal>
#include <memory>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "risk/cli/commands.h"
#include "risk/cli/exit_codes.h"
#include "risk/cli/from_arguments.h"
#include "risk/serve/served_editions.h"
#include "risk/serve/server.h"

namespace risk::cli {
namespace {

// Signals that are waited for by one thread and reach no other: TERM and INT stop, HUP reloads.
sigset_t BlockSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

bool HasError(const std::vector<Problem>& problems) {
  for (const Problem& problem : problems) {
    if (problem.is_error()) return true;
  }
  return false;
}

void ReloadAndTell(serve::Server& server, const serve::ServedEditions& editions, Output& err) {
  const std::vector<Problem> problems = server.Reload();
  err.Write(HasError(problems)
                ? absl::StrCat(ToString(problems), "risk serve: not reloaded; still ", editions.full_name(), "\n")
                : absl::StrCat("risk serve: reloaded ", editions.full_name(), ", hash ",
                               editions.hash(), "\n"));
}

void ObeySignals(const sigset_t& signals, serve::Server& server,
                 const serve::ServedEditions& editions, Output& err) {
  for (;;) {
    int signal = 0;
    if (sigwait(&signals, &signal) != 0 || signal != SIGHUP) break;
    ReloadAndTell(server, editions, err);
  }
  server.Stop();
}

serve::ServeOptions ServeOptionsOf(const Arguments& arguments) {
  serve::ServeOptions options;
  options.listen = arguments.listen;
  options.port = arguments.port;
  options.jobs = ThreadsOf(arguments);
  options.most_bytes = static_cast<size_t>(arguments.most_bytes);
  options.most_milliseconds = int64_t{1000} * arguments.most_seconds;
  return options;
}

}  // namespace

int RunServe(const Arguments& arguments, const Streams& streams) {
  const sigset_t signals = BlockSignals();  // before there is a second thread
  auto editions = std::make_shared<serve::ServedEditions>(arguments.edition, arguments.bases);
  const std::vector<Problem> problems = editions->Reload();
  if (HasError(problems)) {
    streams.err->Write(ToString(problems));
    return ExitCodeFor(problems);
  }
  serve::Server server(ServeOptionsOf(arguments), editions);
  if (!server.Bind()) {
    streams.err->Write(absl::StrCat("risk serve: cannot listen at ",
                                    arguments.listen.empty() ? "127.0.0.1" : arguments.listen,
                                    ", port ", arguments.port,
                                    "\n  is it in use, or not this computer's? --port 0 takes one that is free\n"));
    return kUnreadable;
  }
  streams.out->Write(absl::StrCat("serving ", editions->full_name(), " at ", server.url(), "\n"));
  streams.out->Flush();
  std::thread obeying([&] { ObeySignals(signals, server, *editions, *streams.err); });
  server.Run();
  // Run may have ended by itself; the thread is woken to see it.
  pthread_kill(obeying.native_handle(), SIGTERM);
  obeying.join();
  return kFine;
}

}  // namespace risk::cli
