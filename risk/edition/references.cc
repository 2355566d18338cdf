#include "risk/edition/references.h"

#include <algorithm>
#include <functional>
#include <queue>

#include "absl/strings/ascii.h"

namespace risk::edition {
namespace {

constexpr absl::string_view kKinds[] = {"fact", "param", "factor", "instrument",
                                        "band", "check", "finding"};

bool IsKind(absl::string_view word) {
  return std::find(std::begin(kKinds), std::end(kKinds), word) != std::end(kKinds);
}

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
    } else if (is_field || !IsKind(word)) {
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

namespace {

// Nodes that are left when everything that can be ordered has been, without those that merely need
// a cycle: each of the rest can reach itself.
std::vector<int> CycleFrom(const Graph& needs, const std::vector<bool>& is_done, int start) {
  // Every node here needs one that is not done; following the first of them must come round.
  std::vector<int> path;
  std::vector<int> seen(needs.size(), -1);
  int node = start;
  while (seen[node] < 0) {
    seen[node] = static_cast<int>(path.size());
    path.push_back(node);
    for (int next : needs[node]) {
      if (!is_done[next]) {
        node = next;
        break;
      }
    }
  }
  return std::vector<int>(path.begin() + seen[node], path.end());
}

}  // namespace

Order OrderOf(const Graph& needs) {
  const int size = static_cast<int>(needs.size());
  std::vector<std::vector<int>> needed_by(size);
  std::vector<size_t> waiting(size);
  for (int node = 0; node < size; ++node) {
    waiting[node] = needs[node].size();
    for (int need : needs[node]) needed_by[need].push_back(node);
  }
  Order order;
  std::vector<bool> is_done(size, false);
  std::vector<bool> is_ordered(size, true);
  std::priority_queue<int, std::vector<int>, std::greater<int>> ready;
  for (int node = 0; node < size; ++node) {
    if (waiting[node] == 0) ready.push(node);
  }
  int first_left = 0;
  while (true) {
    while (!ready.empty()) {
      int node = ready.top();
      ready.pop();
      if (is_done[node]) continue;
      is_done[node] = true;
      if (is_ordered[node]) order.nodes.push_back(node);
      for (int next : needed_by[node]) {
        if (!is_ordered[node]) is_ordered[next] = false;
        if (--waiting[next] == 0) ready.push(next);
      }
    }
    while (first_left < size && is_done[first_left]) ++first_left;
    if (first_left == size) return order;
    // What is left needs a cycle. Report one, take its members out, and go on: other cycles show
    // then.
    std::vector<int> cycle = CycleFrom(needs, is_done, first_left);
    std::rotate(cycle.begin(), std::min_element(cycle.begin(), cycle.end()), cycle.end());
    for (int node : cycle) {
      is_ordered[node] = false;
      is_done[node] = true;
      for (int next : needed_by[node]) {
        is_ordered[next] = false;
        if (waiting[next] > 0 && --waiting[next] == 0 && !is_done[next]) ready.push(next);
      }
    }
    order.cycles.push_back(std::move(cycle));
  }
}

}  // namespace risk::edition
