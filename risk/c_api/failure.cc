#include "risk/c_api/failure.h"

#include <cxxabi.h>

#include <cstdlib>
#include <cstring>
#include <exception>
#include <mutex>
#include <new>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "risk/case_io/rejection.h"

namespace risk::c_api {
namespace {

using Json = nlohmann::ordered_json;

// What the command writes "--assessed-on" is here the option "assessed_on".
std::string AsOptions(absl::string_view hint) {
  std::string result;
  for (absl::string_view word : absl::StrSplit(hint, ' ')) {
    if (!result.empty()) result += ' ';
    result += absl::ConsumePrefix(&word, "--") ? absl::StrReplaceAll(word, {{"-", "_"}}) : std::string(word);
  }
  return result;
}

std::vector<InputProblem> ForOptions(std::vector<InputProblem> problems) {
  for (InputProblem& problem : problems) problem.hint = AsOptions(problem.hint);
  return problems;
}

Json ToObject(const Problem& problem) {
  return {{"code", problem.code},
          {"message", problem.message},
          {"path", problem.place.file},
          {"hint", AsOptions(problem.hint)},
          {"line", problem.place.line},
          {"column", problem.place.column},
          {"severity", problem.is_error() ? "error" : "warning"}};
}

// Made when the library is loaded: there may be no memory to say that there is none.
risk_error& NoMemory() {
  static risk_error& error = *new risk_error{RISK_NO_MEMORY, "no memory", "", "[]"};
  return error;
}
const risk_error& kNoMemoryIsMade = NoMemory();

std::mutex& LogMutex() {
  static std::mutex& mutex = *new std::mutex;
  return mutex;
}
risk_log_callback log_callback = nullptr;
void* log_context = nullptr;

int Report(Failure failure, risk_error** error) {
  const int code = failure.code;
  if (code == RISK_BUG) Log(LogLevel::kError, failure.message);
  if (error != nullptr) *error = new risk_error(std::move(failure));
  return code;
}

Failure Bug(absl::string_view what) {
  Failure failure;
  failure.code = RISK_BUG;
  failure.message = absl::StrCat("internal error, please report it: ", what);
  return failure;
}

Failure Caught(absl::FunctionRef<Failure()> body) {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    return Bug(error.what());
#ifdef __GLIBCXX__
  } catch (const abi::__forced_unwind&) {
    throw;
#endif
  } catch (...) {
    return Bug("unknown exception");
  }
}

}  // namespace

Failure BadArgument(std::string message, std::string path) {
  return {RISK_BAD_ARGUMENT, std::move(message), std::move(path), "[]"};
}

std::string ToJson(std::vector<InputProblem> problems) { return ProblemsJson(ForOptions(std::move(problems))); }

std::string ToJson(const std::vector<Problem>& problems) {
  Json array = Json::array();
  for (const Problem& problem : problems) array.push_back(ToObject(problem));
  return array.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Failure BadCase(std::vector<InputProblem> problems) {
  const Rejection rejection = RejectionOf(ForOptions(std::move(problems)));
  const int code = rejection.code == "limit" ? RISK_LIMIT : RISK_BAD_CASE;
  return {code, rejection.message, rejection.path, ProblemsJson(rejection.problems)};
}

Failure BadEdition(const std::vector<Problem>& problems) {
  const Rejection rejection = RejectionOf(problems);
  const int code = rejection.code == "limit"        ? RISK_LIMIT
                   : rejection.code == "no-edition" ? RISK_NO_EDITION
                                                    : RISK_BAD_EDITION;
  return {code, AsOptions(rejection.message), rejection.path, ToJson(problems)};
}

std::string ErrorRecord(const Failure& failure) {
  return absl::StrCat(
      "{\"error\":", ErrorJson(risk_code_name(failure.code), failure.message, failure.path, failure.problems), "}");
}

int Guard(risk_error** error, absl::FunctionRef<Failure()> body) {
  if (error != nullptr) *error = nullptr;
  try {
    Failure failure = Caught(body);
    return failure.code == RISK_OK ? RISK_OK : Report(std::move(failure), error);
  } catch (const std::bad_alloc&) {
    if (error != nullptr) *error = &NoMemory();
    return RISK_NO_MEMORY;
  }
}

void Give(absl::string_view text, char** result, size_t* size) {
  char* copy = static_cast<char*>(std::malloc(text.size() + 1));
  if (copy == nullptr) throw std::bad_alloc();
  if (!text.empty()) std::memcpy(copy, text.data(), text.size());
  copy[text.size()] = '\0';
  *result = copy;
  if (size != nullptr) *size = text.size();
}

void Log(LogLevel level, const std::string& message) {
  const std::lock_guard<std::mutex> lock(LogMutex());
  if (log_callback == nullptr) return;
  try {
    log_callback(log_context, static_cast<int>(level), message.c_str());
#ifdef __GLIBCXX__
  } catch (const abi::__forced_unwind&) {
    throw;
#endif
  } catch (...) {  // of the caller's own making, and nothing hangs on it
  }
}

}  // namespace risk::c_api

extern "C" {

int risk_error_code(const risk_error* error) { return error == nullptr ? RISK_OK : error->code; }

const char* risk_error_message(const risk_error* error) {
  return error == nullptr ? "" : error->message.c_str();
}

const char* risk_error_path(const risk_error* error) {
  return error == nullptr ? "" : error->path.c_str();
}

const char* risk_error_problems(const risk_error* error) {
  return error == nullptr ? "[]" : error->problems.c_str();
}

void risk_error_free(risk_error* error) {
  if (error != &risk::c_api::kNoMemoryIsMade) delete error;
}

const char* risk_code_name(int code) {
  switch (code) {
    case RISK_OK:
      return "ok";
    case RISK_BAD_ARGUMENT:
      return "bad-argument";
    case RISK_BAD_CASE:
      return "bad-case";
    case RISK_NO_EDITION:
      return "no-edition";
    case RISK_BAD_EDITION:
      return "bad-edition";
    case RISK_LIMIT:
      return "limit";
    case RISK_CANCELLED:
      return "cancelled";
    case RISK_CALLBACK:
      return "callback";
    case RISK_NO_MEMORY:
      return "no-memory";
    case RISK_BAD_VERSION:
      return "bad-version";
    case RISK_BUG:
      return "bug";
    default:
      return "unknown";
  }
}

void risk_set_log(risk_log_callback callback, void* context) {
  const std::lock_guard<std::mutex> lock(risk::c_api::LogMutex());
  risk::c_api::log_callback = callback;
  risk::c_api::log_context = context;
}

}  // extern "C"
