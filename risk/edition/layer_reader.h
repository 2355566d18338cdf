// The files of an edition and of those that it is laid over.
#ifndef RISK_EDITION_LAYER_READER_H_
#define RISK_EDITION_LAYER_READER_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/edition/edition_builder.h"

namespace risk::edition {

// Reads the files of the edition and fills `builder.layers`, the lowest first. `bases` are the
// files of editions that it may extend, one after the other; those that it does not need are not
// read. Reports what is wrong with files, headers and `extends`; returns false if a layer is
// missing or beyond the limits, so that nothing can be said of the rules.
bool ReadLayers(EditionBuilder& builder, std::vector<RuleText> files,
                const std::vector<std::vector<RuleText>>& bases);

// "england_wales@2026.1"
std::string NameOf(const v1::Edition& text);

// The part of a path that ends in its last slash.
absl::string_view FolderOf(absl::string_view path);

Place WholeFile(const std::string& path);

}  // namespace risk::edition

#endif  // RISK_EDITION_LAYER_READER_H_
