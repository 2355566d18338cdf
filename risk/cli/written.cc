#include "risk/cli/written.h"

#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "risk/case_batch.h"
#include "risk/dates.h"
#include "risk/schema/date.h"
#include "risk/schema/not_known.h"

namespace risk::cli {
namespace {

bool IsInspection(Command command) {
  return command == Command::kAudit || command == Command::kInspect;
}

bool HasPage(Command command) {
  return command == Command::kAssess || command == Command::kImpact || command == Command::kOversight ||
         IsInspection(command);
}

bool HasLines(Command command) {
  return command == Command::kAssess || command == Command::kImpact;
}

bool HasTable(Command command) {
  return command == Command::kOversight || IsInspection(command) || HasLines(command);
}

// Of commands whose result are problems and their places.
bool FindsProblems(Command command) {
  return command == Command::kValidate || command == Command::kCheck;
}

const char* FormatsOf(Command command) {
  switch (command) {
    case Command::kValidate:
    case Command::kCheck:
      return "--format is text, sarif, github or json";
    case Command::kAssess:
      return "--format is text, html, json, ndjson, csv, pbs or textproto";
    case Command::kImpact:
      return "--format is text, html, json, ndjson, csv or textproto";
    case Command::kAudit:
    case Command::kInspect:
    case Command::kOversight:
      return "--format is text, html, json, textproto or csv";
    default:
      return "--format is text, json or textproto";
  }
}

constexpr int kMostDetailed = 2000;  // of cases, so that a browser still opens the page

// What does not go together for an inspection; null if nothing.
const char* InspectionMistake(const Written& written) {
  const Arguments& arguments = written.arguments;
  if (!IsInspection(arguments.command)) return nullptr;
  if (arguments.edition.empty() && written.rules.empty()) {
    return "--scheme says how work is rated, by id; see \"risk editions\"";
  }
  if (arguments.detailed > kMostDetailed) return "--details is a number of cases from 0 to 2000";
  if (arguments.detailed > 0 && (arguments.format == Format::kText || arguments.format == Format::kCsv)) {
    return "--details is for --format html, json and textproto";
  }
  if (arguments.detailed > 0 && (!arguments.compared.empty() || !written.compared_on.empty())) {
    return "--details goes with one inspection; leave --compare and --compare-on out";
  }
  return nullptr;
}

// What does not go with the form of the assessments; nothing if all does.
std::optional<std::string> BatchMistake(Written& written) {
  Arguments& arguments = written.arguments;
  if (arguments.command != Command::kAssess) return std::nullopt;
  if (!written.fields.empty()) {
    if (arguments.format != Format::kNdjson && arguments.format != Format::kPbs) {
      return "--fields chooses members of --format ndjson and pbs";
    }
    arguments.fields = absl::StrSplit(written.fields, ',');
    const std::vector<std::string> unknown = CaseBatch::UnknownFields(arguments.fields);
    if (!unknown.empty()) {
      return absl::StrCat("--fields: an assessment has no \"", unknown.front(), "\"");
    }
  }
  if (written.detail == "results") {
    arguments.detail = Detail::kResults;
  } else if (written.detail == "missing") {
    arguments.detail = Detail::kMissing;
  } else if (written.detail == "explanations") {
    arguments.detail = Detail::kExplanations;
  } else if (!written.detail.empty()) {
    return "--detail is results, missing or explanations";
  }
  const bool is_batch = IsOfCaseload(arguments.format);
  const bool is_for_programs = is_batch || arguments.format == Format::kJson ||
                               arguments.format == Format::kTextproto;
  if (arguments.detail.has_value() && !is_for_programs) {
    return "--detail is for --format ndjson, csv, pbs, json and textproto";
  }
  if (is_batch) return std::nullopt;
  for (const auto& [name, is_there] : {std::make_pair("--first-line", arguments.first_line != 1),
                                       std::make_pair("--strict", arguments.strict),
                                       std::make_pair("--jobs", arguments.jobs.has_value()),
                                       std::make_pair("--delimited", arguments.is_delimited)}) {
    if (is_there) return absl::StrCat(name, " is for --format ndjson, csv and pbs");
  }
  return std::nullopt;
}

// What does not go together for an impact; null if nothing.
const char* ImpactMistake(const Arguments& arguments) {
  if (arguments.command != Command::kImpact) return nullptr;
  if (arguments.edition.empty()) return "--from names the edition to compare, by id@version or folder";
  if (arguments.compared.empty() && !arguments.compared_on.has_value()) {
    return "compare with what? --to names an edition, --compare-on a day";
  }
  if (arguments.compared_on.has_value() && !arguments.known_on.has_value()) {
    return "--compare-on is a second day for --as-known-at; give both";
  }
  const std::string& on = arguments.fail_on;
  if (!on.empty() && on != "raise" && on != "lower" && on != "any") {
    return "--fail-on is raise, lower or any";
  }
  return nullptr;
}

// What is wrong with the limits of a server; null if nothing.
const char* ServeMistake(const Arguments& arguments) {
  if (arguments.command != Command::kServe) return nullptr;
  if (arguments.port < 0 || arguments.port > 65535) return "--port is a number from 0 to 65535";
  if (arguments.most_bytes < 1 || arguments.most_bytes > int64_t{2} << 30) {
    return "--most-bytes is a number from 1 to 2147483648";
  }
  if (arguments.most_seconds < 1 || arguments.most_seconds > 86'400) {
    return "--most-seconds is a number from 1 to 86400";
  }
  return nullptr;
}

}  // namespace

std::optional<std::string> TakeDates(Written& written) {
  Arguments& arguments = written.arguments;
  for (const auto& [name, text, date] :
       {std::make_tuple("--assessed-on", &written.assessed_on, &arguments.assessed_on),
        std::make_tuple("--as-known-at", &written.known_on, &arguments.known_on),
        std::make_tuple("--compare-on", &written.compared_on, &arguments.compared_on)}) {
    if (text->empty()) continue;
    *date = ParseDate(*text);
    if (!date->has_value()) {
      return absl::StrCat(name, " needs a date that exists, written 2021-06-25");
    }
    if ((*date)->year() < schema::kFirstYear || schema::IsPlaceholder(**date)) {
      return absl::StrCat(name, " is not a day on which anything was assessed");
    }
  }
  return std::nullopt;
}

std::optional<std::string> TakeOver(Written& written) {
  Arguments& arguments = written.arguments;
  const auto day = [](const v1::Date& date) {
    return std::make_tuple(date.year(), date.month(), date.day());
  };
  if (arguments.known_on && arguments.assessed_on &&
      day(*arguments.known_on) > day(*arguments.assessed_on)) {
    return "--as-known-at is after --assessed-on: nobody knew then what became known later";
  }
  if (written.format == "sarif" && FindsProblems(arguments.command)) {
    arguments.format = Format::kSarif;
  } else if (written.format == "github" && FindsProblems(arguments.command)) {
    arguments.format = Format::kGithub;
  } else if (written.format == "json") {
    arguments.format = Format::kJson;
  } else if (written.format == "textproto" && !FindsProblems(arguments.command)) {
    arguments.format = Format::kTextproto;
  } else if (written.format == "csv" && HasTable(arguments.command)) {
    arguments.format = Format::kCsv;
  } else if (written.format == "ndjson" && HasLines(arguments.command)) {
    arguments.format = Format::kNdjson;
  } else if (written.format == "pbs" && arguments.command == Command::kAssess) {
    arguments.format = Format::kPbs;
  } else if (written.format == "html" && HasPage(arguments.command)) {
    arguments.format = Format::kHtml;
  } else if (written.format != "text") {
    return FormatsOf(arguments.command);
  }
  if (const char* mistake = InspectionMistake(written)) return mistake;
  if (std::optional<std::string> mistake = BatchMistake(written)) return mistake;
  if (const char* mistake = ImpactMistake(arguments)) return mistake;
  if (const char* mistake = ServeMistake(arguments)) return mistake;
  if (arguments.jobs.has_value() && (*arguments.jobs < 1 || *arguments.jobs > 256)) return "--jobs is a number from 1 to 256";
  if (arguments.command == Command::kMutate) {
    if (arguments.format == Format::kTextproto) return "--format is text or json";
    if (!(arguments.at_least >= 0 && arguments.at_least <= 100)) {
      return "--at-least is a score from 0 to 100";
    }
  }
  if (!written.rules.empty()) {
    if (!arguments.edition.empty()) {
      return IsInspection(arguments.command)
                 ? "--scheme and --rules both name the rules; keep one"
                 : "--edition and --rules both name the rules; keep one";
    }
    // A folder is told from the id of an edition by its slash.
    arguments.edition = absl::StrCat(written.rules, "/");
  }
  if (arguments.replay && (arguments.known_on || arguments.assessed_on)) {
    return "--replay takes the days of the decisions; leave --as-known-at and --assessed-on out";
  }
  if (arguments.replay && IsOfCaseload(arguments.format)) {
    return "--replay has the formats text, html, json and textproto";
  }
  if (arguments.replay && (arguments.brief || arguments.explain || !arguments.instruments.empty())) {
    return "--replay is a form of its own; leave --brief, --explain and --instrument out";
  }
  if (arguments.brief && arguments.format != Format::kText) {
    return "--brief is a form of the text; leave --format out";
  }
  if (arguments.brief && (arguments.explain || arguments.all)) {
    return absl::StrCat("--brief and ", arguments.explain ? "--explain" : "--all",
                        " want less and more; keep one");
  }
  if (arguments.coverage + arguments.sources + arguments.lists_instruments > 1) {
    return "--coverage, --sources and --instruments are lists of their own; keep one";
  }
  if (arguments.width != 0 && (arguments.width < 40 || arguments.width > 1000)) {
    return "--width is a number of columns from 40 to 1000";
  }
  return std::nullopt;
}

}  // namespace risk::cli
