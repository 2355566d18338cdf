#include "risk/assessment/pieces.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/evaluation/value/container.h"

namespace risk::assessment {

using evaluation::MessageRef;
using evaluation::Support;

namespace {

// The fields from the record down to a part, and the elements among them.
evaluation::RecordPlace PlaceOf(const Support& part) {
  evaluation::RecordPlace place;
  place.is_open_list = part.kind == Support::Kind::kOpenList;
  const auto add = [&](const google::protobuf::FieldDescriptor* field, int index) {
    place.fields.push_back(field);
    place.indices.push_back(index);
  };
  if (part.field != nullptr) add(part.field, part.index);
  for (const MessageRef* at = part.owner; at->field != nullptr; at = at->parent) {
    add(at->field, at->index);
  }
  std::reverse(place.fields.begin(), place.fields.end());
  std::reverse(place.indices.begin(), place.indices.end());
  return place;
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

int Pieces::NodeOf(int parent, const Field* field, int index) {
  const int next = static_cast<int>(nodes_.size()) + 1;
  return nodes_.emplace(std::make_tuple(parent, field, index), next).first->second;
}

int Pieces::IdOf(const Support& part) {
  if (part.kind == Support::Kind::kVariable) return IdOf(part.name);
  if (part.owner == nullptr) return -1;
  const bool is_record = part.field == nullptr && part.owner->parent == nullptr;
  return is_record ? -1 : IdOf(PlaceOf(part));
}

int Pieces::IdOf(const evaluation::RecordPlace& place) {
  const size_t last = place.fields.size() - 1;
  int holder = 0;
  for (size_t i = 0; i < last; ++i) holder = NodeOf(holder, place.fields[i], place.indices[i]);
  const auto [id, is_new] = ids_.emplace(
      std::make_tuple(holder, place.fields[last], place.indices[last], place.is_open_list), size());
  if (!is_new) return id->second;
  Piece piece;
  piece.field.fields = place.fields;
  piece.field.is_open_list = place.is_open_list;
  for (size_t i = 0; i <= last; ++i) {
    const int index = place.indices[i];
    absl::StrAppend(&piece.path, i == 0 ? "" : ".", place.fields[i]->name());
    if (index < 0) continue;
    absl::StrAppend(&piece.path, "[", index, "]");
    if (piece.element >= 0) continue;
    piece.element = index;
    piece.list_depth = i + 1;
  }
  if (place.is_open_list) piece.path += "[]";
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
