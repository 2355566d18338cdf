#include "risk/edition/source_tree.h"

#include <cstdint>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace risk::edition {
namespace {

bool IsNameByte(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_'; }

class Scanner {
 public:
  Scanner(absl::string_view text, int max_depth) : text_(text), max_depth_(max_depth) {}

  bool Fields(SourceNode& parent, char close, int depth) {
    if (depth > max_depth_) {
      return Fail("too-deep",
                  absl::StrCat("more than ", max_depth_, " messages inside each other"));
    }
    for (SkipSpace(); !AtEnd() && Peek() != close; SkipSpace()) {
      if (!Field(parent, depth)) return false;
    }
    if (close != '\0' && AtEnd())
      return Fail("syntax", absl::StrCat("missing \"", Text(close), "\""));
    return true;
  }

  const ScanError& error() const { return error_; }

 private:
  bool AtEnd() const { return at_ >= text_.size(); }
  char Peek() const { return AtEnd() ? '\0' : text_[at_]; }
  static std::string Text(char c) { return std::string(1, c); }

  bool Fail(absl::string_view code, std::string message) {
    error_ = {at_, std::string(code), std::move(message)};
    return false;
  }

  void SkipSpace() {
    while (!AtEnd()) {
      if (Peek() == '#') {
        while (!AtEnd() && Peek() != '\n') ++at_;
      } else if (absl::ascii_isspace(static_cast<unsigned char>(Peek()))) {
        ++at_;
      } else {
        return;
      }
    }
  }

  bool Field(SourceNode& parent, int depth) {
    SourceNode node;
    node.begin = at_;
    while (!AtEnd() && IsNameByte(Peek())) ++at_;
    if (at_ == node.begin) return Fail("syntax", "expected the name of a field");
    node.field = std::string(text_.substr(node.begin, at_ - node.begin));
    SkipSpace();
    if (Peek() == ':') ++at_;
    SkipSpace();
    if (Peek() == '[') {
      if (!List(parent, node, depth)) return false;
    } else {
      if (!Value(node, depth)) return false;
      parent.children.push_back(std::move(node));
    }
    SkipSpace();
    if (Peek() == ',' || Peek() == ';') ++at_;
    return true;
  }

  bool List(SourceNode& parent, const SourceNode& field, int depth) {
    const size_t first = parent.children.size();
    ++at_;
    SkipSpace();
    while (Peek() != ']') {
      SourceNode node = field;
      if (!Value(node, depth)) return false;
      parent.children.push_back(std::move(node));
      SkipSpace();
      if (Peek() == ',') {
        ++at_;
        SkipSpace();
      } else if (Peek() != ']') {
        return Fail("syntax", "expected \",\" or \"]\"");
      }
    }
    ++at_;
    for (size_t i = first; i < parent.children.size(); ++i) parent.children[i].list_end = at_;
    return true;
  }

  bool Value(SourceNode& node, int depth) {
    node.value = at_;
    if (Peek() == '{' || Peek() == '<') {
      char close = Peek() == '{' ? '}' : '>';
      ++at_;
      node.is_message = true;
      if (!Fields(node, close, depth + 1)) return false;
      ++at_;
      node.end = at_;
      return true;
    }
    if (Peek() == '"' || Peek() == '\'') {
      node.is_string = true;
      do {
        if (!Literal()) return false;
        node.end = at_;
        SkipSpace();
      } while (Peek() == '"' || Peek() == '\'');
      return true;
    }
    if (Peek() == '-') {
      ++at_;
      SkipSpace();
    }
    size_t first = at_;
    while (!AtEnd() && (IsNameByte(Peek()) || Peek() == '.' || IsExponentSign())) ++at_;
    node.end = at_;
    return at_ > first || Fail("syntax", absl::StrCat("expected a value for \"", node.field, "\""));
  }

  bool IsExponentSign() const {
    return (Peek() == '-' || Peek() == '+') && at_ > 0 &&
           (text_[at_ - 1] == 'e' || text_[at_ - 1] == 'E');
  }

  bool Literal() {
    const char quote = Peek();
    for (++at_; !AtEnd() && Peek() != quote; ++at_) {
      if (Peek() == '\n') return Fail("syntax", "string without an end on its line");
      if (Peek() == '\\') ++at_;
    }
    if (AtEnd()) {
      at_ = text_.size();
      return Fail("syntax", "string without an end");
    }
    ++at_;
    return true;
  }

  absl::string_view text_;
  int max_depth_;
  size_t at_ = 0;
  ScanError error_;
};

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = absl::ascii_tolower(static_cast<unsigned char>(c));
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// Reads up to `most` digits at `at`; `at` ends behind them.
uint32_t Digits(absl::string_view text, size_t& at, int base, int most) {
  uint32_t value = 0;
  for (int i = 0; i < most && at < text.size(); ++i, ++at) {
    int digit = HexValue(text[at]);
    if (digit < 0 || digit >= base) break;
    value = value * base + digit;
  }
  return value;
}

int Utf8Length(uint32_t c) { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

// Moves `at` from a backslash to behind the escape; returns how many bytes it stands for.
int Escape(absl::string_view text, size_t& at) {
  ++at;
  if (at >= text.size()) return 0;
  char kind = text[at];
  if (kind >= '0' && kind <= '7') {
    Digits(text, at, 8, 3);
    return 1;
  }
  ++at;
  if (kind == 'x' || kind == 'X') {
    Digits(text, at, 16, 2);
    return 1;
  }
  if (kind != 'u' && kind != 'U') return 1;
  uint32_t c = Digits(text, at, 16, kind == 'u' ? 4 : 8);
  bool is_head = c >= 0xD800 && c < 0xDC00;
  if (is_head && at + 1 < text.size() && text[at] == '\\' && text[at + 1] == 'u') {
    size_t next = at + 2;
    uint32_t tail = Digits(text, next, 16, 4);
    if (tail >= 0xDC00 && tail < 0xE000) {
      at = next;
      return 4;
    }
  }
  return Utf8Length(c);
}

}  // namespace

const SourceNode* SourceNode::Child(absl::string_view name, size_t index) const {
  for (const SourceNode& child : children) {
    if (child.field == name && !child.is_left_out && index-- == 0) return &child;
  }
  return nullptr;
}

std::optional<ScanError> Scan(absl::string_view text, int max_depth, SourceNode& root) {
  root = SourceNode();
  root.is_message = true;
  root.end = text.size();
  Scanner scanner(text, max_depth);
  if (scanner.Fields(root, '\0', 0)) return std::nullopt;
  return scanner.error();
}

std::vector<size_t> LiteralOffsets(absl::string_view text, size_t value) {
  std::vector<size_t> offsets;
  size_t at = value;
  size_t end = value;
  while (at < text.size() && (text[at] == '"' || text[at] == '\'')) {
    const char quote = text[at++];
    while (at < text.size() && text[at] != quote) {
      if (text[at] == '\\') {
        size_t begin = at;
        int bytes = Escape(text, at);
        offsets.insert(offsets.end(), bytes, begin);
      } else {
        offsets.push_back(at++);
      }
    }
    end = at++;
    // To the next literal, over blanks and comments.
    while (at < text.size() &&
           (absl::ascii_isspace(static_cast<unsigned char>(text[at])) || text[at] == '#')) {
      if (text[at] == '#') {
        while (at < text.size() && text[at] != '\n') ++at;
      } else {
        ++at;
      }
    }
  }
  offsets.push_back(end);
  return offsets;
}

}  // namespace risk::edition
