#include "risk/cli/rejected.h"

#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/batch/rejected_record.h"
#include "risk/report/message_forms.h"

namespace risk::cli {

void WriteRejected(const CaseInput& input, Rejection rejection, Format format, Output& out) {
  const batch::Source source = {input.file(), static_cast<uint64_t>(input.line())};
  if (format == Format::kJson) {
    out.Write(batch::RejectedLine(source, input.case_id, std::move(rejection)));
  } else if (format == Format::kTextproto) {
    out.Write(absl::StrCat(
        "# case: ", input.name, "\n",
        report::TextprotoForm(batch::RejectedRecord(source, input.case_id, std::move(rejection)))));
  }
}

}  // namespace risk::cli
