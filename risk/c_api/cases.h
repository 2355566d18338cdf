// What the calls about cases are made of: reading the one case of a record, why it was not assessed, and
// its result in the form that was asked for.
#ifndef RISK_C_API_CASES_H_
#define RISK_C_API_CASES_H_

#include <string>

#include "absl/strings/string_view.h"
#include "risk/c_api/failure.h"
#include "risk/c_api/options.h"
#include "risk/case_assessor.h"
#include "risk/case_reader.h"
#include "risk/interruption.h"
#include "risk/v1/assessment.pb.h"

namespace risk::c_api {

// RISK_BAD_ARGUMENT if the days of `options` cannot go together.
Failure CheckDates(const risk_options& options);

// The one case of `record`, or a failure if there is none or there are several. With `is_message` the
// record is a binary message for sure.
Failure ReadOne(absl::string_view record, const risk_options& options, bool is_message,
                Interruption& interruption, CaseInput& input);

// Why `result` has no assessment.
Failure NotAssessed(const AssessedCase& result, const CaseInput& input);

// In the form of `options`, without a newline at the end of JSON.
std::string Written(v1::Assessment assessment, const risk_options& options, const std::string& date_note);
// The same without the memory for a copy.
std::string Written(const v1::Asks& asks, const risk_options& options, const std::string& date_note);

// What cannot be right in a case, as a JSON array: "[]" if nothing.
Failure FindProblems(absl::string_view record, const risk_options& options, std::string& problems);

}  // namespace risk::c_api

#endif  // RISK_C_API_CASES_H_
