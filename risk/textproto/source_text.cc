#include "risk/textproto/source_text.h"

#include <algorithm>
#include <utility>

#include "risk/textproto/literal.h"

namespace risk::textproto {

SourceText::SourceText(std::string its_path, std::string its_text)
    : path(std::move(its_path)), text(std::move(its_text)), line_starts_{0} {
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') line_starts_.push_back(i + 1);
  }
}

int SourceText::LineOf(size_t offset) const {
  auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return static_cast<int>(next - line_starts_.begin());
}

Place SourceText::PlaceOf(size_t begin, size_t length) const {
  begin = std::min(begin, text.size());
  Place place;
  place.file = path;
  place.line = LineOf(begin);
  size_t start = line_starts_[place.line - 1];
  size_t end = std::min(text.find('\n', start), text.size());
  if (end > start && text[end - 1] == '\r') --end;
  place.column = static_cast<int>(begin - start) + 1;
  size_t rest = end > begin ? end - begin : 0;
  place.length = std::max<size_t>(1, std::min(length, rest));
  place.excerpt = text.substr(start, end - start);
  return place;
}

bool At::Has(absl::string_view field) const {
  for (const Node& child : node_->children) {
    if (child.field == field) return true;
  }
  return std::find(node_->meant.begin(), node_->meant.end(), field) != node_->meant.end();
}

Place At::Name() const {
  if (node_->field.empty()) {  // the root: the file as a whole
    Place place;
    place.file = file_->path;
    return place;
  }
  return file_->PlaceOf(node_->begin, node_->field.size());
}

Place At::Value() const {
  if (node_->is_message()) return Name();
  return file_->PlaceOf(node_->value, node_->end - node_->value);
}

Place At::Inside(size_t offset, size_t length) const {
  if (!node_->is_string()) return Value();
  std::vector<size_t> offsets = LiteralOffsets(file_->text, node_->value);
  size_t first = std::min(offset, offsets.size() - 1);
  size_t last = std::min(offset + std::max<size_t>(length, 1) - 1, offsets.size() - 1);
  return file_->PlaceOf(offsets[first], offsets[last] - offsets[first] + 1);
}

}  // namespace risk::textproto
