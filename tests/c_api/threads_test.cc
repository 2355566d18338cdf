// Eight threads with one edition that is opened anew in the middle, calls that are cancelled or have no time,
// and callbacks that throw.
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "risk/c_api.h"
#include "tests/c_api/check.h"

namespace {

const std::string& Record() {
  static const std::string& record = *new std::string([] {
    std::string json = R"({"case_id":"a","assessment_date":"2026-06-01","domestic_abuse":{"incidents":[)";
    for (int i = 0; i < 60; ++i) {
      json += (i == 0 ? "" : ",") + std::string(R"({"id":"i)") + std::to_string(i) + R"(","happened_on":"2025-0)" +
              std::to_string(1 + i % 9) + R"(-01"})";
    }
    return json + "]}}";
  }());
  return record;
}

risk_edition* Open() {
  risk_edition* edition = nullptr;
  CHECK(risk_edition_open("england_wales", nullptr, &edition, nullptr) == RISK_OK);
  return edition;
}

std::string Assess(const risk_edition* edition, const risk_options* options, int expected) {
  char* json = nullptr;
  risk_error* error = nullptr;
  const int code = risk_assess(edition, Record().data(), Record().size(), options, &json, nullptr, &error);
  if (code != expected) std::fprintf(stderr, "code %d: %s\n", code, risk_error_message(error));
  CHECK(code == expected);
  std::string text = json == nullptr ? "" : json;
  risk_free(json);
  risk_error_free(error);
  return text;
}

// What a program does that changes over to another edition while it works.
class Current {
 public:
  Current() : edition_(Open()) {}
  ~Current() { risk_edition_free(edition_); }
  risk_edition* Share() {
    const std::lock_guard<std::mutex> lock(mutex_);
    risk_edition* shared = nullptr;
    CHECK(risk_edition_share(edition_, &shared, nullptr) == RISK_OK);
    return shared;
  }
  void Reload() {
    risk_edition* fresh = Open();
    const std::lock_guard<std::mutex> lock(mutex_);
    risk_edition_free(edition_);
    edition_ = fresh;
  }

 private:
  std::mutex mutex_;
  risk_edition* edition_;
};

void ThreadsAgree() {
  Current current;
  risk_edition* edition = current.Share();
  const std::string expected = Assess(edition, nullptr, RISK_OK);
  risk_edition_free(edition);
  std::atomic<int> done{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 12; ++j) {
        risk_edition* mine = current.Share();
        CHECK(Assess(mine, nullptr, RISK_OK) == expected);
        risk_edition_free(mine);
        ++done;
      }
    });
  }
  for (int i = 0; i < 3; ++i) current.Reload();
  for (std::thread& thread : threads) thread.join();
  CHECK(done == 96);
}

void CallsEndEarly() {
  risk_edition* edition = Open();
  risk_options* options = nullptr;
  risk_cancel* cancel = nullptr;
  CHECK(risk_options_new(&options, nullptr) == RISK_OK);
  CHECK(risk_cancel_new(&cancel, nullptr) == RISK_OK);
  CHECK(risk_options_set(options, "detail", "explanations", nullptr) == RISK_OK);
  CHECK(risk_options_set(options, "most_milliseconds", "1", nullptr) == RISK_OK);
  Assess(edition, options, RISK_LIMIT);
  CHECK(risk_options_set(options, "most_milliseconds", "600000", nullptr) == RISK_OK);
  CHECK(risk_options_set_cancel(options, cancel, nullptr) == RISK_OK);
  Assess(edition, options, RISK_OK);
  std::thread other([&] { risk_cancel_request(cancel); });
  std::string lines;
  for (int i = 0; i < 2000; ++i) lines += Record() + "\n";
  const auto ignore = [](void*, size_t, int, const char*, size_t) { return 0; };
  CHECK(risk_batch(edition, lines.data(), lines.size(), options, ignore, nullptr, nullptr) == RISK_CANCELLED);
  other.join();
  Assess(edition, options, RISK_CANCELLED);
  risk_options_free(options);
  Assess(edition, nullptr, RISK_OK);
  risk_cancel_free(cancel);
  risk_edition_free(edition);
}

void CallbacksMayThrow() {
  risk_edition* edition = Open();
  int calls = 0;
  const auto throws = [](void* context, size_t, int, const char*, size_t) -> int {
    ++*static_cast<int*>(context);
    throw std::runtime_error("not of the library's making");
  };
  risk_error* error = nullptr;
  CHECK(risk_batch(edition, "{}\n{}\n", 6, nullptr, throws, &calls, &error) == RISK_CALLBACK);
  CHECK(calls == 1 && std::strstr(risk_error_message(error), "threw") != nullptr);
  risk_error_free(error);
  risk_set_log([](void*, int, const char*) { throw 1; }, nullptr);
  risk_edition_free(Open());
  risk_set_log(nullptr, nullptr);
  risk_edition_free(edition);
}

}  // namespace

int main() {
  ThreadsAgree();
  CallsEndEarly();
  CallbacksMayThrow();
  std::puts("1 passed, 0 failed");
  return 0;
}
