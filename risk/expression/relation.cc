#include "risk/expression/relation.h"

namespace risk::expression {
namespace {

bool TakesNull(const Type& type) {
  switch (type.kind()) {
    case Kind::kNull:
    case Kind::kDyn:
    case Kind::kMessage:
    case Kind::kTimestamp:
    case Kind::kDuration:
      return true;
    default:
      return type.is_nullable();
  }
}

}  // namespace

bool AreDifferentEnums(const Type& a, const Type& b) {
  if (a.Is(Kind::kList) && b.Is(Kind::kList)) return AreDifferentEnums(a.element(), b.element());
  return a.enumeration() != nullptr && b.enumeration() != nullptr &&
         a.enumeration() != b.enumeration();
}

bool IsAssignable(const Type& to, const Type& from) {
  if (to.Is(Kind::kDyn) || from.Is(Kind::kDyn)) return true;
  if (from.Is(Kind::kNull)) return TakesNull(to);
  if (to.kind() != from.kind() || AreDifferentEnums(to, from)) return false;
  if (to.Is(Kind::kMessage)) return to.message() == from.message();
  if (to.Is(Kind::kList)) return IsAssignable(to.element(), from.element());
  if (to.Is(Kind::kMap)) {
    return IsAssignable(to.key(), from.key()) && IsAssignable(to.element(), from.element());
  }
  return true;
}

bool IsComparable(const Type& a, const Type& b) {
  if (a.Is(Kind::kDyn) || b.Is(Kind::kDyn)) return true;
  if (a.Is(Kind::kNull)) return TakesNull(b);
  if (b.Is(Kind::kNull)) return TakesNull(a);
  if (a.IsNumber() && b.IsNumber()) return !AreDifferentEnums(a, b);
  if (a.kind() != b.kind()) return false;
  if (a.Is(Kind::kMessage)) return a.message() == b.message();
  if (a.Is(Kind::kList)) return IsComparable(a.element(), b.element());
  if (a.Is(Kind::kMap)) {
    return IsComparable(a.key(), b.key()) && IsComparable(a.element(), b.element());
  }
  return true;
}

bool IsOrdered(const Type& a, const Type& b) {
  auto has_order = [](const Type& type) {
    return !type.Is(Kind::kNull) && !type.Is(Kind::kList) && !type.Is(Kind::kMap) &&
           !type.Is(Kind::kMessage);
  };
  return has_order(a) && has_order(b) && IsComparable(a, b);
}

Type Plain(const Type& type) {
  return type.message() != nullptr && !type.Is(Kind::kMessage) ? Type::Of(type.kind()) : type;
}

Type Join(const Type& a, const Type& b) {
  if (a == b) return a;
  if (a.Is(Kind::kNull) && TakesNull(b)) return b;
  if (b.Is(Kind::kNull) && TakesNull(a)) return a;
  if (a.kind() != b.kind()) return Type();
  switch (a.kind()) {
    case Kind::kList:
      return Type::List(Join(a.element(), b.element()));
    case Kind::kMap:
      return Type::Map(Join(a.key(), b.key()), Join(a.element(), b.element()));
    case Kind::kMessage:
      return Type();
    default:
      return a.is_nullable() || b.is_nullable() ? Type::Of(a.kind()).AsNullable()
                                                : Type::Of(a.kind());
  }
}

}  // namespace risk::expression
