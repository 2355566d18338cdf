#include "risk/as_known_at.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/schema/date.h"
#include "risk/schema/field.h"
#include "risk/schema/path.h"

namespace risk {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using schema::ChildPath;
using schema::ElementPath;
using schema::HoldsMessages;
using schema::MessageIn;
using schema::NoteOf;

// The day on which something became known; nothing when the record does not say.
using KnownDay = std::optional<int64_t>;

class Replay {
 public:
  explicit Replay(int64_t day) : day_(day) {}

  // Removes from `message` what was not known. Returns whether anything is left of it.
  bool Keep(Message& message, KnownDay inherited, const std::string& path, bool is_element);

  std::vector<risk::v1::Note> Notes() const;

 private:
  KnownDay KnownFrom(const Message& message, KnownDay inherited) const;
  void DropOwnFields(Message& message, const std::string& path, bool is_undated);
  bool KeepList(Message& message, const FieldDescriptor& field, KnownDay known,
                const std::string& path);
  static void KeepSourceOnly(Message& message);

  const int64_t day_;
  std::vector<std::string> undated_;
  std::vector<std::string> unsure_lists_;
};

bool IsOwnField(const FieldDescriptor& field) { return !HoldsMessages(field); }

// A date that does not exist dates nothing.
KnownDay LastDay(const Message& date) {
  const std::optional<schema::Days> days = schema::DaysOf(schema::DateIn(date));
  return days.has_value() ? KnownDay(days->last) : std::nullopt;
}

KnownDay Replay::KnownFrom(const Message& message, KnownDay inherited) const {
  if (const Message* known_on = schema::StatedKnownOn(message)) return LastDay(*known_on);
  const Message* known_from = MessageIn(message, schema::KnownFromField(*message.GetDescriptor()));
  const KnownDay known = known_from != nullptr ? LastDay(*known_from) : std::nullopt;
  return known.has_value() ? known : inherited;
}

void Replay::DropOwnFields(Message& message, const std::string& path, bool is_undated) {
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (!IsOwnField(*field) || field->name() == "id") continue;
    if (is_undated) undated_.push_back(ChildPath(path, *field));
    reflection.ClearField(&message, field);
  }
}

// What remains of the message keeps its kind of source, for what it holds to inherit.
void Replay::KeepSourceOnly(Message& message) {
  const FieldDescriptor* provenance = schema::ProvenanceField(*message.GetDescriptor());
  if (provenance == nullptr || !message.GetReflection()->HasField(message, provenance)) return;
  Message* source = message.GetReflection()->MutableMessage(&message, provenance);
  std::vector<const FieldDescriptor*> fields;
  source->GetReflection()->ListFields(*source, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->name() != "source") source->GetReflection()->ClearField(source, field);
  }
}

// More than its provenance and its id.
bool HoldsFacts(const Message& message) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  return std::any_of(fields.begin(), fields.end(), [](const FieldDescriptor* field) {
    return field->name() != "id" && !schema::IsProvenance(field->message_type());
  });
}

// Returns whether an element was left out because nothing says when it was known.
bool Replay::KeepList(Message& message, const FieldDescriptor& field, KnownDay known,
                      const std::string& path) {
  const Reflection& reflection = *message.GetReflection();
  const int size = reflection.FieldSize(message, &field);
  int kept = 0;
  bool lost_undated = false;
  for (int i = 0; i < size; ++i) {
    Message* element = reflection.MutableRepeatedMessage(&message, &field, i);
    const size_t undated_before = undated_.size();
    const std::string element_path = ElementPath(path, i);
    if (Keep(*element, known, element_path, /*is_element=*/true)) {
      if (kept != i) reflection.SwapElements(&message, &field, kept, i);
      ++kept;
    } else if (undated_.size() > undated_before) {
      // The element is named once, not each of its fields.
      undated_.resize(undated_before);
      undated_.push_back(element_path);
      lost_undated = true;
    }
  }
  for (int i = kept; i < size; ++i) reflection.RemoveLast(&message, &field);
  return lost_undated;
}

bool Replay::Keep(Message& message, KnownDay inherited, const std::string& path, bool is_element) {
  const KnownDay known = KnownFrom(message, inherited);
  const bool was_known = known.has_value() && *known <= day_;
  if (known.has_value() && !was_known && is_element) return false;
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  // The record's own fields are its reference and date, which are no facts.
  if (!was_known && !path.empty()) DropOwnFields(message, path, !known.has_value());

  std::vector<const FieldDescriptor*> unsure;
  for (const FieldDescriptor* field : fields) {
    if (!HoldsMessages(*field) || schema::IsProvenance(field->message_type())) continue;
    const std::string child_path = ChildPath(path, *field);
    if (field->is_repeated()) {
      if (KeepList(message, *field, known, child_path)) unsure.push_back(field);
    } else if (!Keep(*reflection.MutableMessage(&message, field), known, child_path, false)) {
      reflection.ClearField(&message, field);
    }
  }
  for (const FieldDescriptor* list : unsure) {
    const FieldDescriptor* complete =
        message.GetDescriptor()->FindFieldByName(NoteOf(*list).complete());
    if (complete == nullptr || !reflection.HasField(message, complete)) continue;
    unsure_lists_.push_back(ChildPath(path, *complete));
    reflection.ClearField(&message, complete);
  }
  if (was_known) return true;
  KeepSourceOnly(message);
  return HoldsFacts(message);
}

std::vector<risk::v1::Note> Replay::Notes() const {
  std::vector<risk::v1::Note> notes;
  const auto add = [&notes](const char* code, std::string text,
                            const std::vector<std::string>& paths) {
    if (paths.empty()) return;
    risk::v1::Note& note = notes.emplace_back();
    note.set_code(code);
    note.set_text(std::move(text));
    for (const std::string& path : paths) note.add_path(path);
  };
  const auto facts = [](size_t n) { return absl::StrCat(n, n == 1 ? " fact" : " facts"); };
  add("undated",
      absl::StrCat("Left out of the replay: ", facts(undated_.size()),
                   " for which nothing says when the service came to know."),
      undated_);
  add("undated-list",
      absl::StrCat(
          "Not taken as complete in the replay: lists with an entry for which nothing says "
          "when it became known (",
          unsure_lists_.size(), ")."),
      unsure_lists_);
  return notes;
}

}  // namespace

std::vector<risk::v1::Note> KeepKnownAt(Message& record, const risk::v1::Date& date) {
  const std::optional<schema::Days> days = schema::DaysOf(date);
  // Nothing was known on a date that does not exist.
  Replay replay(days.has_value() ? days->last : INT64_MIN);
  replay.Keep(record, std::nullopt, "", /*is_element=*/false);
  return replay.Notes();
}

KnownCase AsKnownAt(const risk::v1::Case& record, const risk::v1::Date& date) {
  KnownCase known;
  known.record = record;
  known.notes = KeepKnownAt(known.record, date);
  return known;
}

}  // namespace risk
