#include "risk/serve/metrics.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "risk/version.h"

namespace risk::serve {
namespace {

void Head(const char* name, const char* type, const char* help, std::string& text) {
  absl::StrAppend(&text, "# HELP ", name, " ", help, "\n# TYPE ", name, " ", type, "\n");
}

std::string Label(const std::string& value) {
  return absl::StrReplaceAll(value, {{"\\", "\\\\"}, {"\"", "\\\""}, {"\n", "\\n"}});
}

}  // namespace

void Metrics::Begin() {
  const absl::MutexLock lock(&mutex_);
  ++in_flight_;
}

void Metrics::End(const std::string& route, int status, std::chrono::duration<double> took) {
  const absl::MutexLock lock(&mutex_);
  --in_flight_;
  ++requests_[{route, status}];
  Times& times = times_[route];
  size_t bound = 0;
  while (bound < kBounds.size() && took.count() > kBounds[bound]) ++bound;
  ++times.upto[bound];
  times.sum += took.count();
  ++times.count;
}

void Metrics::CountReload(bool is_fine) {
  const absl::MutexLock lock(&mutex_);
  ++(is_fine ? reloads_fine_ : reloads_failed_);
}

std::string Metrics::ToText(const std::string& edition, const std::string& hash) const {
  const absl::MutexLock lock(&mutex_);
  std::string text;
  Head("risk_info", "gauge", "The library and the edition that is served.", text);
  absl::StrAppend(&text, "risk_info{version=\"", kLibraryVersion, "\",edition=\"", Label(edition),
                  "\",hash=\"", Label(hash), "\"} 1\n");
  Head("risk_requests_in_flight", "gauge", "Requests that are being answered.", text);
  absl::StrAppend(&text, "risk_requests_in_flight ", in_flight_, "\n");
  Head("risk_requests_total", "counter", "Requests by route and status.", text);
  for (const auto& [what, count] : requests_) {
    absl::StrAppend(&text, "risk_requests_total{route=\"", Label(what.first), "\",status=\"",
                    what.second, "\"} ", count, "\n");
  }
  Head("risk_request_seconds", "histogram", "Time from the header of a request to its answer.", text);
  for (const auto& [route, times] : times_) {
    int64_t upto = 0;
    for (size_t i = 0; i <= kBounds.size(); ++i) {
      upto += times.upto[i];
      const std::string bound = i < kBounds.size() ? absl::StrCat(kBounds[i]) : "+Inf";
      absl::StrAppend(&text, "risk_request_seconds_bucket{route=\"", Label(route), "\",le=\"", bound,
                      "\"} ", upto, "\n");
    }
    absl::StrAppend(&text, "risk_request_seconds_sum{route=\"", Label(route), "\"} ", times.sum, "\n");
    absl::StrAppend(&text, "risk_request_seconds_count{route=\"", Label(route), "\"} ", times.count,
                    "\n");
  }
  Head("risk_reloads_total", "counter", "Reloads of the edition.", text);
  absl::StrAppend(&text, "risk_reloads_total{result=\"fine\"} ", reloads_fine_, "\n");
  absl::StrAppend(&text, "risk_reloads_total{result=\"failed\"} ", reloads_failed_, "\n");
  return text;
}

}  // namespace risk::serve
