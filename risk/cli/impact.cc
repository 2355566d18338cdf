#include <algorithm>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "risk/case_assessor.h"
#include "risk/cli/case_loop.h"
#include "risk/cli/commands.h"
#include "risk/cli/exit_codes.h"
#include "risk/cli/from_arguments.h"
#include "risk/html_report.h"
#include "risk/impact.h"

namespace risk::cli {
namespace {

bool IsFailure(const std::string& fail_on, const v1::Impact& impact) {
  return (fail_on == "raise" && impact.raised() > 0) || (fail_on == "lower" && impact.lowered() > 0) ||
         (fail_on == "any" && impact.changed() > 0);
}

// Writes each case that changes as it comes, in the forms that have a place for that.
class CaseWriter {
 public:
  CaseWriter(Format format, Output& out) : format_(format), out_(out) {}
  void Write(const v1::CaseImpact& impact) {
    if (!HasChanged(impact)) return;
    if (format_ == Format::kNdjson) out_.Write(JsonReport(impact));
    if (format_ == Format::kCsv) out_.Write(CsvReport(impact, is_first_));
    is_first_ = false;
  }

 private:
  const Format format_;
  Output& out_;
  bool is_first_ = true;
};

void WriteWhole(const v1::Impact& impact, const Arguments& arguments, Output& out) {
  if (arguments.format == Format::kJson) {
    out.Write(JsonReport(impact));
  } else if (arguments.format == Format::kTextproto) {
    out.Write(TextprotoReport(impact));
  } else if (arguments.format == Format::kHtml) {
    out.Write(HtmlReport(impact));
  } else if (arguments.format == Format::kText) {
    out.Write(TextReport(impact, ReportOptionsOf(arguments, out)));
  }
}

}  // namespace

int RunImpact(const Arguments& arguments, const Streams& streams) {
  Output& out = *streams.out;
  Output& err = *streams.err;
  int code = kFine;
  std::shared_ptr<const Edition> before = OpenEdition(arguments.edition, arguments, err, code);
  std::shared_ptr<const Edition> after =
      arguments.compared.empty() ? before : OpenEdition(arguments.compared, arguments, err, code);
  if (before == nullptr || after == nullptr) return code;
  ImpactOptions options;
  options.is_evidence = true;
  options.known_before = arguments.known_on;
  options.known_after = arguments.compared_on.has_value() ? arguments.compared_on : arguments.known_on;
  absl::StatusOr<ImpactFinder> finder = ImpactFinder::Create(before, after, options);
  if (!finder.ok()) {
    err.Write(absl::StrCat("risk impact: error: ", finder.status().message(), " [cannot-assess]\n"));
    return kFindings;
  }
  CaseOptions dates = CaseOptionsOf(arguments);
  dates.known_on = options.known_after;
  CaseWriter writer(arguments.format, out);
  const int read = ForEachCase(
      arguments, dates, streams, [&](const CaseInput& input, const ChosenDate& chosen) {
        if (!input.record.has_value()) {
          finder->Reject();
          return absl::OkStatus();
        }
        const absl::StatusOr<v1::CaseImpact> impact = finder->Add(*input.record, chosen.date, input.name);
        if (impact.ok()) writer.Write(*impact);
        return impact.status();
      });
  code = std::max(code, read);
  const v1::Impact impact = finder->Finish();
  WriteWhole(impact, arguments, out);
  if (IsFailure(arguments.fail_on, impact)) code = std::max<int>(code, kFindings);
  return code;
}

}  // namespace risk::cli
