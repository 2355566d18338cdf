// The version of the library, as written into every assessment.
#ifndef RISK_VERSION_H_
#define RISK_VERSION_H_

namespace risk {

inline constexpr char kLibraryVersion[] = "0.1.0";

}  // namespace risk

#endif  // RISK_VERSION_H_
