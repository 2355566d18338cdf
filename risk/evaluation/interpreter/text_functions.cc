// Functions of texts. What is not known stays so.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "risk/evaluation/interpreter/interpreter_impl.h"
#include "risk/evaluation/value/texts.h"
#include "risk/expression/pattern.h"
#include "risk/expression/utf8.h"

namespace risk::evaluation {

using expression::Node;
using expression::Op;
using expression::Pattern;

Value Interpreter::TextFunction(const Node& node, absl::Span<const Value> operands) {
  if (node.op == Op::kJoin) return Join(operands);
  bool is_known = true, is_wrong = false;
  for (size_t i = 0; i < operands.size(); ++i) {
    // The third is a number: from where, or how many.
    is_wrong |= operands[i].is_decided() &&
                !operands[i].Is(i < 2 ? ValueKind::kString : ValueKind::kInt);
    is_known &= operands[i].is_decided();
  }
  if (is_wrong) return NoOverload();
  if (node.op == Op::kIndexOf) return IndexOfText(operands, is_known);
  if (!is_known) return UnknownOf(node.type);
  const absl::string_view text = operands[0].text();
  switch (node.op) {
    case Op::kContains:
      return Value::Bool(absl::StrContains(text, operands[1].text()));
    case Op::kStartsWith:
      return Value::Bool(absl::StartsWith(text, operands[1].text()));
    case Op::kEndsWith:
      return Value::Bool(absl::EndsWith(text, operands[1].text()));
    case Op::kMatches:
      return MatchesPattern(node, text, operands[1].text());
    case Op::kUpperAscii:
      return Value::String(Copy(absl::AsciiStrToUpper(text)));
    case Op::kLowerAscii:
      return Value::String(Copy(absl::AsciiStrToLower(text)));
    case Op::kTrim:
      return Value::String(Trimmed(text));
    case Op::kSplit:
      return SplitText(operands);
    default:
      return Value::Bool(expression::IsDigits(text));
  }
}

Value Interpreter::MatchesPattern(const Node& node, absl::string_view text,
                                  absl::string_view pattern) {
  // What a pattern that is no literal costs to read: a few milliseconds at worst.
  constexpr size_t kStepsToRead = 50'000;
  const Pattern* read = node.pattern.get();
  if (read == nullptr) {
    const auto [kept, is_new] = patterns_.try_emplace(std::string(pattern), nullptr);
    if (is_new) {
      if (!Spend(kStepsToRead)) return NoOverload();
      if (auto parsed = Pattern::Parse(pattern); parsed.ok()) kept->second = *std::move(parsed);
    }
    read = kept->second.get();
  }
  if (read == nullptr) {
    return Value::Error(ErrorCode::kBadConversion, "a pattern is no regular expression within the limits");
  }
  if (!Spend(read->StepsOn(text.size()))) return NoOverload();
  return Value::Bool(read->IsFoundIn(text));
}

Value Interpreter::IndexOfText(absl::Span<const Value> operands, bool is_known) {
  const Value& text = operands[0];
  if (!is_known) {
    const bool has_end = text.is_decided();
    return Value::Int(IntRange{-1, has_end ? expression::CountCodePoints(text.text()) : INT64_MAX});
  }
  const int64_t from = operands.size() > 2 ? operands[2].int_range().low : 0;
  const std::optional<int64_t> found = IndexOf(text.text(), operands[1].text(), from);
  if (found.has_value()) return Value::Int(*found);
  return Value::Error(ErrorCode::kIndexOutOfRange, "a place is beyond the end of its text");
}

Value Interpreter::SplitText(absl::Span<const Value> operands) {
  const int64_t most = operands.size() > 2 ? operands[2].int_range().low : -1;
  const std::vector<absl::string_view> parts =
      Split(operands[0].text(), operands[1].text(), most);
  if (!Spend(parts.size())) return NoOverload();
  std::vector<ListItem> items;
  items.reserve(parts.size());
  for (absl::string_view part : parts) items.push_back({Value::String(part)});
  return MakeList(items, false, nullptr);
}

Value Interpreter::Join(absl::Span<const Value> operands) {
  const Value& list = operands[0];
  const bool is_plain = operands.size() == 1;
  if (!list.Is(ValueKind::kList) || (!is_plain && !operands[1].Is(ValueKind::kString))) {
    const bool is_wrong = list.is_decided() && (is_plain || operands[1].is_decided());
    return is_wrong ? NoOverload() : Value::Unknown(ValueKind::kString);
  }
  bool is_known = !list.list().is_open && (is_plain || operands[1].is_decided());
  std::vector<absl::string_view> texts;
  size_t size = 0;
  const Support* support = nullptr;
  for (const ListItem& item : list.list().items) {
    support = Both(support, item.value.support());
    const bool is_text = item.value.Is(ValueKind::kString);
    if (!is_text && item.value.is_decided() && item.is_certain) return NoOverload();
    is_known = is_known && is_text && item.value.is_decided() && item.is_certain && !item.is_many;
    if (!is_known) continue;
    texts.push_back(item.value.text());
    size += texts.back().size() + (is_plain ? 0 : operands[1].text().size());
  }
  if (!is_known) return Value::Unknown(ValueKind::kString).WithSupport(support);
  if (!Spend(size / 4)) return NoOverload();
  const absl::string_view between = is_plain ? absl::string_view() : operands[1].text();
  return Value::String(Copy(absl::StrJoin(texts, between))).WithSupport(Settle(support));
}

}  // namespace risk::evaluation
