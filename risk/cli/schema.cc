#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/cli/commands.h"
#include "risk/input_rules.h"
#include "risk/json_schema.h"
#include "risk/v1/assessed_record.pb.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/inspection.pb.h"
#include "risk/v1/inspection_record.pb.h"
#include "risk/v1/oversight.pb.h"
#include "risk/v1/replay.pb.h"

namespace risk::cli {
namespace {

struct Printed {
  const char* name;
  const google::protobuf::Descriptor* type;
  JsonUse use;
};

std::vector<Printed> AllSchemas() {
  return {
      {"input", v1::Case::descriptor(), JsonUse::kInput},
      {"output", v1::Assessment::descriptor(), JsonUse::kOutput},
      {"asks", v1::Asks::descriptor(), JsonUse::kOutput},
      {"audit", v1::CaseAudit::descriptor(), JsonUse::kOutput},
      {"inspection", v1::Inspection::descriptor(), JsonUse::kOutput},
      {"comparison", v1::InspectionComparison::descriptor(), JsonUse::kOutput},
      {"inspection_record", v1::InspectionRecord::descriptor(), JsonUse::kInput},
      {"oversight", v1::OversightList::descriptor(), JsonUse::kOutput},
      {"record", v1::AssessedRecord::descriptor(), JsonUse::kOutput},
      {"replay", v1::Replay::descriptor(), JsonUse::kOutput},
  };
}

}  // namespace

int RunSchema(const Arguments& arguments, const Streams& streams) {
  const std::string which = arguments.paths.empty() ? "input" : arguments.paths.front();
  if (which == "rules") {
    streams.out->Write(InputRules(*v1::Case::descriptor()));
    return kFine;
  }
  std::vector<std::string> names = {"rules"};
  for (const Printed& one : AllSchemas()) {
    if (which == one.name) {
      streams.out->Write(JsonSchema(*one.type, one.use));
      return kFine;
    }
    names.push_back(one.name);
  }
  streams.err->Write(
      absl::StrCat("risk schema: print what? one of ", absl::StrJoin(names, ", "), "\n"));
  return kUsage;
}

}  // namespace risk::cli
