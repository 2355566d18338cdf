// The fields of a text as a tree, and what is wrong with them, by offset.
#ifndef RISK_TEXTPROTO_NODE_H_
#define RISK_TEXTPROTO_NODE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace risk::textproto {

// One value of a field; a list gives one node an element, a repeated field one an occurrence.
// Offsets are bytes of the text, which must outlive the node.
struct Node {
  enum class Kind : uint8_t {
    kWord,  // a number, the name of an enum's value, true, false, null
    kString,
    kMessage,
    kList,  // an empty list, or a list inside a list
  };

  absl::string_view field;
  size_t begin = 0;  // of the field's name; all elements of a list have the same
  size_t value = 0;  // of the value's first byte: a brace, a quote, a digit or a letter
  size_t end = 0;    // behind the value
  size_t list = 0;   // of an element of field: [ … ], and of the empty list, the bracket; else 0
  Kind kind = Kind::kWord;
  bool is_left_out = false;  // has a problem of its own and is not in the message
  std::vector<Node> children;
  std::vector<std::string> meant;  // what misspelt fields were probably meant to be

  bool in_list() const { return list > 0; }
  bool is_message() const { return kind == Kind::kMessage; }
  bool is_string() const { return kind == Kind::kString; }
  // The index-th value of a field, of those not left out; null if there are fewer.
  const Node* Child(absl::string_view name, size_t index = 0) const;
};

// Something wrong with a text. Messages are lower case and have no full stop.
struct Flaw {
  size_t begin = 0;
  size_t length = 1;
  std::string path;  // of the field: "domestic_abuse.incidents[2]"; may be empty
  std::string code;
  std::string message;
  std::string hint;  // what to do; may be empty
  // The other side of a conflict; nothing if the length is 0.
  size_t other_begin = 0;
  size_t other_length = 0;
};

}  // namespace risk::textproto

#endif  // RISK_TEXTPROTO_NODE_H_
