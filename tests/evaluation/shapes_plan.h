// A plan over shapes.proto that reads every kind of field, for tests of the decoder.
#ifndef TESTS_EVALUATION_SHAPES_PLAN_H_
#define TESTS_EVALUATION_SHAPES_PLAN_H_

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "risk/evaluation/plan/plan.h"
#include "tests/evaluation/shapes.pb.h"

namespace risk::evaluation {

constexpr int64_t kShapesAssessedOn = 18400;  // 2020-05-18

std::unique_ptr<const Plan> ShapesPlan();

// Every result of the last run as text.
std::string ResultsOf(const Plan& plan, const PlanRun& scratch);

// What is wrong if the plan reads these bytes in another way than protobuf does; empty if nothing
// is.
std::string DifferenceOn(absl::string_view bytes, const Plan& plan);

}  // namespace risk::evaluation

#endif  // TESTS_EVALUATION_SHAPES_PLAN_H_
