#include "risk/case_io/rejection.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_cat.h"

namespace risk {
namespace {

using Json = nlohmann::ordered_json;

std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool IsLimit(absl::string_view code) {
  return code == "too-much-work" || code == "too-large" || code == "too-deep" || code == "too-many";
}

std::string WithMore(const std::string& message, size_t problems) {
  return problems < 2 ? message : absl::StrCat(message, " (and ", problems - 1, " more)");
}

}  // namespace

Rejection RejectionOf(std::vector<InputProblem> problems) {
  Rejection rejection;
  rejection.code = "bad-case";
  for (const InputProblem& problem : problems) {
    if (problem.code == "cannot-read") rejection.code = problem.code;
    if (IsLimit(problem.code)) rejection.code = "limit";
  }
  if (!problems.empty()) {
    rejection.message = WithMore(problems.front().message, problems.size());
    rejection.path = problems.front().path;
  }
  rejection.problems = std::move(problems);
  return rejection;
}

Rejection RejectionOf(const std::vector<Problem>& edition_problems) {
  Rejection rejection;
  rejection.code = "bad-edition";
  for (const Problem& problem : edition_problems) {
    InputProblem same;
    same.file = same.path = problem.place.file;
    same.line = problem.place.line;
    same.column = problem.place.column;
    same.code = problem.code;
    same.message = problem.message;
    same.hint = problem.hint;
    rejection.problems.push_back(std::move(same));
    if (!problem.is_error()) continue;
    if (problem.code == "unknown-edition" || problem.code == "unreadable") rejection.code = "no-edition";
    if (IsLimit(problem.code)) rejection.code = "limit";
    if (!rejection.message.empty()) continue;
    rejection.message = absl::StrCat(problem.message, problem.hint.empty() ? "" : "; ", problem.hint);
    rejection.path = problem.place.file;
  }
  return rejection;
}

std::string QuotedJson(absl::string_view text) { return Dump(std::string(text)); }

std::string ProblemsJson(const std::vector<InputProblem>& problems) {
  Json array = Json::array();
  for (const InputProblem& problem : problems) {
    array.push_back({{"code", problem.code},
                     {"message", problem.message},
                     {"path", problem.path},
                     {"hint", problem.hint},
                     {"line", problem.line},
                     {"column", problem.column}});
  }
  return Dump(array);
}

std::string ErrorJson(absl::string_view code, absl::string_view message, absl::string_view path,
                      absl::string_view problems) {
  return absl::StrCat("{\"code\":", QuotedJson(code), ",\"message\":", QuotedJson(message), ",\"path\":", QuotedJson(path),
                      ",\"problems\":", problems, "}");
}

std::string ErrorJson(const Rejection& rejection) {
  return ErrorJson(rejection.code, rejection.message, rejection.path, ProblemsJson(rejection.problems));
}

}  // namespace risk
