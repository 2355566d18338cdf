// Any bytes as a record: no crash, and what protobuf reads is read alike.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/evaluation/shapes_plan.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  using namespace risk::evaluation;
  static const Plan* const plan = ShapesPlan().release();
  const std::string difference =
      DifferenceOn(absl::string_view(reinterpret_cast<const char*>(bytes), size), *plan);
  if (!difference.empty()) {
    std::fprintf(stderr, "%s\n", difference.c_str());
    std::abort();
  }
  return 0;
}
