#include "risk/edition/reporter.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace risk::edition {

SourceText::SourceText(std::string path_in, std::string text_in)
    : path(std::move(path_in)), text(std::move(text_in)), line_starts{0} {
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') line_starts.push_back(i + 1);
  }
}

int SourceText::LineOf(size_t offset) const {
  auto next = std::upper_bound(line_starts.begin(), line_starts.end(), offset);
  return static_cast<int>(next - line_starts.begin());
}

Place SourceText::PlaceOf(size_t begin, size_t length) const {
  begin = std::min(begin, text.size());
  Place place;
  place.file = path;
  place.line = LineOf(begin);
  size_t start = line_starts[place.line - 1];
  size_t end = std::min(text.find('\n', start), text.size());
  if (end > start && text[end - 1] == '\r') --end;
  place.column = static_cast<int>(begin - start) + 1;
  size_t rest = end > begin ? end - begin : 0;
  place.length = std::max<size_t>(1, std::min(length, rest));
  place.excerpt = text.substr(start, end - start);
  return place;
}

bool At::Has(absl::string_view field) const {
  for (const SourceNode& child : node_->children) {
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
  if (node_->is_message) return Name();
  return file_->PlaceOf(node_->value, node_->end - node_->value);
}

Place At::Inside(size_t offset, size_t length) const {
  if (!node_->is_string) return Value();
  std::vector<size_t> offsets = LiteralOffsets(file_->text, node_->value);
  size_t first = std::min(offset, offsets.size() - 1);
  size_t last = std::min(offset + std::max<size_t>(length, 1) - 1, offsets.size() - 1);
  return file_->PlaceOf(offsets[first], offsets[last] - offsets[first] + 1);
}

Problem& Reporter::Add(Problem::Severity severity, Place place, absl::string_view code,
                       std::string message, std::string hint) {
  Problem problem;
  problem.severity = severity;
  problem.place = std::move(place);
  problem.code = std::string(code);
  problem.message = std::move(message);
  problem.hint = std::move(hint);
  has_error_ |= problem.is_error();
  if (problems_.size() >= most_) {
    ++dropped_;
    overflow_ = std::move(problem);
    return overflow_;
  }
  problems_.push_back(std::make_unique<Problem>(std::move(problem)));
  return *problems_.back();
}

std::vector<Problem> Reporter::TakeSorted() {
  std::vector<Problem> sorted;
  for (std::unique_ptr<Problem>& problem : problems_) sorted.push_back(std::move(*problem));
  problems_.clear();
  Sort(sorted);
  if (dropped_ > 0) {
    Problem rest;
    rest.severity = has_error_ ? Problem::Severity::kError : Problem::Severity::kWarning;
    rest.place.file = sorted.empty() ? "" : sorted.back().place.file;
    rest.code = "too-many";
    rest.message = absl::StrCat(dropped_, " further problems are not shown");
    sorted.push_back(std::move(rest));
  }
  return sorted;
}

}  // namespace risk::edition
