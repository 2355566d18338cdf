// Every call of the C interface with an allocator that fails: at each point (of the first ones, and of a sample
// of the rest) the call ends with RISK_NO_MEMORY or as it would have, nothing crashes, and the next call gives
// what it gave before. Each point is tried in a process of its own.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <new>
#include <string>
#include <vector>

#include "risk/c_api.h"
#include "tests/c_api/check.h"

namespace {

// Allocations until one fails, and all after it, until it is set again. Below 0: none fails.
thread_local int64_t left = -1;
thread_local int64_t made = 0;

bool Fails() {
  ++made;
  if (left < 0) return false;
  if (left > 0) --left;
  return left == 0;
}

void* Allocate(size_t size) {
  if (void* memory = Fails() ? nullptr : std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}

void* Allocate(size_t size, std::align_val_t alignment) {
  const size_t to = static_cast<size_t>(alignment);
  if (void* memory = Fails() ? nullptr : std::aligned_alloc(to, (size + to - 1) / to * to)) return memory;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(size_t size) { return Allocate(size); }
void* operator new[](size_t size) { return Allocate(size); }
void* operator new(size_t size, std::align_val_t alignment) { return Allocate(size, alignment); }
void* operator new[](size_t size, std::align_val_t alignment) { return Allocate(size, alignment); }
void* operator new(size_t size, const std::nothrow_t&) noexcept { return Fails() ? nullptr : std::malloc(size); }
void* operator new[](size_t size, const std::nothrow_t&) noexcept { return Fails() ? nullptr : std::malloc(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, size_t, std::align_val_t) noexcept { std::free(memory); }

namespace {

constexpr char kEdition[] =
    "id: 'small' version: '1' title: 'Small' jurisdiction: 'Nowhere' in_force { from { year: 2020 month: 1 day: 1 } } ";
constexpr char kRules[] =
    "topic: 'T'\n"
    "fact { id: 'weapon' value: 'offending.convictions.exists(c, c.weapon)' because: 'Reason.' }\n"
    "factor { id: 'used_weapon' title: 'W' kind: STATIC at_risk: PUBLIC when: 'fact.weapon' because: 'Reason.' "
    "source { title: 'S' clause: '1' mark: PROPOSAL } }\n";

// A record with several lists, answers and dates, and a bad one.
const std::string& Record() {
  static const std::string& record = *new std::string(
      R"({"case_id":"a","assessment_date":"2026-06-01","person":{"born_on":"1990-02-03"},
      "relationships":{"people":[{"id":"p1","kind":"PARTNER"}],"children":[{"id":"c1","age_years":7}]},
      "offending":{"convictions":[{"convicted_on":"2024-03","weapon":true},{"convicted_on":"2020-01-02"}]},
      "domestic_abuse":{"incidents":[{"happened_on":"2026-01-01"},{"happened_on":"2025-11-05"}]},
      "enquiries":[{"to":"N/A","made_on":"2026-02-02"}]})");
  return record;
}
const char kBad[] = R"({"case_id":"a","person":{"born_on":"2031-02-30"},"no_such":[1,{"x":2}]})";

struct Answer {
  int code = RISK_OK;
  std::string text;
};

Answer Take(int code, char* text, risk_error* error) {
  Answer answer;
  answer.code = code;
  left = -1;  // copying is the test's own
  if (text != nullptr) answer.text = text;
  if (error != nullptr && code != RISK_NO_MEMORY) answer.text += risk_error_problems(error);
  CHECK(risk_error_code(error) == code || error == nullptr);
  CHECK(code == RISK_OK || error != nullptr);
  risk_free(text);
  risk_error_free(error);
  return answer;
}

risk_edition* edition = nullptr;
risk_options* explanations = nullptr;

Answer Assess(const char* record, size_t size, const risk_options* options) {
  char* text = nullptr;
  risk_error* error = nullptr;
  const int code = risk_assess(edition, record, size, options, &text, nullptr, &error);
  return Take(code, text, error);
}

struct Call {
  const char* name;
  int sample;  // points tried behind the first ones
  std::function<Answer()> call;
};

const std::vector<Call>& Calls() {
  static const std::vector<Call>& calls = *new std::vector<Call>{
      {"assess", 60, [] { return Assess(Record().data(), Record().size(), nullptr); }},
      {"assess with explanations", 150, [] { return Assess(Record().data(), Record().size(), explanations); }},
      {"assess a bad case", 60, [] { return Assess(kBad, sizeof kBad - 1, nullptr); }},
      {"next", 60,
       [] {
         char* text = nullptr;
         risk_error* error = nullptr;
         const int code = risk_next(edition, Record().data(), Record().size(), nullptr, &text, nullptr, &error);
         return Take(code, text, error);
       }},
      {"validate", 60,
       [] {
         char* text = nullptr;
         risk_error* error = nullptr;
         const int code = risk_validate(kBad, sizeof kBad - 1, nullptr, &text, nullptr, &error);
         return Take(code, text, error);
       }},
      {"open an edition from texts", 150,
       [] {
         const risk_file files[] = {{"edition.textproto", kEdition, sizeof kEdition - 1},
                                    {"rules.textproto", kRules, sizeof kRules - 1}};
         risk_edition* opened = nullptr;
         risk_error* error = nullptr;
         const int code = risk_edition_open_files(files, 2, nullptr, &opened, &error);
         left = -1;
         Answer answer = Take(code, nullptr, error);
         if (opened != nullptr) answer.text = risk_edition_hash(opened);
         risk_edition_free(opened);
         return answer;
       }},
      {"options", 60,
       [] {
         risk_options* options = nullptr;
         risk_error* error = nullptr;
         int code = risk_options_new(&options, &error);
         constexpr char kJson[] = R"({"detail": "explanations", "assessed_on": "2026-06-01"})";
         if (code == RISK_OK) code = risk_options_set_json(options, kJson, sizeof kJson - 1, &error);
         left = -1;
         risk_options_free(options);
         return Take(code, nullptr, error);
       }},
  };
  return calls;
}

// Whether a call goes well though the allocation of that number fails; runs in a process of its own.
bool GoesWell(const Call& call, const Answer& expected, int64_t at) {
  left = at;
  const Answer answer = call.call();
  left = -1;
  if (answer.code != RISK_NO_MEMORY && (answer.code != expected.code || answer.text != expected.text)) {
    std::fprintf(stderr, "%s: another result: %d\n", call.name, answer.code);
    return false;
  }
  const Answer after = call.call();
  if (after.code == expected.code && after.text == expected.text) return true;
  std::fprintf(stderr, "%s: another result afterwards: %d\n", call.name, after.code);
  return false;
}

int Try(const Call& call) {
  call.call();  // what is made once
  const Answer expected = call.call();
  const int64_t before = made;
  call.call();
  const int64_t all = made - before;
  int bad = 0, tried = 0;
  const int64_t step = std::max<int64_t>(1, all / call.sample);
  for (int64_t at = 1; at <= all; at += at < 100 ? 1 : step) {
    ++tried;
    const pid_t child = fork();
    if (child == 0) _exit(GoesWell(call, expected, at) ? 0 : 1);
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) continue;
    std::fprintf(stderr, "%s: allocation %lld of %lld: %s %d\n", call.name, static_cast<long long>(at),
                 static_cast<long long>(all), WIFSIGNALED(status) ? "signal" : "exit",
                 WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    ++bad;
  }
  std::printf("%-28s %8lld allocations, %4d points tried, %d bad\n", call.name, static_cast<long long>(all), tried, bad);
  std::fflush(stdout);
  return bad;
}

}  // namespace

int main() {
  CHECK(risk_edition_open("england_wales", nullptr, &edition, nullptr) == RISK_OK);
  CHECK(risk_options_new(&explanations, nullptr) == RISK_OK);
  CHECK(risk_options_set(explanations, "detail", "explanations", nullptr) == RISK_OK);
  int bad = 0;
  for (const Call& call : Calls()) bad += Try(call);
  return bad == 0 ? 0 : 1;
}
