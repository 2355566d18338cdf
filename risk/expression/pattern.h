// A regular expression, in the syntax of RE2, that is searched for in texts.
//
//   absl::StatusOr<std::shared_ptr<const Pattern>> pattern = Pattern::Parse("knife|(machete){1,2}");
//   if (pattern.ok()) … (*pattern)->IsFoundIn(text);
//
#ifndef RISK_EXPRESSION_PATTERN_H_
#define RISK_EXPRESSION_PATTERN_H_

#include <cstddef>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace re2 {
class RE2;
}

namespace risk::expression {

// Immutable, and safe to use from many threads at once.
class Pattern {
 public:
  // Errors: kInvalidArgument, with what is wrong, for what is no regular expression;
  //   kResourceExhausted for one beyond Limits::kPatternBytes or kPatternInstructions.
  // Cost: a few milliseconds at worst, and 256 KiB while the pattern lives.
  static absl::StatusOr<std::shared_ptr<const Pattern>> Parse(absl::string_view text);
  ~Pattern();

  // Whether any part of `text` matches; "^" and "$" tie it to the ends. What is not UTF-8 matches
  // nothing. Cost: linear in the text, whatever the pattern; see StepsOn.
  bool IsFoundIn(absl::string_view text) const;

  // An upper bound of what IsFoundIn costs, in steps of an evaluation.
  size_t StepsOn(size_t text_bytes) const { return text_bytes * instructions_ / 64; }

 private:
  explicit Pattern(std::unique_ptr<const re2::RE2> regex);

  std::unique_ptr<const re2::RE2> regex_;
  size_t instructions_;
};

}  // namespace risk::expression

#endif  // RISK_EXPRESSION_PATTERN_H_
