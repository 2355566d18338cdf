// An edition while it is being built: what the steps of loading share.
//
// Loading goes layer by layer (layer_reader.h, layers.h), then name by name (names.h), then kind by
// kind (rule_loaders.h), and ends with the order of the rules (order.h) and the plan (planning.h).
// Each step reports what it finds and goes on, so that every problem is listed at once.
#ifndef RISK_EDITION_EDITION_BUILDER_H_
#define RISK_EDITION_EDITION_BUILDER_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
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

struct LayerFile {
  const SourceText* source;
  v1::RuleFile* rules;
};

// An edition as its files say it, without what it extends.
struct Layer {
  std::vector<std::unique_ptr<SourceText>> sources;  // by path
  const SourceText* header = nullptr;                // edition.textproto
  v1::Edition text;
  bool is_header_read = false;
  std::vector<LayerFile> files;  // the rule files that could be read
};

// Where a file belongs.
struct Shelved {
  absl::string_view path;  // a copy that the edition keeps
  int layer = 0;
};

struct EditionBuilder {
  EditionBuilder(const EditionLimits& limits_in, const google::protobuf::Descriptor* context);

  EditionLimits limits;
  Reporter reporter;
  std::unique_ptr<EditionData> finished;  // becomes the edition
  EditionData& edition;                   // the same

  std::vector<std::unique_ptr<Layer>> layers;  // the lowest first
  const SourceText* level_header = nullptr;    // the file that gives the levels; null without any
  expression::Days in_force{INT64_MIN, INT64_MAX};

  // The rules as written, by kind, in the order of the files.
  std::map<const google::protobuf::Descriptor*, std::vector<PlacedRule>> rules;

  std::map<std::string, Named, std::less<>> named;  // by id
  std::map<const SourceText*, Shelved> shelf;       // every file of every layer

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

  Location LocationOf(const At& at) const {
    const Shelved& file = shelf.at(&at.file());
    return {file.path, at.line(), file.layer};
  }

  // A warning about a rule of the edition itself: what is wrong with those that it extends is for
  // whoever writes them.
  void Warn(const At& rule, Place place, absl::string_view code, std::string message) {
    if (shelf.at(&rule.file()).layer + 1 < static_cast<int>(layers.size())) return;
    reporter.Warn(std::move(place), code, std::move(message));
  }
};

}  // namespace risk::edition

#endif  // RISK_EDITION_EDITION_BUILDER_H_
