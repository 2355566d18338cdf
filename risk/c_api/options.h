// The options of a call, as a C program sets them.
#ifndef RISK_C_API_OPTIONS_H_
#define RISK_C_API_OPTIONS_H_

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "risk/c_api.h"
#include "risk/c_api/failure.h"
#include "risk/case_assessor.h"
#include "risk/case_reader.h"
#include "risk/interruption.h"

struct risk_cancel {
  std::atomic<bool> is_requested{false};
};

struct risk_options {
  enum class Format { kJson, kBinary, kTextproto, kText };
  enum class Records { kJson, kDelimited };

  // Of opening an edition.
  std::optional<risk::v1::Date> date;
  std::string hash;
  std::vector<std::string> bases;
  // Of a case.
  std::optional<risk::v1::Date> assessed_on;
  std::optional<risk::v1::Date> known_on;
  risk::Detail detail = risk::Detail::kMissing;
  std::vector<std::string> instruments;
  Format format = Format::kJson;
  Records records = Records::kJson;
  risk::ReadOptions reading;
  int64_t most_milliseconds = 0;  // 0: as long as it takes
  const risk_cancel* cancel = nullptr;
  // Not for the caller to set: what to do with several cases where one may be.
  const char* if_several = "risk_batch takes many";

  // A fresh one for each case: the time begins now.
  risk::Interruption NewInterruption() const {
    std::optional<risk::Interruption::Time> until;
    if (most_milliseconds > 0) {
      until = std::chrono::steady_clock::now() + std::chrono::milliseconds(most_milliseconds);
    }
    return risk::Interruption(cancel == nullptr ? nullptr : &cancel->is_requested, until);
  }
};

namespace risk::c_api {

// One option by its name, as risk_options_set. What fails leaves `options` half set.
Failure SetOption(risk_options& options, const std::string& name, const std::string& value);

// `options`, or what holds without any.
const risk_options& OrUsual(const risk_options* options);

// The options that the library's own call takes, for an assessment or for anything else; reads the clock for `today`.
CaseOptions ToCaseOptions(const risk_options& options, bool is_assessment);

}  // namespace risk::c_api

#endif  // RISK_C_API_OPTIONS_H_
