#include "risk/evaluation/value/support.h"

#include <utility>

#include "absl/container/flat_hash_set.h"

namespace risk::evaluation {
namespace {

using Visit = absl::FunctionRef<void(const Support&, bool)>;

// The parts that a walk has seen carry its mark, until it ends.
class Seen {
 public:
  explicit Seen(uint8_t mark) : mark_(mark) {}
  ~Seen() {
    for (const Support* part : parts_) part->seen &= static_cast<uint8_t>(~mark_);
  }
  // False if the part has been marked before.
  bool Mark(const Support& part) {
    if ((part.seen & mark_) != 0) return false;
    part.seen |= mark_;
    parts_.push_back(&part);
    return true;
  }
  bool Has(const Support& part) const { return (part.seen & mark_) != 0; }

 private:
  const uint8_t mark_;
  std::vector<const Support*> parts_;
};

constexpr uint8_t kNeeded = 1;
constexpr uint8_t kAny = 2;

// Walks in the order of evaluation, below settled parts too if `goes_below`, and below a part if
// `visit` says so. The stack is our own,
// since unions nest as deeply as lists are long.
void Walk(const Support* root, bool goes_below, Seen& seen,
          absl::FunctionRef<bool(const Support&)> visit) {
  std::vector<const Support*> stack = {root};
  while (!stack.empty()) {
    const Support* part = stack.back();
    stack.pop_back();
    if (part == nullptr || !seen.Mark(*part)) continue;
    if (part->kind == Support::Kind::kUnion) {
      stack.push_back(part->right);
      stack.push_back(part->left);
    } else if (part->kind == Support::Kind::kSettled) {
      if (goes_below) stack.push_back(part->left);
    } else {
      if (visit(*part)) stack.push_back(part->left);
    }
  }
}

}  // namespace

// A part that is needed in one place and settled in another is needed, so the needed ones are found
// first.
void VisitSupport(const Support* support, Visit visit) {
  Seen needed(kNeeded);
  Walk(support, false, needed, [](const Support&) { return true; });
  Seen seen(kAny);
  Walk(support, true, seen, [&](const Support& part) {
    visit(part, needed.Has(part));
    return true;
  });
}

std::string PathOf(const Support& part) {
  if (part.kind == Support::Kind::kVariable) return std::string(part.name);
  if (part.owner == nullptr) return "";
  if (part.kind == Support::Kind::kOpenList) return PathOf(*part.owner, *part.field) + "[]";
  return part.field == nullptr ? PathOf(*part.owner) : PathOf(*part.owner, *part.field, part.index);
}

void VisitMissing(const Support* support, absl::FunctionRef<bool(const Support&)> visit) {
  Seen seen(kNeeded);
  Walk(support, false, seen, [&](const Support& part) {
    const bool is_piece = part.kind == Support::Kind::kOpenList ||
                          part.kind == Support::Kind::kVariable ||
                          (part.kind == Support::Kind::kReading && part.is_missing);
    return !is_piece || visit(part);
  });
}

const Support* Shortened(const Support* support, int most,
                         absl::FunctionRef<const void*(const Support&)> identity,
                         absl::FunctionRef<Support*()> make) {
  const auto goes_on = [](const Support& part) { return part.kind != Support::Kind::kVariable; };
  std::vector<std::pair<const Support*, bool>> parts;
  {
    Seen needed(kNeeded);
    Walk(support, false, needed, goes_on);
    Seen seen(kAny);
    absl::flat_hash_set<const void*> shown[2];
    Walk(support, true, seen, [&](const Support& part) {
      const bool is_needed = needed.Has(part);
      if (part.kind == Support::Kind::kVariable) {
        parts.emplace_back(&part, is_needed);
        return false;
      }
      const bool may_be_shown = part.kind != Support::Kind::kOpenList &&
                                static_cast<int>(shown[is_needed].size()) < most;
      const void* const what = may_be_shown ? identity(part) : nullptr;
      if (what != nullptr && shown[is_needed].insert(what).second) parts.emplace_back(&part, is_needed);
      return true;
    });
  }
  const Support* all = nullptr;
  for (const auto& [part, is_needed] : parts) {
    const Support* one = part;
    if (!is_needed) {
      Support* settled = make();
      settled->kind = Support::Kind::kSettled;
      settled->left = part;
      one = settled;
    }
    if (all == nullptr) {
      all = one;
      continue;
    }
    Support* both = make();
    both->kind = Support::Kind::kUnion;
    both->left = all;
    both->right = one;
    all = both;
  }
  return all;
}

std::vector<std::string> MissingPieces(const Value& value) {
  std::vector<std::string> paths;
  if (value.is_decided() || value.is_error()) return paths;
  absl::flat_hash_set<std::string> seen;
  VisitMissing(value.support(), [&](const Support& part) {
    const bool is_variable = part.kind == Support::Kind::kVariable;
    if (is_variable && (!part.is_missing || part.left != nullptr)) return true;
    std::string path = PathOf(part);
    if (!path.empty() && seen.insert(path).second) paths.push_back(std::move(path));
    return true;
  });
  return paths;
}

}  // namespace risk::evaluation
