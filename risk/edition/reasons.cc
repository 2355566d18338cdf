#include "risk/edition/reasons.h"

#include "absl/strings/str_cat.h"
#include "risk/textproto/literal.h"

namespace risk::edition {
namespace {

bool IsBlank(const At& rule, const char* field) {
  const textproto::Node* node = rule.node().Child(field);
  return node != nullptr && node->is_string() &&
         textproto::LiteralOffsets(rule.file().text, node->value).size() == 1;
}

bool IsSet(const At& rule, const char* field) { return rule.Has(field) && !IsBlank(rule, field); }

std::string NameOf(const At& rule) {
  return rule.node().field.empty() ? "file" : std::string(rule.node().field);
}

}  // namespace

void RequireField(EditionBuilder& builder, const At& rule, const char* field, const char* why) {
  if (IsSet(rule, field)) return;
  builder.reporter.Error(rule.Child(field).Name(), "missing-field",
                         absl::StrCat(NameOf(rule), " without \"", field, "\""), why);
}

void RequireBecause(EditionBuilder& builder, const At& rule) {
  if (IsSet(rule, "because")) return;
  builder.reporter.Error(rule.Child("because").Name(), "missing-because",
                         absl::StrCat(NameOf(rule), " without a reason"),
                         "say in plain words why: because: \"…\"");
}

void RequireSource(EditionBuilder& builder, const At& rule) {
  if (!rule.Has("source") && !rule.Has("cite")) {
    builder.reporter.Error(
        rule.Name(), "missing-source", absl::StrCat(NameOf(rule), " without a source"),
        "cite: \"…\", or source { title: \"…\" clause: \"…\" mark: LOOKED_UP }; our own idea is a "
        "PROPOSAL");
  }
  CheckSources(builder, rule);
}

void CheckSource(EditionBuilder& builder, const At& source) {
  RequireField(builder, source, "title");
  if (source.Has("mark")) return;
  builder.reporter.Error(source.Name(), "missing-mark", "source without a mark",
                         "mark: LOOKED_UP, TO_BE_VERIFIED or PROPOSAL");
}

void CheckSources(EditionBuilder& builder, const At& rule) {
  for (const textproto::Node& node : rule.node().children) {
    if (node.field != "source" || node.is_left_out || !node.is_message()) continue;
    CheckSource(builder, At(&rule.file(), &node));
  }
}

}  // namespace risk::edition
