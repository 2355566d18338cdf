#include "risk/edition/layer_reader.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/edition/rule_reader.h"

namespace risk::edition {
namespace {

constexpr absl::string_view kHeaderName = "edition.textproto";

bool IsHeader(absl::string_view path) { return path.substr(FolderOf(path).size()) == kHeaderName; }

// The header nearest the root; any other is in a folder that is an edition of its own.
template <typename Files>
int FindHeader(const Files& files) {
  int found = -1;
  for (size_t i = 0; i < files.size(); ++i) {
    if (!IsHeader(files[i].path)) continue;
    if (found < 0 || files[i].path.size() < files[found].path.size()) found = static_cast<int>(i);
  }
  return found;
}

// The name of an edition, by its header alone; empty if that cannot be read.
std::string PeekName(const std::vector<RuleText>& files) {
  const int header = FindHeader(files);
  if (header < 0) return "";
  Reporter unheard(1);
  SourceText source(files[header].path, files[header].text);
  v1::Edition text;
  return ReadRules(source, text, unheard) ? NameOf(text) : "";
}

class LayerReader {
 public:
  LayerReader(EditionBuilder& builder, const std::vector<std::vector<RuleText>>& bases)
      : builder_(builder), bases_(bases) {}

  bool Read(std::vector<RuleText> files) {
    bool is_whole = ReadLayer(std::move(files));
    while (is_whole && !Top().text.extends().empty()) {
      const std::vector<RuleText>* base = FindBase(Top());
      is_whole = base != nullptr && ReadLayer(*base);
    }
    std::reverse(builder_.layers.begin(), builder_.layers.end());
    return is_whole;
  }

 private:
  const Layer& Top() const { return *builder_.layers.back(); }

  bool ReadLayer(std::vector<RuleText> files) {
    auto layer = std::make_unique<Layer>();
    if (!AddFiles(std::move(files), *layer)) return false;
    if (layer->header == nullptr) {
      builder_.reporter.Error(WholeFile(layer->sources.empty() ? "" : layer->sources[0]->path),
                              "no-edition", absl::StrCat("there is no ", kHeaderName),
                              "every edition has one, beside its rule files");
    }
    ReadFiles(*layer);
    builder_.layers.push_back(std::move(layer));
    return true;
  }

  bool AddFiles(std::vector<RuleText> files, Layer& layer) {
    const EditionLimits& limits = builder_.limits;
    count_ += files.size();
    if (count_ > limits.files) {
      builder_.reporter.Error({}, "too-many", absl::StrCat("more than ", limits.files, " files"));
      return false;
    }
    std::sort(files.begin(), files.end(),
              [](const RuleText& a, const RuleText& b) { return a.path < b.path; });
    for (RuleText& file : files) {
      total_ += file.text.size();
      if (file.text.size() > limits.file_bytes || total_ > limits.total_bytes) {
        builder_.reporter.Error(WholeFile(file.path), "too-large",
                                absl::StrCat("more than ", limits.file_bytes, " bytes, or ",
                                             limits.total_bytes, " with the files before it"));
        return false;
      }
      if (!layer.sources.empty() && layer.sources.back()->path == file.path) {
        builder_.reporter.Error(WholeFile(file.path), "duplicate-file", "the file is given twice");
        continue;
      }
      layer.sources.push_back(
          std::make_unique<SourceText>(std::move(file.path), std::move(file.text)));
    }
    std::vector<RuleText> paths;
    for (const auto& source : layer.sources) paths.push_back({source->path, ""});
    const int header = FindHeader(paths);
    if (header >= 0) layer.header = layer.sources[header].get();
    return true;
  }

  void ReadFiles(Layer& layer) {
    for (const auto& source : layer.sources) {
      if (source.get() == layer.header) {
        layer.is_header_read = ReadRules(*source, layer.text, builder_.reporter);
      } else if (IsHeader(source->path)) {
        builder_.reporter
            .Error(WholeFile(source->path), "second-edition",
                   "an edition inside the folder of another")
            .other.push_back(WholeFile(layer.header->path));
      } else {
        auto rules = std::make_unique<v1::RuleFile>();
        if (!ReadRules(*source, *rules, builder_.reporter)) continue;
        layer.files.push_back({source.get(), rules.get()});
        builder_.edition.files.push_back(std::move(rules));
      }
    }
  }

  // The edition that a layer extends; null after a report.
  const std::vector<RuleText>* FindBase(const Layer& above) {
    const std::string& name = above.text.extends();
    const At at = At(above.header, &above.header->root).Child("extends");
    if (!absl::StrContains(name, '@')) {
      builder_.reporter.Error(at.Value(), "bad-extends",
                              absl::StrCat("\"", name, "\" names no version of an edition"),
                              "an edition extends one version: \"england_wales@2026.1\"");
      return nullptr;
    }
    for (const auto& layer : builder_.layers) {
      if (NameOf(layer->text) != name) continue;
      ReportCycle(at, *layer);
      return nullptr;
    }
    std::vector<std::string> names;
    for (const std::vector<RuleText>& base : bases_) {
      const std::string its = PeekName(base);
      if (its == name) return &base;
      if (!its.empty()) names.push_back(its);
    }
    const std::string nearest = DidYouMean(name, names);
    builder_.reporter.Error(at.Value(), "unknown-edition",
                            absl::StrCat("there is no edition \"", name, "\" to extend"),
                            absl::StrCat(nearest, nearest.empty() ? "" : " ",
                                         "editions: ", absl::StrJoin(names, ", ")));
    return nullptr;
  }

  // `at` is the `extends` that leads back to `first`.
  void ReportCycle(const At& at, const Layer& first) {
    Problem& problem =
        builder_.reporter.Error(at.Value(), "cycle",
                                absl::StrCat(&first == &Top() ? "an edition extends itself: "
                                                              : "editions extend each other: ",
                                             NameOf(Top().text), " -> ", NameOf(first.text)));
    bool is_member = false;
    for (const auto& layer : builder_.layers) {
      is_member |= layer.get() == &first;
      if (!is_member || layer.get() == &Top()) continue;
      const At header(layer->header, &layer->header->root);
      problem.other.push_back(header.Child("extends").Value());
    }
  }

  EditionBuilder& builder_;
  const std::vector<std::vector<RuleText>>& bases_;
  size_t count_ = 0;  // files of all layers
  size_t total_ = 0;  // and their bytes
};

}  // namespace

bool ReadLayers(EditionBuilder& builder, std::vector<RuleText> files,
                const std::vector<std::vector<RuleText>>& bases) {
  const bool is_whole = LayerReader(builder, bases).Read(std::move(files));
  for (size_t i = 0; i < builder.layers.size(); ++i) {
    for (const auto& source : builder.layers[i]->sources) {
      const absl::string_view path = builder.edition.paths.emplace_back(source->path);
      builder.shelf[source.get()] = {path, static_cast<int>(i)};
    }
  }
  return is_whole;
}

std::string NameOf(const v1::Edition& text) { return absl::StrCat(text.id(), "@", text.version()); }

absl::string_view FolderOf(absl::string_view path) {
  size_t slash = path.rfind('/');
  return slash == absl::string_view::npos ? "" : path.substr(0, slash + 1);
}

Place WholeFile(const std::string& path) {
  Place place;
  place.file = path;
  return place;
}

}  // namespace risk::edition
