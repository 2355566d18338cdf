#include "risk/edition/names.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "risk/edition/references.h"
#include "risk/edition/rule_loaders.h"
#include "risk/schema/names.h"

namespace risk::edition {
namespace {

using expression::Type;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr size_t kLongestId = 64;

// Words that the expression language keeps for itself.
constexpr absl::string_view kReserved[] = {
    "as",       "break",   "const",  "continue", "else", "false", "for",
    "function", "if",      "import", "in",       "let",  "loop",  "namespace",
    "null",     "package", "return", "true",     "var",  "void",  "while"};

bool IsReserved(absl::string_view id) {
  return std::find(std::begin(kReserved), std::end(kReserved), id) != std::end(kReserved);
}

bool IsSnakeCase(absl::string_view id) {
  if (id.empty() || !absl::ascii_islower(static_cast<unsigned char>(id[0]))) return false;
  for (size_t i = 0; i < id.size(); ++i) {
    unsigned char c = id[i];
    bool is_single_underscore = c == '_' && i + 1 < id.size() && id[i + 1] != '_';
    if (!absl::ascii_islower(c) && !absl::ascii_isdigit(c) && !is_single_underscore) return false;
  }
  return true;
}

bool CheckForm(EditionBuilder& builder, const At& at, const std::string& id) {
  if (id.empty()) {
    if (!at.Has("id") || at.node().Child("id") != nullptr) {
      builder.reporter.Error(at.Name(), "bad-id", absl::StrCat(at.node().field, " without an id"));
    }
    return false;
  }
  if (id.size() <= kLongestId && IsSnakeCase(id) && !IsReserved(id)) return true;
  builder.reporter.Error(
      at.Child("id").Value(), "bad-id",
      absl::StrCat("\"", id.substr(0, kLongestId), "\" cannot be an id"),
      IsReserved(id)
          ? "the expression language keeps this word for itself"
          : absl::StrCat("ids are lower_snake_case, begin with a letter and have at most ",
                         kLongestId, " characters"));
  return false;
}

void AddIds(EditionBuilder& builder, const RuleLoader& loader) {
  const FieldDescriptor& field = *RulesField(loader);
  int index = -1;
  for (const PlacedRule& rule : builder.rules[field.message_type()]) {
    const Step step{loader.traits().kind, ++index};
    const std::string& id =
        builder.edition.written
            .emplace(step, WrittenRule{rule.text, IdOf(*rule.text), builder.LocationOf(rule.at)})
            .first->second.id;
    if (!loader.traits().shares_ids || !CheckForm(builder, rule.at, id)) continue;
    auto [first, is_new] = builder.named.emplace(id, Named{&loader, rule.at, index});
    if (is_new) {
      builder.edition.index.emplace(absl::StrCat(loader.traits().prefix, ".", id), index);
      continue;
    }
    builder.reporter
        .Error(rule.at.Child("id").Value(), "duplicate-id",
               absl::StrCat("\"", id, "\" is the id of two rules"),
               "ids are unique in an edition, whatever they name")
        .other.push_back(first->second.at.Child("id").Value());
  }
}

}  // namespace

const FieldDescriptor* RulesField(const RuleLoader& loader) {
  return v1::RuleFile::descriptor()->FindFieldByName(loader.traits().field);
}

std::string IdOf(const Message& rule) {
  return rule.GetReflection()->GetString(rule, rule.GetDescriptor()->FindFieldByName("id"));
}

void CollectNames(EditionBuilder& builder) {
  for (const RuleLoader* loader : RuleLoaders()) {
    AddIds(builder, *loader);
  }
}

void CheckLocalId(EditionBuilder& builder, const At& at, const std::string& id,
                  std::map<std::string, Place>& seen) {
  if (!CheckForm(builder, at, id)) return;
  Place place = at.Child("id").Value();
  auto [first, is_new] = seen.emplace(id, place);
  if (is_new) return;
  Problem& problem = builder.reporter.Error(
      place, "duplicate-id", absl::StrCat("\"", id, "\" is the id of two ", at.node().field, "s"));
  problem.other.push_back(first->second);
}

int Declare(EditionBuilder& builder, const std::string& name, Type type, bool is_epistemic,
            VariableSource source) {
  return Declare(builder, expression::Variable{name, std::move(type), is_epistemic}, source);
}

int Declare(EditionBuilder& builder, expression::Variable variable, VariableSource source) {
  int index = builder.edition.environment.DeclareVariable(std::move(variable));
  if (index >= 0) builder.edition.variables.push_back(source);
  return index;
}

Named* Use(EditionBuilder& builder, absl::string_view prefix, absl::string_view id) {
  if (prefix == "band") prefix = "instrument";
  auto found = builder.named.find(id);
  if (found == builder.named.end() || found->second.loader->traits().prefix != prefix) {
    return nullptr;
  }
  found->second.is_used = true;
  return &found->second;
}

const Named* UseOrReport(EditionBuilder& builder, Place place, absl::string_view prefix,
                         absl::string_view id) {
  const Named* named = Use(builder, prefix, id);
  if (named != nullptr) return named;
  absl::string_view kind = prefix;
  for (const RuleLoader* loader : RuleLoaders()) {
    if (loader->traits().prefix == prefix) kind = loader->traits().field;
  }
  builder.reporter.Error(std::move(place), absl::StrCat("unknown-", kind),
                         absl::StrCat("there is no ", kind, " \"", id, "\""),
                         schema::DidYouMean(id, IdsOf(builder, prefix)));
  return nullptr;
}

void UseAll(EditionBuilder& builder, absl::string_view expression) {
  for (const Reference& reference : FindReferences(expression)) {
    Use(builder, reference.prefix, reference.id);
  }
}

std::vector<std::string> IdsOf(const EditionBuilder& builder, absl::string_view prefix) {
  std::vector<std::string> ids;
  for (const auto& [id, named] : builder.named) {
    if (named.loader->traits().prefix == prefix) ids.push_back(id);
  }
  return ids;
}

void WarnUnused(EditionBuilder& builder) {
  for (const auto& [id, named] : builder.named) {
    const RuleLoader::Traits& kind = named.loader->traits();
    if (named.is_used || !kind.serves_others) continue;
    builder.Warn(named.at, named.at.Child("id").Value(), "unused",
                 absl::StrCat("nothing uses the ", kind.field, " \"", id, "\""));
  }
}

}  // namespace risk::edition
