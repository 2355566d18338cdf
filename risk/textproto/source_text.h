// A text of which every place can be named by line and column.
#ifndef RISK_TEXTPROTO_SOURCE_TEXT_H_
#define RISK_TEXTPROTO_SOURCE_TEXT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/textproto/node.h"
#include "risk/textproto/problem.h"

namespace risk::textproto {

// A text with the places of its lines and fields. Stays where it is: its fields refer to it.
class SourceText {
 public:
  SourceText(std::string its_path, std::string its_text);
  SourceText(const SourceText&) = delete;
  SourceText& operator=(const SourceText&) = delete;

  // Bytes `begin` to `begin + length`, cut at the end of the line.
  Place PlaceOf(size_t begin, size_t length) const;
  int LineOf(size_t offset) const;

  const std::string path;
  const std::string text;
  Node root;

 private:
  std::vector<size_t> line_starts_;
};

// A field or message of a file. A field that is absent stands where its message does.
class At {
 public:
  At(const SourceText* file, const Node* node) : file_(file), node_(node) {}

  At Child(absl::string_view field, size_t index = 0) const {
    const Node* child = node_->Child(field, index);
    return child ? At(file_, child) : *this;
  }
  // Whether the field is there, if only misspelt or with a problem.
  bool Has(absl::string_view field) const;

  const SourceText& file() const { return *file_; }
  const Node& node() const { return *node_; }
  Place Name() const;   // of the field's name
  Place Value() const;  // of the value; of a message, the name
  // Of `length` bytes from `offset` of the string that the field holds.
  Place Inside(size_t offset, size_t length) const;
  int line() const { return file_->LineOf(node_->begin); }

 private:
  const SourceText* file_;
  const Node* node_;
};

}  // namespace risk::textproto

#endif  // RISK_TEXTPROTO_SOURCE_TEXT_H_
