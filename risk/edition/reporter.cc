#include "risk/edition/reporter.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace risk::edition {

Problem& Reporter::Add(Problem::Severity severity, Place place, absl::string_view code,
                       std::string message, std::string hint) {
  Problem problem;
  problem.severity = severity;
  problem.place = std::move(place);
  problem.code = std::string(code);
  problem.message = std::move(message);
  problem.hint = std::move(hint);
  has_error_ |= problem.is_error();
  if (problems_.size() >= most_) {
    ++dropped_;
    overflow_ = std::move(problem);
    return overflow_;
  }
  problems_.push_back(std::make_unique<Problem>(std::move(problem)));
  return *problems_.back();
}

std::vector<Problem> Reporter::TakeSorted() {
  std::vector<Problem> sorted;
  for (std::unique_ptr<Problem>& problem : problems_) sorted.push_back(std::move(*problem));
  problems_.clear();
  Sort(sorted);
  if (dropped_ > 0) {
    Problem rest;
    rest.severity = has_error_ ? Problem::Severity::kError : Problem::Severity::kWarning;
    rest.place.file = sorted.empty() ? "" : sorted.back().place.file;
    rest.code = "too-many";
    rest.message = absl::StrCat(dropped_, " further problems are not shown");
    sorted.push_back(std::move(rest));
  }
  return sorted;
}

}  // namespace risk::edition
