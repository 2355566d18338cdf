#include "risk/case_io/json.h"

#include <cmath>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/util/json_util.h"
#include "nlohmann/json.hpp"

namespace risk::case_io {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

// Hands out the text and counts how much of it was taken, which the parser does not tell.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    *furthest_ = ++at_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  const char** furthest_;
};

// What the parser says, without what it read last, which may be personal.
std::string SyntaxMessage(const std::string& what) {
  std::string text = what;
  const size_t begin = text.find("syntax error");
  if (begin == std::string::npos) return "a number is too large to read";
  text.erase(0, text.find(" - ", begin) + 3);
  const size_t read = text.find("; last read: '");
  if (read != std::string::npos) {
    const size_t expected = text.rfind("'; expected ");
    text.erase(read, expected == std::string::npos || expected < read ? std::string::npos
                                                                      : expected + 1 - read);
  }
  return text;
}

bool IsWellKnown(const Descriptor& type) {
  return absl::StartsWith(type.full_name(), "google.protobuf.");
}

class JsonChecker : public nlohmann::json_sax<nlohmann::json> {
 public:
  JsonChecker(absl::string_view value, const Descriptor* type, const WalkOptions& options,
              Problems* problems)
      : value_(value),
        walk_(type, Form::kJson, options, problems),
        deepest_(options.deepest),
        furthest_(value.data()) {}

  void Check() {
    CountingIterator first(value_.data(), &furthest_);
    CountingIterator last(value_.data() + value_.size(), &furthest_);
    nlohmann::json::sax_parse(first, last, this);
  }

  bool null() override;
  bool boolean(bool) override { return Value({Scalar::kBool}, WordStart()); }
  bool number_integer(number_integer_t value) override {
    const uint64_t magnitude = value < 0 ? 0 - static_cast<uint64_t>(value) : value;
    return Value({Scalar::kWhole, value < 0, false, magnitude}, WordStart());
  }
  bool number_unsigned(number_unsigned_t value) override {
    return Value({Scalar::kWhole, false, false, value}, WordStart());
  }
  bool number_float(number_float_t value, const string_t&) override {
    return Value(FromDouble(value), WordStart());
  }
  bool string(string_t& value) override { return String(value); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override;
  bool key(string_t& name) override;
  bool end_object() override { return End(); }
  bool start_array(std::size_t) override;
  bool end_array() override { return End(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& e) override {
    walk_.Report(At(furthest_ > value_.data() ? furthest_ - 1 : furthest_), "syntax",
                 SyntaxMessage(e.what()));
    return false;
  }

 private:
  enum class Holder { kMessage, kList, kIgnored };
  struct Level {
    Holder holder;
    const FieldDescriptor* field = nullptr;  // of a list
  };

  bool in_list() const { return !levels_.empty() && levels_.back().holder == Holder::kList; }
  bool GoOn() const { return !walk_.must_stop(); }

  // The field that the value about to come belongs to; null if nobody looks at the value.
  const FieldDescriptor* Expect(Position at) {
    if (levels_.empty()) return nullptr;
    if (levels_.back().holder == Holder::kMessage) {
      const FieldDescriptor* field = field_;
      field_ = nullptr;
      return field;
    }
    if (levels_.back().holder == Holder::kIgnored) return nullptr;
    walk_.Element(at);
    return levels_.back().field;
  }

  bool Ignore() {
    levels_.push_back({Holder::kIgnored});
    return Deep();
  }
  bool Deep() {
    if (static_cast<int>(levels_.size()) <= 2 * deepest_) return true;
    walk_.Report(Last(), "too-deep", "too many levels of braces and brackets",
                 "a record needs far fewer; is this the right file?");
    return false;
  }

  bool End() {
    if (levels_.back().holder == Holder::kMessage && levels_.size() > 1) walk_.Leave();
    levels_.pop_back();
    return true;
  }

  void NeedsList(const FieldDescriptor& field, Position at) {
    walk_.Report(at, "wrong-type", absl::StrCat("\"", field.name(), "\" needs a list in brackets"));
  }

  bool Value(Scalar scalar, Position at);
  bool String(const std::string& value);
  static Scalar FromDouble(double value);

  // Positions. The parser has just taken the last byte of the token, and one more after a number.
  // Line and column would cost a pass over the text, so they are left to those who report: here a
  // position is an offset, in place of the column, in line 1.
  Position At(const char* at) const { return {1, static_cast<int>(at - value_.data()) + 1}; }
  Position Last() const { return At(furthest_ - 1); }
  Position WordStart() const;
  Position QuoteStart() const;

  absl::string_view value_;
  SchemaWalk walk_;
  std::vector<Level> levels_;
  const FieldDescriptor* field_ = nullptr;  // named by the last key
  int deepest_;
  const char* furthest_;
};

// Null is the same as leaving the field out.
bool JsonChecker::null() {
  const Position at = WordStart();
  if (levels_.empty() || in_list()) return Value({Scalar::kNull}, at);
  Expect(at);
  return GoOn();
}

bool JsonChecker::start_object(std::size_t) {
  if (levels_.empty()) {
    levels_.push_back({Holder::kMessage});
    return true;
  }
  const Position at = Last();
  const bool was_list = in_list();
  const FieldDescriptor* field = Expect(at);
  if (field == nullptr) return Ignore();
  if (field->message_type() == nullptr || (field->is_repeated() && !was_list && !field->is_map())) {
    if (field->is_repeated()) {
      NeedsList(*field, at);
    } else {
      walk_.WrongType(*field, at, "braces");
    }
    return Ignore() && GoOn();
  }
  if (field->is_map() || IsWellKnown(*field->message_type())) return Ignore();
  levels_.push_back({Holder::kMessage});
  return walk_.Enter(field->message_type(), at);
}

bool JsonChecker::key(string_t& name) {
  if (levels_.back().holder == Holder::kMessage) {
    field_ = walk_.Field(name, QuoteStart());
  }
  return GoOn();
}

bool JsonChecker::start_array(std::size_t) {
  const Position at = Last();
  if (levels_.empty()) {
    walk_.Report(at, "wrong-type", "expected a record in braces, got a list",
                 "for several records, write one after another, each on its own line");
    return false;
  }
  const bool was_list = in_list();
  const FieldDescriptor* field = Expect(at);
  if (field == nullptr) return Ignore();
  if (!field->is_repeated() || was_list) {
    walk_.WrongType(*field, at, "a list");
    return Ignore() && GoOn();
  }
  levels_.push_back({Holder::kList, field});
  return Deep();
}

bool JsonChecker::Value(Scalar scalar, Position at) {
  if (levels_.empty()) {
    walk_.Report(at, "wrong-type", "expected a record in braces");
    return false;
  }
  const bool was_list = in_list();
  const FieldDescriptor* field = Expect(at);
  if (field == nullptr) return GoOn();
  if (field->message_type() != nullptr && IsWellKnown(*field->message_type())) return GoOn();
  if (field->is_repeated() && !was_list) {
    walk_.Report(at, "wrong-type",
                 absl::StrCat("\"", field->name(), "\" needs a list in brackets"));
  } else {
    walk_.CheckScalar(*field, scalar, at);
  }
  return GoOn();
}

// Numbers may stand in quotes, as protobuf writes those of 64 bits.
bool JsonChecker::String(const std::string& value) {
  Scalar scalar{Scalar::kQuoted};
  scalar.text = value;
  const Position at = QuoteStart();
  const FieldDescriptor* field =
      levels_.empty() ? nullptr
                      : (levels_.back().holder == Holder::kMessage ? field_ : levels_.back().field);
  if (field == nullptr) return Value(std::move(scalar), at);
  double number;
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT32:
    case FieldDescriptor::CPPTYPE_UINT64: {
      const bool negative = !value.empty() && value[0] == '-';
      uint64_t magnitude = 0;
      if (absl::SimpleAtoi(value.substr(negative ? 1 : 0), &magnitude)) {
        scalar = {Scalar::kWhole, negative, false, magnitude};
      }
      break;
    }
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      if (value == "NaN" || value == "Infinity" || value == "-Infinity" ||
          absl::SimpleAtod(value, &number)) {
        scalar.kind = Scalar::kNumber;
      }
      break;
    default:
      break;
  }
  return Value(std::move(scalar), at);
}

// 1.0 and 1e3 are whole numbers too.
Scalar JsonChecker::FromDouble(double value) {
  if (std::isfinite(value) && value == std::floor(value)) {
    Scalar whole{Scalar::kWhole};
    whole.negative = value < 0;
    whole.overflows = std::fabs(value) >= 18446744073709551616.0;
    if (!whole.overflows) whole.magnitude = static_cast<uint64_t>(std::fabs(value));
    return whole;
  }
  return {Scalar::kNumber};
}

Position JsonChecker::WordStart() const {
  const auto is_word = [](char c) {
    return absl::ascii_isalnum(c) || c == '+' || c == '-' || c == '.';
  };
  const char* at = furthest_ - 1;
  if (at > value_.data() && !is_word(*at)) --at;
  while (at > value_.data() && is_word(at[-1])) --at;
  return At(at);
}

Position JsonChecker::QuoteStart() const {
  const char* at = furthest_ - 1;
  while (at > value_.data()) {
    --at;
    if (*at != '"') continue;
    const char* slash = at;
    while (slash > value_.data() && slash[-1] == '\\') --slash;
    if ((at - slash) % 2 == 0) break;
  }
  return At(at);
}

}  // namespace

namespace {

// A record that is broken off must not swallow those on the lines after it: a value that is not
// JSON ends before the next line that starts a record.
absl::string_view WithoutLaterRecords(absl::string_view value) {
  const size_t next = value.find("\n{");
  if (next == absl::string_view::npos ||
      nlohmann::json::accept(value.data(), value.data() + value.size())) {
    return value;
  }
  return value.substr(0, next);
}

// The text up to the bracket that closes the first one, or all of it.
absl::string_view Balanced(absl::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth <= 0) {
      return text.substr(0, i + 1);
    }
  }
  return text;
}

}  // namespace

absl::string_view TakeJson(absl::string_view* rest) {
  *rest = absl::StripLeadingAsciiWhitespace(*rest);
  const absl::string_view value = WithoutLaterRecords(Balanced(*rest));
  rest->remove_prefix(value.size());
  return value;
}

void CheckJson(absl::string_view value, Position start, const Descriptor* type,
               const WalkOptions& options, Problems* problems) {
  Problems found(problems->file(), problems->room());
  JsonChecker(value, type, options, &found).Check();
  for (InputProblem& problem : found.Take()) {
    const Position at = Locate(value, problem.column - 1, start);
    problem.line = at.line;
    problem.column = at.column;
    problems->Add(std::move(problem));
  }
  if (options.locations == nullptr) return;
  for (auto& [path, at] : *options.locations) {
    if (at.line > 0) at = Locate(value, at.column - 1, start);
  }
}

void ReadJson(absl::string_view value, Position start, const WalkOptions& options,
              google::protobuf::Message* message, Problems* problems) {
  CheckJson(value, start, message->GetDescriptor(), options, problems);
  if (!problems->empty()) return;
  google::protobuf::util::JsonParseOptions parse;
  parse.ignore_unknown_fields = options.allow_unknown_fields;
  const auto status = google::protobuf::util::JsonStringToMessage(
      google::protobuf::StringPiece(value.data(), value.size()), message, parse);
  // The status quotes values; the check above has reported all that is known to go wrong.
  if (!status.ok()) {
    problems->Add(start, "", "syntax", "not a record in the JSON form of the schema");
  }
}

}  // namespace risk::case_io
