#include "risk/textproto/scanner.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "risk/textproto/literal.h"

namespace risk::textproto {
namespace {

bool IsNameByte(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_'; }

class Scanner {
 public:
  Scanner(absl::string_view text, int max_depth, std::vector<Flaw>& flaws)
      : text_(text), max_depth_(max_depth), flaws_(flaws) {}

  // The fields up to `close`, or up to the end if it is '\0'. False if reading on makes no sense,
  // as for all below.
  bool Fields(Node& parent, char close, int depth);

 private:
  bool Field(Node& parent, int depth);
  bool List(Node& parent, const Node& field, int depth);
  bool Value(Node& node, int depth);
  bool Message(Node& node, int depth);
  bool Literal();
  bool Word(const Node& node);

  bool AtEnd() const { return at_ >= text_.size(); }
  char Peek() const { return AtEnd() ? '\0' : text_[at_]; }
  bool AtQuote() const { return Peek() == '"' || Peek() == '\''; }
  void SkipSpace() { at_ = AfterSpace(text_, at_); }

  void Add(absl::string_view code, std::string message, std::string hint = "") {
    Flaw& flaw = flaws_.emplace_back();
    flaw.begin = at_;
    flaw.code = std::string(code);
    flaw.message = std::move(message);
    flaw.hint = std::move(hint);
  }
  // Always false, for use as a last word.
  bool Expected(absl::string_view what) {
    Add("syntax", absl::StrCat("expected ", what, AtEnd() ? ", and the text ends here" : ""));
    return false;
  }
  bool TooDeep() {
    Add("too-deep", absl::StrCat("more than ", max_depth_, " levels of braces"),
        "is this the right file?");
    return false;
  }
  std::string OpenedAt(size_t offset) const {
    const auto begin = text_.begin();
    return absl::StrCat("for the one opened at line ",
                        1 + std::count(begin, begin + static_cast<long>(offset), '\n'));
  }

  absl::string_view text_;
  int max_depth_;
  std::vector<Flaw>& flaws_;
  size_t at_ = 0;
};

bool Scanner::Fields(Node& parent, char close, int depth) {
  if (depth > max_depth_) return TooDeep();
  for (SkipSpace(); !AtEnd() && Peek() != close; SkipSpace()) {
    if (!Field(parent, depth)) return false;
  }
  if (close == '\0' || !AtEnd()) return true;
  return Expected(absl::StrCat("\"", std::string(1, close), "\" ", OpenedAt(parent.value)));
}

bool Scanner::Field(Node& parent, int depth) {
  Node node;
  node.begin = at_;
  if (Peek() == '[') {
    Add("unknown-field", "a name in brackets is an extension, and there are none");
    return false;
  }
  while (IsNameByte(Peek())) ++at_;
  node.field = text_.substr(node.begin, at_ - node.begin);
  if (node.field.empty() || absl::ascii_isdigit(node.field[0])) {
    at_ = node.begin;
    return Expected("the name of a field");
  }
  SkipSpace();
  const bool has_colon = Peek() == ':';
  if (has_colon) ++at_;
  SkipSpace();
  // Only messages may do without a colon, and whoever forgot it probably wrote the rest well.
  if (!has_colon && Peek() != '{' && Peek() != '<' && Peek() != '[') {
    Expected("\":\" or \"{\" after the name of the field");
    if (!AtQuote()) return false;
  }
  if (Peek() == '[') {
    node.list = at_;
    if (!List(parent, node, depth)) return false;
  } else {
    const bool is_read = Value(node, depth);
    if (is_read || node.is_message()) parent.children.push_back(std::move(node));
    if (!is_read) return false;
  }
  SkipSpace();
  if (Peek() == ',' || Peek() == ';') ++at_;
  return true;
}

bool Scanner::List(Node& parent, const Node& field, int depth) {
  if (depth > max_depth_) return TooDeep();
  const size_t open = at_++;
  SkipSpace();
  if (Peek() == ']') {
    Node& empty = parent.children.emplace_back(field);
    empty.kind = Node::Kind::kList;
    empty.value = open;
    empty.end = ++at_;
    empty.is_left_out = true;
    return true;
  }
  while (true) {
    Node node = field;
    const bool is_read = Value(node, depth);
    if (is_read || node.is_message()) parent.children.push_back(std::move(node));
    if (!is_read) return false;
    SkipSpace();
    if (Peek() == ']') break;
    if (Peek() != ',') return Expected("\",\" or \"]\" in a list");
    ++at_;
    SkipSpace();
  }
  ++at_;
  return true;
}

bool Scanner::Value(Node& node, int depth) {
  node.value = at_;
  bool is_read = false;
  if (Peek() == '{' || Peek() == '<') {
    is_read = Message(node, depth);
  } else if (Peek() == '[') {
    node.kind = Node::Kind::kList;
    Node element = node;
    is_read = List(node, element, depth + 1);
  } else if (AtQuote()) {
    node.kind = Node::Kind::kString;
    do {
      if (!Literal()) break;
      node.end = at_;
      SkipSpace();
      is_read = !AtQuote();
    } while (!is_read);
    return is_read;
  } else {
    is_read = Word(node);
  }
  node.end = at_;
  return is_read;
}

bool Scanner::Message(Node& node, int depth) {
  const char close = Peek() == '{' ? '}' : '>';
  ++at_;
  node.kind = Node::Kind::kMessage;
  if (!Fields(node, close, depth + 1)) return false;
  ++at_;
  return true;
}

bool Scanner::Word(const Node& node) {
  if (Peek() == '-') {
    ++at_;
    SkipSpace();
  }
  const size_t first = at_;
  const auto is_sign_of_exponent = [this] {
    return (Peek() == '-' || Peek() == '+') && at_ > 0 &&
           absl::ascii_tolower(text_[at_ - 1]) == 'e';
  };
  const bool is_number = absl::ascii_isdigit(Peek()) || Peek() == '.';
  while (IsNameByte(Peek()) || (is_number && (Peek() == '.' || is_sign_of_exponent()))) ++at_;
  return at_ > first || Expected(absl::StrCat("a value for \"", node.field, "\""));
}

bool Scanner::Literal() {
  const char quote = Peek();
  for (++at_; !AtEnd() && Peek() != quote;) {
    if (Peek() == '\n') {
      Add("syntax", "string without an end on its line");
      return false;
    }
    if (Peek() != '\\') {
      ++at_;
    } else if (const size_t end = EscapeEnd(text_, at_); end > at_) {
      at_ = end;
    } else {
      Add("syntax", "no such escape; a backslash itself is written twice");
      return false;
    }
  }
  if (AtEnd()) {
    at_ = text_.size();
    Add("syntax", "string without an end");
    return false;
  }
  ++at_;
  return true;
}

}  // namespace

const Node* Node::Child(absl::string_view name, size_t index) const {
  for (const Node& child : children) {
    if (child.field == name && !child.is_left_out && index-- == 0) return &child;
  }
  return nullptr;
}

bool Scan(absl::string_view text, int max_depth, Node& root, std::vector<Flaw>& flaws) {
  root = Node();
  root.kind = Node::Kind::kMessage;
  root.end = text.size();
  return Scanner(text, max_depth, flaws).Fields(root, '\0', 0);
}

}  // namespace risk::textproto
