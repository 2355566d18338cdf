// Takes in whole files, within limits; compressed ones as what they hold.
#ifndef RISK_CASE_IO_SOURCE_H_
#define RISK_CASE_IO_SOURCE_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"

namespace risk::case_io {

// The content of a file, or of standard input for "-".
//
// Errors, each with a message that says what to do: kNotFound if there is no such file,
//   kPermissionDenied if it may not be read, kFailedPrecondition if it is a folder or reading
//   fails, kDataLoss if compressed data is damaged, kResourceExhausted if it has more than `most_bytes`,
//   without reading further than that.
absl::StatusOr<std::string> ReadSource(const std::string& path, size_t most_bytes);

}  // namespace risk::case_io

#endif  // RISK_CASE_IO_SOURCE_H_
