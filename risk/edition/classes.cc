#include "risk/edition/classes.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/edition/edition_builder.h"
#include "risk/edition/graph.h"
#include "risk/edition/names.h"
#include "risk/edition/reasons.h"
#include "risk/schema/field.h"
#include "risk/schema/names.h"

namespace risk::edition {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;

// The enum and the values that a class lists itself.
void BuildOwnValues(EditionBuilder& builder, const Placed<v1::Class>& placed, Class& its) {
  const v1::Class& text = *placed.text;
  RequireField(builder, placed.at, "of", "the enum: \"Incident.Kind\"");
  if (text.value().empty() && text.include().empty()) {
    RequireField(builder, placed.at, "value", "names of values, or \"include\" of other classes");
  }
  RequireBecause(builder, placed.at);
  RequireSource(builder, placed.at);
  if (text.of().empty()) return;
  its.enumeration = builder.edition.environment.FindEnum(text.of());
  if (its.enumeration == nullptr) {
    builder.reporter.Error(placed.at.Child("of").Value(), "unknown-type",
                           absl::StrCat("there is no enum \"", text.of(), "\""),
                           "an enum of the schema, such as Incident.Kind");
    return;
  }
  for (int i = 0; i < text.value_size(); ++i) {
    const EnumValueDescriptor* value = its.enumeration->FindValueByName(text.value(i));
    const At at = placed.at.Child("value", i);
    if (value == nullptr) {
      builder.reporter.Error(
          at.Value(), "unknown-value",
          absl::StrCat(its.enumeration->full_name(), " has no value \"", text.value(i), "\""),
          schema::DidYouMean(text.value(i), schema::ValueNames(*its.enumeration)));
    } else if (!schema::IsKnownNumber(*its.enumeration, value->number())) {
      builder.reporter.Error(
          at.Value(), "unknown-value",
          absl::StrCat("\"", text.value(i), "\" says that nothing is known: no class holds it"),
          "a condition on it is unknown");
    } else if (std::count(its.numbers.begin(), its.numbers.end(), value->number()) > 0) {
      builder.reporter.Error(at.Value(), "duplicate-row",
                             absl::StrCat("\"", text.value(i), "\" is listed twice"));
    } else {
      its.numbers.push_back(value->number());
    }
  }
}

// Which classes each one includes, by index. An included class is in use.
Graph IncludeGraph(EditionBuilder& builder) {
  std::vector<Class>& classes = builder.edition.classes;
  Graph graph(classes.size());
  for (size_t i = 0; i < classes.size(); ++i) {
    for (int k = 0; k < classes[i].text->include_size(); ++k) {
      const std::string& id = classes[i].text->include(k);
      const At at = builder.One<v1::Class>(i).at.Child("include", k);
      const Named* named = UseOrReport(builder, at.Value(), "class", id);
      if (named == nullptr) continue;
      const EnumDescriptor* other = classes[named->index].enumeration;
      if (classes[i].enumeration != nullptr && other != nullptr &&
          classes[i].enumeration != other) {
        builder.reporter
            .Error(at.Value(), "enum-mismatch",
                   absl::StrCat("\"", id, "\" is a class of ", other->full_name(), ", not of ",
                                classes[i].enumeration->full_name()))
            .other.push_back(named->at.Child("of").Value());
        continue;
      }
      graph[i].push_back(named->index);
    }
  }
  return graph;
}

void ReportCycle(EditionBuilder& builder, const std::vector<int>& cycle) {
  std::string members;
  for (int index : cycle) {
    absl::StrAppend(&members, builder.edition.classes[index].text->id(), " -> ");
  }
  absl::StrAppend(&members, builder.edition.classes[cycle[0]].text->id());
  Problem& problem = builder.reporter.Error(
      builder.One<v1::Class>(cycle[0]).at.Child("id").Value(), "cycle",
      absl::StrCat(cycle.size() == 1 ? "a class includes itself: " : "classes include each other: ",
                   members));
  for (size_t i = 1; i < cycle.size(); ++i) {
    problem.other.push_back(builder.One<v1::Class>(cycle[i]).at.Child("id").Value());
  }
}

// Adds to each class the values of those that it includes.
void Include(EditionBuilder& builder) {
  const Graph graph = IncludeGraph(builder);
  const Order order = OrderOf(graph);
  for (const std::vector<int>& cycle : order.cycles) ReportCycle(builder, cycle);
  for (int index : order.nodes) {
    std::set<int> numbers(builder.edition.classes[index].numbers.begin(),
                          builder.edition.classes[index].numbers.end());
    for (int included : graph[index]) {
      const std::vector<int>& more = builder.edition.classes[included].numbers;
      numbers.insert(more.begin(), more.end());
    }
    builder.edition.classes[index].numbers.assign(numbers.begin(), numbers.end());
  }
}

// A family of classes that must hold every value of their enum.
struct Family {
  size_t first = 0;  // the class that comes first
  std::set<int> numbers;
};

void CheckPartitions(EditionBuilder& builder) {
  const std::vector<Class>& classes = builder.edition.classes;
  std::map<std::string, Family> families;
  for (size_t i = 0; i < classes.size(); ++i) {
    if (classes[i].text->partition().empty() || classes[i].enumeration == nullptr) continue;
    auto [found, is_new] = families.emplace(classes[i].text->partition(), Family{i, {}});
    Family& family = found->second;
    if (classes[i].enumeration != classes[family.first].enumeration) {
      builder.reporter
          .Error(builder.One<v1::Class>(i).at.Child("partition").Value(), "enum-mismatch",
                 absl::StrCat("the partition \"", found->first, "\" is one of ",
                              classes[family.first].enumeration->full_name(), ", not of ",
                              classes[i].enumeration->full_name()))
          .other.push_back(builder.One<v1::Class>(family.first).at.Child("partition").Value());
      continue;
    }
    family.numbers.insert(classes[i].numbers.begin(), classes[i].numbers.end());
  }
  for (const auto& [name, family] : families) {
    const EnumDescriptor& enumeration = *classes[family.first].enumeration;
    std::vector<std::string> left;
    for (int i = 0; i < enumeration.value_count(); ++i) {
      const EnumValueDescriptor& value = *enumeration.value(i);
      if (!schema::IsKnownNumber(enumeration, value.number())) continue;
      if (family.numbers.count(value.number()) == 0) left.push_back(value.name());
    }
    if (left.empty()) continue;
    builder.reporter.Error(
        builder.One<v1::Class>(family.first).at.Child("partition").Value(), "partition-gap",
        absl::StrCat("no class of the partition \"", name, "\" holds ", absl::StrJoin(left, ", ")),
        absl::StrCat("every value of ", enumeration.full_name(), " belongs to at least one"));
  }
}

class ClassLoader : public RuleLoader {
 public:
  ClassLoader() : RuleLoader({RuleKind::kClass, "class", "class", nullptr, true, true}) {}

  void Declare(EditionBuilder& builder) const override {
    for (const Placed<v1::Class>& placed : builder.All<v1::Class>()) {
      Class& its = builder.edition.classes.emplace_back();
      its.text = placed.text;
      its.at = builder.LocationOf(placed.at);
      BuildOwnValues(builder, placed, its);
    }
    Include(builder);
    CheckPartitions(builder);
    for (const Class& its : builder.edition.classes) {
      const std::string name = absl::StrCat("class.", its.text->id());
      if (its.enumeration != nullptr) {
        builder.edition.environment.DeclareClass({name, its.enumeration, its.numbers});
      } else {
        // So that those who use it do not bring errors of their own.
        edition::Declare(builder, name, expression::Type(), false, {});
      }
    }
  }
};

}  // namespace

const RuleLoader& Classes() {
  static const ClassLoader& loader = *new ClassLoader;
  return loader;
}

}  // namespace risk::edition
