#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "risk/case_assessor.h"
#include "risk/case_auditor.h"
#include "risk/case_reader.h"
#include "risk/cli/case_loop.h"
#include "risk/cli/commands.h"
#include "risk/cli/exit_codes.h"
#include "risk/cli/from_arguments.h"
#include "risk/cli/rejected.h"
#include "risk/html_report.h"
#include "risk/inspection_comparison.h"
#include "risk/inspection_details.h"
#include "risk/inspection_record_reader.h"
#include "risk/inspection_report.h"
#include "risk/inspector.h"

namespace risk::cli {
namespace {

// The scheme of a name; null if it cannot be used, which is said, and raises the exit code.
std::shared_ptr<const Edition> ChooseScheme(const std::string& name, const Arguments& arguments,
                                            Output& err, int& code) {
  std::shared_ptr<const Edition> edition = OpenEdition(name, arguments, err, code);
  if (edition == nullptr || edition->scheme() != nullptr) return edition;
  err.Write(absl::StrCat(edition->name(),
                         ": error: this edition has no scheme: it rates no work [no-scheme]\n"));
  code = std::max<int>(code, kUsage);
  return nullptr;
}

// What people judged; empty without a file.
std::optional<v1::InspectionRecord> RecordFor(const Edition& edition, const Arguments& arguments,
                                              Output& err, int& code) {
  if (arguments.record.empty()) return v1::InspectionRecord();
  InspectionRecordInput input = ReadInspectionRecord(arguments.record, edition);
  for (const InputProblem& problem : input.problems) err.Write(problem.ToString());
  if (!input.problems.empty())
    code = std::max<int>(code, input.unreadable ? kUnreadable : kFindings);
  return std::move(input.record);
}

std::string CannotAudit(const std::string& name, const absl::Status& status) {
  return ProblemOf(status, name).ToString();
}

constexpr int kDetailedOnPage = 300;
constexpr int kListedOnPage = 2000;

// Of how many cases the result says what was found; never of those that are compared.
int DetailedOf(const Arguments& arguments) {
  if (!arguments.compared.empty() || arguments.compared_on.has_value()) return 0;
  if (arguments.detailed >= 0) return arguments.detailed;
  return arguments.format == Format::kHtml ? kDetailedOnPage : 0;
}

// How many cases are listed.
int ListedOf(const Arguments& arguments) {
  if (!arguments.lists_cases) return DetailedOf(arguments);
  return arguments.format == Format::kHtml ? kListedOnPage : std::numeric_limits<int>::max();
}

// One or two inspections of the same cases.
struct Inspections {
  struct One {
    Inspector inspector;
    std::optional<v1::Date> day;  // instead of that of each case
  };
  std::vector<One> all;
  std::optional<InspectionDetails> details;  // of the first

  // Why a valid case could not be taken.
  absl::Status Take(const CaseInput& input, const ChosenDate& chosen) {
    absl::Status status;
    for (One& one : all) {
      if (!input.record.has_value()) {
        const bool has_problem = !input.problems.empty();
        one.inspector.Reject(input.name, has_problem ? input.problems[0].code : "unreadable",
                             has_problem ? input.problems[0].message : "cannot be read");
        continue;
      }
      const absl::Status added =
          one.inspector.Add(*input.record, one.day.value_or(chosen.date), input.name);
      if (added.ok()) {
        if (details.has_value()) details->Add(*input.record, chosen.date, input.name);
        continue;
      }
      status.Update(added);
      one.inspector.Reject(input.name, "cannot-assess", std::string(added.message()));
    }
    return status;
  }
};

// Adds an inspection by a scheme; false if it cannot be made.
bool AddInspection(const std::string& scheme, const std::optional<v1::Date>& compared_on,
                   const Arguments& arguments, Output& err, Inspections& inspections, int& code) {
  const std::shared_ptr<const Edition> edition = ChooseScheme(scheme, arguments, err, code);
  if (edition == nullptr) return false;
  std::optional<v1::InspectionRecord> record = RecordFor(*edition, arguments, err, code);
  if (!record.has_value()) return false;
  InspectOptions options;
  options.known_on = compared_on.has_value() ? compared_on : arguments.known_on;
  options.lists_cases = ListedOf(arguments) > 0;
  options.most_listed = ListedOf(arguments);
  if (DetailedOf(arguments) > 0) {
    DetailOptions detailed;
    detailed.known_on = options.known_on;
    detailed.is_evidence = true;
    detailed.most = DetailedOf(arguments);
    absl::StatusOr<InspectionDetails> details = InspectionDetails::Create(edition, *record, detailed);
    if (details.ok()) inspections.details.emplace(*std::move(details));
  }
  options.is_evidence = true;
  absl::StatusOr<Inspector> inspector = Inspector::Create(edition, *std::move(record), options);
  if (!inspector.ok()) {
    err.Write(CannotAudit(scheme, inspector.status()));
    code = std::max<int>(code, kFindings);
    return false;
  }
  inspections.all.push_back({*std::move(inspector), compared_on});
  return true;
}

template <typename Message>
void Write(const Message& message, const Arguments& arguments, Output& out) {
  if (arguments.format == Format::kJson) {
    out.Write(JsonReport(message));
  } else if (arguments.format == Format::kTextproto) {
    out.Write(TextprotoReport(message));
  } else {
    out.Write(TextReport(message, ReportOptionsOf(arguments, out)));
  }
}

// Writes the audits, one after the other.
class AuditWriter {
 public:
  AuditWriter(const Arguments& arguments, Output& out) : arguments_(arguments), out_(out) {}

  void Add(const v1::CaseAudit& audit, const ChosenDate& chosen) {
    const bool is_first = written_++ == 0;
    ReportOptions report = ReportOptionsOf(arguments_, out_);
    report.date_note = chosen.note;
    switch (arguments_.format) {
      case Format::kCsv:
        return out_.Write(CsvReport(audit, is_first));
      case Format::kHtml:
        if (is_first) {
          out_.Write(HtmlStart(arguments_.paths.size() == 1 ? absl::StrCat("Audit of case ", audit.case_id())
                                                            : "Audit"));
        }
        report = ReportOptions();
        report.date_note = chosen.note;
        return out_.Write(HtmlArticle(audit, report, written_));
      case Format::kText:
        if (!is_first) out_.Write(absl::StrCat("\n", std::string(report.width, '='), "\n\n"));
        return out_.Write(TextReport(audit, report));
      default:
        if (!is_first && arguments_.format == Format::kTextproto) out_.Write("\n");
        Write(audit, arguments_, out_);
    }
  }

  void Reject(const CaseInput& input, std::vector<InputProblem> problems) {
    WriteRejected(input, RejectionOf(std::move(problems)), arguments_.format, out_);
  }

  // What stands below all cases.
  void Finish() {
    if (arguments_.format == Format::kHtml && written_ > 0) out_.Write(HtmlEnd());
  }

 private:
  const Arguments& arguments_;
  Output& out_;
  int written_ = 0;
};

}  // namespace

int RunAudit(const Arguments& arguments, const Streams& streams) {
  Output& out = *streams.out;
  Output& err = *streams.err;
  int code = kFine;
  const std::shared_ptr<const Edition> edition = ChooseScheme(arguments.edition, arguments, err, code);
  if (edition == nullptr) return code;
  std::optional<v1::InspectionRecord> record = RecordFor(*edition, arguments, err, code);
  if (!record.has_value()) return code;
  absl::StatusOr<CaseAuditor> auditor = CaseAuditor::Create(edition, *std::move(record));
  if (!auditor.ok()) {
    err.Write(CannotAudit(arguments.edition, auditor.status()));
    return kFindings;
  }
  AuditWriter writer(arguments, out);
  const int read =
      ForEachCase(arguments, CaseOptionsOf(arguments), streams, [&](const CaseInput& input, const ChosenDate& chosen) {
        if (out.failed()) return absl::OkStatus();
        if (!input.record.has_value()) {
          writer.Reject(input, input.problems);
          return absl::OkStatus();
        }
        AssessOptions options;
        options.assessed_on = chosen.date;
        options.known_on = arguments.known_on;
        options.is_evidence = true;
        options.detail =
            arguments.explain || arguments.format == Format::kHtml ? Detail::kExplanations : Detail::kMissing;
        const absl::StatusOr<v1::CaseAudit> audit = auditor->Audit(*input.record, options, input.name);
        if (audit.ok()) {
          writer.Add(*audit, chosen);
        } else {
          writer.Reject(input, {ProblemOf(audit.status(), input.name)});
        }
        return audit.status();
      });
  writer.Finish();
  return std::max(code, read);
}

int RunInspect(const Arguments& arguments, const Streams& streams) {
  Output& out = *streams.out;
  Output& err = *streams.err;
  if (arguments.paths.empty() && arguments.record.empty()) {
    err.Write(
        "risk inspect: no CASE given, and no --record with counts\n  try: risk inspect --help\n");
    return kUsage;
  }
  Inspections inspections;
  int code = kFine;
  if (!AddInspection(arguments.edition, std::nullopt, arguments, err, inspections, code))
    return code;
  const bool compares = !arguments.compared.empty() || arguments.compared_on.has_value();
  if (compares &&
      !AddInspection(arguments.compared.empty() ? arguments.edition : arguments.compared,
                     arguments.compared_on, arguments, err, inspections, code)) {
    return code;
  }
  const int read =
      ForEachCase(arguments, CaseOptionsOf(arguments), streams, [&](const CaseInput& input, const ChosenDate& chosen) {
        return inspections.Take(input, chosen);
      });
  // Counts that people made stand without any case.
  if (!arguments.paths.empty()) code = std::max(code, read);
  v1::Inspection result = inspections.all[0].inspector.Finish();
  if (inspections.details.has_value()) inspections.details->Fill(result);
  if (result.rejected_size() > 0) code = std::max<int>(code, kFindings);
  if (compares) {
    const v1::InspectionComparison both =
        Compare(std::move(result), inspections.all[1].inspector.Finish());
    if (arguments.format == Format::kCsv) {
      out.Write(CsvReport(both));
    } else if (arguments.format == Format::kHtml) {
      out.Write(HtmlReport(both));
    } else {
      Write(both, arguments, out);
    }
  } else if (arguments.format == Format::kCsv) {
    out.Write(CsvReport(result));
  } else if (arguments.format == Format::kHtml) {
    out.Write(HtmlReport(result));
  } else {
    Write(result, arguments, out);
  }
  return code;
}

}  // namespace risk::cli
