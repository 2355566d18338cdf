// What an input is, by how it begins.
#ifndef RISK_CASE_IO_INPUT_KIND_H_
#define RISK_CASE_IO_INPUT_KIND_H_

#include <cstddef>

#include "absl/strings/string_view.h"

namespace risk::case_io {

// Where there is no such byte.
constexpr size_t kNowhere = absl::string_view::npos;

// First byte that text does not contain: a control character other than white space.
size_t FirstControl(absl::string_view bytes);

// What else the input plainly is; null if it may be a record. No record in wire format begins so.
const char* OtherKind(absl::string_view bytes);

// A JSON value that is no object: what it is; null if it is none.
const char* PlainJson(absl::string_view bytes);

// Whether text format could begin so: with a name, a comment or a bracket.
bool BeginsLikeText(absl::string_view text);

// Whether JSON could begin so: with a brace or a bracket.
bool BeginsLikeJson(absl::string_view text);

}  // namespace risk::case_io

#endif  // RISK_CASE_IO_INPUT_KIND_H_
