// The description of the server for programs: OpenAPI 3.1, made from the schema.
#ifndef RISK_SERVE_OPENAPI_H_
#define RISK_SERVE_OPENAPI_H_

#include <string>

namespace risk::serve {

// One JSON document. Definitions of what is read begin with "Input.", of what is written with "Output.".
// Cost: some tenths of a second; keep it.
std::string OpenApi();

}  // namespace risk::serve

#endif  // RISK_SERVE_OPENAPI_H_
