// The lean path allocates nothing once its scratch has grown.
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "risk/assessor.h"
#include "risk/edition/editions.h"
#include "tests/assessment/demo_edition.h"
#include "tests/assessment/random_case.h"

namespace {
std::atomic<int64_t> allocations{0};
}  // namespace

void* operator new(size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  std::abort();
}
void* operator new[](size_t size) { return operator new(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, size_t) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory, size_t) noexcept { std::free(memory); }

namespace risk {
namespace {

void ExpectNoAllocation(const Assessor& assessor) {
  std::vector<std::string> cases;
  for (uint64_t seed = 0; seed < 20; ++seed) {
    cases.push_back(RandomCase(seed).Make(0.5).SerializeAsString());
  }
  const AssessOptions options = On(kMonday);
  Assessor::Workspace scratch;
  for (int round = 0; round < 3; ++round) {
    const int64_t before = allocations;
    for (const std::string& bytes : cases) {
      ASSERT_TRUE(assessor.Evaluate(bytes, options, scratch).ok());
    }
    const int64_t made = allocations - before;
    EXPECT_TRUE(round == 0 || made == 0) << made << " allocations";
  }
}

TEST(EvaluateAllocation, NoneUnderTheMadeUpEdition) { ExpectNoAllocation(DemoAssessor()); }

TEST(EvaluateAllocation, NoneUnderTheBuiltInEdition) {
  const EditionResult edition = Editions::Load("england_wales");
  ASSERT_TRUE(edition.ok()) << ToString(edition.problems);
  ExpectNoAllocation(*Assessor::Create(edition.edition));
}

}  // namespace
}  // namespace risk
