// An edition: a versioned set of rules, parsed, checked and compiled once, shared by any number of
// threads afterwards.
//
//   risk::EditionResult result = risk::Editions::Load("england_wales");
//   if (!result.ok()) std::cerr << risk::ToString(result.problems);
//   std::shared_ptr<const risk::Edition> edition = result.edition;
//   std::cout << edition->name() << " " << edition->hash();
//
#ifndef RISK_EDITION_EDITION_H_
#define RISK_EDITION_EDITION_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "risk/edition/edition_data.h"
#include "risk/edition/inspection_rules.h"
#include "risk/edition/rules.h"
#include "risk/edition/step.h"
#include "risk/expression/environment.h"
#include "risk/textproto/problem.h"
#include "risk/v1/edition.pb.h"

namespace risk {

class Edition;

// A rule file: its path as shown in messages, and its text. `edition.textproto` holds a
// risk.v1.Edition, every other file a risk.v1.RuleFile.
struct RuleText {
  std::string path;
  std::string text;
};

struct EditionResult {
  bool ok() const { return edition != nullptr; }
  std::shared_ptr<const Edition> edition;  // null if there is an error; warnings do not matter
  std::vector<Problem> problems;           // all of all files, in order of place
};

// Beyond one of them loading ends in an error (too-large, too-many, too-deep), never in a crash.
struct EditionLimits {
  size_t file_bytes = 4 << 20;
  size_t total_bytes = 64 << 20;
  size_t files = 4096;
  size_t rules = 20000;   // of all kinds, items and states included
  size_t problems = 500;  // further ones are dropped
};

class Edition {
 public:
  // Loads from texts. The order of `files` has no influence on anything.
  // Errors: every problem of every file at once, see docs/rule_language.md. Never throws, never
  // logs. Cost: linear in the texts, about 0.1 ms a rule.
  // `bases` are the files of editions that it may extend, by their names; see Editions for those
  // that are part of the library.
  static EditionResult Load(std::vector<RuleText> files, const EditionLimits& limits = {},
                            const std::vector<std::vector<RuleText>>& bases = {});
  // Loads every *.textproto in a folder and below, without those that say in a comment at their
  // beginning that they hold something else: "# proto-message: risk.v1.CaseFile". A folder or file
  // that cannot be read is a problem with code `unreadable`.
  static EditionResult LoadDirectory(const std::string& directory, const EditionLimits& limits = {},
                                     const std::vector<std::vector<RuleText>>& bases = {});

  Edition(const Edition&) = delete;
  Edition& operator=(const Edition&) = delete;
  ~Edition();

  const v1::Edition& text() const { return data_->text; }
  std::string name() const;  // "england_wales@2026.1"
  // SHA-256 of the rule files and of the edition that it extends, hexadecimal. Files count by their
  // path below the folder and their text with line ends made one; `content_hash` itself does not
  // count.
  const std::string& hash() const { return data_->layers.back().hash; }
  // What it extends, the lowest first, and last itself.
  const std::vector<edition::EditionLayer>& layers() const { return data_->layers; }

  const std::vector<edition::Parameter>& parameters() const { return data_->parameters; }
  // As in environment().
  const std::vector<edition::Table>& tables() const { return data_->tables; }
  const std::vector<edition::Class>& classes() const { return data_->classes; }
  const std::vector<edition::Fact>& facts() const { return data_->facts; }
  const std::vector<edition::Closure>& closures() const { return data_->closures; }
  const std::vector<edition::Implication>& implications() const { return data_->implications; }
  const std::vector<edition::View>& views() const { return data_->views; }
  const std::vector<edition::Factor>& factors() const { return data_->factors; }
  const std::vector<edition::Instrument>& instruments() const { return data_->instruments; }
  const std::vector<edition::Check>& checks() const { return data_->checks; }
  const std::vector<edition::Finding>& findings() const { return data_->findings; }
  // What official tools return on the same record.
  const std::vector<edition::Refusal>& refusals() const { return data_->refusals; }
  const std::vector<edition::Validation>& validations() const { return data_->validations; }
  const std::vector<edition::Published>& published() const { return data_->published; }
  // What inspectors look for, and how they rate it.
  const std::vector<edition::Standard>& standards() const { return data_->standards; }
  const std::vector<edition::Prompt>& prompts() const { return data_->prompts; }
  const std::vector<edition::Selection>& selections() const { return data_->selections; }
  const std::vector<edition::Matrix>& matrices() const { return data_->matrices; }
  const std::vector<edition::Tally>& tallies() const { return data_->tallies; }
  const std::vector<edition::Recommendation>& recommendations() const {
    return data_->recommendations;
  }
  // Null if the edition rates no work.
  const edition::Scheme* scheme() const {
    return data_->schemes.empty() ? nullptr : &data_->schemes.front();
  }
  // In the order of the report.
  const std::vector<edition::GroupLevel>& levels() const { return data_->levels; }
  // What the edition should cover, in the order of its files.
  const std::vector<const v1::Obligation*>& obligations() const { return data_->obligations; }
  // The edition's only calendar; null if it has none.
  const evaluation::Calendar* calendar() const {
    return data_->calendar ? &*data_->calendar : nullptr;
  }

  // Facts (without parameter), closures, views, factors, instruments, checks and findings, each after what
  // it reads: a rule that reads a list also comes after the closure of that list.
  const std::vector<edition::Step>& order() const { return data_->order; }

  // The names that the formulas were checked with, and what each variable stands for.
  const expression::Environment& environment() const { return data_->environment; }
  const std::vector<edition::VariableSource>& variables() const { return data_->variables; }

  // Everything compiled together, in the same order; the steps are in the formulas' `output`, in
  // Instrument::total and Instrument::band.
  const evaluation::Plan& plan() const { return *data_->plan; }

  // The published reading: the same record, read as official tools do. Null if nothing is published.
  // Its steps are in the formulas of what is published and of `published_instruments`, which are
  // instruments() otherwise.
  const evaluation::Plan* published_plan() const { return data_->published_plan.get(); }
  const std::vector<edition::Instrument>& published_instruments() const {
    return data_->published_instruments;
  }

  // Index among the rules of a kind, or -1.
  int Find(edition::RuleKind kind, absl::string_view id) const;
  // The rule of that id, whatever its kind; obligations do not count.
  edition::Step Find(absl::string_view id) const;
  const std::string& IdOf(const edition::Step& step) const;
  // Every rule of every kind, obligations and the catalogue of sources included.
  const std::map<edition::Step, edition::WrittenRule>& written() const { return data_->written; }
  // The layer that a rule stands in, by its place; empty for the lowest.
  std::string LayerOf(const edition::Location& at) const;
  // The formulas that decide a rule of order(); those that the rule leaves out are empty.
  std::vector<const edition::Formula*> FormulasOf(const edition::Step& rule) const;

  // Whether the edition can be used on a day (days since 1970-01-01): the edition is in force and
  // every parameter has a value. kFailedPrecondition names what is missing otherwise.
  absl::Status UsableOn(int64_t day) const;

 private:
  friend class Loader;
  explicit Edition(std::unique_ptr<const edition::EditionData> data);

  std::unique_ptr<const edition::EditionData> data_;
};

}  // namespace risk

#endif  // RISK_EDITION_EDITION_H_
