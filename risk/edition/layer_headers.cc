// Headers and hashes of layers.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "risk/edition/content_hash.h"
#include "risk/edition/layer_reader.h"
#include "risk/edition/layers.h"
#include "risk/edition/reasons.h"
#include "risk/edition/values.h"
#include "risk/evaluation/value/date_arithmetic.h"

namespace risk::edition {
namespace {

void CheckName(EditionBuilder& builder, const At& header, const char* field,
               const std::string& value, absl::string_view allowed) {
  RequireField(builder, header, field);
  for (char c : value) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c)) || absl::StrContains(allowed, c)) {
      continue;
    }
    builder.reporter.Error(
        header.Child(field).Value(), "bad-id",
        absl::StrCat("the ", field, " of an edition is letters, digits and \"", allowed, "\""));
    return;
  }
}

// An edition in force beyond its base would have rules without their parameters.
void TakePeriod(EditionBuilder& builder, const Layer& layer, const At& header) {
  if (!layer.text.has_in_force()) return;
  const At period = header.Child("in_force");
  RequireField(builder, period, "from");
  const std::optional<expression::Days> days = DaysOf(builder, period, layer.text.in_force());
  if (!days) return;
  const expression::Days base = builder.in_force;
  if (&layer != builder.layers[0].get() && (days->first < base.first || days->last > base.last)) {
    builder.reporter.Error(period.Name(), "outside-base",
                           absl::StrCat("in force for longer than ", layer.text.extends(), ": ",
                                        schema::DaysToText(base)));
  }
  builder.in_force = *days;
}

// What a layer says of itself, and what it leaves to those beneath.
void MergeHeader(EditionBuilder& builder, const Layer& layer) {
  v1::Edition merged = layer.text;
  const v1::Edition& beneath = builder.edition.text;
  if (merged.jurisdiction().empty()) merged.set_jurisdiction(beneath.jurisdiction());
  if (!merged.has_in_force() && beneath.has_in_force()) {
    *merged.mutable_in_force() = beneath.in_force();
  }
  if (merged.level_size() > 0 || builder.level_header == nullptr) {
    builder.level_header = layer.header;
  } else {
    *merged.mutable_level() = beneath.level();
  }
  // What the lower ones warn of still holds.
  *merged.mutable_limits() = beneath.limits();
  merged.mutable_limits()->MergeFrom(layer.text.limits());
  builder.edition.text = std::move(merged);
}

}  // namespace

void MergeHeaders(EditionBuilder& builder) {
  for (const auto& layer : builder.layers) {
    if (!layer->is_header_read) continue;
    const At header(layer->header, &layer->header->root);
    CheckName(builder, header, "id", layer->text.id(), "_");
    CheckName(builder, header, "version", layer->text.version(), "_.-");
    RequireField(builder, header, "title");
    if (layer == builder.layers[0]) {
      for (const char* field : {"jurisdiction", "in_force"}) {
        RequireField(builder, header, field);
      }
    }
    TakePeriod(builder, *layer, header);
    MergeHeader(builder, *layer);
  }
}

namespace {

void CheckOwnHash(EditionBuilder& builder, const Layer& layer, const std::string& hash) {
  const v1::Edition& text = layer.text;
  const At header(layer.header, &layer.header->root);
  if (!text.published()) return;
  const std::string hint = absl::StrCat("a published edition states the hash of its files: ", hash);
  RequireField(builder, header, "content_hash", hint.c_str());
  if (text.content_hash().empty() || text.content_hash() == hash) return;
  builder.reporter.Error(header.Child("content_hash").Value(), "hash-differs",
                         absl::StrCat("the files of this published edition have the hash ", hash),
                         "a published edition never changes: make a new one");
}

void CheckBaseHash(EditionBuilder& builder, const Layer& layer, const std::string& base_hash) {
  const At header(layer.header, &layer.header->root);
  if (layer.text.base_hash().empty() && header.Has("base_hash")) {
    builder.reporter.Error(header.Child("base_hash").Value(), "empty", "\"base_hash\" is empty and pins nothing",
                           "state the hash of the edition that this one extends, or leave the field out");
    return;
  }
  if (layer.text.base_hash().empty() || layer.text.base_hash() == base_hash) return;
  if (layer.text.extends().empty()) {
    builder.reporter.Error(header.Child("base_hash").Name(), "unused-field",
                           "\"base_hash\" has no meaning here: this edition extends none");
    return;
  }
  builder.reporter.Error(header.Child("base_hash").Value(), "base-differs",
                         absl::StrCat(layer.text.extends(), " has the hash ", base_hash),
                         "it is not the edition that this one was written for: read what changed, "
                         "then state its hash");
}

}  // namespace

void HashLayers(EditionBuilder& builder) {
  std::string hash;  // of the layers so far
  for (const auto& layer : builder.layers) {
    if (layer->header == nullptr) return;
    CheckBaseHash(builder, *layer, hash);
    std::vector<const SourceText*> files;
    for (const auto& source : layer->sources) files.push_back(source.get());
    hash = ContentHash(files, FolderOf(layer->header->path), hash);
    CheckOwnHash(builder, *layer, hash);
    builder.edition.layers.push_back({NameOf(layer->text), layer->text.title(), hash});
  }
}

}  // namespace risk::edition
