// What an inspection calls its standards, key questions and prompts, and ratings as rows of a picture.
#ifndef RISK_REPORT_HTML_INSPECTION_NAMES_H_
#define RISK_REPORT_HTML_INSPECTION_NAMES_H_

#include <map>
#include <string>
#include <vector>

#include "risk/report/html/charts.h"
#include "risk/v1/inspection.pb.h"

namespace risk::report::html {

// A browser still opens a page of so many cases; the other forms list all.
constexpr int kMostCases = 2000;

// Titles of key questions and prompts, and the places of cases in the list.
struct Names {
  Names() = default;
  explicit Names(const v1::Inspection& inspection) { Take(inspection); }
  // Those of a further inspection; what is named already keeps its name.
  void Take(const v1::Inspection& inspection);

  std::string Title(const std::string& id) const;
  // "2.1.3", for lists in which the title would stand again and again.
  std::string Code(const std::string& id) const;

  std::map<std::string, std::string> titles;
  std::map<std::string, std::string> codes;
  std::map<std::string, int> places;
};

// The grid of ratings of the standards and overall; what is not rated may be anything. Empty if the
// scheme gives no ratings. `id` tells it from other pictures of the page.
std::string RatingsChart(const v1::Inspection& inspection, const std::string& id,
                         const std::string& title);

}  // namespace risk::report::html

#endif  // RISK_REPORT_HTML_INSPECTION_NAMES_H_
