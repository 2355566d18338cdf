#include "risk/validation.h"

#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "risk/expression/utf8.h"
#include "risk/schema/date.h"
#include "risk/schema/entries.h"
#include "risk/schema/field.h"
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
  Validator(const risk::v1::Date& assessed_on, const ValidationLimits& limits)
      : limits_(limits), assessed_on_(DaysOf(assessed_on)) {}

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
  void CheckPeriods(const Message& message, const std::string& path);
  void CheckCompleteness(const Message& message, const FieldDescriptor& list,
                         const std::string& path);
  void CheckUnknownFields(const Message& message, const std::string& path);
  std::optional<Days> KnownOn(const Message& message, std::optional<Days> inherited) const;

  const ValidationLimits limits_;
  const std::optional<Days> assessed_on_;
  std::vector<RecordProblem> problems_;
  size_t dropped_ = 0;
  std::map<std::string, std::set<std::string>> ids_;  // by name of the message type
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
  if (!days.has_value() || NoteOf(field).may_be_future()) return;
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
    ids_[message.GetDescriptor()->name()].insert(reflection.GetString(message, id));
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
  if (targets.empty() || id.empty()) return;
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
  std::set<std::string> seen;
  for (int i = 0; i < reflection.FieldSize(message, &list); ++i) {
    const Message& element = reflection.GetRepeatedMessage(message, &list, i);
    if (!element.GetReflection()->HasField(element, id)) continue;
    if (seen.insert(element.GetReflection()->GetString(element, id)).second) continue;
    Add(ChildPath(ElementPath(path, i), *id), "duplicate-id",
        "an earlier entry of the same list has the same id", "give each entry its own id");
  }
}

// The field that ends the period that `field` starts; empty if it starts none.
std::string EndOf(absl::string_view field) {
  constexpr std::pair<absl::string_view, absl::string_view> kPairs[] = {
      {"from_on", "to_on"}, {"started_on", "ended_on"}, {"starts_on", "ends_on"}, {"from", "to"}};
  for (const auto& [start, end] : kPairs) {
    absl::string_view stem = field;
    if (!absl::ConsumeSuffix(&stem, start)) continue;
    if (stem.empty() || absl::EndsWith(stem, "_")) return absl::StrCat(stem, end);
  }
  return "";
}

void Validator::CheckPeriods(const Message& message, const std::string& path) {
  const Descriptor* type = message.GetDescriptor();
  const auto is_date = [](const FieldDescriptor* field) {
    return field != nullptr && !field->is_repeated() && schema::IsDate(field->message_type());
  };
  for (int i = 0; i < type->field_count(); ++i) {
    const FieldDescriptor* start = type->field(i);
    if (!is_date(start)) continue;
    const FieldDescriptor* end = type->FindFieldByName(EndOf(start->name()));
    if (!is_date(end)) continue;
    const Message* first_day = MessageIn(message, start);
    const Message* last_day = MessageIn(message, end);
    if (first_day == nullptr || last_day == nullptr) continue;
    const std::optional<Days> first = DaysOf(schema::DateIn(*first_day));
    const std::optional<Days> last = DaysOf(schema::DateIn(*last_day));
    if (!first.has_value() || !last.has_value() || last->last >= first->first) continue;
    Add(ChildPath(path, *end), "contradictory",
        absl::StrCat("the period ends before it starts (`", start->name(), "`)"),
        "correct one of the two dates");
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
    return DaysOf(schema::DateIn(*stated));
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
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (schema::IsDate(field->message_type()) && !field->is_repeated()) {
      CheckDate(schema::DateIn(*MessageIn(message, field)), *field, ChildPath(path, *field), known);
    } else {
      CheckField(message, *field, ChildPath(path, *field), known, depth);
    }
    if (!NoteOf(*field).complete().empty()) CheckCompleteness(message, *field, path);
  }
  CheckPeriods(message, path);
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
  Validator validator(assessed_on, limits);
  validator.Run(record);
  return validator.TakeProblems();
}

}  // namespace risk
