#include "risk/evaluation/value/missing_number.h"

#include <algorithm>
#include <cmath>

#include "risk/schema/field.h"

namespace risk::evaluation {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using schema::NoteOf;

// Powers of two just outside the types; exact as doubles.
constexpr double kTwoTo63 = 9223372036854775808.0;
constexpr double kTwoTo64 = 18446744073709551616.0;

IntRange TypeRange(const FieldDescriptor& field) {
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_INT32) return {INT32_MIN, INT32_MAX};
  return kAnyInt;
}

}  // namespace

IntRange MissingInt(const FieldDescriptor& field) {
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) return KnownNumbers(*field.enum_type());
  IntRange range = TypeRange(field);
  const v1::FieldNote& note = NoteOf(field);
  if (note.has_at_least() && note.at_least() >= -kTwoTo63 && note.at_least() < kTwoTo63) {
    range.low = std::max(range.low, static_cast<int64_t>(std::ceil(note.at_least())));
  }
  if (note.has_at_most() && note.at_most() >= -kTwoTo63 && note.at_most() < kTwoTo63) {
    range.high = std::min(range.high, static_cast<int64_t>(std::floor(note.at_most())));
  }
  return range.low <= range.high ? range : TypeRange(field);
}

UintRange MissingUint(const FieldDescriptor& field) {
  const UintRange of_type =
      field.cpp_type() == FieldDescriptor::CPPTYPE_UINT32 ? UintRange{0, UINT32_MAX} : kAnyUint;
  UintRange range = of_type;
  const v1::FieldNote& note = NoteOf(field);
  if (note.has_at_least() && note.at_least() >= 0 && note.at_least() < kTwoTo64) {
    range.low = std::max(range.low, static_cast<uint64_t>(std::ceil(note.at_least())));
  }
  if (note.has_at_most() && note.at_most() >= 0 && note.at_most() < kTwoTo64) {
    range.high = std::min(range.high, static_cast<uint64_t>(std::floor(note.at_most())));
  }
  return range.low <= range.high ? range : of_type;
}

DoubleRange MissingDouble(const FieldDescriptor& field) {
  DoubleRange range = kAnyDouble;
  const v1::FieldNote& note = NoteOf(field);
  if (note.has_at_least()) range.low = note.at_least();
  if (note.has_at_most()) range.high = note.at_most();
  return range.low <= range.high ? range : kAnyDouble;
}

IntRange KnownNumbers(const EnumDescriptor& enumeration) {
  bool is_empty = true;
  IntRange range = {0, 0};
  for (int i = 0; i < enumeration.value_count(); ++i) {
    int number = enumeration.value(i)->number();
    if (!schema::IsKnownNumber(enumeration, number)) continue;
    IntRange one = {number, number};
    range = is_empty ? one : Hull(range, one);
    is_empty = false;
  }
  return is_empty ? IntRange{INT32_MIN, INT32_MAX} : range;
}

}  // namespace risk::evaluation
