// Schema values in plain words.
#ifndef RISK_REPORT_WORDS_H_
#define RISK_REPORT_WORDS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/v1/assessment.pb.h"

namespace risk::report {

// "VERY HIGH"; "not known" if there is none.
std::string LevelWord(v1::Level level);

// "25 June 2021", "June 2021", "2021"; empty if nothing is known.
std::string DateWord(const v1::Date& date);

std::string AgencyWord(v1::FieldNote::Agency agency);
std::string GroupWord(v1::Group group);

// The wording of the field that a path of the case leads to, or the path itself. An open list reads
// "further …".
std::string PathWord(const std::string& path);

// What was read at a path: dates in words, everything else as it is.
std::string ReadValue(const std::string& path, const std::string& value);

// Whether the path leads to a date, or to no field of the case ("instrument.x").
enum class PathKind { kRule, kDate, kOther };
PathKind KindOf(const std::string& path);

// 3, 0.25, "no upper limit".
std::string NumberWord(double number);

// "police record, known 2 May 2021, reference 12"; empty if nothing is recorded. References only
// when asked for.
std::string ProvenanceWord(const v1::Provenance& provenance, bool with_reference);

std::string Capitalised(std::string text);
// With a full stop unless the text ends in one.
std::string Sentence(std::string text);

}  // namespace risk::report

#endif  // RISK_REPORT_WORDS_H_
