#include "risk/edition/references.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace risk::edition {
namespace {

bool IsWordStart(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)) || c == '_'; }
bool IsWordByte(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_'; }

class WordReader {
 public:
  explicit WordReader(absl::string_view text) : text_(text) {}

  // Moves over blanks and comments.
  void SkipSpace() {
    while (at_ < text_.size()) {
      if (absl::ascii_isspace(static_cast<unsigned char>(text_[at_]))) {
        ++at_;
      } else if (text_.substr(at_, 2) == "//") {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else {
        return;
      }
    }
  }

  absl::string_view Word() {
    size_t begin = at_;
    if (at_ < text_.size() && IsWordStart(text_[at_])) {
      while (at_ < text_.size() && IsWordByte(text_[at_])) ++at_;
    }
    return text_.substr(begin, at_ - begin);
  }

  // Moves over a string that starts here; `is_raw` when backslashes mean nothing in it.
  void Quoted(bool is_raw) {
    absl::string_view quote = text_.substr(at_, 3);
    if (quote != "\"\"\"" && quote != "'''") quote = text_.substr(at_, 1);
    at_ += quote.size();
    while (at_ < text_.size() && text_.substr(at_, quote.size()) != quote) {
      at_ += text_[at_] == '\\' && !is_raw ? 2 : 1;
    }
    at_ = std::min(at_ + quote.size(), text_.size());
  }

  bool AtEnd() const { return at_ >= text_.size(); }
  bool AtQuote() const { return !AtEnd() && (text_[at_] == '"' || text_[at_] == '\''); }
  char Peek() const { return AtEnd() ? '\0' : text_[at_]; }
  void Next() { ++at_; }
  size_t at() const { return at_; }

 private:
  absl::string_view text_;
  size_t at_ = 0;
};

bool IsRawPrefix(absl::string_view word) {
  return word.size() <= 2 && word.find_first_not_of("rRbB") == absl::string_view::npos &&
         word.find_first_of("rR") != absl::string_view::npos;
}

}  // namespace

std::vector<Reference> FindReferences(absl::string_view expression) {
  std::vector<Reference> references;
  WordReader reader(expression);
  bool is_field = false;  // the last token was a dot behind something
  while (true) {
    reader.SkipSpace();
    if (reader.AtEnd()) return references;
    size_t begin = reader.at();
    absl::string_view word = reader.Word();
    if (reader.AtQuote()) {
      reader.Quoted(IsRawPrefix(word));
      is_field = false;
    } else if (word.empty()) {
      is_field = reader.Peek() == '.';
      // A number may end in letters (1u, 0x1F, 2e5) and holds no names.
      bool is_number = absl::ascii_isdigit(static_cast<unsigned char>(reader.Peek()));
      reader.Next();
      while (is_number && IsWordByte(reader.Peek())) reader.Next();
    } else if (is_field) {
      is_field = false;
    } else {
      reader.SkipSpace();
      if (reader.Peek() != '.') continue;
      reader.Next();
      reader.SkipSpace();
      absl::string_view id = reader.Word();
      if (id.empty()) continue;
      references.push_back({std::string(word), std::string(id), begin, reader.at() - begin});
    }
  }
}

}  // namespace risk::edition
