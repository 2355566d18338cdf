#include "risk/textproto/json_scanner.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/io/tokenizer.h"
#include "risk/textproto/scalar.h"

namespace risk::textproto {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class JsonScanner {
 public:
  JsonScanner(absl::string_view text, int max_depth, std::vector<Flaw>& flaws)
      : text_(text), max_depth_(max_depth), flaws_(flaws) {}

  bool Record(Node& root) {
    SkipSpace();
    root.value = at_;
    bool is_read = false;
    if (Peek() == '{') {
      is_read = Object(root, 0);
    } else if (Peek() == '[') {
      Add("wrong-type", "expected a record in braces, got a list",
          "for several records, write one after another, each on its own line");
    } else {
      Add("wrong-type", "expected a record in braces");
    }
    root.end = at_;
    return is_read;
  }

  bool stopped_in_list() const { return in_list_; }

 private:
  // Each reads one part and returns whether reading on makes sense.
  bool Object(Node& node, int depth);
  bool Field(Node& parent, int depth);
  bool List(Node& parent, const Node& field, int depth);
  bool Value(Node& node, int depth);
  bool String();
  bool Word();

  bool AtEnd() const { return at_ >= text_.size(); }
  char Peek() const { return AtEnd() ? '\0' : text_[at_]; }
  void SkipSpace() {
    while (IsSpace(Peek())) ++at_;
  }
  void Add(absl::string_view code, std::string message, std::string hint = "") {
    Flaw& flaw = flaws_.emplace_back();
    flaw.begin = at_;
    flaw.code = std::string(code);
    flaw.message = std::move(message);
    flaw.hint = std::move(hint);
  }
  bool Syntax(std::string message) {
    Add("syntax", std::move(message));
    return false;
  }
  bool Expected(absl::string_view what) {
    return Syntax(absl::StrCat("expected ", what, AtEnd() ? ", and the text ends here" : ""));
  }
  bool TooDeep() {
    Add("too-deep", absl::StrCat("more than ", max_depth_, " levels of braces and brackets"),
        "is this the right file?");
    return false;
  }

  absl::string_view text_;
  int max_depth_;
  std::vector<Flaw>& flaws_;
  size_t at_ = 0;
  bool in_list_ = false;
};

bool JsonScanner::Object(Node& node, int depth) {
  if (depth > max_depth_) return TooDeep();
  node.kind = Node::Kind::kMessage;
  ++at_;
  SkipSpace();
  while (Peek() != '}') {
    if (Peek() != '"') return Expected("the name of a field in quotes");
    if (!Field(node, depth)) return false;
    SkipSpace();
    if (Peek() == '}') break;
    if (Peek() != ',') return Expected("\",\" or \"}\" behind a field");
    ++at_;
    SkipSpace();
    if (Peek() == '}') return Syntax("a comma before \"}\"");
  }
  ++at_;
  return true;
}

bool JsonScanner::Field(Node& parent, int depth) {
  Node node;
  node.begin = at_;
  if (!String()) return false;
  node.field = text_.substr(node.begin + 1, at_ - node.begin - 2);
  SkipSpace();
  if (Peek() != ':') return Expected("\":\" behind the name of a field");
  ++at_;
  SkipSpace();
  if (Peek() == '[') {
    node.list = at_;
    return List(parent, node, depth + 1);
  }
  const bool is_read = Value(node, depth);
  if (is_read || node.is_message()) parent.children.push_back(std::move(node));
  return is_read;
}

bool JsonScanner::List(Node& parent, const Node& field, int depth) {
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
    if (Peek() != ',') {
      in_list_ = true;
      return Expected("\",\" or \"]\" in a list");
    }
    ++at_;
    SkipSpace();
    if (Peek() == ']') return Syntax("a comma before \"]\"");
  }
  ++at_;
  return true;
}

bool JsonScanner::Value(Node& node, int depth) {
  node.value = at_;
  bool is_read = false;
  if (Peek() == '{') {
    is_read = Object(node, depth + 1);
  } else if (Peek() == '[') {
    node.kind = Node::Kind::kList;
    const Node element = node;
    is_read = List(node, element, depth + 1);
  } else if (Peek() == '"') {
    node.kind = Node::Kind::kString;
    is_read = String();
  } else {
    is_read = Word();
  }
  node.end = at_;
  return is_read;
}

bool JsonScanner::Word() {
  const size_t begin = at_;
  const auto is_word = [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '+' || c == '-' || c == '.';
  };
  while (is_word(Peek())) ++at_;
  const absl::string_view word = text_.substr(begin, at_ - begin);
  const bool is_value = word == "true" || word == "false" || word == "null" ||
                        ReadJsonNumber(word).kind != Scalar::Kind::kWord;
  if (is_value) return true;
  at_ = begin;
  return Expected("a value: text in quotes, a number, true, false, null, \"{\" or \"[\"");
}

bool JsonScanner::String() {
  for (++at_; !AtEnd() && Peek() != '"'; ++at_) {
    if (Peek() == '\n') return Syntax("text in quotes without an end on its line");
    if (static_cast<unsigned char>(Peek()) < 0x20) {
      return Syntax("a control character in quotes; write a tab as \\t");
    }
    if (Peek() != '\\') continue;
    ++at_;
    const absl::string_view digits = text_.substr(std::min(at_ + 1, text_.size()), 4);
    const bool is_number = Peek() == 'u' && digits.size() == 4 &&
                           std::all_of(digits.begin(), digits.end(), absl::ascii_isxdigit);
    if (is_number) {
      at_ += 4;
    } else if (AtEnd() || absl::string_view("\"\\/bfnrt").find(Peek()) == absl::string_view::npos) {
      return Syntax("no such escape; a backslash itself is written twice");
    }
  }
  if (AtEnd()) return Syntax("text in quotes without an end");
  ++at_;
  return true;
}

}  // namespace

bool ScanJson(absl::string_view text, int max_depth, Node& root, std::vector<Flaw>& flaws,
              bool* stopped_in_list) {
  root = Node();
  root.kind = Node::Kind::kMessage;
  JsonScanner scanner(text, max_depth, flaws);
  const bool is_read = scanner.Record(root);
  if (stopped_in_list != nullptr) *stopped_in_list = scanner.stopped_in_list();
  return is_read;
}

std::string JsonString(absl::string_view text, size_t value) {
  size_t end = value + 1;
  while (text[end] != '"') end += text[end] == '\\' ? 2 : 1;
  // Text format has the same escapes but for the slash, which needs none.
  std::string literal;
  for (size_t at = value; at <= end; ++at) {
    if (text[at] == '\\' && text[at + 1] == '/')
      ++at;
    else if (text[at] == '\\')
      literal += text[at++];
    literal += text[at];
  }
  std::string result;
  google::protobuf::io::Tokenizer::ParseStringAppend(literal, &result);
  return result;
}

}  // namespace risk::textproto
