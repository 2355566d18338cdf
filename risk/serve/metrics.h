// Counts what the server did, for Prometheus and its like. No value of a case is counted by.
#ifndef RISK_SERVE_METRICS_H_
#define RISK_SERVE_METRICS_H_

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "absl/synchronization/mutex.h"

namespace risk::serve {

// Safe from many threads.
class Metrics {
 public:
  // A request of a route came, and ended with a status after a time.
  void Begin();
  void End(const std::string& route, int status, std::chrono::duration<double> took);
  void CountReload(bool is_fine);

  // Text in the exposition format, with the edition that is served now.
  std::string ToText(const std::string& edition, const std::string& hash) const;

 private:
  static constexpr std::array<double, 9> kBounds = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5};
  struct Times {
    std::array<int64_t, kBounds.size() + 1> upto = {};
    double sum = 0;
    int64_t count = 0;
  };

  mutable absl::Mutex mutex_;
  int64_t in_flight_ = 0;
  std::map<std::pair<std::string, int>, int64_t> requests_;
  std::map<std::string, Times> times_;
  int64_t reloads_fine_ = 0;
  int64_t reloads_failed_ = 0;
};

}  // namespace risk::serve

#endif  // RISK_SERVE_METRICS_H_
