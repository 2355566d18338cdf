// Results of a batch: lines of JSON objects, rows of a table, or messages behind their lengths.
#ifndef RISK_BATCH_FORMS_H_
#define RISK_BATCH_FORMS_H_

#include <string>
#include <vector>

#include "risk/batch/rejected_record.h"
#include "risk/case_batch.h"
#include "risk/case_io/problem.h"
#include "risk/v1/assessment.pb.h"

namespace risk::batch {

// The names that an assessment has no field for.
std::vector<std::string> UnknownFields(const std::vector<std::string>& fields);

// What stands above the first result; empty but for a table.
std::string Heading(BatchForm form);

// Appends a result. Only `fields` of the assessment are shown, if there are any.
void Append(v1::Assessment assessment, const std::string& date_note, const Source& source,
            BatchForm form, const std::vector<std::string>& fields, std::string* results);

// Appends what is wrong with a record that cannot be assessed.
void AppendRejected(std::vector<InputProblem> problems, const Source& source,
                    const std::string& case_id, BatchForm form, std::string* results);

}  // namespace risk::batch

#endif  // RISK_BATCH_FORMS_H_
