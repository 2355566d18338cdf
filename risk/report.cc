#include "risk/report.h"

#include <string>

#include "risk/report/message_forms.h"
#include "risk/report/page.h"
#include "risk/report/sections.h"
#include "risk/schema/printable.h"

namespace risk {

namespace {

// Without the lowest level of what is not settled, which a program could take for a result.
template <typename Level>
void HideIfUnsettled(Level& level) {
  if (level.not_settled()) level.clear_at_least();
}

void HideUnsettled(v1::Assessment& assessment) {
  for (v1::GroupLevel& level : *assessment.mutable_level()) {
    HideIfUnsettled(level);
    for (v1::PersonLevel& person : *level.mutable_of_person()) HideIfUnsettled(person);
  }
  if (assessment.has_overall()) HideIfUnsettled(*assessment.mutable_overall());
}

}  // namespace

std::string TextReport(const v1::Assessment& given, const ReportOptions& options) {
  v1::Assessment assessment = given;
  schema::MakePrintable(&assessment);
  report::Draft draft{assessment, options, report::Page(options.width, options.colour), {}};
  if (!options.brief) report::WriteHeading(&draft);
  const bool has_instruments = assessment.instrument_size() + assessment.published_size() > 0;
  const bool has_only_instruments = has_instruments && assessment.level().empty() && assessment.missing().empty() &&
                                    assessment.finding().empty() && assessment.factor().empty();
  if (!has_only_instruments) {
    report::WriteBrief(&draft);
    if (options.brief) return draft.page.Take();
    report::WriteLevels(&draft);
    report::WriteMissing(&draft);
    report::WriteFindings(&draft);
    report::WriteFactors(&draft);
  }
  report::WriteInstruments(&draft);
  report::WritePublished(&draft);
  report::WriteNotes(&draft);
  report::WriteEnd(&draft);
  return draft.page.Take();
}

std::string TextReport(const v1::Asks& given, const ReportOptions& options) {
  v1::Asks asks = given;
  schema::MakePrintable(&asks);
  report::Page page(options.width, options.colour);
  report::WriteAsks(asks, options, &page);
  return page.Take();
}

std::string JsonReport(v1::Assessment assessment) {
  HideUnsettled(assessment);
  return report::JsonForm(assessment);
}
std::string JsonReport(const v1::Asks& asks) { return report::JsonForm(asks); }
std::string TextprotoReport(v1::Assessment assessment) {
  HideUnsettled(assessment);
  return report::TextprotoForm(assessment);
}
std::string TextprotoReport(const v1::Asks& asks) { return report::TextprotoForm(asks); }

}  // namespace risk
