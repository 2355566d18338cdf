#include "risk/assessment/kept_support.h"

#include <memory>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "risk/evaluation/value/container.h"

namespace risk::assessment {
namespace {

using evaluation::Evaluation;
using evaluation::MessageRef;
using evaluation::Support;

template <typename T>
T* New(const T& value, Evaluation& evaluation) {
  return new (evaluation.Allocate(sizeof(T))) T(value);
}

class Keeper {
 public:
  Keeper(int most, absl::FunctionRef<const void*(const Support&)> identity, Evaluation& kept)
      : most_(most), identity_(identity), kept_(kept) {}

  const Support* Keep(const Support* support) {
    // Unions and settled parts are made anew, for a while; Copy takes them over with the rest.
    std::vector<std::unique_ptr<Support>> made;
    const auto make = [&made] { return made.emplace_back(std::make_unique<Support>()).get(); };
    return Copy(Shortened(support, most_, identity_, make));
  }

 private:
  // Unions lean to the left and are as deep as there are parts.
  const Support* Copy(const Support* support) {
    std::vector<const Support*> rights;
    while (support != nullptr && support->kind == Support::Kind::kUnion) {
      rights.push_back(support->right);
      support = support->left;
    }
    const Support* all = Part(support);
    for (auto right = rights.rbegin(); right != rights.rend(); ++right) {
      Support both;
      both.kind = Support::Kind::kUnion;
      both.left = all;
      both.right = Part(*right);
      all = New(both, kept_);
    }
    return all;
  }

  const Support* Part(const Support* part) {
    if (part == nullptr) return nullptr;
    Support copy = *part;
    copy.seen = 0;
    copy.owner = Ref(part->owner);
    copy.right = nullptr;
    copy.left = nullptr;
    if (part->kind == Support::Kind::kSettled) {
      copy.left = Part(part->left);
    } else if (part->kind == Support::Kind::kVariable) {
      copy.left = part->index < 0 ? Keep(part->left) : OfVariable(part->left);
    }
    return New(copy, kept_);
  }

  // What a variable rests on is kept; that it is settled was said where it was read.
  const Support* OfVariable(const Support* left) {
    if (left == nullptr || left->kind != Support::Kind::kSettled) return left;
    Support settled;
    settled.kind = Support::Kind::kSettled;
    settled.left = left->left;
    return New(settled, kept_);
  }

  const MessageRef* Ref(const MessageRef* ref) {
    if (ref == nullptr) return nullptr;
    if (const auto known = refs_.find(ref); known != refs_.end()) return known->second;
    MessageRef copy = *ref;
    copy.parent = Ref(ref->parent);
    return refs_[ref] = New(copy, kept_);
  }

  const int most_;
  const absl::FunctionRef<const void*(const Support&)> identity_;
  Evaluation& kept_;
  absl::flat_hash_map<const MessageRef*, const MessageRef*> refs_;
};

}  // namespace

const Support* KeptSupport(const Support* support, int most,
                           absl::FunctionRef<const void*(const Support&)> identity, Evaluation& kept) {
  return Keeper(most, identity, kept).Keep(support);
}

}  // namespace risk::assessment
