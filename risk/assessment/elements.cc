#include "risk/assessment/elements.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/assessment/wording.h"
#include "risk/schema/path.h"

namespace risk::assessment {

using evaluation::Truth;

std::vector<Element> ElementsOf(const edition::Each& each, Detail detail,
                                CaseEvaluation& evaluation) {
  std::vector<Element> elements;
  std::string list;
  for (const auto* field : each.list) list = schema::ChildPath(list, *field);
  const int count = evaluation.ElementCount(each.list);
  for (int i = 0; i < count; ++i) {
    Element element;
    element.value = evaluation.Element(each.list, i, false);
    if (detail == Detail::kExplanations) element.explained = evaluation.Element(each.list, i, true);
    element.belongs = evaluation.TruthOf(each.where, &element.value);
    if (element.belongs == Truth::kFalse) continue;
    if (element.belongs == Truth::kError) element.belongs = Truth::kUnknown;
    element.path = schema::ElementPath(list, i);
    if (each.label.has_value()) {
      element.label =
          ValueText(evaluation.Evaluate(each.label, &element.value), each.label.checked->type());
    }
    // An element without a name of its own is named by its place.
    if (element.label.empty() || element.label == "not known") {
      element.label = absl::StrCat(each.name, " ", i + 1);
    }
    elements.push_back(std::move(element));
  }
  return elements;
}

}  // namespace risk::assessment
