#include "risk/serve/page.h"

#include "absl/strings/match.h"
#include "risk/serve/embedded.h"

namespace risk::serve {
namespace {

const char* TypeOf(const std::string& path) {
  if (absl::EndsWith(path, ".html")) return "text/html; charset=utf-8";
  if (absl::EndsWith(path, ".css")) return "text/css; charset=utf-8";
  if (absl::EndsWith(path, ".js")) return "text/javascript; charset=utf-8";
  return "text/plain; charset=utf-8";
}

}  // namespace

Reply PageFile(const std::string& path) {
  const std::string name = path == "/" ? "page/index.html" : "page" + path;
  for (const EmbeddedFile& file : EmbeddedFiles()) {
    if (name != file.path) continue;
    Reply reply;
    reply.type = TypeOf(name);
    reply.body.assign(file.text, file.size);
    return reply;
  }
  return Refuse(404, "not-found", "there is nothing here; /openapi.json lists what there is");
}

}  // namespace risk::serve
