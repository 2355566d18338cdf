#include "risk/evaluation/value/support.h"

#include "absl/container/flat_hash_set.h"

namespace risk::evaluation {
namespace {

using Visit = absl::FunctionRef<void(const Support&, bool)>;

using Seen = absl::flat_hash_set<const Support*>;

// Walks in the order of evaluation, below settled parts too if `goes_below`. The stack is our own,
// since unions nest as deeply as lists are long.
void Walk(const Support* root, bool goes_below, Seen& seen,
          absl::FunctionRef<void(const Support&)> visit) {
  std::vector<const Support*> stack = {root};
  while (!stack.empty()) {
    const Support* part = stack.back();
    stack.pop_back();
    if (part == nullptr || !seen.insert(part).second) continue;
    if (part->kind == Support::Kind::kUnion) {
      stack.push_back(part->right);
      stack.push_back(part->left);
    } else if (part->kind == Support::Kind::kSettled) {
      if (goes_below) stack.push_back(part->left);
    } else {
      visit(*part);
      stack.push_back(part->left);
    }
  }
}

}  // namespace

// A part that is needed in one place and settled in another is needed, so the needed ones are found
// first.
void VisitSupport(const Support* support, Visit visit) {
  Seen needed;
  Walk(support, false, needed, [](const Support&) {});
  Seen seen;
  Walk(support, true, seen, [&](const Support& part) { visit(part, needed.contains(&part)); });
}

std::string PathOf(const Support& part) {
  if (part.kind == Support::Kind::kVariable) return std::string(part.name);
  if (part.owner == nullptr) return "";
  if (part.kind == Support::Kind::kOpenList) return PathOf(*part.owner, *part.field) + "[]";
  return part.field == nullptr ? PathOf(*part.owner) : PathOf(*part.owner, *part.field, part.index);
}

std::vector<std::string> MissingPieces(const Value& value) {
  std::vector<std::string> paths;
  if (value.is_decided() || value.is_error()) return paths;
  absl::flat_hash_set<std::string> seen;
  VisitSupport(value.support(), [&](const Support& part, bool is_needed) {
    bool is_piece =
        part.kind == Support::Kind::kOpenList ||
        (part.kind == Support::Kind::kReading && part.is_missing) ||
        (part.kind == Support::Kind::kVariable && part.is_missing && part.left == nullptr);
    if (!is_needed || !is_piece) return;
    std::string path = PathOf(part);
    if (!path.empty() && seen.insert(path).second) paths.push_back(std::move(path));
  });
  return paths;
}

}  // namespace risk::evaluation
