#include "risk/validation.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "risk/expression/utf8.h"
#include "risk/schema/bounds.h"
#include "risk/schema/date.h"
#include "risk/schema/entries.h"
#include "risk/schema/field.h"
#include "risk/schema/not_known.h"
#include "risk/schema/path.h"
#include "risk/v1/answer.pb.h"

namespace risk {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using schema::ChildPath;
using schema::DateText;
using schema::Days;
using schema::DaysOf;
using schema::ElementPath;
using schema::MessageIn;
using schema::NoteOf;

class Validator {
 public:
  Validator(const Descriptor& type, const risk::v1::Date& assessed_on, const ValidationLimits& limits)
      : limits_(limits), assessed_on_(DaysOf(assessed_on)), fillers_(type) {}

  void Run(const Message& record);
  std::vector<RecordProblem> TakeProblems();

 private:
  void Add(std::string path, absl::string_view code, std::string message, std::string hint);
  // `known` is when the service came to know what encloses the message.
  void CheckMessage(const Message& message, const std::string& path, std::optional<Days> known,
                    int depth);
  void CheckField(const Message& message, const FieldDescriptor& field, const std::string& path,
                  std::optional<Days> known, int depth);
  void CheckDate(const risk::v1::Date& date, const FieldDescriptor& field, const std::string& path,
                 std::optional<Days> known);
  void CheckDateExists(const risk::v1::Date& date, bool is_personal, const std::string& path);
  void CheckAnswer(const Message& answer, const std::string& path);
  void CheckNumber(double value, const FieldDescriptor& field, const std::string& path);
  void CheckEnum(int number, const FieldDescriptor& field, const std::string& path);
  void CheckText(const std::string& text, const std::string& path);
  void CheckReference(const std::string& id, const FieldDescriptor& field, const std::string& path);
  void CollectIds(const Message& message, int depth);
  void CheckIds(const Message& message, const FieldDescriptor& list, const std::string& path);
  void CheckBounds(Days days, const FieldDescriptor& field, const std::string& path);
  void CheckPossible(Days days, const FieldDescriptor& field, const std::string& path);
  void CheckCompleteness(const Message& message, const FieldDescriptor& list,
                         const std::string& path);
  void CheckUnknownFields(const Message& message, const std::string& path);
  std::optional<Days> KnownOn(const Message& message, std::optional<Days> inherited) const;

  const ValidationLimits limits_;
  const std::optional<Days> assessed_on_;
  std::vector<RecordProblem> problems_;
  size_t dropped_ = 0;
  const schema::Fillers fillers_;
  std::map<std::string, std::set<std::string>> ids_;  // by name of the message type
  std::map<std::string, std::set<std::string>> spaces_;  // ids seen, by FieldNote.id_space
  schema::Around around_;  // the messages that enclose what is looked at
  int as_written_ = 0;     // how many of the fields around are taken as they are written
};

void Validator::Add(std::string path, absl::string_view code, std::string message,
                    std::string hint) {
  if (problems_.size() >= limits_.problems) {
    ++dropped_;
    return;
  }
  problems_.push_back({std::move(path), std::string(code), std::move(message), std::move(hint)});
}

void Validator::CheckDateExists(const risk::v1::Date& date, bool is_personal,
                                const std::string& path) {
  const auto quoted = [&](std::string what, const std::string& value) {
    return is_personal ? what : absl::StrCat(what, ": ", value);
  };
  if (date.has_day() && !date.has_month()) {
    Add(path, "bad-date", "a day without its month", "give the month too, or only the year");
  } else if ((date.has_month() || date.has_day()) && !date.has_year()) {
    Add(path, "bad-date", "a month without its year", "give the year, or leave the date out");
  } else if (date.has_year() && (date.year() < 1 || date.year() > 9999)) {
    Add(path, "bad-date", quoted("no such year", absl::StrCat(date.year())), "years are 1 to 9999");
  } else if (date.has_month() && (date.month() < 1 || date.month() > 12)) {
    Add(path, "bad-date", quoted("no such month", absl::StrCat(date.month())),
        "months are 1 to 12");
  } else if (date.has_year() && !DaysOf(date).has_value()) {
    Add(path, "bad-date", quoted("no such day", DateText(date)),
        absl::StrCat("the month has ", schema::DaysInMonth(date.year(), date.month()),
                     " days; leave the day out if it is not known"));
  }
}

void Validator::CheckDate(const risk::v1::Date& date, const FieldDescriptor& field,
                          const std::string& path, std::optional<Days> known) {
  const bool is_personal = NoteOf(field).personal();
  CheckDateExists(date, is_personal, path);
  const std::optional<Days> days = DaysOf(date);
  // What stands for "not known" is no date, and is read as none.
  if (!days.has_value() || schema::IsPlaceholder(date)) return;
  CheckPossible(*days, field, path);
  CheckBounds(*days, field, path);
  if (NoteOf(field).may_be_future()) return;
  const bool is_knowledge = schema::IsProvenance(field.containing_type());
  const std::string value = is_personal ? "the date" : DateText(date);
  if (assessed_on_.has_value() && days->first > assessed_on_->last) {
    Add(path, is_knowledge ? "known-in-future" : "future-date",
        absl::StrCat(value, " is after the date of the assessment"),
        "correct the date, or assess on a later date");
  } else if (!is_knowledge && known.has_value() && days->first > known->last) {
    Add(path, "known-before",
        absl::StrCat(value, " is after the day on which the service is said to have known it"),
        "correct this date or `provenance.known_on`");
  }
}

// No record of a living person has such a date, whatever the field.
void Validator::CheckPossible(Days days, const FieldDescriptor& field, const std::string& path) {
  if (as_written_ > 0 || limits_.allows_impossible) return;
  static const int64_t kFirst = schema::DayOf({schema::kFirstYear, 1, 1});
  const risk::v1::FieldNote& note = NoteOf(field);
  if (days.last < kFirst) {
    Add(path, "impossible-date", "a date before 1900",
        "give the year in four digits, or leave the date out");
    return;
  }
  if (!assessed_on_.has_value()) return;
  // Years of 365 and 366 days, so that a boundary is never on the wrong side.
  const auto before = [&](int64_t years, int days_a_year) { return years * days_a_year; };
  if (days.first > assessed_on_->last + before(100, 366)) {
    Add(path, "impossible-date", "more than a hundred years after the assessment",
        "leave it out if there is no such date");
  } else if (note.has_most_years_ago() &&
             days.last < assessed_on_->first - before(note.most_years_ago() + 1, 366)) {
    Add(path, "impossible-date",
        absl::StrCat("more than ", note.most_years_ago(), " years before the assessment"),
        "correct the year, or leave the date out");
  } else if (note.has_least_years_ago() &&
             days.first > assessed_on_->last - before(note.least_years_ago(), 365)) {
    Add(path, "impossible-date",
        absl::StrCat("less than ", note.least_years_ago(), " years before the assessment"),
        "correct the year, or leave the date out");
  }
}

void Validator::CheckBounds(Days days, const FieldDescriptor& field, const std::string& path) {
  if (limits_.allows_impossible) return;
  const auto place = [](absl::string_view date) {
    return absl::StrCat("`", absl::StripPrefix(date.substr(std::min(date.find_first_not_of('^'), date.size())), "/"), "`");
  };
  for (const risk::v1::FieldNote::Bound& bound : NoteOf(field).not_before()) {
    const std::vector<Days> others = schema::DatesAt(around_, bound.date());
    if (others.empty()) continue;
    int64_t earliest = schema::kNoLastDay;
    for (const Days& other : others) earliest = std::min(earliest, other.first);
    if (days.last >= earliest + int64_t{365} * bound.years()) continue;
    Add(path, "contradictory",
        bound.years() > 0
            ? absl::StrCat("less than ", bound.years(), " years after ", place(bound.date()))
            : absl::StrCat("before ", place(bound.date()), ", which cannot be"),
        "correct one of the two dates");
  }
  for (const risk::v1::FieldNote::Bound& bound : NoteOf(field).not_after()) {
    const std::vector<Days> others = schema::DatesAt(around_, bound.date());
    if (others.empty()) continue;
    int64_t latest = schema::kNoFirstDay;
    for (const Days& other : others) latest = std::max(latest, other.last);
    if (days.first <= latest) continue;
    Add(path, "contradictory", absl::StrCat("after ", place(bound.date()), ", which cannot be"),
        "correct one of the two dates");
  }
}

void Validator::CheckAnswer(const Message& answer, const std::string& path) {
  const Descriptor* type = answer.GetDescriptor();
  const Reflection& reflection = *answer.GetReflection();
  const FieldDescriptor* value = type->FindFieldByName("value");
  const FieldDescriptor* missing = type->FindFieldByName("missing");
  if (!reflection.HasField(answer, value) || !reflection.HasField(answer, missing)) return;
  Add(path, "contradictory", "an answer with a value and a reason why there is none",
      "keep `value` if the answer is known, else `missing`");
}

void Validator::CheckNumber(double value, const FieldDescriptor& field, const std::string& path) {
  const risk::v1::FieldNote& note = NoteOf(field);
  const std::string shown = note.personal() ? "the number" : absl::StrCat(value);
  const std::string unit = note.unit().empty() ? "" : absl::StrCat(" ", note.unit());
  if (!std::isfinite(value)) {
    Add(path, "out-of-range", "not a finite number", "leave it out if it is not known");
  } else if (note.has_at_least() && value < note.at_least()) {
    Add(path, "out-of-range",
        absl::StrCat(shown, " is less than the least possible, ", note.at_least(), unit), "");
  } else if (note.has_at_most() && value > note.at_most()) {
    Add(path, "out-of-range",
        absl::StrCat(shown, " is more than the most possible, ", note.at_most(), unit), "");
  }
}

void Validator::CheckEnum(int number, const FieldDescriptor& field, const std::string& path) {
  if (field.enum_type()->FindValueByNumber(number) != nullptr) return;
  Add(path, "unknown-value",
      absl::StrCat("the schema has no value ", number, " of ", field.enum_type()->full_name()),
      "was the record written for a newer schema?");
}

void Validator::CheckText(const std::string& text, const std::string& path) {
  if (!expression::IsUtf8(text)) Add(path, "bad-text", "text that is not UTF-8", "");
}

void Validator::CollectIds(const Message& message, int depth) {
  if (depth > limits_.depth) return;
  const Reflection& reflection = *message.GetReflection();
  const FieldDescriptor* id = schema::IdField(*message.GetDescriptor());
  if (id != nullptr && reflection.HasField(message, id)) {
    const std::string name = reflection.GetString(message, id);
    if (!fillers_.IsNoId(name)) ids_[message.GetDescriptor()->name()].insert(name);
  }
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (!schema::HoldsMessages(*field)) continue;
    if (!field->is_repeated()) {
      CollectIds(reflection.GetMessage(message, field), depth + 1);
      continue;
    }
    for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
      CollectIds(reflection.GetRepeatedMessage(message, field, i), depth + 1);
    }
  }
}

void Validator::CheckReference(const std::string& id, const FieldDescriptor& field,
                               const std::string& path) {
  const auto& targets = NoteOf(field).refers_to();
  // One that says nothing is read as not known.
  if (targets.empty() || id.empty() || (!field.is_repeated() && fillers_.IsNoId(id))) return;
  for (const std::string& target : targets) {
    const auto ids = ids_.find(target);
    if (target == id || (ids != ids_.end() && ids->second.count(id) > 0)) return;
  }
  Add(path, "unknown-reference",
      absl::StrCat("no record with this id; looked for: ", absl::StrJoin(targets, ", ")),
      "add the record, or correct the id");
}

void Validator::CheckIds(const Message& message, const FieldDescriptor& list,
                         const std::string& path) {
  const FieldDescriptor* id = schema::IdField(*list.message_type());
  if (id == nullptr) return;
  const Reflection& reflection = *message.GetReflection();
  const std::string& space = NoteOf(*id).id_space();
  std::set<std::string> in_list;
  std::set<std::string>& in_space =
      space.empty() || limits_.allows_impossible ? in_list : spaces_[space];
  for (int i = 0; i < reflection.FieldSize(message, &list); ++i) {
    const Message& element = reflection.GetRepeatedMessage(message, &list, i);
    if (!element.GetReflection()->HasField(element, id)) continue;
    const std::string name = element.GetReflection()->GetString(element, id);
    if (fillers_.IsNoId(name)) continue;
    const bool is_new_here = in_list.insert(name).second;
    const bool is_new = in_space.insert(name).second || (&in_space == &in_list && is_new_here);
    if (is_new && (space.empty() || name != "subject")) continue;
    Add(ChildPath(ElementPath(path, i), *id), "duplicate-id",
        name == "subject" ? "\"subject\" is the supervised person"
        : is_new_here     ? absl::StrCat("another entry of the ", space, " has the same id")
                          : "an earlier entry of the same list has the same id",
        "give each entry its own id");
  }
}

void Validator::CheckCompleteness(const Message& message, const FieldDescriptor& list,
                                  const std::string& path) {
  const FieldDescriptor* complete = schema::CompletenessField(list);
  const Message* answer = MessageIn(message, complete);
  if (answer == nullptr) return;
  const FieldDescriptor* missing = answer->GetDescriptor()->FindFieldByName("missing");
  if (answer->GetReflection()->GetEnumValue(*answer, missing) == risk::v1::Answer::NOT_APPLICABLE) {
    Add(ChildPath(path, *complete), "contradictory",
        absl::StrCat("said not to apply although `", list.name(), "` has entries"), "");
  }
}

void Validator::CheckUnknownFields(const Message& message, const std::string& path) {
  const google::protobuf::UnknownFieldSet& unknown =
      message.GetReflection()->GetUnknownFields(message);
  for (int i = 0; i < unknown.field_count(); ++i) {
    Add(path, "unknown-field",
        absl::StrCat("the schema of ", message.GetDescriptor()->full_name(),
                     " has no field number ", unknown.field(i).number()),
        "was the record written for a newer schema?");
  }
}

std::optional<Days> Validator::KnownOn(const Message& message,
                                       std::optional<Days> inherited) const {
  if (const Message* stated = schema::StatedKnownOn(message)) {
    const risk::v1::Date date = schema::DateIn(*stated);
    return schema::IsPlaceholder(date) ? std::nullopt : DaysOf(date);
  }
  // Known from its own date, whatever the message around it says.
  const FieldDescriptor* known_from = schema::KnownFromField(*message.GetDescriptor());
  return MessageIn(message, known_from) != nullptr ? std::nullopt : inherited;
}

void Validator::CheckField(const Message& message, const FieldDescriptor& field,
                           const std::string& path, std::optional<Days> known, int depth) {
  const Reflection& reflection = *message.GetReflection();
  const int size = field.is_repeated() ? reflection.FieldSize(message, &field) : 1;
  const bool is_list = field.is_repeated() && field.message_type() != nullptr;
  if (is_list && NoteOf(field).has_at_most() && size > NoteOf(field).at_most()) {
    Add(path, "too-many", absl::StrCat(size, " entries"),
        absl::StrCat("at most ", NoteOf(field).at_most(), " are assessed"));
  }
  for (int i = 0; i < size; ++i) {
    const bool repeated = field.is_repeated();
    const std::string at = repeated ? ElementPath(path, i) : path;
    std::string buffer;
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        if (repeated && schema::IsDate(field.message_type())) {
          CheckDate(schema::DateIn(reflection.GetRepeatedMessage(message, &field, i)), field, at, known);
          break;
        }
        CheckMessage(repeated ? reflection.GetRepeatedMessage(message, &field, i)
                              : reflection.GetMessage(message, &field),
                     at, known, depth + 1);
        break;
      case FieldDescriptor::CPPTYPE_ENUM:
        CheckEnum(repeated ? reflection.GetRepeatedEnumValue(message, &field, i)
                           : reflection.GetEnumValue(message, &field),
                  field, at);
        break;
      case FieldDescriptor::CPPTYPE_STRING: {
        if (field.type() != FieldDescriptor::TYPE_STRING) break;
        const std::string& text =
            repeated ? reflection.GetRepeatedStringReference(message, &field, i, &buffer)
                     : reflection.GetStringReference(message, &field, &buffer);
        CheckText(text, at);
        CheckReference(text, field, at);
        break;
      }
      default:
        CheckNumber(schema::NumberIn(message, field, repeated ? i : -1), field, at);
    }
  }
  if (field.is_repeated() && field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    CheckIds(message, field, path);
  }
}

void Validator::CheckMessage(const Message& message, const std::string& path,
                             std::optional<Days> inherited, int depth) {
  if (depth > limits_.depth) {
    Add(path, "too-deep", absl::StrCat("more than ", limits_.depth, " messages inside each other"),
        "");
    return;
  }
  if (schema::IsAnswer(message.GetDescriptor())) CheckAnswer(message, path);
  CheckUnknownFields(message, path);
  const std::optional<Days> known = KnownOn(message, inherited);
  around_.push_back(&message);
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const bool as_written = NoteOf(*field).as_written();
    as_written_ += as_written;
    if (schema::IsDate(field->message_type()) && !field->is_repeated()) {
      CheckDate(schema::DateIn(*MessageIn(message, field)), *field, ChildPath(path, *field), known);
    } else {
      CheckField(message, *field, ChildPath(path, *field), known, depth);
    }
    as_written_ -= as_written;
    if (!NoteOf(*field).complete().empty()) CheckCompleteness(message, *field, path);
  }
  around_.pop_back();
}

void Validator::Run(const Message& record) {
  const size_t bytes = record.ByteSizeLong();
  if (bytes > limits_.bytes) {
    Add("", "too-large", absl::StrCat("a record of ", bytes, " bytes"),
        absl::StrCat("at most ", limits_.bytes, " bytes are read"));
    return;
  }
  if (schema::HasMoreEntries(record, limits_.entries)) {
    Add("", "too-many", absl::StrCat(schema::CountEntries(record), " entries in its lists"),
        absl::StrCat("at most ", limits_.entries, " are assessed, all lists together"));
    return;
  }
  CollectIds(record, 0);
  CheckMessage(record, "", std::nullopt, 0);
}

std::vector<RecordProblem> Validator::TakeProblems() {
  if (dropped_ > 0) {
    problems_.push_back({"", "more-problems", absl::StrCat(dropped_, " further problems"),
                         "correct those above first"});
  }
  return std::move(problems_);
}

}  // namespace

std::vector<RecordProblem> Validate(const Message& record, const risk::v1::Date& assessed_on,
                                    const ValidationLimits& limits) {
  Validator validator(*record.GetDescriptor(), assessed_on, limits);
  validator.Run(record);
  return validator.TakeProblems();
}

}  // namespace risk
