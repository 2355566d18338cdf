// Reads the wire format, reporting every problem with the field it belongs to.
#ifndef RISK_CASE_IO_BINARY_H_
#define RISK_CASE_IO_BINARY_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "risk/case_io/problem.h"
#include "risk/case_io/record_reader.h"

namespace risk::case_io {

// Compares the bytes with the type's fields: unknown fields and values, text that is not UTF-8,
// bytes that end too early. There are no lines; a problem names the field and the byte.
void CheckBinary(absl::string_view bytes, const google::protobuf::Descriptor* type,
                 const RecordOptions& options, Problems* problems);

// Checks, and if nothing is wrong parses into `message`. What `allow_unknown_fields` left out is added
// to `left_out`, if it is there: the paths of values, one empty path for any fields. Cost: two passes
// over the bytes.
void ReadBinary(absl::string_view bytes, const RecordOptions& options,
                google::protobuf::Message* message, Problems* problems,
                std::vector<std::string>* left_out = nullptr);

// A message behind its length, as Protobuf's delimited forms write it: the bytes of both.
struct DelimitedSize {
  size_t prefix = 0;
  size_t message = 0;
};
constexpr size_t kLongestPrefix = 5;

// Of what `bytes` begin with; nothing if no length of five bytes at most stands there.
std::optional<DelimitedSize> SizeOfDelimited(absl::string_view bytes);

// Takes the message off the beginning of `rest`. False if it is not all there.
bool TakeDelimited(absl::string_view* rest, absl::string_view* message);

}  // namespace risk::case_io

#endif  // RISK_CASE_IO_BINARY_H_
