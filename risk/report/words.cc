#include "risk/report/words.h"

#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/descriptor.pb.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/options.pb.h"

namespace risk::report {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
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

std::string ValueWord(const EnumDescriptor& type, int number) {
  const EnumValueDescriptor* value = type.FindValueByNumber(number);
  if (value == nullptr) return absl::StrCat("value ", number);
  const std::string& wording = value->options().GetExtension(v1::value).wording();
  if (!wording.empty()) return wording;
  return absl::StrReplaceAll(
      absl::AsciiStrToLower(value->name()),
      {{"childrens_", "children's "}, {"self_report", "self-report"}, {"_", " "}});
}

std::string AgencyWord(v1::FieldNote::Agency agency) {
  return ValueWord(*v1::FieldNote::Agency_descriptor(), agency);
}

std::string GroupWord(v1::Group group) {
  return Capitalised(ValueWord(*v1::Group_descriptor(), group));
}

namespace {

// The field that a path of the case leads to; null if there is none.
const FieldDescriptor* FindField(const std::string& path) {
  const Descriptor* type = v1::Case::descriptor();
  const FieldDescriptor* field = nullptr;
  for (absl::string_view step : absl::StrSplit(path, '.')) {
    if (type == nullptr) return nullptr;
    field = type->FindFieldByName(std::string(step.substr(0, step.find('['))));
    if (field == nullptr) return nullptr;
    type = field->message_type();
  }
  return field;
}

}  // namespace

std::string PathWord(const std::string& path) {
  const FieldDescriptor* field = FindField(path);
  if (field == nullptr) return path;
  std::string wording = field->options().GetExtension(v1::field).wording();
  if (wording.empty()) return path;
  if (field->message_type() == v1::Answer::descriptor()) {
    wording = absl::StrCat("whether ", wording);
  }
  return absl::EndsWith(path, "[]") ? absl::StrCat("further ", wording) : wording;
}

PathKind KindOf(const std::string& path) {
  const FieldDescriptor* field = FindField(path);
  if (field == nullptr) return PathKind::kRule;
  return field->message_type() == v1::Date::descriptor() ? PathKind::kDate : PathKind::kOther;
}

std::string ReadValue(const std::string& path, const std::string& value) {
  if (KindOf(path) != PathKind::kDate) return value;
  v1::Date date;
  const std::vector<absl::string_view> parts = absl::StrSplit(value, '-');
  int numbers[3] = {0, 0, 0};
  if (parts.size() > 3) return value;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (!absl::SimpleAtoi(parts[i], &numbers[i])) return value;
  }
  date.set_year(numbers[0]);
  if (parts.size() > 1) date.set_month(numbers[1]);
  if (parts.size() > 2) date.set_day(numbers[2]);
  return DateWord(date);
}

std::string NumberWord(double number) {
  if (std::isinf(number)) return number > 0 ? "no upper limit" : "no lower limit";
  return absl::StrFormat("%.6g", number);
}

std::string ProvenanceWord(const v1::Provenance& provenance, bool with_reference) {
  std::vector<std::string> parts;
  if (provenance.source() != v1::Provenance::SOURCE_UNSPECIFIED) {
    parts.push_back(ValueWord(*v1::Provenance::Source_descriptor(), provenance.source()));
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
