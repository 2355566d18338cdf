// The sections of the text report, in their order.
#ifndef RISK_REPORT_SECTIONS_H_
#define RISK_REPORT_SECTIONS_H_

#include <string>
#include <vector>

#include "risk/report/options.h"
#include "risk/report/page.h"
#include "risk/report/sources.h"
#include "risk/v1/assessment.pb.h"

namespace risk::report {

struct Draft {
  const v1::Assessment& assessment;
  const ReportOptions& options;
  Page page;
  Sources sources;

  // How many of `count` entries to show, when `few` are enough for a first look.
  int Shown(int count, int few) const;
  // "and 12 more (--explain or --all)", when not all are shown.
  void More(int indent, int count, int shown);
  // How the reader gets longer lists.
  const char* Longer() const;
  // What says why.
  const char* Explaining() const;
  // What lies behind a result: clause, readings, what is missing. Only with `explain`.
  void Explain(int indent, const v1::Explanation& explanation);
  // The title that the edition gives to a group, without what it adds after a comma.
  std::string GroupTitle(v1::Group group) const;
};

void WriteHeading(Draft* draft);
// What somebody without time can act on: "Levels", "Ask 1" to "Ask 3", "Do".
struct BriefLine {
  std::string label;
  std::string text;
};
std::vector<BriefLine> BriefLines(const Draft& draft);
// The levels, the first three asks and the most urgent actions, on five lines before wrapping.
void WriteBrief(Draft* draft);
void WriteLevels(Draft* draft);
void WriteMissing(Draft* draft);
void WriteFindings(Draft* draft);
void WriteFactors(Draft* draft);
void WriteInstruments(Draft* draft);
void WritePublished(Draft* draft);
void WriteNotes(Draft* draft);
void WriteEnd(Draft* draft);

// What to ask next, as a note of its own.
void WriteAsks(const v1::Asks& asks, const ReportOptions& options, Page* page);

// "Whom to ask: the police (domestic abuse unit), by 3 June 2026. "
std::string AskWord(v1::FieldNote::Agency agency, std::string unit, const v1::Date& due);

// "strangled anyone: yes (police record, known 2 May 2021)"
std::string ReadingWord(const v1::Reading& reading, bool with_reference);

// The readings of an explanation joined into one sentence, at most `most` of them.
std::string Evidence(const v1::Explanation& explanation, int most, bool with_reference);

}  // namespace risk::report

#endif  // RISK_REPORT_SECTIONS_H_
