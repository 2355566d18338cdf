// The command line, read and checked.
#ifndef RISK_CLI_ARGUMENTS_H_
#define RISK_CLI_ARGUMENTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "risk/results.h"
#include "risk/v1/date.pb.h"

namespace risk::cli {

enum class Command {
  kAssess,
  kNext,
  kImpact,
  kAudit,
  kInspect,
  kOversight,
  kValidate,
  kCheck,
  kTest,
  kMutate,
  kEditions,
  kSchema,
  kServe,
  kExplain,
  kDiff,
  kNew,
};
enum class Format { kText, kJson, kNdjson, kTextproto, kCsv, kPbs, kHtml, kSarif, kGithub };

// A result for each record of a caseload of any size, see RunBatch.
inline bool IsOfCaseload(Format format) {
  return format == Format::kNdjson || format == Format::kCsv || format == Format::kPbs;
}

struct Arguments {
  Command command = Command::kAssess;
  std::vector<std::string>
      paths;            // cases, rule cases, the edition to check, or the schema to print
  std::string edition;  // id, id@version or path of a folder; empty: the newest in force
  std::vector<std::string> instruments;  // only these; empty: everything
  std::vector<std::string> bases;  // folders of editions that it may extend
  std::optional<v1::Date> assessed_on;
  std::optional<v1::Date> known_on;
  Format format = Format::kText;
  std::string manager;         // who oversees; empty: as the edition has it
  std::string record;          // of an inspection: what people judged
  std::string compared;        // another scheme
  std::optional<v1::Date> compared_on;  // or another day
  bool lists_cases = false;
  int detailed = -1;  // cases of an inspection with what was found; below 0: as the format has it
  bool explain = false;
  bool brief = false;
  bool replay = false;
  bool all = false;
  bool allow_unknown_fields = false;
  int width = 0;  // 0: that of the terminal, at most 100
  std::string junit;
  bool coverage = false;
  bool sources = false;
  bool lists_instruments = false;
  bool writes_list = false;  // of the files of the edition that is checked
  std::vector<std::string> cases;  // files and folders of rule cases; none: this folder
  std::string into;  // the folder for new files; empty: standard output
  std::vector<std::string> in;     // parts of the paths of rule files; none: all files
  uint32_t sample = 2000;
  uint64_t seed = 1;
  std::optional<int> jobs;  // not given: one for each processor
  std::vector<std::string> fields;  // of the assessment; empty: all
  std::optional<Detail> detail;
  int first_line = 1;
  bool strict = false;
  bool is_delimited = false;
  std::string fail_on;  // "raise", "lower", "any" or empty
  bool quiet = false;
  double at_least = 100;
  std::string listen;  // address for other computers; empty: this computer only
  int port = 8080;     // 0: any that is free
  int64_t most_bytes = int64_t{8} << 20;
  int most_seconds = 10;
};

// What to run, or what to print instead: help and version are fine, mistakes are not.
struct ParsedArguments {
  std::optional<Arguments> arguments;
  std::string help;     // for standard output
  std::string mistake;  // for standard error
};

ParsedArguments ParseArguments(int count, const char* const* values);

}  // namespace risk::cli

#endif  // RISK_CLI_ARGUMENTS_H_
