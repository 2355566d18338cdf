// Reads any message of risk.v1 by its descriptor: dates, field notes, and paths as people write
// them.
#ifndef RISK_ASSESSMENT_RECORD_H_
#define RISK_ASSESSMENT_RECORD_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "risk/v1/date.pb.h"
#include "risk/v1/options.pb.h"

namespace risk::assessment {

// The days that a date can stand for, both included, counted from 1970-01-01.
struct DayRange {
  int64_t first = 0;
  int64_t last = 0;
};

// `day` must lie in the years 1 to 9999.
risk::v1::Date DateOfDay(int64_t day);

// Nothing if there is no such date, or if it says nothing (no year).
std::optional<DayRange> DaysOf(const risk::v1::Date& date);
// The same for a risk.v1.Date of any message factory.
std::optional<DayRange> DaysOfMessage(const google::protobuf::Message& date);

// "2021-06-03", "2021-06", "2021".
std::string DateText(const risk::v1::Date& date);

bool IsDate(const google::protobuf::Descriptor* type);
bool IsAnswer(const google::protobuf::Descriptor* type);
bool IsProvenance(const google::protobuf::Descriptor* type);

// A singular or repeated field of messages other than dates.
bool HoldsMessages(const google::protobuf::FieldDescriptor& field);

const risk::v1::FieldNote& NoteOf(const google::protobuf::FieldDescriptor& field);
const risk::v1::EnumValueNote& NoteOf(const google::protobuf::EnumValueDescriptor& value);

// A singular (`index` -1) or repeated field of a number or bool type.
double NumberIn(const google::protobuf::Message& message,
                const google::protobuf::FieldDescriptor& field, int index);

// "person.name"; just the name at the root.
std::string ChildPath(absl::string_view path, const google::protobuf::FieldDescriptor& field);
// "children[2]".
std::string ElementPath(absl::string_view list, int index);

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_RECORD_H_
