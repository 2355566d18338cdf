#include "risk/evaluation/support.h"

#include "absl/container/flat_hash_set.h"

namespace risk::evaluation {
namespace {

using Visit = absl::FunctionRef<void(const Support&, bool)>;

// Walks with a stack of its own, since unions nest as deeply as lists are long. A part that is needed in one
// place and settled in another is visited as needed: needed parts go first.
void Walk(const Support* root, bool is_needed, absl::flat_hash_set<const Support*>& seen,
          std::vector<const Support*>& settled, Visit visit) {
  std::vector<const Support*> stack = {root};
  while (!stack.empty()) {
    const Support* part = stack.back();
    stack.pop_back();
    if (part == nullptr || !seen.insert(part).second) continue;
    switch (part->kind) {
      case Support::Kind::kUnion:
        stack.push_back(part->right);
        stack.push_back(part->left);
        break;
      case Support::Kind::kSettled:
        if (is_needed) {
          settled.push_back(part->left);
        } else {
          stack.push_back(part->left);
        }
        break;
      case Support::Kind::kVariable:
        visit(*part, is_needed);
        stack.push_back(part->left);
        break;
      default:
        visit(*part, is_needed);
    }
  }
}

}  // namespace

void VisitSupport(const Support* support, Visit visit) {
  absl::flat_hash_set<const Support*> seen;
  std::vector<const Support*> settled;
  Walk(support, true, seen, settled, visit);
  std::vector<const Support*> rest;
  for (const Support* part : settled) Walk(part, false, seen, rest, visit);
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
    bool is_piece = part.kind == Support::Kind::kOpenList ||
                    (part.kind == Support::Kind::kReading && part.is_missing) ||
                    (part.kind == Support::Kind::kVariable && part.is_missing && part.left == nullptr);
    if (!is_needed || !is_piece) return;
    std::string path = PathOf(part);
    if (!path.empty() && seen.insert(path).second) paths.push_back(std::move(path));
  });
  return paths;
}

}  // namespace risk::evaluation
