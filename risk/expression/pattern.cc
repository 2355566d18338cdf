#include "risk/expression/pattern.h"

#include <cstdint>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "re2/re2.h"
#include "re2/stringpiece.h"
#include "risk/expression/limits.h"

namespace risk::expression {
namespace {

// Of the program and of what searches keep.
constexpr int64_t kMostMemory = 256 << 10;

}  // namespace

Pattern::Pattern(std::unique_ptr<const re2::RE2> regex)
    : regex_(std::move(regex)), instructions_(static_cast<size_t>(regex_->ProgramSize())) {}

Pattern::~Pattern() = default;

absl::StatusOr<std::shared_ptr<const Pattern>> Pattern::Parse(absl::string_view text) {
  if (text.size() > Limits::kPatternBytes) {
    return absl::ResourceExhaustedError(
        absl::StrCat("the pattern is longer than ", Limits::kPatternBytes, " bytes"));
  }
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMostMemory);
  auto regex = std::make_unique<const re2::RE2>(re2::StringPiece(text.data(), text.size()), options);
  if (regex->error_code() == re2::RE2::ErrorPatternTooLarge ||
      (regex->ok() && regex->ProgramSize() > Limits::kPatternInstructions)) {
    return absl::ResourceExhaustedError("the pattern repeats too much");
  }
  if (!regex->ok()) return absl::InvalidArgumentError(regex->error());
  return std::shared_ptr<const Pattern>(new Pattern(std::move(regex)));
}

bool Pattern::IsFoundIn(absl::string_view text) const {
  return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *regex_);
}

}  // namespace risk::expression
