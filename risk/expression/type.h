// Static types of the expression language.
//
//   Type t = Type::List(Type::Message(Incident::descriptor()));
//   t.kind() == Kind::kList; t.element().kind() == Kind::kMessage; t.ToString() ==
//   "list(risk.v1.Incident)"
//
// A type is a small value: copying one costs at most two reference counts. Equality is structural.
#ifndef RISK_EXPRESSION_TYPE_H_
#define RISK_EXPRESSION_TYPE_H_

#include <cstdint>
#include <memory>
#include <string>

#include "google/protobuf/descriptor.h"

namespace risk::expression {

enum class Kind : uint8_t {
  kDyn,  // not known before evaluation: mixed lists, google.protobuf.Value and Any
  kNull,
  kBool,
  kInt,  // 64 bits; also every enum, see Type::enumeration
  kUint,
  kDouble,
  kString,
  kBytes,
  kTimestamp,
  kDuration,
  kDate,  // a calendar day, or a range of days when only the month or the year is known
  kList,
  kMap,
  kMessage,
};

class Type {
 public:
  Type() = default;  // dyn
  // A kind without parts: not kList, kMap or kMessage.
  static Type Of(Kind kind) { return Type(kind); }
  static Type List(Type element);
  static Type Map(Type key, Type value);
  static Type Message(const google::protobuf::Descriptor* message);
  static Type Enum(const google::protobuf::EnumDescriptor* enumeration);
  // The type of the value that a field delivers: Answer is bool, Date is date, the wrapper messages
  // are nullable scalars, Any and Value are dyn, repeated fields are lists.
  static Type OfField(const google::protobuf::FieldDescriptor& field);
  // The type of a message used as a value, by the same rules.
  static Type OfMessage(const google::protobuf::Descriptor* message);

  Kind kind() const { return kind_; }
  bool Is(Kind kind) const { return kind_ == kind; }
  bool IsNumber() const {
    return kind_ == Kind::kInt || kind_ == Kind::kUint || kind_ == Kind::kDouble;
  }
  // Element of a list, value of a map; dyn for other kinds and for an empty literal.
  const Type& element() const;
  // Key of a map.
  const Type& key() const;
  // Set for kMessage, and for the kBool and kDate of an Answer or Date message, into which a
  // further select may reach.
  const google::protobuf::Descriptor* message() const { return message_; }
  // Set for a kInt that is a value of an enum.
  const google::protobuf::EnumDescriptor* enumeration() const { return enumeration_; }
  // May be null as well: a wrapper message such as google.protobuf.Int64Value.
  bool is_nullable() const { return is_nullable_; }

  // This type as a message, for a select into an Answer or a Date.
  Type AsMessage() const;
  Type AsNullable() const;

  // "int", "list(date)", "map(string, int)", "risk.v1.Level", "risk.v1.Incident", "wrapper(int)".
  std::string ToString() const;

  friend bool operator==(const Type& a, const Type& b);
  friend bool operator!=(const Type& a, const Type& b) { return !(a == b); }

 private:
  explicit Type(Kind kind) : kind_(kind) {}

  Kind kind_ = Kind::kDyn;
  bool is_nullable_ = false;
  const google::protobuf::Descriptor* message_ = nullptr;
  const google::protobuf::EnumDescriptor* enumeration_ = nullptr;
  std::shared_ptr<const Type> element_;
  std::shared_ptr<const Type> key_;
};

}  // namespace risk::expression

#endif  // RISK_EXPRESSION_TYPE_H_
