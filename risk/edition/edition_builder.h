// An edition while it is being built: what the steps of loading share.
//
// Loading goes file by file (loader.cc), then name by name (names.h), then kind by kind
// (rule_loaders.h), and ends with the order of the rules (order.h) and the plan (planning.h). Each
// step reports what it finds and goes on, so that every problem is listed at once.
#ifndef RISK_EDITION_EDITION_BUILDER_H_
#define RISK_EDITION_EDITION_BUILDER_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "risk/edition/edition.h"
#include "risk/edition/edition_data.h"
#include "risk/edition/reporter.h"
#include "risk/edition/rule_loader.h"
#include "risk/expression/ast.h"
#include "risk/v1/edition.pb.h"

namespace risk::edition {

// A rule as written, and where.
template <typename T>
struct Placed {
  const T* text;
  At at;
};

// The same of any kind, open to what loading adds to it.
struct PlacedRule {
  google::protobuf::Message* text;
  At at;
};

// Something with an id.
struct Named {
  const RuleLoader* loader;
  At at;
  int index = -1;  // among those of its kind
  bool is_used = false;
};

struct EditionBuilder {
  EditionBuilder(const EditionLimits& limits_in, const google::protobuf::Descriptor* context);

  EditionLimits limits;
  Reporter reporter;
  std::unique_ptr<EditionData> finished;  // becomes the edition
  EditionData& edition;                   // the same

  std::vector<std::unique_ptr<SourceText>> sources;  // by path
  const SourceText* header = nullptr;                // edition.textproto
  expression::Days in_force{INT64_MIN, INT64_MAX};

  // The rules as written, by kind, in the order of the files.
  std::map<const google::protobuf::Descriptor*, std::vector<PlacedRule>> rules;

  std::map<std::string, Named, std::less<>> named;       // by id
  std::map<const SourceText*, absl::string_view> paths;  // copies that the edition keeps

  template <typename T>
  size_t Count() const {
    auto found = rules.find(T::descriptor());
    return found == rules.end() ? 0 : found->second.size();
  }
  template <typename T>
  Placed<T> One(size_t index) const {
    const auto& placed = rules.at(T::descriptor())[index];
    return {static_cast<const T*>(placed.text), placed.at};
  }
  template <typename T>
  std::vector<Placed<T>> All() const {
    std::vector<Placed<T>> all;
    for (size_t i = 0; i < Count<T>(); ++i) all.push_back(One<T>(i));
    return all;
  }

  Location LocationOf(const At& at) const { return {paths.at(&at.file()), at.line()}; }
};

}  // namespace risk::edition

#endif  // RISK_EDITION_EDITION_BUILDER_H_
