// Sub-samples of an inspection, and cases by two families of them, as parts of a page.
#ifndef RISK_REPORT_HTML_SUB_SAMPLES_H_
#define RISK_REPORT_HTML_SUB_SAMPLES_H_

#include "risk/report/html/inspection_names.h"
#include "risk/report/html/template.h"
#include "risk/v1/inspection.pb.h"

namespace risk::report::html {

// A picture with its numbers for each matrix.
void AddMatrices(const v1::Inspection& inspection, Values& page);
// Tables of the shares on each key question, a column for each sub-sample of a family.
void AddSubSamples(const v1::Inspection& inspection, const Names& names, Values& page);

}  // namespace risk::report::html

#endif  // RISK_REPORT_HTML_SUB_SAMPLES_H_
