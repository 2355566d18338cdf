#include "risk/edition/sources.h"

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "risk/edition/edition_builder.h"
#include "risk/edition/names.h"
#include "risk/edition/reasons.h"

namespace risk::edition {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

struct Entry {
  v1::Source source;
  At at;
  bool is_used = false;
};

using Entries = std::map<std::string, Entry, std::less<>>;

v1::Source SourceOf(const v1::CatalogueEntry& text) {
  v1::Source source;
  source.set_title(text.title());
  source.set_clause(text.clause());
  source.set_mark(text.mark());
  source.set_url(text.url());
  if (text.has_checked_on()) *source.mutable_checked_on() = text.checked_on();
  return source;
}

Entries EntriesOf(EditionBuilder& builder) {
  Entries entries;
  std::map<std::string, Place> ids;
  for (const Placed<v1::CatalogueEntry>& placed : builder.All<v1::CatalogueEntry>()) {
    CheckLocalId(builder, placed.at, placed.text->id(), ids);
    CheckSource(builder, placed.at);
    entries.emplace(placed.text->id(), Entry{SourceOf(*placed.text), placed.at});
  }
  return entries;
}

class CiteResolver {
 public:
  CiteResolver(EditionBuilder& builder, Entries& entries) : builder_(builder), entries_(entries) {
    for (const auto& [id, entry] : entries) ids_.push_back(id);
  }

  // `message` stands at `at`; so do the messages inside it.
  void Resolve(Message& message, const At& at) {
    const Reflection& reflection = *message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection.ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      if (field->message_type() == nullptr) {
        if (field->name() == "cite") AddCited(message, *field, at);
      } else if (!field->is_repeated()) {
        Resolve(*reflection.MutableMessage(&message, field), at.Child(field->name()));
      } else {
        for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
          Resolve(*reflection.MutableRepeatedMessage(&message, field, i),
                  at.Child(field->name(), i));
        }
      }
    }
  }

 private:
  void AddCited(Message& message, const FieldDescriptor& cite, const At& at) {
    const Reflection& reflection = *message.GetReflection();
    const FieldDescriptor* source = message.GetDescriptor()->FindFieldByName("source");
    for (int i = 0; i < reflection.FieldSize(message, &cite); ++i) {
      const std::string id = reflection.GetRepeatedString(message, &cite, i);
      auto found = entries_.find(id);
      if (found == entries_.end()) {
        builder_.reporter.Error(at.Child("cite", i).Value(), "unknown-source",
                                absl::StrCat("there is no source \"", id, "\""),
                                DidYouMean(id, ids_));
        continue;
      }
      found->second.is_used = true;
      reflection.AddMessage(&message, source)->CopyFrom(found->second.source);
    }
  }

  EditionBuilder& builder_;
  Entries& entries_;
  std::vector<std::string> ids_;
};

class CatalogueLoader : public RuleLoader {
 public:
  // Ids of sources are no names of rules: one may be called as a rule that cites it.
  CatalogueLoader() : RuleLoader({RuleKind::kSource, "source", "source", nullptr, false}) {}

  void Declare(EditionBuilder& builder) const override {
    Entries entries = EntriesOf(builder);
    CiteResolver resolver(builder, entries);
    for (auto& [type, rules] : builder.rules) {
      for (PlacedRule& rule : rules) resolver.Resolve(*rule.text, rule.at);
    }
    for (const auto& [id, entry] : entries) {
      if (entry.is_used) continue;
      builder.Warn(entry.at, entry.at.Child("id").Value(), "unused",
                   absl::StrCat("nothing cites the source \"", id, "\""));
    }
  }
};

}  // namespace

const RuleLoader& Catalogue() {
  static const CatalogueLoader& loader = *new CatalogueLoader;
  return loader;
}

}  // namespace risk::edition
