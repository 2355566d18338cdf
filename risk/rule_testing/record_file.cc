#include "risk/rule_testing/record_file.h"

#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "risk/case_io/record_reader.h"
#include "risk/case_io/source.h"

namespace risk::rule_testing {

using google::protobuf::Message;

absl::StatusOr<std::unique_ptr<Message>> ReadMessage(const std::string& path,
                                                     const Message& prototype) {
  const case_io::RecordOptions options;
  absl::StatusOr<std::string> content = case_io::ReadSource(path, options.most_bytes);
  if (!content.ok()) {
    return absl::Status(content.status().code(),
                        absl::StrCat(path, ": ", std::string(content.status().message())));
  }
  std::vector<case_io::InputMessage> records =
      case_io::ReadRecords(*content, path, prototype, options);
  std::string problems;
  for (const case_io::InputMessage& record : records) {
    for (const InputProblem& problem : record.problems) problems += problem.ToString();
  }
  if (!problems.empty()) {
    return absl::InvalidArgumentError(absl::StripTrailingAsciiWhitespace(problems));
  }
  if (records.size() > 1)
    return absl::InvalidArgumentError(absl::StrCat(path, ": several records"));
  return std::move(records[0].message);
}

}  // namespace risk::rule_testing
