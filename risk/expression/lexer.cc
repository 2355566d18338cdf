#include "risk/expression/lexer.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "risk/expression/literal.h"

namespace risk::expression {
namespace {

constexpr absl::string_view kReserved[] = {
    "as",  "break", "const",     "continue", "else",   "for", "function", "if",   "import",
    "let", "loop",  "namespace", "package",  "return", "var", "void",     "while"};

struct Symbol {
  absl::string_view text;
  TokenKind kind;
};
// Longer ones first.
constexpr Symbol kSymbols[] = {
    {"&&", TokenKind::kAndAnd},
    {"||", TokenKind::kOrOr},
    {"==", TokenKind::kEqual},
    {"!=", TokenKind::kNotEqual},
    {"<=", TokenKind::kLessEqual},
    {">=", TokenKind::kGreaterEqual},
    {"<", TokenKind::kLess},
    {">", TokenKind::kGreater},
    {"!", TokenKind::kNot},
    {"?", TokenKind::kQuestion},
    {":", TokenKind::kColon},
    {"+", TokenKind::kPlus},
    {"-", TokenKind::kMinus},
    {"*", TokenKind::kStar},
    {"/", TokenKind::kSlash},
    {"%", TokenKind::kPercent},
    {".", TokenKind::kDot},
    {",", TokenKind::kComma},
    {"(", TokenKind::kOpenParenthesis},
    {")", TokenKind::kCloseParenthesis},
    {"[", TokenKind::kOpenBracket},
    {"]", TokenKind::kCloseBracket},
    {"{", TokenKind::kOpenBrace},
    {"}", TokenKind::kCloseBrace},
};

bool IsNameStart(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)) || c == '_'; }
bool IsNamePart(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_'; }
bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

class Lexer {
 public:
  Lexer(absl::string_view text, std::vector<Token>* tokens) : text_(text), tokens_(tokens) {}

  std::optional<Diagnostic> Run() {
    size_t invalid = FindInvalidUtf8(text_);
    if (invalid != absl::string_view::npos) return Problem(invalid, 1, "text is not valid UTF-8");
    while (true) {
      SkipSpace();
      if (pos_ >= text_.size()) break;
      if (auto problem = Next()) return problem;
    }
    Push(TokenKind::kEnd, text_.size());
    return std::nullopt;
  }

 private:
  char At(size_t pos) const { return pos < text_.size() ? text_[pos] : '\0'; }

  static Diagnostic Problem(size_t offset, size_t length, std::string message,
                            const char* code = "syntax", std::string hint = "") {
    return Diagnostic{{offset, length}, code, std::move(message), std::move(hint)};
  }

  Token& Push(TokenKind kind, size_t end) {
    Token token;
    token.kind = kind;
    token.span = {pos_, end - pos_};
    tokens_->push_back(std::move(token));
    pos_ = end;
    return tokens_->back();
  }

  void SkipSpace() {
    while (pos_ < text_.size()) {
      if (IsSpace(text_[pos_])) {
        ++pos_;
      } else if (absl::StartsWith(text_.substr(pos_), "//")) {
        pos_ = std::min(text_.find('\n', pos_), text_.size());
      } else {
        return;
      }
    }
  }

  std::optional<Diagnostic> Next() {
    char c = text_[pos_];
    if (size_t prefix = StringPrefix(); At(pos_ + prefix) == '"' || At(pos_ + prefix) == '\'') {
      return ReadString(prefix);
    }
    if (absl::ascii_isdigit(c) || (c == '.' && absl::ascii_isdigit(At(pos_ + 1)))) return ReadNumberToken();
    if (c == '`') return ReadQuotedName();
    if (IsNameStart(c)) {
      ReadName();
      return std::nullopt;
    }
    for (const Symbol& symbol : kSymbols) {
      if (absl::StartsWith(text_.substr(pos_), symbol.text)) {
        Push(symbol.kind, pos_ + symbol.text.size());
        return std::nullopt;
      }
    }
    return UnknownCharacter();
  }

  std::optional<Diagnostic> UnknownCharacter() const {
    std::string hint;
    if (text_[pos_] == '=') hint = "for a comparison write ==";
    if (text_[pos_] == '&') hint = "for a conjunction write &&";
    if (text_[pos_] == '|') hint = "for a disjunction write ||";
    size_t length = 1;
    while (pos_ + length < text_.size() && (text_[pos_ + length] & 0xC0) == 0x80) ++length;
    bool is_printable = absl::ascii_isprint(static_cast<unsigned char>(text_[pos_])) || length > 1;
    std::string shown =
        is_printable ? absl::StrCat(" \"", text_.substr(pos_, length), "\"") : std::string();
    return Problem(pos_, length, absl::StrCat("unexpected character", shown), "syntax", hint);
  }

  void ReadName() {
    size_t end = pos_;
    while (IsNamePart(At(end))) ++end;
    std::string name(text_.substr(pos_, end - pos_));
    if (name == "in") {
      Push(TokenKind::kIn, end);
      return;
    }
    if (name == "true" || name == "false") {
      Token& token = Push(TokenKind::kLiteral, end);
      token.literal = Kind::kBool;
      token.value = name == "true";
      return;
    }
    if (name == "null") {
      Push(TokenKind::kLiteral, end).literal = Kind::kNull;
      return;
    }
    Token& token = Push(TokenKind::kName, end);
    token.is_reserved =
        std::find(std::begin(kReserved), std::end(kReserved), name) != std::end(kReserved);
    token.text = std::move(name);
  }

  std::optional<Diagnostic> ReadQuotedName() {
    size_t end = pos_ + 1;
    while (IsNamePart(At(end)) || At(end) == '.' || At(end) == '-' || At(end) == '/' || At(end) == ' ') ++end;
    if (At(end) != '`' || end == pos_ + 1) {
      return Problem(pos_, end - pos_, "not a quoted name", "syntax",
                     "between ` are letters, digits, _, ., -, / and blanks");
    }
    Token& token = Push(TokenKind::kQuotedName, end + 1);
    token.text = std::string(text_.substr(token.span.offset + 1, token.span.length - 2));
    return std::nullopt;
  }

  std::optional<Diagnostic> ReadNumberToken() {
    size_t end = pos_;
    if (At(pos_) == '0' && (At(pos_ + 1) == 'x' || At(pos_ + 1) == 'X')) {
      end = pos_ + 2;
      while (absl::ascii_isxdigit(static_cast<unsigned char>(At(end)))) ++end;
    } else {
      while (absl::ascii_isdigit(At(end))) ++end;
      if (At(end) == '.' && absl::ascii_isdigit(At(end + 1))) {
        ++end;
        while (absl::ascii_isdigit(At(end))) ++end;
      }
      size_t exponent = end + 1;
      if (At(exponent) == '+' || At(exponent) == '-') ++exponent;
      if ((At(end) == 'e' || At(end) == 'E') && absl::ascii_isdigit(At(exponent))) {
        end = exponent;
        while (absl::ascii_isdigit(At(end))) ++end;
      }
    }
    if (At(end) == 'u' || At(end) == 'U') ++end;
    size_t rest = end;
    while (IsNamePart(At(rest))) ++rest;
    if (rest > end) return Problem(pos_, rest - pos_, "not a number", "bad-literal");
    absl::string_view digits = text_.substr(pos_, end - pos_);
    Token& token = Push(TokenKind::kLiteral, end);
    if (const char* problem = ReadNumber(digits, &token)) {
      return Problem(token.span.offset, token.span.length, problem, "bad-literal");
    }
    return std::nullopt;
  }

  // Length of the r, b or br in front of a string literal.
  size_t StringPrefix() const {
    size_t length = 0;
    if (At(pos_) == 'b' || At(pos_) == 'B') ++length;
    if (At(pos_ + length) == 'r' || At(pos_ + length) == 'R') ++length;
    return length;
  }

  std::optional<Diagnostic> ReadString(size_t prefix) {
    bool is_bytes = prefix > 0 && (At(pos_) == 'b' || At(pos_) == 'B');
    bool is_raw = prefix > (is_bytes ? 1 : 0);
    size_t open = pos_ + prefix;
    absl::string_view quote = text_.substr(open, 1);
    absl::string_view triple = text_.substr(open, 3);
    bool is_triple = triple == "\"\"\"" || triple == "'''";
    if (is_triple) quote = triple;
    size_t body = open + quote.size();
    size_t end = FindClosingQuote(body, quote, is_raw);
    if (end == absl::string_view::npos) {
      return Problem(pos_, body - pos_, "the closing quote is missing");
    }
    absl::string_view inside = text_.substr(body, end - body);
    Token& token = Push(TokenKind::kLiteral, end + quote.size());
    token.literal = is_bytes ? Kind::kBytes : Kind::kString;
    std::string value;
    if (is_raw) {
      value = std::string(inside);
    } else if (auto problem = Unescape(inside, is_bytes, &value)) {
      return Problem(body + problem->offset, problem->length, problem->message, "bad-literal");
    }
    token.value = std::move(value);
    return std::nullopt;
  }

  size_t FindClosingQuote(size_t from, absl::string_view quote, bool is_raw) const {
    for (size_t i = from; i < text_.size(); ++i) {
      if (absl::StartsWith(text_.substr(i), quote)) return i;
      if (quote.size() == 1 && (text_[i] == '\n' || text_[i] == '\r')) break;
      if (text_[i] == '\\' && !is_raw) ++i;
    }
    return absl::string_view::npos;
  }

  absl::string_view text_;
  std::vector<Token>* tokens_;
  size_t pos_ = 0;
};

}  // namespace

std::optional<Diagnostic> Tokenize(absl::string_view text, std::vector<Token>* tokens) {
  return Lexer(text, tokens).Run();
}

}  // namespace risk::expression
