// How a report is written.
#ifndef RISK_REPORT_OPTIONS_H_
#define RISK_REPORT_OPTIONS_H_

#include <string>

namespace risk {

struct ReportOptions {
  int width = 100;  // columns; at least 40
  bool explain =
      false;         // for every result the deciding clause, the values read and their provenance
  bool brief = false;  // nothing but the lines that the note opens with
  bool all = false;  // no list is cut short
  bool colour = false;  // ANSI escapes
  // Where more is to be had is told in the options of programs (risk/c_api.h), not in those of the command.
  bool for_program = false;
  // Said beside the date of the assessment: "today's date, because the case has none".
  std::string date_note;
};

}  // namespace risk

#endif  // RISK_REPORT_OPTIONS_H_
