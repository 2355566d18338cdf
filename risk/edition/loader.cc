#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "risk/edition/content_hash.h"
#include "risk/edition/edition.h"
#include "risk/edition/edition_builder.h"
#include "risk/edition/instruments.h"
#include "risk/edition/levels.h"
#include "risk/edition/names.h"
#include "risk/edition/order.h"
#include "risk/edition/planning.h"
#include "risk/edition/reasons.h"
#include "risk/edition/rule_loaders.h"
#include "risk/edition/rule_reader.h"
#include "risk/edition/values.h"
#include "risk/v1/case.pb.h"

namespace risk {
namespace {

using edition::At;
using edition::EditionBuilder;
using edition::SourceNode;
using edition::SourceText;

constexpr absl::string_view kHeaderName = "edition.textproto";

absl::string_view Folder(absl::string_view path) {
  size_t slash = path.rfind('/');
  return slash == absl::string_view::npos ? "" : path.substr(0, slash + 1);
}

bool IsHeader(absl::string_view path) { return path.substr(Folder(path).size()) == kHeaderName; }

Place WholeFile(const std::string& path) {
  Place place;
  place.file = path;
  return place;
}

}  // namespace

class Loader {
 public:
  explicit Loader(const EditionLimits& limits) : builder_(limits, v1::Case::descriptor()) {}

  EditionResult Load(std::vector<RuleText> files) {
    if (AddFiles(std::move(files))) {
      FindHeader();
      ReadFiles();
      if (CountRules()) CheckRules();
    }
    EditionResult result;
    if (!builder_.reporter.has_error()) edition::BuildPlan(builder_);
    if (!builder_.reporter.has_error()) {
      result.edition.reset(new Edition(std::move(builder_.finished)));
    }
    result.problems = builder_.reporter.TakeSorted();
    return result;
  }

 private:
  bool AddFiles(std::vector<RuleText> files) {
    if (files.size() > builder_.limits.files) {
      builder_.reporter.Error({}, "too-many",
                              absl::StrCat("more than ", builder_.limits.files, " files"));
      return false;
    }
    std::sort(files.begin(), files.end(),
              [](const RuleText& a, const RuleText& b) { return a.path < b.path; });
    size_t total = 0;
    for (RuleText& file : files) {
      total += file.text.size();
      if (file.text.size() > builder_.limits.file_bytes || total > builder_.limits.total_bytes) {
        builder_.reporter.Error(
            WholeFile(file.path), "too-large",
            absl::StrCat("more than ", builder_.limits.file_bytes, " bytes, or ",
                         builder_.limits.total_bytes, " with the files before it"));
        return false;
      }
      if (!builder_.sources.empty() && builder_.sources.back()->path == file.path) {
        builder_.reporter.Error(WholeFile(file.path), "duplicate-file", "the file is given twice");
        continue;
      }
      builder_.sources.push_back(
          std::make_unique<SourceText>(std::move(file.path), std::move(file.text)));
      const SourceText* source = builder_.sources.back().get();
      builder_.paths[source] = builder_.edition.paths.emplace_back(source->path);
    }
    return true;
  }

  void FindHeader() {
    for (const auto& source : builder_.sources) {
      if (!IsHeader(source->path)) continue;
      // The one nearest the root; any other is in a folder that is an edition of its own.
      if (builder_.header == nullptr || source->path.size() < builder_.header->path.size()) {
        builder_.header = source.get();
      }
    }
    if (builder_.header == nullptr) {
      builder_.reporter.Error(WholeFile(builder_.sources.empty() ? "" : builder_.sources[0]->path),
                              "no-edition", absl::StrCat("there is no ", kHeaderName),
                              "every edition has one, beside its rule files");
    }
  }

  void ReadFiles() {
    for (const auto& source : builder_.sources) {
      if (source.get() == builder_.header) {
        if (edition::ReadRules(*source, builder_.edition.text, builder_.reporter)) CheckHeader();
      } else if (IsHeader(source->path)) {
        builder_.reporter
            .Error(WholeFile(source->path), "second-edition",
                   "an edition inside the folder of another")
            .other.push_back(WholeFile(builder_.header->path));
      } else {
        auto rules = std::make_unique<v1::RuleFile>();
        if (edition::ReadRules(*source, *rules, builder_.reporter)) AddRules(*source, *rules);
        builder_.edition.files.push_back(std::move(rules));
      }
    }
  }

  void CheckHeader() {
    const v1::Edition& text = builder_.edition.text;
    const At header(builder_.header, &builder_.header->root);
    CheckName(header, "id", text.id(), "_");
    CheckName(header, "version", text.version(), "_.-");
    for (const char* field : {"title", "jurisdiction", "in_force", "level"}) {
      edition::RequireField(builder_, header, field);
    }
    if (!text.has_in_force()) return;
    const At period = header.Child("in_force");
    edition::RequireField(builder_, period, "from");
    std::optional<expression::Days> days = edition::DaysOf(builder_, period, text.in_force());
    if (days) builder_.in_force = *days;
  }

  void CheckName(const At& header, const char* field, const std::string& value,
                 absl::string_view allowed) {
    edition::RequireField(builder_, header, field);
    for (char c : value) {
      if (absl::ascii_isalnum(static_cast<unsigned char>(c)) || absl::StrContains(allowed, c))
        continue;
      builder_.reporter.Error(
          header.Child(field).Value(), "bad-id",
          absl::StrCat("the ", field, " of an edition is letters, digits and \"", allowed, "\""));
      return;
    }
  }

  void AddRules(const SourceText& source, v1::RuleFile& rules) {
    edition::RequireField(builder_, At(&source, &source.root), "topic");
    for (const edition::RuleLoader* loader : edition::RuleLoaders()) {
      const google::protobuf::FieldDescriptor* field = edition::RulesField(*loader);
      const google::protobuf::Reflection& reflection = *rules.GetReflection();
      int index = 0;
      for (const SourceNode& node : source.root.children) {
        if (node.field != field->name() || node.is_left_out) continue;
        if (index == reflection.FieldSize(rules, field)) break;
        builder_.rules[field->message_type()].push_back(
            {reflection.MutableRepeatedMessage(&rules, field, index++), At(&source, &node)});
      }
    }
  }

  bool CountRules() {
    size_t count = 0;
    for (const edition::RuleLoader* loader : edition::RuleLoaders()) {
      const google::protobuf::Descriptor* type = edition::RulesField(*loader)->message_type();
      const char* part = loader->traits().part;
      for (const auto& placed : builder_.rules[type]) {
        const auto* parts = part ? type->FindFieldByName(part) : nullptr;
        count += 1 + (parts ? placed.text->GetReflection()->FieldSize(*placed.text, parts) : 0);
      }
    }
    if (count <= builder_.limits.rules) return true;
    builder_.reporter.Error(WholeFile(builder_.header ? builder_.header->path : ""), "too-many",
                            absl::StrCat("more than ", builder_.limits.rules, " rules"));
    return false;
  }

  void CheckRules() {
    edition::CollectNames(builder_);
    edition::Declare(builder_, "assessed_on", expression::Type::Of(expression::Kind::kDate), false,
                     {});
    for (const edition::RuleLoader* loader : edition::RuleLoaders()) loader->Declare(builder_);
    for (const edition::RuleLoader* loader : edition::RuleLoaders()) loader->Build(builder_);
    edition::BuildLevels(builder_);
    edition::BuildOrder(builder_);
    edition::WarnUnused(builder_);
    CheckHash();
  }

  void CheckHash() {
    if (builder_.header == nullptr) return;
    std::vector<const SourceText*> files;
    for (const auto& source : builder_.sources) files.push_back(source.get());
    builder_.edition.hash = edition::ContentHash(files, Folder(builder_.header->path));
    const v1::Edition& text = builder_.edition.text;
    const At header(builder_.header, &builder_.header->root);
    if (!text.published()) return;
    const std::string hint =
        absl::StrCat("a published edition states the hash of its files: ", builder_.edition.hash);
    edition::RequireField(builder_, header, "content_hash", hint.c_str());
    if (text.content_hash().empty() || text.content_hash() == builder_.edition.hash) return;
    builder_.reporter.Error(
        header.Child("content_hash").Value(), "hash-differs",
        absl::StrCat("the files of this published edition have the hash ", builder_.edition.hash),
        "a published edition never changes: make a new one");
  }

  EditionBuilder builder_;
};

EditionResult Edition::Load(std::vector<RuleText> files, const EditionLimits& limits) {
  return Loader(limits).Load(std::move(files));
}

}  // namespace risk
