#include "benchmarks/long_lists.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "risk/results.h"
#include "risk/schema/field.h"
#include "risk/v1/answer.pb.h"

namespace benchmarks {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using risk::v1::Case;

void Collect(const Descriptor& type, const std::vector<const FieldDescriptor*>& way,
             std::set<const Descriptor*> around, std::vector<LongList>* lists) {
  if (!around.insert(&type).second) return;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    std::vector<const FieldDescriptor*> further = way;
    further.push_back(field);
    if (field->is_repeated()) {
      LongList list;
      for (const FieldDescriptor* part : further) {
        absl::StrAppend(&list.name, list.name.empty() ? "" : ".", part->name());
      }
      list.way = further;
      lists->push_back(std::move(list));
    }
    if (!risk::schema::HoldsMessages(*field) || risk::schema::IsAnswer(field->message_type()) ||
        risk::schema::IsProvenance(field->message_type())) {
      continue;
    }
    Collect(*field->message_type(), further, around, lists);
  }
}

risk::v1::Date DayOf(int n) {
  risk::v1::Date date;
  date.set_year(2020 + n % 6);
  date.set_month(1 + n % 12);
  date.set_day(1 + n % 28);
  return date;
}

int SomeValue(const EnumDescriptor& type, int n) {
  return type.value_count() == 1 ? 0 : type.value(1 + n % (type.value_count() - 1))->number();
}

void Fill(int n, Message& entry) {
  const Reflection& reflection = *entry.GetReflection();
  const Descriptor& type = *entry.GetDescriptor();
  if (const FieldDescriptor* id = risk::schema::IdField(type)) {
    reflection.SetString(&entry, id, absl::StrCat("e", n));
  }
  bool has_day = false;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    if (field->is_repeated()) continue;
    if (risk::schema::IsDate(field->message_type()) && !has_day) {
      reflection.MutableMessage(&entry, field)->CopyFrom(DayOf(n));
      has_day = true;
    } else if (risk::schema::IsAnswer(field->message_type()) && n % 3 == 0) {
      static_cast<risk::v1::Answer*>(reflection.MutableMessage(&entry, field))->set_value(risk::v1::Answer::YES);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
      reflection.SetEnumValue(&entry, field, SomeValue(*field->enum_type(), n));
    }
  }
}

void AddTo(Message& holder, const FieldDescriptor& field, int n) {
  const Reflection& reflection = *holder.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      if (risk::schema::IsDate(field.message_type())) {
        reflection.AddMessage(&holder, &field)->CopyFrom(DayOf(n));
      } else {
        Fill(n, *reflection.AddMessage(&holder, &field));
      }
      return;
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection.AddString(&holder, &field, absl::StrCat("e", n));
    case FieldDescriptor::CPPTYPE_ENUM:
      return reflection.AddEnumValue(&holder, &field, SomeValue(*field.enum_type(), n));
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection.AddInt32(&holder, &field, n);
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return reflection.AddDouble(&holder, &field, n);
    default:
      return;
  }
}

}  // namespace

int LongList::Most(int most) const {
  if (!is_of_messages()) return most;
  const int around = static_cast<int>(std::count_if(
      way.begin(), way.end() - 1, [](const FieldDescriptor* field) { return field->is_repeated(); }));
  const risk::v1::FieldNote& note = risk::schema::NoteOf(*way.back());
  const int own = note.has_at_most() ? static_cast<int>(note.at_most()) : most;
  return std::min({most, own, static_cast<int>(risk::kMostEntries) - around});
}

std::vector<LongList> LongLists() {
  std::vector<LongList> lists;
  Collect(*Case::descriptor(), {}, {}, &lists);
  return lists;
}

Case CaseWith(const LongList& list, int entries) {
  Case record;
  record.set_case_id("long");
  Message* holder = &record;
  for (size_t i = 0; i + 1 < list.way.size(); ++i) {
    const Reflection& reflection = *holder->GetReflection();
    if (list.way[i]->is_repeated()) {
      holder = reflection.AddMessage(holder, list.way[i]);
      Fill(static_cast<int>(i), *holder);
    } else {
      holder = reflection.MutableMessage(holder, list.way[i]);
    }
  }
  for (int n = 0; n < entries; ++n) AddTo(*holder, *list.way.back(), n);
  return record;
}

risk::v1::Date DayOfAssessment() {
  risk::v1::Date date;
  date.set_year(2026);
  date.set_month(6);
  date.set_day(1);
  return date;
}

}  // namespace benchmarks
