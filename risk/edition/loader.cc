#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "risk/edition/edition.h"
#include "risk/edition/edition_builder.h"
#include "risk/edition/instruments.h"
#include "risk/edition/layer_reader.h"
#include "risk/edition/layers.h"
#include "risk/edition/levels.h"
#include "risk/edition/names.h"
#include "risk/edition/order.h"
#include "risk/edition/planning.h"
#include "risk/edition/readings.h"
#include "risk/edition/rule_loaders.h"
#include "risk/v1/case.pb.h"

namespace risk {

using edition::RuleLoader;
using edition::RuleLoaders;

class Loader {
 public:
  explicit Loader(const EditionLimits& limits) : builder_(limits, v1::Case::descriptor()) {}

  EditionResult Load(std::vector<RuleText> files, const std::vector<std::vector<RuleText>>& bases) {
    const bool is_whole = edition::ReadLayers(builder_, std::move(files), bases);
    if (!builder_.layers.empty()) edition::MergeHeaders(builder_);
    if (is_whole) {
      edition::MergeRules(builder_);
      if (CountRules()) CheckRules();
    }
    EditionResult result;
    if (!builder_.reporter.has_error()) Plan();
    if (!builder_.reporter.has_error()) {
      result.edition.reset(new Edition(std::move(builder_.finished)));
    }
    result.problems = builder_.reporter.TakeSorted();
    return result;
  }

 private:
  bool CountRules() {
    size_t count = 0;
    for (const RuleLoader* loader : RuleLoaders()) {
      const google::protobuf::Descriptor* type = edition::RulesField(*loader)->message_type();
      const char* part = loader->traits().part;
      for (const auto& placed : builder_.rules[type]) {
        const auto* parts = part ? type->FindFieldByName(part) : nullptr;
        count += 1 + (parts ? placed.text->GetReflection()->FieldSize(*placed.text, parts) : 0);
      }
    }
    if (count <= builder_.limits.rules) return true;
    const edition::SourceText* header = builder_.layers.back()->header;
    builder_.reporter.Error(edition::WholeFile(header ? header->path : ""), "too-many",
                            absl::StrCat("more than ", builder_.limits.rules, " rules"));
    return false;
  }

  void CheckRules() {
    edition::CollectNames(builder_);
    edition::Declare(builder_, "assessed_on", expression::Type::Of(expression::Kind::kDate), false,
                     {});
    for (const RuleLoader* loader : RuleLoaders()) loader->Declare(builder_);
    for (const RuleLoader* loader : RuleLoaders()) loader->Build(builder_);
    edition::BuildLevels(builder_);
    edition::BuildOrder(builder_);
    edition::WarnUnused(builder_);
    edition::HashLayers(builder_);
  }

  void Plan() {
    const edition::Readings readings = edition::ReadingsOf(builder_);
    if (!builder_.reporter.has_error()) edition::BuildPlan(builder_, readings);
  }

  edition::EditionBuilder builder_;
};

EditionResult Edition::Load(std::vector<RuleText> files, const EditionLimits& limits,
                            const std::vector<std::vector<RuleText>>& bases) {
  return Loader(limits).Load(std::move(files), bases);
}

}  // namespace risk
