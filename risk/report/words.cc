#include "risk/report/words.h"

#include <cmath>
#include <optional>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "risk/schema/date.h"
#include "risk/schema/field.h"
#include "risk/schema/path.h"
#include "risk/schema/wording.h"
#include "risk/v1/case.pb.h"

namespace risk::report {

using google::protobuf::FieldDescriptor;

std::string LevelWord(v1::Level level) {
  if (level == v1::LEVEL_UNSPECIFIED) return "not known";
  return absl::StrReplaceAll(v1::Level_Name(level), {{"_", " "}});
}

std::string DateWord(const v1::Date& date) {
  static constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                            "May",       "June",     "July",     "August",
                                            "September", "October",  "November", "December"};
  if (!date.has_year()) return "";
  if (date.month() < 1 || date.month() > 12) return absl::StrCat(date.year());
  const std::string month = absl::StrCat(kMonths[date.month() - 1], " ", date.year());
  return date.has_day() ? absl::StrCat(date.day(), " ", month) : month;
}

std::string AgencyWord(v1::FieldNote::Agency agency) {
  return schema::ValueWording(*v1::FieldNote::Agency_descriptor(), agency);
}

std::string GroupWord(v1::Group group) {
  return Capitalised(schema::ValueWording(*v1::Group_descriptor(), group));
}

namespace {

// The field that a path of the case leads to; null if there is none.
const FieldDescriptor* FindField(const std::string& path) {
  const std::vector<const FieldDescriptor*> fields =
      schema::FieldsOf(*v1::Case::descriptor(), path);
  return fields.empty() ? nullptr : fields.back();
}

}  // namespace

std::string PathWord(const std::string& path) {
  const FieldDescriptor* field = FindField(path);
  if (field == nullptr) return path;
  std::string wording = schema::NoteOf(*field).wording();
  constexpr absl::string_view kMissing = ".missing";  // of an answer: why there is none
  if (wording.empty() && schema::IsAnswer(field->containing_type()) && absl::EndsWith(path, kMissing)) {
    return absl::StrCat(PathWord(path.substr(0, path.size() - kMissing.size())), ", or why nobody knows");
  }
  if (wording.empty()) return path;
  if (schema::IsAnswer(field->message_type())) {
    wording = absl::StrCat("whether ", wording);
  }
  return absl::EndsWith(path, "[]") ? absl::StrCat("further ", wording) : wording;
}

PathKind KindOf(const std::string& path) {
  const FieldDescriptor* field = FindField(path);
  if (field == nullptr) return PathKind::kRule;
  return schema::IsDate(field->message_type()) ? PathKind::kDate : PathKind::kOther;
}

std::string ReadValue(const std::string& path, const std::string& value) {
  if (KindOf(path) != PathKind::kDate) return value;
  const std::optional<v1::Date> date = schema::ParseDate(value);
  return date.has_value() ? DateWord(*date) : value;
}

std::string NumberWord(double number) {
  if (std::isinf(number)) return number > 0 ? "no upper limit" : "no lower limit";
  return absl::StrFormat("%.6g", number);
}

std::string ProvenanceWord(const v1::Provenance& provenance, bool with_reference) {
  std::vector<std::string> parts;
  if (provenance.source() != v1::Provenance::SOURCE_UNSPECIFIED) {
    parts.push_back(
        schema::ValueWording(*v1::Provenance::Source_descriptor(), provenance.source()));
  }
  if (const std::string known = DateWord(provenance.known_on()); !known.empty()) {
    parts.push_back(absl::StrCat("known ", known));
  }
  if (with_reference && !provenance.reference().empty()) {
    parts.push_back(absl::StrCat("reference ", provenance.reference()));
  }
  return absl::StrJoin(parts, ", ");
}

std::string Capitalised(std::string text) {
  if (!text.empty()) text[0] = absl::ascii_toupper(text[0]);
  return text;
}

std::string Sentence(std::string text) {
  if (!text.empty() && absl::string_view(".!?:").find(text.back()) == absl::string_view::npos) {
    text += '.';
  }
  return text;
}

}  // namespace risk::report
