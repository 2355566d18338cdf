// The messages of an assessment, whatever macros the host has.
//
//   #include <glib.h>            // defines TRUE and FALSE, as those of ODBC and of Windows do
//   #include "risk/messages.h"   // and so do the other headers of this folder
//
// risk::v1::Outcome has values of these names. Where they are macros, compare with the constants below.
#ifndef RISK_MESSAGES_H_
#define RISK_MESSAGES_H_

#pragma push_macro("TRUE")
#pragma push_macro("FALSE")
#undef TRUE
#undef FALSE

#include "risk/v1/assessment.pb.h"

namespace risk {

inline constexpr v1::Outcome kOutcomeFalse = v1::FALSE;
inline constexpr v1::Outcome kOutcomeUnknown = v1::UNKNOWN;
inline constexpr v1::Outcome kOutcomeTrue = v1::TRUE;

}  // namespace risk

#pragma pop_macro("FALSE")
#pragma pop_macro("TRUE")

#endif  // RISK_MESSAGES_H_
