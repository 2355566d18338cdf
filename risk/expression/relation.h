// Internal to //risk/expression: how types relate.
#ifndef RISK_EXPRESSION_RELATION_H_
#define RISK_EXPRESSION_RELATION_H_

#include "risk/expression/type.h"

namespace risk::expression {

// Whether a value of type `from` may stand where `to` is wanted. Dyn fits everywhere, an int fits
// where an enum is wanted and the reverse, null fits messages, times and wrappers.
bool IsAssignable(const Type& to, const Type& from);

// Whether == makes sense. Numbers of all kinds compare with each other; two different enums do not.
bool IsComparable(const Type& a, const Type& b);

// Whether < makes sense.
bool IsOrdered(const Type& a, const Type& b);

// Whether both are values of enums, of two different ones. Looks into lists.
bool AreDifferentEnums(const Type& a, const Type& b);

// The type of a value that is either an `a` or a `b`; dyn if they have nothing in common.
Type Join(const Type& a, const Type& b);

// The type of the value itself: an Answer that was read is a plain bool, a Date a plain date.
Type Plain(const Type& type);

}  // namespace risk::expression

#endif  // RISK_EXPRESSION_RELATION_H_
