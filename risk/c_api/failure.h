// What a call of the C interface ends with, and the guard that lets nothing else out.
#ifndef RISK_C_API_FAILURE_H_
#define RISK_C_API_FAILURE_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "risk/c_api.h"
#include "risk/case_io/problem.h"
#include "risk/textproto/problem.h"

struct risk_error {
  int code = RISK_OK;
  std::string message;
  std::string path;
  std::string problems = "[]";
};

namespace risk::c_api {

using Failure = risk_error;

inline Failure Fine() { return {}; }
Failure BadArgument(std::string message, std::string path = "");
// Of a case: the first problem in words, all of them as JSON.
Failure BadCase(std::vector<InputProblem> problems);
// Of an edition that could not be loaded.
Failure BadEdition(const std::vector<Problem>& problems);

// Problems as a JSON array; hints name options as this interface has them.
std::string ToJson(std::vector<InputProblem> problems);
// Problems of an edition as a JSON array, with their severity; text that is not UTF-8 is mended.
std::string ToJson(const std::vector<Problem>& problems);
// {"error": …}, see risk/case_io/rejection.h, for a record of a batch.
std::string ErrorRecord(const Failure& failure);

// Runs `body`, catches everything, and hands the failure over to the caller. Never throws, but for the
// unwinding of a thread that is cancelled.
int Guard(risk_error** error, absl::FunctionRef<Failure()> body);

// Hands a text over; `size` may be null. Throws std::bad_alloc.
void Give(absl::string_view text, char** result, size_t* size);

enum class LogLevel { kInformation, kWarning, kError };
void Log(LogLevel level, const std::string& message);

}  // namespace risk::c_api

#endif  // RISK_C_API_FAILURE_H_
