#include "risk/assessment/pieces.h"

#include <algorithm>
#include <utility>

#include "risk/evaluation/value/container.h"

namespace risk::assessment {

using evaluation::MessageRef;
using evaluation::Support;

namespace {

// The fields from the record down to a part, and the outermost element among them.
void FillFields(const Support& part, Piece& piece) {
  std::vector<const google::protobuf::FieldDescriptor*>& fields = piece.field.fields;
  std::vector<int> indices;
  const auto add = [&](const google::protobuf::FieldDescriptor* field, int index) {
    fields.push_back(field);
    indices.push_back(index);
  };
  if (part.field != nullptr) add(part.field, part.index);
  for (const MessageRef* at = part.owner; at->field != nullptr; at = at->parent) {
    add(at->field, at->index);
  }
  std::reverse(fields.begin(), fields.end());
  std::reverse(indices.begin(), indices.end());
  const auto element =
      std::find_if(indices.begin(), indices.end(), [](int index) { return index >= 0; });
  if (element == indices.end()) return;
  piece.element = *element;
  piece.list_depth = static_cast<size_t>(element - indices.begin()) + 1;
}

bool StartsWith(const std::vector<const google::protobuf::FieldDescriptor*>& fields,
                const expression::FieldPath& path) {
  return !path.empty() && fields.size() >= path.size() &&
         fields[path.size() - 1] == path.back() &&
         std::equal(path.begin(), path.end(), fields.begin());
}

}  // namespace

bool Piece::IsInElementOf(const expression::FieldPath& list) const {
  return element >= 0 && list_depth == list.size() && StartsWith(field.fields, list);
}

bool Piece::IsBelow(const expression::FieldPath& path) const {
  return StartsWith(field.fields, path);
}

int Pieces::Add(Piece piece) {
  pieces_.push_back(std::move(piece));
  numbers_.push_back(-1);
  return size() - 1;
}

int Pieces::NodeOf(const MessageRef& message) {
  if (message.parent == nullptr) return 0;
  const int parent = NodeOf(*message.parent);
  const int next = static_cast<int>(nodes_.size()) + 1;
  return nodes_.emplace(std::make_tuple(parent, message.field, message.index), next)
      .first->second;
}

int Pieces::IdOf(const Support& part) {
  if (part.kind == Support::Kind::kVariable) return IdOf(part.name);
  if (part.owner == nullptr) return -1;
  const bool is_whole = part.field == nullptr;
  if (is_whole && part.owner->parent == nullptr) return -1;
  const int holder = NodeOf(is_whole ? *part.owner->parent : *part.owner);
  const bool is_open_list = part.kind == Support::Kind::kOpenList;
  const auto [id, is_new] = ids_.emplace(
      std::make_tuple(holder, is_whole ? part.owner->field : part.field,
                      is_whole ? part.owner->index : part.index, is_open_list),
      size());
  if (!is_new) return id->second;
  Piece piece;
  piece.path = PathOf(part);
  piece.field.is_open_list = is_open_list;
  FillFields(part, piece);
  return Add(std::move(piece));
}

int Pieces::IdOf(absl::string_view name) {
  const auto [id, is_new] = names_.emplace(std::string(name), size());
  if (is_new) Add({std::string(name), {}, 0, -1});
  return id->second;
}

std::vector<std::string> Pieces::Paths(const std::vector<int>& ids) const {
  std::vector<std::string> paths;
  for (const int id : ids) paths.push_back(at(id).path);
  return paths;
}

void Pieces::Refer(const std::vector<int>& ids, v1::Explanation& explanation) {
  for (const int id : ids) {
    int& number = numbers_[id];
    if (number < 0) {
      number = static_cast<int>(referred_.size());
      referred_.push_back(id);
    }
    explanation.add_missing(number);
  }
}

void Pieces::ListReferred(v1::Assessment& result) const {
  for (const int id : referred_) result.add_piece(at(id).path);
}

}  // namespace risk::assessment
