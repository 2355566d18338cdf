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
#include "risk/edition/checks.h"
#include "risk/edition/content_hash.h"
#include "risk/edition/draft.h"
#include "risk/edition/edition.h"
#include "risk/edition/facts.h"
#include "risk/edition/instruments.h"
#include "risk/edition/names.h"
#include "risk/edition/obligations.h"
#include "risk/edition/order.h"
#include "risk/edition/reasons.h"
#include "risk/edition/rule_reader.h"
#include "risk/edition/values.h"
#include "risk/v1/case.pb.h"

namespace risk {
namespace {

using edition::At;
using edition::Draft;
using edition::Placed;
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
  explicit Loader(const EditionLimits& limits) : draft_(limits, v1::Case::descriptor()) {}

  EditionResult Load(std::vector<RuleText> files) {
    if (AddFiles(std::move(files))) {
      FindHeader();
      ReadFiles();
      if (CountRules()) CheckRules();
    }
    EditionResult result;
    if (!draft_.reporter.has_error()) {
      edition::BuildPlan(draft_);
      result.edition.reset(new Edition(std::move(draft_.finished)));
    }
    result.problems = draft_.reporter.TakeSorted();
    return result;
  }

 private:
  bool AddFiles(std::vector<RuleText> files) {
    if (files.size() > draft_.limits.files) {
      draft_.reporter.Error({}, "too-many",
                            absl::StrCat("more than ", draft_.limits.files, " files"));
      return false;
    }
    std::sort(files.begin(), files.end(),
              [](const RuleText& a, const RuleText& b) { return a.path < b.path; });
    size_t total = 0;
    for (RuleText& file : files) {
      total += file.text.size();
      if (file.text.size() > draft_.limits.file_bytes || total > draft_.limits.total_bytes) {
        draft_.reporter.Error(WholeFile(file.path), "too-large",
                              absl::StrCat("more than ", draft_.limits.file_bytes, " bytes, or ",
                                           draft_.limits.total_bytes, " with the files before it"));
        return false;
      }
      if (!draft_.sources.empty() && draft_.sources.back()->path == file.path) {
        draft_.reporter.Error(WholeFile(file.path), "duplicate-file", "the file is given twice");
        continue;
      }
      draft_.sources.push_back(
          std::make_unique<SourceText>(std::move(file.path), std::move(file.text)));
      const SourceText* source = draft_.sources.back().get();
      draft_.paths[source] = draft_.parts.paths.emplace_back(source->path);
    }
    return true;
  }

  void FindHeader() {
    for (const auto& source : draft_.sources) {
      if (!IsHeader(source->path)) continue;
      // The one nearest the root; any other is in a folder that is an edition of its own.
      if (draft_.header == nullptr || source->path.size() < draft_.header->path.size()) {
        draft_.header = source.get();
      }
    }
    if (draft_.header == nullptr) {
      draft_.reporter.Error(WholeFile(draft_.sources.empty() ? "" : draft_.sources[0]->path),
                            "no-edition", absl::StrCat("there is no ", kHeaderName),
                            "every edition has one, beside its rule files");
    }
  }

  void ReadFiles() {
    for (const auto& source : draft_.sources) {
      if (source.get() == draft_.header) {
        if (edition::ReadRules(*source, draft_.parts.text, draft_.reporter)) CheckHeader();
      } else if (IsHeader(source->path)) {
        draft_.reporter
            .Error(WholeFile(source->path), "second-edition",
                   "an edition inside the folder of another")
            .other.push_back(WholeFile(draft_.header->path));
      } else {
        auto rules = std::make_unique<v1::RuleFile>();
        if (edition::ReadRules(*source, *rules, draft_.reporter)) AddRules(*source, *rules);
        draft_.parts.files.push_back(std::move(rules));
      }
    }
  }

  void CheckHeader() {
    const v1::Edition& text = draft_.parts.text;
    const At header(draft_.header, &draft_.header->root);
    CheckName(header, "id", text.id(), "_");
    CheckName(header, "version", text.version(), "_.-");
    for (const char* field : {"title", "jurisdiction", "in_force", "level"}) {
      edition::RequireField(draft_, header, field);
    }
    if (!text.has_in_force()) return;
    const At period = header.Child("in_force");
    edition::RequireField(draft_, period, "from");
    std::optional<expression::Days> days = edition::DaysOf(draft_, period, text.in_force());
    if (days) draft_.in_force = *days;
  }

  void CheckName(const At& header, const char* field, const std::string& value,
                 absl::string_view allowed) {
    edition::RequireField(draft_, header, field);
    for (char c : value) {
      if (absl::ascii_isalnum(static_cast<unsigned char>(c)) || absl::StrContains(allowed, c))
        continue;
      draft_.reporter.Error(
          header.Child(field).Value(), "bad-id",
          absl::StrCat("the ", field, " of an edition is letters, digits and \"", allowed, "\""));
      return;
    }
  }

  template <typename T, typename Rules>
  void Add(const SourceText& source, const Rules& rules, const char* field,
           std::vector<Placed<T>>& into) {
    int index = 0;
    for (const SourceNode& node : source.root.children) {
      if (node.field != field || node.is_left_out || index == rules.size()) continue;
      into.push_back({&rules[index++], At(&source, &node)});
    }
  }

  void AddRules(const SourceText& source, const v1::RuleFile& rules) {
    edition::RequireField(draft_, At(&source, &source.root), "topic");
    Add(source, rules.parameter(), "parameter", draft_.parameters);
    Add(source, rules.table(), "table", draft_.tables);
    Add(source, rules.calendar(), "calendar", draft_.calendars);
    Add(source, rules.fact(), "fact", draft_.facts);
    Add(source, rules.closure(), "closure", draft_.closures);
    Add(source, rules.factor(), "factor", draft_.factors);
    Add(source, rules.instrument(), "instrument", draft_.instruments);
    Add(source, rules.check(), "check", draft_.checks);
    Add(source, rules.finding(), "finding", draft_.findings);
    Add(source, rules.obligation(), "obligation", draft_.obligations);
  }

  bool CountRules() {
    size_t count = draft_.parameters.size() + draft_.tables.size() + draft_.facts.size() +
                   draft_.closures.size() + draft_.factors.size() + draft_.findings.size() +
                   draft_.obligations.size();
    for (const auto& placed : draft_.instruments) count += 1 + placed.text->item_size();
    for (const auto& placed : draft_.checks) count += 1 + placed.text->state_size();
    if (count <= draft_.limits.rules) return true;
    draft_.reporter.Error(WholeFile(draft_.header ? draft_.header->path : ""), "too-many",
                          absl::StrCat("more than ", draft_.limits.rules, " rules"));
    return false;
  }

  void CheckRules() {
    edition::Parts& parts = draft_.parts;
    parts.factors.resize(draft_.factors.size());
    parts.instruments.resize(draft_.instruments.size());
    parts.checks.resize(draft_.checks.size());
    parts.findings.resize(draft_.findings.size());
    edition::CollectNames(draft_);
    edition::BuildParameters(draft_);
    edition::BuildTables(draft_);
    edition::BuildCalendar(draft_);
    edition::DeclareNames(draft_);
    edition::BuildFacts(draft_);
    edition::BuildClosures(draft_);
    edition::BuildFactors(draft_);
    edition::BuildInstruments(draft_);
    edition::BuildLevels(draft_);
    edition::BuildChecks(draft_);
    edition::BuildFindings(draft_);
    edition::BuildObligations(draft_);
    edition::BuildOrder(draft_);
    edition::WarnUnused(draft_);
    CheckHash();
  }

  void CheckHash() {
    if (draft_.header == nullptr) return;
    std::vector<const SourceText*> files;
    for (const auto& source : draft_.sources) files.push_back(source.get());
    draft_.parts.hash = edition::ContentHash(files, Folder(draft_.header->path));
    const v1::Edition& text = draft_.parts.text;
    const At header(draft_.header, &draft_.header->root);
    if (!text.published()) return;
    const std::string hint =
        absl::StrCat("a published edition states the hash of its files: ", draft_.parts.hash);
    edition::RequireField(draft_, header, "content_hash", hint.c_str());
    if (text.content_hash().empty() || text.content_hash() == draft_.parts.hash) return;
    draft_.reporter.Error(
        header.Child("content_hash").Value(), "hash-differs",
        absl::StrCat("the files of this published edition have the hash ", draft_.parts.hash),
        "a published edition never changes: make a new one");
  }

  Draft draft_;
};

EditionResult Edition::Load(std::vector<RuleText> files, const EditionLimits& limits) {
  return Loader(limits).Load(std::move(files));
}

}  // namespace risk
