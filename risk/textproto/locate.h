// Where the fields of a record stand, by their paths.
#ifndef RISK_TEXTPROTO_LOCATE_H_
#define RISK_TEXTPROTO_LOCATE_H_

#include <cstddef>
#include <map>
#include <string>

#include "google/protobuf/descriptor.h"
#include "risk/textproto/node.h"
#include "risk/textproto/scalar.h"

namespace risk::textproto {

// Offsets of a text by field path: "events[1].id".
using Offsets = std::map<std::string, size_t>;

// Fills in those paths that are keys and stand in the text: of a field its name, of an element of a
// list the element. `root` is of a text that was read without flaws. Cost: linear in the parts of
// the text that hold such a path.
void Locate(const Node& root, const google::protobuf::Descriptor& type, Form form,
            Offsets& offsets);

}  // namespace risk::textproto

#endif  // RISK_TEXTPROTO_LOCATE_H_
