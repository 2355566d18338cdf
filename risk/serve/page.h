// The page at "/", and what it is made of; compiled in.
#ifndef RISK_SERVE_PAGE_H_
#define RISK_SERVE_PAGE_H_

#include <string>

#include "risk/serve/reply.h"

namespace risk::serve {

// The file at a path ("/", "/page.css"); a refusal with 404 if there is none.
Reply PageFile(const std::string& path);

}  // namespace risk::serve

#endif  // RISK_SERVE_PAGE_H_
