#include <string>

#include "absl/strings/str_cat.h"
#include "risk/cli/commands.h"
#include "risk/input_rules.h"
#include "risk/json_schema.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"

namespace risk::cli {

int RunSchema(const Arguments& arguments, const Streams& streams) {
  const std::string which = arguments.paths.empty() ? "input" : arguments.paths.front();
  if (which != "input" && which != "output" && which != "rules") {
    streams.err->Write("risk schema: print what? one of input, output, rules\n");
    return kUsage;
  }
  if (which == "rules") {
    streams.out->Write(InputRules(*v1::Case::descriptor()));
    return kFine;
  }
  streams.out->Write(which == "input"
                         ? JsonSchema(*v1::Case::descriptor(), JsonUse::kInput)
                         : JsonSchema(*v1::Assessment::descriptor(), JsonUse::kOutput));
  return kFine;
}

}  // namespace risk::cli
