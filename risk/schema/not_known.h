// What is written where nothing is known: placeholder dates, and words such as "N/A". Which ones, the
// schema says (risk/v1/record_note.proto).
#ifndef RISK_SCHEMA_NOT_KNOWN_H_
#define RISK_SCHEMA_NOT_KNOWN_H_

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "risk/v1/date.pb.h"
#include "risk/v1/record_note.pb.h"

namespace risk::schema {

// Whether the date is one that systems write for want of one, as 1900-01-01.
bool IsPlaceholder(const v1::Date& date);

// The words that a kind of record has for "not known".
class Fillers {
 public:
  // Of the message of a whole record, which must outlive this object. Without a note only text without any
  // letter or digit is filler.
  explicit Fillers(const google::protobuf::Descriptor& record);

  // Whether the text says nothing: it is empty, holds marks and blanks only, or is such a word in
  // any case and with any marks: "", "-", "N/A", " Not known."; or consists of such words: "Police (TBC)".
  bool IsFiller(absl::string_view text) const;

  // The same for an id, or a reference to one: not of short words, which are ids ("x", "na", "test").
  bool IsNoId(absl::string_view text) const;

 private:
  bool IsPhrase(absl::string_view words) const;
  bool IsOfFillers(absl::string_view words) const;

  const v1::RecordNote& note_;
};

}  // namespace risk::schema

#endif  // RISK_SCHEMA_NOT_KNOWN_H_
