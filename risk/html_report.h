// Writes results as pages to open in a browser and to print.
//
//   std::ofstream("case.html") << risk::HtmlReport(assessment, {});
//
#ifndef RISK_HTML_REPORT_H_
#define RISK_HTML_REPORT_H_

#include <string>

#include "risk/messages.h"
#include "risk/report/options.h"
#include "risk/v1/impact.pb.h"
#include "risk/v1/inspection.pb.h"
#include "risk/v1/oversight.pb.h"
#include "risk/v1/replay.pb.h"

namespace risk {

// One page, whole: HTML5 that is well-formed XML, with its style and pictures inside. It loads nothing
// and runs no script. Depends on its arguments only; the same result gives the same bytes.

// A case: the lines that the note opens with, a picture of the levels, a checklist of whom to ask, what must
// happen, what does not agree, the reasons behind the levels, factors with evidence, instruments and
// sources. No list is cut; of `options` only `date_note` counts. Made from an assessment with explanations,
// the evidence stands beside each factor.
// Missing: what is not settled is drawn as a range and never as low. Cost: linear in the assessment.
std::string HtmlReport(const risk::v1::Assessment& assessment, const ReportOptions& options);

// A sample of cases: a grid of ratings, each key question with its share, interval and the bands of the scheme,
// what was needed, made, answered and used, sub-samples that differ, recommendations in their rank, and every
// case if the inspection lists them.
// Missing: a rating that is not settled is a range, one that is not given "not rated".
std::string HtmlReport(const risk::v1::Inspection& inspection);

// What differs between two inspections: both grids of ratings, and each change with its reason.
std::string HtmlReport(const risk::v1::InspectionComparison& comparison);

// One audited case: a picture of its key questions and prompts, what was needed, made and used, and each prompt
// with its evidence or what is missing, and what an inspector judged beside it. Made from an audit with
// explanations, the evidence stands beside each prompt.
std::string HtmlReport(const risk::v1::CaseAudit& audit, const ReportOptions& options);

// A case decision by decision: the levels on each day as a picture, what was newly known, what had been asked, and
// what was still to ask.
std::string HtmlReport(const risk::v1::Replay& replay);

// What a change of rules does to a caseload: how many cases rise and fall in each group, from which level to
// which, the rules behind it, and the cases that the impact lists.
std::string HtmlReport(const risk::v1::Impact& impact);

// Which cases a manager looks at first, and why, as a checklist.
std::string HtmlReport(const risk::v1::OversightList& list);

// A page of several cases, piece by piece: HtmlStart, HtmlArticle for each case with its number from 1, HtmlEnd.
std::string HtmlStart(const std::string& title);
std::string HtmlArticle(const risk::v1::Assessment& assessment, const ReportOptions& options, int number);
std::string HtmlArticle(const risk::v1::CaseAudit& audit, const ReportOptions& options, int number);
std::string HtmlArticle(const risk::v1::Replay& replay, int number);
std::string HtmlEnd();

}  // namespace risk

#endif  // RISK_HTML_REPORT_H_
