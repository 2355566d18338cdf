#include "tests/assessment/less_information.h"

namespace risk {

std::set<std::string> ClosedLists(const Edition& edition) {
  std::set<std::string> lists;
  for (const edition::Closure& closure : edition.closures()) lists.insert(closure.text->list());
  return lists;
}

std::string Contradiction(const Edition& edition, const Results& wide, const Results& narrow) {
  for (size_t i = 0; i < narrow.levels.size(); ++i) {
    if (wide.levels[i].at_least == v1::LEVEL_UNSPECIFIED ||
        narrow.levels[i].at_least == v1::LEVEL_UNSPECIFIED) {
      continue;  // does not apply
    }
    if (wide.levels[i].at_least > narrow.levels[i].at_least ||
        wide.levels[i].could_be < narrow.levels[i].could_be) {
      return edition.levels()[i].text->title();
    }
  }
  for (size_t i = 0; i < narrow.factors.size(); ++i) {
    if (wide.factors[i] != Truth::kUnknown && wide.factors[i] != narrow.factors[i]) {
      return edition.factors()[i].text->id();
    }
  }
  for (size_t i = 0; i < narrow.instruments.size(); ++i) {
    if (wide.instruments[i].low > narrow.instruments[i].low ||
        wide.instruments[i].high < narrow.instruments[i].high) {
      return edition.instruments()[i].text->id();
    }
  }
  return "";
}

}  // namespace risk
