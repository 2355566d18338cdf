// Collects the problems of an edition and knows where things stand in its files.
#ifndef RISK_EDITION_REPORTER_H_
#define RISK_EDITION_REPORTER_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/edition/problem.h"
#include "risk/edition/source_tree.h"

namespace risk::edition {

// A text with the places of its lines and fields.
struct SourceText {
  SourceText(std::string path, std::string text);

  // Bytes `begin` to `begin + length`, cut at the end of the line.
  Place PlaceOf(size_t begin, size_t length) const;
  int LineOf(size_t offset) const;

  std::string path;
  std::string text;
  std::vector<size_t> line_starts;
  SourceNode root;
};

// A field or message of a file. A field that is absent stands where its message does.
class At {
 public:
  At(const SourceText* file, const SourceNode* node) : file_(file), node_(node) {}

  At Child(absl::string_view field, size_t index = 0) const {
    const SourceNode* child = node_->Child(field, index);
    return child ? At(file_, child) : *this;
  }
  // Whether the field is there, if only misspelt or with a problem.
  bool Has(absl::string_view field) const;

  const SourceText& file() const { return *file_; }
  const SourceNode& node() const { return *node_; }
  Place Name() const;   // of the field's name
  Place Value() const;  // of the value; of a message, the name
  // Of `length` bytes from `offset` of the string that the field holds.
  Place Inside(size_t offset, size_t length) const;
  int line() const { return file_->LineOf(node_->begin); }

 private:
  const SourceText* file_;
  const SourceNode* node_;
};

class Reporter {
 public:
  explicit Reporter(size_t most) : most_(most) {}

  Problem& Error(Place place, absl::string_view code, std::string message, std::string hint = "") {
    return Add(Problem::Severity::kError, std::move(place), code, std::move(message),
               std::move(hint));
  }
  Problem& Warn(Place place, absl::string_view code, std::string message, std::string hint = "") {
    return Add(Problem::Severity::kWarning, std::move(place), code, std::move(message),
               std::move(hint));
  }

  bool has_error() const { return has_error_; }
  std::vector<Problem> TakeSorted();

 private:
  Problem& Add(Problem::Severity severity, Place place, absl::string_view code, std::string message,
               std::string hint);

  size_t most_;
  bool has_error_ = false;
  size_t dropped_ = 0;
  Problem overflow_;
  std::vector<std::unique_ptr<Problem>> problems_;
};

}  // namespace risk::edition

#endif  // RISK_EDITION_REPORTER_H_
