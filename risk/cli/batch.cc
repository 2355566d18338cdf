#include <unistd.h>

#include <atomic>
#include <csignal>
#include <string>

#include "absl/strings/str_cat.h"
#include "risk/case_batch.h"
#include "risk/cli/case_inputs.h"
#include "risk/cli/commands.h"
#include "risk/cli/from_arguments.h"

namespace risk::cli {
namespace {

constexpr int kInterrupted = 130;  // as shells have it for SIGINT

// Whoever interrupts a run gets whole results: while some are being written the run goes on to their end.
std::atomic<bool> is_writing{false};
std::atomic<bool> is_interrupted{false};

void Interrupt(int) {
  is_interrupted = true;
  if (!is_writing) _exit(kInterrupted);
}

class InterruptGuard {
 public:
  InterruptGuard() {
    struct sigaction action = {};
    action.sa_handler = Interrupt;
    sigaction(SIGINT, &action, &before_);
    sigaction(SIGTERM, &action, &before_term_);
  }
  ~InterruptGuard() {
    sigaction(SIGINT, &before_, nullptr);
    sigaction(SIGTERM, &before_term_, nullptr);
  }

 private:
  struct sigaction before_ = {}, before_term_ = {};
};

bool WriteWhole(absl::string_view lines, Output& out) {
  is_writing = true;
  out.Write(lines);
  out.Flush();
  is_writing = false;
  return !out.failed() && !is_interrupted;
}

BatchOptions OptionsFor(const Arguments& arguments) {
  BatchOptions options;
  options.cases = CaseOptionsOf(arguments);
  options.reading.allow_unknown_fields = arguments.allow_unknown_fields;
  options.reading.first_line = arguments.first_line;
  options.threads = ThreadsOf(arguments);
  options.is_strict = arguments.strict;
  options.form = arguments.format == Format::kCsv   ? BatchForm::kTable
                 : arguments.format == Format::kPbs ? BatchForm::kDelimited
                                                    : BatchForm::kLines;
  options.is_delimited = arguments.is_delimited;
  options.fields = arguments.fields;
  return options;
}

}  // namespace

int RunBatch(const Arguments& arguments, const Streams& streams) {
  Output& out = *streams.out;
  CaseBatch batch(OptionsFor(arguments));
  const InterruptGuard guard;
  if (!WriteWhole(batch.Heading(), out)) return is_interrupted ? kInterrupted : kFine;
  CaseInputs inputs(arguments, streams);
  const std::vector<std::string>& files = inputs.files();
  for (size_t i = 0; i < files.size(); ++i) {
    inputs.Begin(i);
    const absl::Status status = batch.Run(
        files[i], [&](absl::string_view lines) { return WriteWhole(lines, out); },
        [&](const BatchCount& count) {
          const double of_this = count.bytes_in_all == 0 ? 0
                                                         : static_cast<double>(count.bytes) /
                                                               static_cast<double>(count.bytes_in_all);
          inputs.CountAll(count.assessed, count.rejected - count.unreadable, count.unreadable, of_this);
        });
    if (is_interrupted) return kInterrupted;
    if (!status.ok()) {
      streams.err->Write(status.message());
      return kUsage;
    }
    if (out.failed()) break;
    if (arguments.strict && batch.count().rejected > 0) break;
  }
  const int code = inputs.Finish();
  if (batch.count().unreadable > 0) return kUnreadable;
  return batch.count().rejected > 0 ? kFindings : code;
}

}  // namespace risk::cli
