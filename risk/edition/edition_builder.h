// Builds an Edition: reads its files, checks every rule, orders and compiles them.
//
// One file a concern: edition_builder.cc reads the files, builder_names.cc knows the ids and declares them,
// builder_values.cc does parameters, tables and calendars, builder_formulas.cc conditions and values,
// builder_rules.cc facts, closures, factors, instruments and levels, builder_checks.cc checks and
// findings, builder_plan.cc the order and the plan.
#ifndef RISK_EDITION_EDITION_BUILDER_H_
#define RISK_EDITION_EDITION_BUILDER_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/edition/edition.h"
#include "risk/edition/formula_checker.h"
#include "risk/edition/references.h"
#include "risk/edition/reporter.h"

namespace risk {

class EditionBuilder {
 public:
  EditionBuilder(std::vector<RuleText> files, const EditionLimits& limits);
  // `problems` are added to those found here. Call once.
  EditionResult Build(std::vector<Problem> problems);

 private:
  using At = edition::At;
  using Formula = edition::Formula;

  // A rule and where it stands.
  template <typename T>
  struct Placed {
    const T* text;
    At at;
  };
  // Something with an id.
  struct Named {
    std::string kind;  // "fact", "param", … as in a dotted name, or "table", "calendar", "closure"
    At at;
    int index = -1;
    bool is_used = false;
  };

  // edition_builder.cc
  void ReadFiles();
  void CheckHeader();
  void CheckHash();
  template <typename T, typename Rules>
  void Collect(const edition::SourceText& file, const Rules& rules, const char* field,
               std::vector<Placed<T>>& into);
  edition::Location LocationOf(const At& at);
  void CheckReasons(const At& at, const std::string& because, bool needs_source);
  void CheckTitle(const At& at, const std::string& title);
  void CheckSources(const At& at);

  // builder_names.cc
  void CollectIds();
  template <typename T>
  void AddIds(const std::vector<Placed<T>>& rules, const char* kind);
  bool CheckId(const At& at, const std::string& id);
  void CheckLocalId(const At& at, const std::string& id, std::map<std::string, Place>& seen);
  void DeclareNames();
  int Declare(const std::string& name, expression::Type type, bool is_epistemic,
              edition::VariableSource source);
  void MarkUses(const At& at, absl::string_view expression);
  int FindNamed(absl::string_view kind, const std::string& id);
  std::vector<std::string> IdsOf(absl::string_view kind) const;
  void WarnUnused();

  // builder_values.cc
  void BuildParameters();
  void BuildParameter(const Placed<v1::Parameter>& placed, edition::Parameter& parameter);
  void CheckPeriods(const Placed<v1::Parameter>& placed, edition::Parameter& parameter);
  void BuildTables();
  void BuildCalendar();
  std::optional<expression::Days> DaysOf(const At& at, const v1::Date& date, bool must_be_full);
  std::optional<expression::Days> DaysOf(const At& at, const v1::Period& period);

  // builder_formulas.cc: conditions and values in their rules.
  Formula Check(const At& rule, const char* field, const std::string& text,
                edition::Wants wants, edition::Scope scope,
                const edition::Binding* binding = nullptr);
  Formula Synthesize(const std::string& text);
  std::optional<edition::Each> BuildEach(const At& rule, const v1::Check::Each& each,
                                         edition::Binding& binding);

  // builder_rules.cc
  void BuildFacts();
  void BuildFact(int index);
  void BuildClosures();
  void BuildFactors();
  void BuildInstruments();
  void BuildItems(const Placed<v1::Instrument>& placed, edition::Instrument& instrument);
  void BuildBands(const Placed<v1::Instrument>& placed, edition::Instrument& instrument);
  void CheckBandOrder(const At& at, const edition::Instrument& instrument);
  void BuildLevels();
  void CheckLevelInstrument(const Placed<v1::Instrument>& placed);

  // builder_checks.cc
  void BuildChecks();
  void BuildCheck(const Placed<v1::Check>& placed, edition::Check& check);
  void BuildFindings();
  void BuildFinding(const Placed<v1::Finding>& placed, edition::Finding& finding);
  template <typename Shows>
  std::vector<edition::Show> BuildShows(const At& rule, const Shows& shows,
                                        const edition::Binding* binding);
  edition::Wording BuildWording(const At& rule, const std::string& text,
                                const std::vector<edition::Show>& shows, std::set<int>& used);
  void WarnUnshown(const At& rule, const std::vector<edition::Show>& shows,
                   const std::set<int>& used);
  edition::Deadline BuildDeadline(const At& rule, const v1::Deadline& deadline,
                                  const edition::Binding* binding);
  void BuildSettles(const Placed<v1::Check>& placed, edition::Check& check);
  std::optional<expression::FieldPath> FindPath(const Place& place, absl::string_view path);

  // builder_plan.cc
  void BuildOrder();
  void BuildPlan();

  EditionLimits limits_;
  std::shared_ptr<Edition> edition_;
  edition::Reporter reporter_;
  std::vector<std::unique_ptr<edition::SourceText>> sources_;
  const edition::SourceText* header_ = nullptr;
  std::map<const edition::SourceText*, absl::string_view> paths_;  // kept by the edition

  std::vector<Placed<v1::Parameter>> parameters_;
  std::vector<Placed<v1::Table>> tables_;
  std::vector<Placed<v1::Calendar>> calendars_;
  std::vector<Placed<v1::Fact>> facts_;
  std::vector<Placed<v1::Closure>> closures_;
  std::vector<Placed<v1::Factor>> factors_;
  std::vector<Placed<v1::Instrument>> instruments_;
  std::vector<Placed<v1::Check>> checks_;
  std::vector<Placed<v1::Finding>> findings_;
  std::map<std::string, Named> named_;  // by id
};

}  // namespace risk

#endif  // RISK_EDITION_EDITION_BUILDER_H_
