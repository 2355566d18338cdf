#include "risk/evidence.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/schema/date.h"
#include "risk/schema/field.h"
#include "risk/schema/not_known.h"
#include "risk/schema/path.h"
#include "risk/v1/options.pb.h"
#include "risk/v1/provenance.pb.h"

namespace risk {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using risk::v1::FieldNote;
using schema::ChildPath;
using schema::ElementPath;
using schema::NoteOf;

// What is kept of the fields of a message, from the message around it.
struct Context {
  bool has_source = false;
  bool as_written = false;
};

class Sieve {
 public:
  Sieve(const risk::v1::Date& assessed_on, const google::protobuf::Descriptor& type)
      : assessed_on_(schema::DaysOf(assessed_on)), fillers_(type) {}

  void Keep(Message& message, Context context, const std::string& path);
  std::vector<risk::v1::Note> Notes();

 private:
  void KeepField(Message& message, const FieldDescriptor& field, Context context,
                 const std::string& path);
  void KeepText(Message& message, const FieldDescriptor& field, const std::string& path);
  void KeepAnswer(Message& answer, const FieldDescriptor& field, Context context,
                  const std::string& path);
  void CompareCount(Message& message, const FieldDescriptor& count, const std::string& path);
  void CompareEntries(const Message& message, const FieldDescriptor& list, const std::string& path);
  void CompareEnd(const Message& message, const FieldDescriptor& answer, const std::string& path);
  void AddUntold(Message& message, const FieldDescriptor& text);

  // A text that is no other's.
  std::string UnlikeAny() { return absl::StrCat("not known (", ++unlike_, ")"); }

  const std::optional<schema::Days> assessed_on_;
  const schema::Fillers fillers_;
  int unlike_ = 0;
  std::vector<std::string> fillers_found_, placeholders_, unsourced_, counts_, same_, ended_;
};

int ValueOf(const Message& answer) {
  const FieldDescriptor* value = answer.GetDescriptor()->FindFieldByName("value");
  return answer.GetReflection()->HasField(answer, value)
             ? answer.GetReflection()->GetEnumValue(answer, value)
             : 0;
}

bool StatesSource(const Message& message) {
  const Message* provenance =
      schema::MessageIn(message, schema::ProvenanceField(*message.GetDescriptor()));
  if (provenance == nullptr) return false;
  const FieldDescriptor* source = provenance->GetDescriptor()->FindFieldByName("source");
  return provenance->GetReflection()->HasField(*provenance, source) &&
         provenance->GetReflection()->GetEnumValue(*provenance, source) != 0;
}

// Only others than the service can give the answer.
bool NeedsSource(const FieldNote& note) {
  if (note.own_statement() || note.ask_size() == 0) return false;
  for (const int agency : note.ask()) {
    if (agency == FieldNote::PRACTITIONER || agency == FieldNote::MANAGER) return false;
  }
  return true;
}

void Sieve::KeepText(Message& message, const FieldDescriptor& field, const std::string& path) {
  const Reflection& reflection = *message.GetReflection();
  const bool is_id = &field == schema::IdField(*message.GetDescriptor()) ||
                     NoteOf(field).refers_to_size() > 0;
  const auto is_filler = [&](const std::string& text) {
    return is_id ? fillers_.IsNoId(text) : fillers_.IsFiller(text);
  };
  if (!field.is_repeated()) {
    if (!is_filler(reflection.GetString(message, &field))) return;
    reflection.ClearField(&message, &field);
    fillers_found_.push_back(path);
    return;
  }
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    if (!is_filler(reflection.GetRepeatedString(message, &field, i))) continue;
    reflection.SetRepeatedString(&message, &field, i, UnlikeAny());
    fillers_found_.push_back(ElementPath(path, i));
  }
}

void Sieve::KeepAnswer(Message& answer, const FieldDescriptor& field, Context context,
                       const std::string& path) {
  if (context.as_written || context.has_source || !NeedsSource(NoteOf(field))) return;
  if (ValueOf(answer) != schema::Reassuring(field)) return;
  answer.GetReflection()->ClearField(&answer, answer.GetDescriptor()->FindFieldByName("value"));
  unsourced_.push_back(path);
}

void Sieve::KeepField(Message& message, const FieldDescriptor& field, Context context,
                      const std::string& path) {
  const Reflection& reflection = *message.GetReflection();
  context.as_written |= NoteOf(field).as_written();
  if (field.type() == FieldDescriptor::TYPE_STRING && !context.as_written) {
    return KeepText(message, field, path);
  }
  if (field.message_type() == nullptr || field.is_map()) return;
  if (schema::IsDate(field.message_type())) {
    if (context.as_written) return;
    if (!field.is_repeated()) {
      if (!schema::IsPlaceholder(schema::DateIn(reflection.GetMessage(message, &field)))) return;
      reflection.ClearField(&message, &field);
      placeholders_.push_back(path);
      return;
    }
    for (int i = reflection.FieldSize(message, &field) - 1; i >= 0; --i) {
      Message* date = reflection.MutableRepeatedMessage(&message, &field, i);
      if (!schema::IsPlaceholder(schema::DateIn(*date))) continue;
      date->Clear();  // stays, as a date that is not known
      placeholders_.push_back(ElementPath(path, i));
    }
    return;
  }
  const int size = field.is_repeated() ? reflection.FieldSize(message, &field) : 1;
  for (int i = 0; i < size; ++i) {
    Message* held = field.is_repeated() ? reflection.MutableRepeatedMessage(&message, &field, i)
                                        : reflection.MutableMessage(&message, &field);
    const std::string at = field.is_repeated() ? ElementPath(path, i) : path;
    Keep(*held, context, at);
    if (!field.is_repeated() && !context.as_written && held->ByteSizeLong() == 0) {  // {} says no more than nothing
      reflection.ClearField(&message, &field);
      return;
    }
    if (!schema::IsAnswer(held->GetDescriptor())) continue;
    Context own = context;
    own.has_source |= StatesSource(*held);
    KeepAnswer(*held, field, own, at);
  }
}

// After the fields of the message: a placeholder is no date any more.
void Sieve::CompareCount(Message& message, const FieldDescriptor& count, const std::string& path) {
  const FieldNote& note = NoteOf(count);
  const FieldDescriptor* list = message.GetDescriptor()->FindFieldByName(note.counts());
  if (list == nullptr || !list->is_repeated() || list->message_type() == nullptr) return;
  const FieldDescriptor* complete = schema::CompletenessField(*list);
  const Message* answer = schema::MessageIn(message, complete);
  if (answer == nullptr || ValueOf(*answer) != risk::v1::Answer::YES) return;
  const Reflection& reflection = *message.GetReflection();
  double listed = 0;
  for (int i = 0; i < reflection.FieldSize(message, list); ++i) {
    const Message& entry = reflection.GetRepeatedMessage(message, list, i);
    const FieldDescriptor* by = entry.GetDescriptor()->FindFieldByName(note.counts_by());
    if (note.counts_by().empty() || by == nullptr) {
      ++listed;
    } else if (!entry.GetReflection()->HasField(entry, by)) {
      return;  // may be any number
    } else {
      listed += schema::NumberIn(entry, *by, -1);
    }
  }
  if (schema::NumberIn(message, count, -1) <= listed) return;
  reflection.ClearField(&message, complete);
  counts_.push_back(ChildPath(path, count));
  counts_.push_back(ChildPath(path, *complete));
}

void Sieve::CompareEntries(const Message& message, const FieldDescriptor& list,
                           const std::string& path) {
  const FieldNote& note = NoteOf(list);
  const Reflection& reflection = *message.GetReflection();
  std::map<std::string, int> seen;
  for (int i = 0; i < reflection.FieldSize(message, &list); ++i) {
    const Message& entry = reflection.GetRepeatedMessage(message, &list, i);
    std::string key;
    for (const std::string& name : note.same_if()) {
      const FieldDescriptor* field = entry.GetDescriptor()->FindFieldByName(name);
      if (field == nullptr || !entry.GetReflection()->HasField(entry, field)) {
        key.clear();
        break;
      }
      const bool is_text = field->type() == FieldDescriptor::TYPE_STRING;
      absl::StrAppend(&key, is_text ? entry.GetReflection()->GetString(entry, field)
                                    : entry.GetReflection()->GetMessage(entry, field).ShortDebugString(),
                      "\n");
    }
    if (key.empty()) continue;
    const auto [first, is_new] = seen.emplace(std::move(key), i);
    if (is_new) continue;
    same_.push_back(ElementPath(path, first->second));
    same_.push_back(ElementPath(path, i));
  }
}

void Sieve::CompareEnd(const Message& message, const FieldDescriptor& answer,
                       const std::string& path) {
  const Message* held = schema::MessageIn(message, &answer);
  const FieldDescriptor* end = message.GetDescriptor()->FindFieldByName(NoteOf(answer).ended_by());
  const Message* date = end == nullptr ? nullptr : schema::MessageIn(message, end);
  if (held == nullptr || date == nullptr || ValueOf(*held) != risk::v1::Answer::YES) return;
  const std::optional<schema::Days> days = schema::DaysOf(schema::DateIn(*date));
  if (!days.has_value() || !assessed_on_.has_value() || days->last >= assessed_on_->first) return;
  ended_.push_back(ChildPath(path, answer));
  ended_.push_back(ChildPath(path, *end));
}

void Sieve::AddUntold(Message& message, const FieldDescriptor& text) {
  const FieldNote::Untold& untold = NoteOf(text).untold();
  const Reflection& reflection = *message.GetReflection();
  const FieldDescriptor* list = message.GetDescriptor()->FindFieldByName(untold.list());
  const bool is_list = list != nullptr && list->is_repeated() && list->type() == FieldDescriptor::TYPE_STRING;
  if (!is_list || reflection.FieldSize(message, list) > 0) return;
  if (reflection.GetString(message, &text) != untold.text()) return;
  reflection.AddString(&message, list, UnlikeAny());
}

void Sieve::Keep(Message& message, Context context, const std::string& path) {
  context.has_source |= StatesSource(message);
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    KeepField(message, *field, context, ChildPath(path, *field));
  }
  for (const FieldDescriptor* field : fields) {
    const FieldNote& note = NoteOf(*field);
    if (!note.counts().empty()) CompareCount(message, *field, path);
    if (note.same_if_size() > 0) CompareEntries(message, *field, ChildPath(path, *field));
    if (!note.ended_by().empty()) CompareEnd(message, *field, path);
    if (note.has_untold()) AddUntold(message, *field);
  }
}

std::vector<risk::v1::Note> Sieve::Notes() {
  std::vector<risk::v1::Note> notes;
  const auto add = [&notes](const char* code, std::string text, std::vector<std::string>& paths) {
    if (paths.empty()) return;
    risk::v1::Note& note = notes.emplace_back();
    note.set_code(code);
    note.set_text(std::move(text));
    for (std::string& path : paths) note.add_path(std::move(path));
  };
  const auto several = [](const std::vector<std::string>& paths, const char* one) {
    return absl::StrCat(paths.size(), " ", one, paths.size() == 1 ? "" : "s");
  };
  add("filler-text",
      absl::StrCat("Read as not known: ", several(fillers_found_, "text"),
                   " without any word but that nothing is known."),
      fillers_found_);
  add("placeholder-date",
      absl::StrCat("Read as not known: ", several(placeholders_, "date"),
                   " that systems write where none is known."),
      placeholders_);
  add("no-source",
      absl::StrCat("Read as not known: ", several(unsourced_, "answer"),
                   " to reassure, from nobody. An answer without a source may raise a level, and settles "
                   "nothing; say who gave it."),
      unsourced_);
  add("count-and-list",
      "More is counted than a list holds that is said to be complete. The list is read as "
      "incomplete. Which is right?",
      counts_);
  add("same-record",
      "These entries agree in all that identifies them, and each is counted. Are they one? Then keep "
      "one.",
      same_);
  add("ended-in-force",
      "Said to be in force, and ended before the assessment. It is read as in force. Which is right?",
      ended_);
  return notes;
}

}  // namespace

std::vector<risk::v1::Note> KeepEvidence(const risk::v1::Date& assessed_on, Message* record) {
  Sieve sieve(assessed_on, *record->GetDescriptor());
  sieve.Keep(*record, {}, "");
  return sieve.Notes();
}

}  // namespace risk
