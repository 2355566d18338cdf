#include "risk/edition/layers.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "risk/edition/layer_reader.h"
#include "risk/edition/names.h"
#include "risk/edition/reasons.h"
#include "risk/edition/rule_loaders.h"

namespace risk::edition {
namespace {

using google::protobuf::Descriptor;

// A rule as a file gives it.
struct Given {
  std::string name;  // "finding.marac_missing"
  const Descriptor* type;
  PlacedRule rule;
};

std::vector<Given> RulesOf(const LayerFile& file) {
  std::vector<Given> rules;
  const google::protobuf::Reflection& reflection = *file.rules->GetReflection();
  for (const RuleLoader* loader : RuleLoaders()) {
    const google::protobuf::FieldDescriptor* field = RulesField(*loader);
    const At root(file.source, &file.source->root);
    for (int i = 0; i < reflection.FieldSize(*file.rules, field); ++i) {
      google::protobuf::Message* text = reflection.MutableRepeatedMessage(file.rules, field, i);
      rules.push_back({absl::StrCat(loader->traits().prefix, ".", IdOf(*text)),
                       field->message_type(),
                       {text, root.Child(field->name(), i)}});
    }
  }
  return rules;
}

// What stands after a layer: where each rule is among those of its type.
struct Standing {
  const Descriptor* type;
  size_t index;
};
using AllStanding = std::map<std::string, Standing>;

// Lays the files of one edition over what stands.
class Overlay {
 public:
  Overlay(EditionBuilder& builder, const Layer& layer, AllStanding& standing)
      : builder_(builder), layer_(layer), standing_(standing), beneath_(standing) {}

  void Lay() {
    for (const LayerFile& file : layer_.files) {
      const std::vector<Given> rules = RulesOf(file);
      ReadList(file, "replace", rules);
      ReadList(file, "remove", rules);
      for (const Given& given : rules) Add(file, given);
    }
  }

 private:
  void ReadList(const LayerFile& file, const char* field, const std::vector<Given>& rules) {
    const At root(file.source, &file.source->root);
    const bool removes = field == std::string("remove");
    const auto& names = removes ? file.rules->remove() : file.rules->replace();
    for (int i = 0; i < names.size(); ++i) {
      const At at = root.Child(field, i);
      auto found = beneath_.find(names[i]);
      if (found == beneath_.end()) {
        ReportUnknown(at, names[i]);
        continue;
      }
      auto [first, is_new] = listed_.emplace(names[i], at);
      if (!is_new) {
        builder_.reporter
            .Error(at.Value(), "replaced-twice",
                   absl::StrCat("\"", names[i], "\" is replaced or removed twice"))
            .other.push_back(first->second.Value());
      } else if (removes) {
        builder_.rules[found->second.type][found->second.index].text = nullptr;
        standing_.erase(names[i]);
      } else if (std::none_of(rules.begin(), rules.end(),
                              [&](const Given& given) { return given.name == names[i]; })) {
        builder_.reporter.Error(at.Value(), "not-given",
                                absl::StrCat("this file does not give \"", names[i], "\" anew"),
                                "give it here, or list it under \"remove\"");
      }
    }
  }

  void ReportUnknown(const At& at, const std::string& name) {
    std::vector<std::string> names;
    for (const auto& [its_name, rule] : beneath_) names.push_back(its_name);
    std::string hint = DidYouMean(name, names);
    if (hint.empty()) hint = "a rule is named by its kind and id: \"finding.…\", \"param.…\"";
    builder_.reporter.Error(at.Value(), "unknown-rule",
                            absl::StrCat(layer_.text.extends(), " has no \"", name, "\""), hint);
  }

  void Add(const LayerFile& file, const Given& given) {
    std::vector<PlacedRule>& rules = builder_.rules[given.type];
    const auto& replaced = file.rules->replace();
    const bool is_listed =
        std::find(replaced.begin(), replaced.end(), given.name) != replaced.end();
    auto found = beneath_.find(given.name);
    const bool is_again = found != beneath_.end() && !given_.insert(given.name).second;
    if (is_again && is_listed) return;  // reported as replaced twice
    // One that is given twice is added, so that both are reported by their id.
    if (found == beneath_.end() || is_again) {
      standing_.emplace(given.name, Standing{given.type, rules.size()});
      rules.push_back(given.rule);
      return;
    }
    PlacedRule& before = rules[found->second.index];
    if (!is_listed) {
      Problem& problem = builder_.reporter.Error(
          given.rule.at.Child("id").Value(), "not-replaced",
          absl::StrCat(layer_.text.extends(), " has a \"", given.name, "\" already"),
          absl::StrCat("to give it anew: replace: \"", given.name, "\""));
      if (before.text != nullptr) problem.other.push_back(before.at.Child("id").Value());
    }
    before = given.rule;
    standing_[given.name] = found->second;
  }

  EditionBuilder& builder_;
  const Layer& layer_;
  AllStanding& standing_;
  const AllStanding beneath_;
  std::map<std::string, At> listed_;  // replaced or removed
  std::set<std::string> given_;       // of those that stood before
};

}  // namespace

void MergeRules(EditionBuilder& builder) {
  AllStanding standing;
  for (const auto& layer : builder.layers) {
    for (const LayerFile& file : layer->files) {
      const At root(file.source, &file.source->root);
      RequireField(builder, root, "topic");
      for (const char* field : {"replace", "remove"}) {
        if (layer->text.extends().empty() && root.Has(field)) {
          builder.reporter.Error(
              root.Child(field).Name(), "unused-field",
              absl::StrCat("\"", field, "\" has no meaning here: ", "this edition extends none"));
        }
      }
    }
    if (layer->text.extends().empty()) {
      for (const LayerFile& file : layer->files) {
        for (const Given& given : RulesOf(file)) {
          std::vector<PlacedRule>& rules = builder.rules[given.type];
          standing.emplace(given.name, Standing{given.type, rules.size()});
          rules.push_back(given.rule);
        }
      }
    } else {
      Overlay(builder, *layer, standing).Lay();
    }
  }
  for (auto& [type, rules] : builder.rules) {
    rules.erase(std::remove_if(rules.begin(), rules.end(),
                               [](const PlacedRule& rule) { return rule.text == nullptr; }),
                rules.end());
  }
}

}  // namespace risk::edition
