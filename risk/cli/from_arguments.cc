#include "risk/cli/from_arguments.h"

#include <algorithm>
#include <optional>
#include <thread>

#include "risk/cli/exit_codes.h"
#include "risk/edition/editions.h"
#include "risk/edition/rule_folder.h"

namespace risk::cli {

CaseOptions CaseOptionsOf(const Arguments& arguments) {
  CaseOptions options;
  options.edition = arguments.edition;
  options.bases = arguments.bases;
  options.instruments = arguments.instruments;
  options.assessed_on = arguments.assessed_on;
  options.known_on = arguments.known_on;
  const bool explains = arguments.format == Format::kText ||
                        arguments.format == Format::kHtml || arguments.explain;
  const bool is_assessment = arguments.command == Command::kAssess && !arguments.replay;
  options.detail = arguments.detail.value_or(is_assessment && explains ? Detail::kExplanations
                                                                       : Detail::kMissing);
  return options;
}

ReportOptions ReportOptionsOf(const Arguments& arguments, const Output& out) {
  constexpr int kWidestText = 100;
  ReportOptions report;
  report.width = arguments.width != 0 ? arguments.width : out.Columns(kWidestText);
  report.explain = arguments.explain;
  report.brief = arguments.brief;
  report.all = arguments.all;
  report.colour = out.wants_colour();
  return report;
}

int ThreadsOf(const Arguments& arguments) {
  if (arguments.jobs.has_value()) return *arguments.jobs;
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

std::shared_ptr<const Edition> OpenEdition(const std::string& name, const Arguments& arguments,
                                           Output& err, int& code) {
  EditionResult result = Editions::Open(name, std::nullopt, arguments.bases);
  if (!result.ok()) {
    err.Write(ToString(result.problems));
    code = std::max(code, ExitCodeFor(result.problems));
  }
  return std::move(result.edition);
}

std::vector<RuleText> RuleFilesOf(const std::string& name) {
  if (Editions::IsPath(name)) return edition::ReadRuleFolder(name, {}).files;
  const std::string full_name = Editions::FullName(name);
  for (BuiltInEdition& edition : Editions::BuiltIn()) {
    if (edition.name == full_name) return std::move(edition.files);
  }
  return {};
}

}  // namespace risk::cli
