// Where the fields of a textproto stand in its text, down to the bytes inside a string.
//
//   SourceNode root;
//   if (std::optional<ScanError> error = Scan(text, 32, root)) …
//   const SourceNode* when = root.Child("factor", 2)->Child("when");
//   size_t seventh_byte = LiteralOffsets(text, when->value)[6];
//
// TextFormat's own parse tree gives the start of a field only, and one place for all the elements
// of a list; errors inside an expression need more.
#ifndef RISK_EDITION_SOURCE_TREE_H_
#define RISK_EDITION_SOURCE_TREE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace risk::edition {

// One value of a field; a list gives one node an element, a repeated field one an occurrence.
// Offsets are bytes of the text.
struct SourceNode {
  std::string field;
  size_t begin = 0;  // of the field's name
  size_t value = 0;  // of the value's first byte: a brace, a quote, a digit or a letter
  size_t end = 0;    // behind the value
  bool is_message = false;
  bool is_string = false;
  size_t list_end = 0;       // of an element of field: [ … ]: behind the bracket; else 0
  bool is_left_out = false;  // has a problem of its own and is not in the message
  std::vector<SourceNode> children;
  std::vector<std::string> meant;  // what misspelt fields were probably meant to be

  // The index-th value of a field, of those not left out; null if there are fewer.
  const SourceNode* Child(absl::string_view name, size_t index = 0) const;
};

struct ScanError {
  size_t offset = 0;
  std::string code;  // syntax, too-deep
  std::string message;
};

// Fills `root` with the fields of `text`, as far as they can be read.
std::optional<ScanError> Scan(absl::string_view text, int max_depth, SourceNode& root);

// For each byte of the string that the literals at `value` stand for, and one past the last, the
// offset that it is written at. Adjacent literals are one string; an escape's bytes are all at its
// backslash.
std::vector<size_t> LiteralOffsets(absl::string_view text, size_t value);

}  // namespace risk::edition

#endif  // RISK_EDITION_SOURCE_TREE_H_
