// References from results to the numbered sources of an article.
#ifndef RISK_REPORT_HTML_CITATIONS_H_
#define RISK_REPORT_HTML_CITATIONS_H_

#include "google/protobuf/repeated_ptr_field.h"
#include "risk/report/html/template.h"
#include "risk/report/sources.h"
#include "risk/v1/edition.pb.h"

namespace risk::report::html {

// For {{>citation}}.
void AddCites(const google::protobuf::RepeatedPtrField<v1::Source>& cited, Sources& sources, Values& values);
// For {{>sources}}. Only an address on the web becomes a link: anything else could run when clicked.
void AddSources(const Sources& sources, Values& page);

}  // namespace risk::report::html

#endif  // RISK_REPORT_HTML_CITATIONS_H_
