// The `risk` command.
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <new>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "google/protobuf/stubs/logging.h"
#include "risk/cli/arguments.h"
#include "risk/cli/commands.h"
#include "risk/cli/output.h"

namespace risk::cli {
namespace {

int Dispatch(const Arguments& arguments, const Streams& streams) {
  switch (arguments.command) {
    case Command::kAssess:
    case Command::kNext:
      return RunAssess(arguments, streams);
    case Command::kImpact:
      return RunImpact(arguments, streams);
    case Command::kAudit:
      return RunAudit(arguments, streams);
    case Command::kInspect:
      return RunInspect(arguments, streams);
    case Command::kOversight:
      return RunOversight(arguments, streams);
    case Command::kValidate:
      return RunValidate(arguments, streams);
    case Command::kCheck:
      return RunCheck(arguments, streams);
    case Command::kTest:
      return RunTest(arguments, streams);
    case Command::kMutate:
      return RunMutate(arguments, streams);
    case Command::kEditions:
      return RunEditions(arguments, streams);
    case Command::kServe:
      return RunServe(arguments, streams);
    case Command::kSchema:
      return RunSchema(arguments, streams);
    case Command::kExplain:
      return RunExplain(arguments, streams);
    case Command::kDiff:
      return RunDiff(arguments, streams);
    case Command::kNew:
      return RunNew(arguments, streams);
  }
  return kBug;
}

int Run(int count, const char* const* values, const Streams& streams) {
  const ParsedArguments parsed = ParseArguments(count, values);
  if (parsed.arguments.has_value()) return Dispatch(*parsed.arguments, streams);
  streams.out->Write(parsed.help);
  streams.err->Write(parsed.mistake);
  return parsed.mistake.empty() ? kFine : kUsage;
}

int Main(int count, const char* const* values) {
  PrepareStandardStreams();
  // Protobuf's own messages quote what it reads; every problem is reported by the readers.
  google::protobuf::SetLogHandler(nullptr);
  Output out(STDOUT_FILENO);
  Output err(STDERR_FILENO, 0);
  int code = kBug;
  std::string bug;
  try {
    code = Run(count, values, {&out, &err});
  } catch (const std::bad_alloc&) {
    // Said without taking any memory.
    static const char kNoMemory[] = "risk: out of memory\n  give it more, or fewer and smaller records\n";
    (void)!write(STDERR_FILENO, kNoMemory, sizeof kNoMemory - 1);
    return kUnreadable;
  } catch (const std::system_error& error) {
    err.Write(absl::StrCat("risk: cannot go on: ", error.what(), "\n"));  // no thread can be had
    return kUnreadable;
  } catch (const std::exception& error) {
    bug = error.what();
  } catch (...) {
    bug = "unknown exception";
  }
  out.Flush();
  if (code == kBug) {
    err.Write(absl::StrCat(
        "risk: internal error: ", bug,
        "\n  this is a bug; please report it with the command and, if it may be shown, "
        "the input\n"));
  }
  if (out.failed()) {
    // Whoever closes the pipe early, as `head` does, has seen enough and needs no message.
    if (out.error() != EPIPE) {
      err.Write(absl::StrCat("risk: cannot write to standard output: ", std::strerror(out.error()),
                             "\n"));
    }
    code = std::max<int>(code, kUnreadable);
  }
  return code;
}

}  // namespace
}  // namespace risk::cli

int main(int argc, char** argv) { return risk::cli::Main(argc, argv); }
