// Collects the problems of an edition.
#ifndef RISK_EDITION_REPORTER_H_
#define RISK_EDITION_REPORTER_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/textproto/problem.h"
#include "risk/textproto/source_text.h"

namespace risk::edition {

using textproto::At;
using textproto::SourceText;

class Reporter {
 public:
  explicit Reporter(size_t most) : most_(most) {}

  Problem& Error(Place place, absl::string_view code, std::string message, std::string hint = "") {
    return Add(Problem::Severity::kError, std::move(place), code, std::move(message),
               std::move(hint));
  }
  Problem& Warn(Place place, absl::string_view code, std::string message, std::string hint = "") {
    return Add(Problem::Severity::kWarning, std::move(place), code, std::move(message),
               std::move(hint));
  }

  bool has_error() const { return has_error_; }
  std::vector<Problem> TakeSorted();

 private:
  Problem& Add(Problem::Severity severity, Place place, absl::string_view code, std::string message,
               std::string hint);

  size_t most_;
  bool has_error_ = false;
  size_t dropped_ = 0;
  Problem overflow_;
  std::vector<std::unique_ptr<Problem>> problems_;
};

}  // namespace risk::edition

#endif  // RISK_EDITION_REPORTER_H_
