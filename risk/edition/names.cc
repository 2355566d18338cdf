#include "risk/edition/names.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "risk/edition/references.h"

namespace risk::edition {
namespace {

using expression::Kind;
using expression::Type;

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

bool CheckForm(Draft& draft, const At& at, const std::string& id) {
  if (id.empty()) {
    if (!at.Has("id") || at.node().Child("id") != nullptr) {
      draft.reporter.Error(at.Name(), "bad-id", absl::StrCat(at.node().field, " without an id"));
    }
    return false;
  }
  if (id.size() <= kLongestId && IsSnakeCase(id) && !IsReserved(id)) return true;
  draft.reporter.Error(
      at.Child("id").Value(), "bad-id",
      absl::StrCat("\"", id.substr(0, kLongestId), "\" cannot be an id"),
      IsReserved(id)
          ? "the expression language keeps this word for itself"
          : absl::StrCat("ids are lower_snake_case, begin with a letter and have at most ",
                         kLongestId, " characters"));
  return false;
}

template <typename T>
void AddIds(Draft& draft, const std::vector<Placed<T>>& rules, const char* kind) {
  int index = 0;
  for (const Placed<T>& rule : rules) {
    const std::string& id = rule.text->id();
    if (CheckForm(draft, rule.at, id)) {
      auto [first, is_new] = draft.named.emplace(id, Named{kind, rule.at, index});
      if (is_new) {
        draft.parts.index.emplace(absl::StrCat(kind, ".", id), index);
      } else {
        Problem& problem = draft.reporter.Error(rule.at.Child("id").Value(), "duplicate-id",
                                                absl::StrCat("\"", id, "\" is the id of two rules"),
                                                "ids are unique in an edition, whatever they name");
        problem.other.push_back(first->second.at.Child("id").Value());
      }
    }
    ++index;
  }
}

}  // namespace

void CollectNames(Draft& draft) {
  AddIds(draft, draft.parameters, "param");
  AddIds(draft, draft.tables, "table");
  AddIds(draft, draft.calendars, "calendar");
  AddIds(draft, draft.facts, "fact");
  AddIds(draft, draft.closures, "closure");
  AddIds(draft, draft.factors, "factor");
  AddIds(draft, draft.instruments, "instrument");
  AddIds(draft, draft.checks, "check");
  AddIds(draft, draft.findings, "finding");
}

void CheckLocalId(Draft& draft, const At& at, const std::string& id,
                  std::map<std::string, Place>& seen) {
  if (!CheckForm(draft, at, id)) return;
  Place place = at.Child("id").Value();
  auto [first, is_new] = seen.emplace(id, place);
  if (is_new) return;
  Problem& problem = draft.reporter.Error(place, "duplicate-id",
                                          absl::StrCat("\"", id, "\" is used twice in this rule"));
  problem.other.push_back(first->second);
}

int Declare(Draft& draft, const std::string& name, Type type, bool is_epistemic,
            VariableSource source) {
  expression::Variable variable;
  variable.name = name;
  variable.type = std::move(type);
  variable.is_epistemic = is_epistemic;
  int index = draft.parts.environment.DeclareVariable(std::move(variable));
  if (index >= 0) draft.parts.variables.push_back(source);
  return index;
}

void DeclareNames(Draft& draft) {
  using Source = VariableSource::Kind;
  Parts& parts = draft.parts;
  Declare(draft, "assessed_on", Type::Of(Kind::kDate), false, {Source::kAssessedOn, -1});
  for (size_t i = 0; i < draft.parameters.size(); ++i) {
    parts.parameters[i].variable =
        Declare(draft, "param." + draft.parameters[i].text->id(), parts.parameters[i].type, false,
                {Source::kParameter, static_cast<int>(i)});
  }
  for (const Placed<v1::Table>& table : draft.tables) {
    parts.environment.DeclareTable(table.text->id(), Type::Of(Kind::kString),
                                   Type::Of(Kind::kDouble));
  }
  for (size_t i = 0; i < draft.factors.size(); ++i) {
    parts.factors[i].variable =
        Declare(draft, "factor." + draft.factors[i].text->id(), Type::Of(Kind::kBool), false,
                {Source::kFactor, static_cast<int>(i)});
  }
  for (size_t i = 0; i < draft.instruments.size(); ++i) {
    const v1::Instrument& text = *draft.instruments[i].text;
    const int index = static_cast<int>(i);
    parts.instruments[i].variable = Declare(draft, "instrument." + text.id(),
                                            Type::Of(text.whole() ? Kind::kInt : Kind::kDouble),
                                            false, {Source::kInstrument, index});
    if (text.band_size() == 0) continue;
    parts.instruments[i].band_variable =
        Declare(draft, "band." + text.id(), Type::Of(Kind::kString), false, {Source::kBand, index});
  }
  for (size_t i = 0; i < draft.checks.size(); ++i) {
    const std::string name = "check." + draft.checks[i].text->id();
    const int index = static_cast<int>(i);
    Check& check = parts.checks[i];
    check.variable = Declare(draft, name, Type::Of(Kind::kBool), true, {Source::kCheck, index});
  }
  for (size_t i = 0; i < draft.findings.size(); ++i) {
    parts.findings[i].variable =
        Declare(draft, "finding." + draft.findings[i].text->id(), Type::Of(Kind::kBool), true,
                {Source::kFinding, static_cast<int>(i)});
  }
}

Named* Use(Draft& draft, absl::string_view kind, absl::string_view id) {
  if (kind == "band") kind = "instrument";
  auto found = draft.named.find(std::string(id));
  if (found == draft.named.end() || found->second.kind != kind) return nullptr;
  found->second.is_used = true;
  return &found->second;
}

void UseAll(Draft& draft, absl::string_view expression) {
  for (const Reference& reference : FindReferences(expression)) {
    Use(draft, reference.kind, reference.id);
  }
}

std::vector<std::string> IdsOf(const Draft& draft, absl::string_view kind) {
  std::vector<std::string> ids;
  for (const auto& [id, named] : draft.named) {
    if (named.kind == kind) ids.push_back(id);
  }
  return ids;
}

void WarnUnused(Draft& draft) {
  for (const auto& [id, named] : draft.named) {
    bool serves_others = named.kind == "param" || named.kind == "fact" || named.kind == "table";
    if (named.is_used || !serves_others) continue;
    draft.reporter.Warn(
        named.at.Child("id").Value(), "unused",
        absl::StrCat("nothing uses the ", named.kind == "param" ? "parameter" : named.kind, " \"",
                     id, "\""));
  }
}

}  // namespace risk::edition
