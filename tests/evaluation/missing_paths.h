// What a compiled step rests on, as paths: to be held against the interpreter's MissingPieces.
#ifndef TESTS_EVALUATION_MISSING_PATHS_H_
#define TESTS_EVALUATION_MISSING_PATHS_H_

#include <set>
#include <string>
#include <vector>

#include "risk/evaluation/plan/missing_places.h"
#include "risk/schema/path.h"

namespace risk::test {

inline std::set<std::string> MissingPaths(const evaluation::Plan& plan,
                                          const evaluation::PlanRun& run, int step) {
  std::vector<std::string> paths;
  const auto number_of = [&paths](const evaluation::RecordPlace& place) {
    std::string path;
    for (size_t i = 0; i < place.fields.size(); ++i) {
      path = schema::ChildPath(path, *place.fields[i]);
      if (place.indices[i] >= 0) path = schema::ElementPath(path, place.indices[i]);
    }
    paths.push_back(place.is_open_list ? path + "[]" : path);
    return static_cast<int>(paths.size()) - 1;
  };
  const std::vector<int> none;
  const auto of_total = [&none](int) -> const std::vector<int>& { return none; };
  evaluation::MissingPlaces missing(plan, run, {number_of, of_total});
  std::set<std::string> found;
  for (const int number : missing.OfStep(step)) found.insert(paths[static_cast<size_t>(number)]);
  return found;
}

}  // namespace risk::test

#endif  // TESTS_EVALUATION_MISSING_PATHS_H_
