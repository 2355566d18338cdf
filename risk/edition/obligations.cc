#include "risk/edition/obligations.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "risk/edition/names.h"
#include "risk/edition/reasons.h"
#include "risk/edition/reporter.h"
#include "risk/schema/names.h"

namespace risk::edition {
namespace {

// Whether a rule has a part of that name: an item of an instrument, a state of a check.
bool HasPart(const EditionBuilder& builder, const Named& rule, absl::string_view id) {
  if (rule.loader->traits().part == nullptr) return false;
  const google::protobuf::Descriptor* type = RulesField(*rule.loader)->message_type();
  const google::protobuf::FieldDescriptor* part = type->FindFieldByName(rule.loader->traits().part);
  const google::protobuf::Message& text = *builder.rules.at(type)[rule.index].text;
  const google::protobuf::Reflection& reflection = *text.GetReflection();
  for (int i = 0; i < reflection.FieldSize(text, part); ++i) {
    if (IdOf(reflection.GetRepeatedMessage(text, part, i)) == id) return true;
  }
  return false;
}

bool Exists(const EditionBuilder& builder, absl::string_view rule) {
  const size_t dot = rule.find('.');
  const auto named = builder.named.find(rule.substr(0, dot));
  if (named == builder.named.end()) return false;
  return dot == absl::string_view::npos || HasPart(builder, named->second, rule.substr(dot + 1));
}

std::vector<std::string> Ids(const EditionBuilder& builder) {
  std::vector<std::string> ids;
  for (const auto& [id, named] : builder.named) ids.push_back(id);
  return ids;
}

void BuildObligations(EditionBuilder& builder) {
  std::map<std::string, Place> ids;
  for (const Placed<v1::Obligation>& placed : builder.All<v1::Obligation>()) {
    const v1::Obligation& text = *placed.text;
    CheckLocalId(builder, placed.at, text.id(), ids);
    RequireField(builder, placed.at, "title");
    RequireSource(builder, placed.at);
    if (text.rule().empty()) {
      RequireField(builder, placed.at, "not_covered", "name the rules, or say why there is none");
    }
    for (int i = 0; i < text.rule_size(); ++i) {
      if (Exists(builder, text.rule(i))) continue;
      builder.reporter.Error(placed.at.Child("rule", i).Value(), "unknown-rule",
                             absl::StrCat("there is no rule \"", text.rule(i), "\""),
                             schema::DidYouMean(text.rule(i), Ids(builder)));
    }
    builder.edition.obligations.push_back(&text);
  }
}

class ObligationLoader : public RuleLoader {
 public:
  // Their ids are not names of rules: one may be called as the rule that stands for it.
  ObligationLoader()
      : RuleLoader({RuleKind::kObligation, "obligation", "obligation", nullptr, false}) {}

  void Build(EditionBuilder& builder) const override { BuildObligations(builder); }
};

}  // namespace

const RuleLoader& Obligations() {
  static const ObligationLoader& loader = *new ObligationLoader;
  return loader;
}

}  // namespace risk::edition
