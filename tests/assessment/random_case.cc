#include "tests/assessment/random_case.h"

#include <vector>

#include "risk/schema/field.h"
#include "risk/v1/answer.pb.h"

namespace risk {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using schema::IsAnswer;
using schema::IsDate;
using schema::IsProvenance;
using schema::NoteOf;

v1::Case RandomCase::Make(double presence) {
  next_id_ = 0;
  v1::Case record;
  Fill(record, presence, 0);
  record.clear_assessment_date();
  return record;
}

void RandomCase::SetDate(Message& message, int first_year, int last_year) {
  v1::Date date;
  date.set_year(first_year + Uniform(last_year - first_year + 1));
  if (Chance(0.85)) {
    date.set_month(1 + Uniform(12));
    if (Chance(0.85)) date.set_day(1 + Uniform(28));
  }
  message.CopyFrom(date);
}

std::string RandomCase::Text(const FieldDescriptor& field) {
  constexpr const char* kPlaces[] = {"Barset", "Loamshire", "Wessex"};
  if (field.name() == "id") return "x" + std::to_string(++next_id_);
  if (NoteOf(field).refers_to_size() > 0) {
    return Chance(0.3) ? "subject" : "x" + std::to_string(1 + Uniform(12));
  }
  return kPlaces[Uniform(3)];
}

void RandomCase::FillAnswer(Message& message) {
  v1::Answer answer;
  if (Chance(0.85)) {
    answer.set_value(Chance(0.35) ? v1::Answer::YES : v1::Answer::NO);
  } else {
    answer.set_missing(static_cast<v1::Answer::Missing>(1 + Uniform(7)));
  }
  if (Chance(0.3)) {
    answer.mutable_provenance()->set_source(static_cast<v1::Provenance::Source>(1 + Uniform(13)));
  }
  if (Chance(0.3)) SetDate(*answer.mutable_provenance()->mutable_known_on(), 2016, 2026);
  message.CopyFrom(answer);
}

void RandomCase::SetScalar(Message& message, const FieldDescriptor& field) {
  const Reflection& reflection = *message.GetReflection();
  const v1::FieldNote& note = NoteOf(field);
  const int low = note.has_at_least() ? static_cast<int>(note.at_least()) : 0;
  const int high = note.has_at_most() ? static_cast<int>(note.at_most()) : low + 20;
  const int number = low + Uniform(high - low + 1);
  const bool repeated = field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_ENUM: {
      const int value =
          field.enum_type()->value(Uniform(field.enum_type()->value_count()))->number();
      repeated ? reflection.AddEnumValue(&message, &field, value)
               : reflection.SetEnumValue(&message, &field, value);
      break;
    }
    case FieldDescriptor::CPPTYPE_STRING:
      repeated ? reflection.AddString(&message, &field, Text(field))
               : reflection.SetString(&message, &field, Text(field));
      break;
    case FieldDescriptor::CPPTYPE_INT32:
      repeated ? reflection.AddInt32(&message, &field, number)
               : reflection.SetInt32(&message, &field, number);
      break;
    case FieldDescriptor::CPPTYPE_INT64:
      if (!repeated) reflection.SetInt64(&message, &field, number);
      break;
    case FieldDescriptor::CPPTYPE_DOUBLE:
      if (!repeated) reflection.SetDouble(&message, &field, number);
      break;
    case FieldDescriptor::CPPTYPE_BOOL:
      if (!repeated) reflection.SetBool(&message, &field, Chance(0.5));
      break;
    default:
      break;
  }
}

void RandomCase::FillField(Message& message, const FieldDescriptor& field, double presence,
                           int depth) {
  const Reflection& reflection = *message.GetReflection();
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
    for (int i = field.is_repeated() ? Uniform(3) : 0; i < (field.is_repeated() ? 2 : 1); ++i) {
      SetScalar(message, field);
    }
    return;
  }
  if (field.is_repeated()) {
    const int count = depth > 4 ? 0 : Uniform(4);
    for (int i = 0; i < count; ++i)
      Fill(*reflection.AddMessage(&message, &field), presence, depth + 1);
    return;
  }
  Message& child = *reflection.MutableMessage(&message, &field);
  if (IsDate(field.message_type())) {
    SetDate(child, 2016, NoteOf(field).may_be_future() ? 2028 : 2026);
  } else if (IsAnswer(field.message_type())) {
    FillAnswer(child);
  } else {
    Fill(child, presence, depth + 1);
  }
}

void RandomCase::Fill(Message& message, double presence, int depth) {
  if (depth > 6) return;
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor& field = *message.GetDescriptor()->field(i);
    const bool is_provenance = IsProvenance(field.message_type());
    // The parts of the record are nearly always there; what is in them often is not.
    const double rate = is_provenance ? 0.3 : depth == 0 ? 0.5 + presence / 2 : presence;
    if (field.name() == "id" || Chance(rate)) FillField(message, field, presence, depth);
  }
}

void RandomCase::RemoveElements(Message& message, const FieldDescriptor& list, double rate) {
  const Reflection& reflection = *message.GetReflection();
  bool is_shorter = false;
  for (int i = reflection.FieldSize(message, &list) - 1; i >= 0; --i) {
    if (!Chance(rate)) continue;
    is_shorter = true;
    for (int k = i; k + 1 < reflection.FieldSize(message, &list); ++k) {
      reflection.SwapElements(&message, &list, k, k + 1);
    }
    reflection.RemoveLast(&message, &list);
  }
  if (!is_shorter) return;
  // What is complete without the element would not be the same record with less in it.
  const FieldDescriptor* complete =
      message.GetDescriptor()->FindFieldByName(NoteOf(list).complete());
  reflection.ClearField(&message, complete);
}

void RandomCase::RemoveAt(Message& message, double rate, const std::set<std::string>& kept,
                          const std::string& path) {
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (IsProvenance(field->message_type()) || field->name() == "id") continue;
    const std::string child = path.empty() ? field->name() : path + "." + field->name();
    if (field->is_repeated()) {
      if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
      if (!NoteOf(*field).complete().empty() && kept.count(child) == 0) {
        RemoveElements(message, *field, rate);
      }
      for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
        RemoveAt(*reflection.MutableRepeatedMessage(&message, field, i), rate, kept, child);
      }
      continue;
    }
    // Removing a whole message at the top takes too much at once to be interesting often, and takes
    // the elements of its lists with it.
    const bool is_plain = field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE ||
                          IsAnswer(field->message_type()) || IsDate(field->message_type());
    if (is_plain && Chance(rate)) {
      reflection.ClearField(&message, field);
    } else if (IsDate(field->message_type())) {
      Message& date = *reflection.MutableMessage(&message, field);
      const FieldDescriptor* day = date.GetDescriptor()->FindFieldByName("day");
      if (Chance(rate)) date.GetReflection()->ClearField(&date, day);
    } else if (!is_plain) {
      RemoveAt(*reflection.MutableMessage(&message, field), rate, kept, child);
    }
  }
}

void RandomCase::Remove(Message& record, double rate, const std::set<std::string>& kept) {
  RemoveAt(record, rate, kept, "");
}

void RandomCase::Shuffle(Message& record) {
  const Reflection& reflection = *record.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(record, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    if (!field->is_repeated()) {
      Shuffle(*reflection.MutableMessage(&record, field));
      continue;
    }
    for (int i = reflection.FieldSize(record, field) - 1; i >= 0; --i) {
      Shuffle(*reflection.MutableRepeatedMessage(&record, field, i));
      reflection.SwapElements(&record, field, i, Uniform(i + 1));
    }
  }
}

void RandomCase::AddLater(Message& record, const v1::Date& date) {
  const Reflection& reflection = *record.GetReflection();
  const auto* type = record.GetDescriptor();
  v1::Date later = date;
  later.set_year(date.year() + 1);
  for (int i = 0; i < type->field_count(); ++i) {
    const FieldDescriptor& field = *type->field(i);
    const bool is_message = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
    if (!is_message || IsProvenance(field.message_type()) || IsDate(field.message_type())) continue;
    Message* added = nullptr;
    if (field.is_repeated() && Chance(0.3)) {
      added = reflection.AddMessage(&record, &field);
      Fill(*added, 0.4, 3);
    } else if (IsAnswer(field.message_type()) && !reflection.HasField(record, &field)) {
      added = reflection.MutableMessage(&record, &field);
      FillAnswer(*added);
    } else if (!field.is_repeated() && reflection.HasField(record, &field) &&
               !IsAnswer(field.message_type())) {
      AddLater(*reflection.MutableMessage(&record, &field), date);
    }
    if (added == nullptr) continue;
    const FieldDescriptor* provenance = added->GetDescriptor()->FindFieldByName("provenance");
    if (provenance == nullptr) continue;
    v1::Provenance known;
    *known.mutable_known_on() = later;
    added->GetReflection()->MutableMessage(added, provenance)->CopyFrom(known);
  }
}

namespace {

struct Question {
  Message* holder;
  const FieldDescriptor* field;
  std::string path;
};

// The questions of a record, in messages that are there, whose answer could become a worse one.
void FindQuestions(Message& record, const std::string& path, std::vector<Question>& questions) {
  const Reflection& reflection = *record.GetReflection();
  for (int i = 0; i < record.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = record.GetDescriptor()->field(i);
    const std::string below = path.empty() ? field->name() : path + "." + field->name();
    if (field->message_type() == nullptr) continue;
    if (field->is_repeated()) {
      for (int k = 0; k < reflection.FieldSize(record, field); ++k) {
        FindQuestions(*reflection.MutableRepeatedMessage(&record, field, k), below, questions);
      }
    } else if (IsAnswer(field->message_type())) {
      v1::Answer answer;
      answer.CopyFrom(reflection.GetMessage(record, field));
      const bool is_worse_yes = NoteOf(*field).reassuring() != v1::Answer::YES;
      // That an act was against somebody else after all makes it another person's danger, not more
      // of it.
      const bool says_whom = field->name() == "domestic" || field->name() == "against_partner" ||
                             field->name() == "against_child";
      const bool is_correction = says_whom && answer.value() == v1::Answer::NO;
      if (is_worse_yes && !is_correction && answer.value() != v1::Answer::YES) {
        questions.push_back({&record, field, below});
      }
    } else if (reflection.HasField(record, field)) {
      FindQuestions(*reflection.MutableMessage(&record, field), below, questions);
    }
  }
}

}  // namespace

std::string RandomCase::MakeWorse(Message& record) {
  std::vector<Question> questions;
  FindQuestions(record, "", questions);
  if (questions.empty()) return "";
  const Question& chosen = questions[Uniform(static_cast<int>(questions.size()))];
  v1::Answer answer;
  answer.set_value(v1::Answer::YES);
  answer.mutable_provenance()->set_source(v1::Provenance::POLICE_RECORD);
  chosen.holder->GetReflection()->MutableMessage(chosen.holder, chosen.field)->CopyFrom(answer);
  return chosen.path;
}

}  // namespace risk
