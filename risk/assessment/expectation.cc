#include "risk/assessment/expectation.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "risk/assessment/asked_expectation.h"
#include "risk/assessment/instruments.h"
#include "risk/assessment/published_expectation.h"
#include "risk/schema/date.h"

namespace risk::assessment {

using edition::Formula;
using evaluation::Value;
using evaluation::ValueKind;

namespace {

// What is known of the rule that an expectation names.
struct Actual {
  bool is_found = false;
  std::optional<v1::Outcome> outcome;
  std::optional<Range> range;
  std::string band_low, band_high, state;
  std::vector<std::string> missing;
  std::set<std::string> elements;
  std::set<std::string> due;  // of the elements expected, or of all
  std::optional<v1::Finding::Severity> severity;
};

class Comparison {
 public:
  Comparison(const v1::Expectation& expected, const TestedCase& tested)
      : expected_(expected), tested_(tested), evaluation_(*tested.evaluation) {}

  std::vector<Mismatch> Run();

 private:
  void Expect(bool holds, const std::string& what, std::string expected, std::string actual);
  template <typename Level>
  void CompareRange(const Level& level);
  void CompareLevel();
  void CompareNothingOpen();
  void CompareOutcomes();
  void CompareRule();
  // The date by which an open check or a finding is due, if its element is one of those expected.
  template <typename Result>
  void AddDue(const Result& result, Actual& actual) const {
    const auto& wanted = expected_.element();
    const bool is_expected =
        wanted.empty() || std::find(wanted.begin(), wanted.end(), result.element()) != wanted.end();
    if (is_expected && result.has_due()) actual.due.insert(schema::DateText(result.due()));
  }
  Actual Find();
  Actual OfFormula(const Formula& formula);
  Actual OfCheck(const edition::Check& check);
  Actual OfFinding(const edition::Finding& finding);
  Actual OfElement(const v1::InstrumentResult& result);
  Actual OfInstrument(const edition::Instrument& instrument);

  std::vector<std::string> Paths(const std::vector<int>& pieces) {
    return evaluation_.pieces().Paths(pieces);
  }

  const v1::Expectation& expected_;
  const TestedCase& tested_;
  CaseEvaluation& evaluation_;
  std::string rule_;
  std::vector<Mismatch> mismatches_;
};

void Comparison::Expect(bool holds, const std::string& what, std::string expected,
                        std::string actual) {
  if (!holds) mismatches_.push_back({rule_, what, std::move(expected), std::move(actual)});
}

std::optional<Range> RangeOf(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kInt:
      return Range{static_cast<double>(value.int_range().low),
                   static_cast<double>(value.int_range().high)};
    case ValueKind::kDouble:
      return Range{value.double_range().low, value.double_range().high};
    default:
      return std::nullopt;
  }
}

Actual Comparison::OfFormula(const Formula& formula) {
  if (!formula.has_value()) return Actual();  // the rule has no such condition
  Actual actual;
  actual.is_found = true;
  const Value value = evaluation_.Evaluate(formula);
  actual.range = RangeOf(value);
  if (value.Is(ValueKind::kBool)) actual.outcome = OutcomeOf(value.truth());
  if (!actual.outcome.has_value()) actual.outcome = value.is_decided() ? v1::TRUE : v1::UNKNOWN;
  if (value.is_error()) actual.outcome = v1::OUTCOME_UNSPECIFIED;
  if (expected_.missing_size() > 0) actual.missing = Paths(evaluation_.Missing(formula));
  return actual;
}

Actual Comparison::OfCheck(const edition::Check& check) {
  Actual actual;
  actual.is_found = true;
  actual.outcome = v1::FALSE;
  for (const OpenLine& line : tested_.open_checks) {
    if (line.item.check() != check.text->id()) continue;
    actual.outcome =
        std::max(*actual.outcome, line.item.need_is_certain() ? v1::TRUE : v1::UNKNOWN);
    actual.state = line.item.state();
    if (!line.item.element().empty()) actual.elements.insert(line.item.element());
    AddDue(line.item, actual);
    for (std::string& path : Paths(line.pieces)) actual.missing.push_back(std::move(path));
  }
  if (expected_.missing_size() > 0 && !check.each.has_value()) {
    for (const Formula* formula : {&check.needed, &check.satisfied}) {
      for (std::string& path : Paths(evaluation_.Missing(*formula))) {
        actual.missing.push_back(std::move(path));
      }
    }
  }
  return actual;
}

Actual Comparison::OfFinding(const edition::Finding& finding) {
  Actual actual;
  actual.is_found = true;
  actual.outcome = OutcomeOf(evaluation_.TruthOf(finding.made));
  for (const v1::FindingResult& result : tested_.findings) {
    if (result.id() != finding.text->id()) continue;
    if (!result.element().empty()) actual.elements.insert(result.element());
    AddDue(result, actual);
    actual.severity = result.severity();
  }
  if (expected_.missing_size() > 0) actual.missing = Paths(evaluation_.Missing(finding.made));
  return actual;
}

// Of an instrument that is made for each element: the result of the one that is expected.
Actual Comparison::OfElement(const v1::InstrumentResult& result) {
  Actual actual;
  actual.is_found = true;
  for (const v1::InstrumentResult& one : result.of_element()) {
    if (one.element() != expected_.element(0)) continue;
    actual.elements.insert(one.element());
    actual.outcome = one.applies();
    if (one.applies() != v1::FALSE) actual.range = Range{one.low(), one.high()};
    actual.band_low = one.band_low();
    actual.band_high = one.band_high();
    for (const v1::ItemResult& item : one.item()) {
      if (item.id() != expected_.item()) continue;
      actual.outcome = item.outcome();
      actual.range = Range{item.low(), item.high()};
    }
  }
  return actual;
}

Actual Comparison::OfInstrument(const edition::Instrument& instrument) {
  std::vector<v1::RuleError> errors;
  if (instrument.each.has_value() && expected_.element_size() > 0) {
    return OfElement(MakeInstrumentResult(instrument, Detail::kResults, evaluation_, errors));
  }
  if (!expected_.item().empty()) {
    for (const edition::Item& item : instrument.items) {
      if (item.text->id() != expected_.item()) continue;
      if (item.when.has_value()) return OfFormula(item.when);
      return OfFormula(item.value);
    }
    return Actual();
  }
  Actual actual;
  actual.is_found = true;
  const v1::InstrumentResult result =
      MakeInstrumentResult(instrument, Detail::kResults, evaluation_, errors);
  actual.outcome = result.applies();
  if (result.applies() != v1::FALSE) actual.range = Range{result.low(), result.high()};
  actual.band_low = result.band_low();
  actual.band_high = result.band_high();
  if (expected_.missing_size() > 0) actual.missing = Paths(evaluation_.MissingOfInstrument(instrument));
  return actual;
}

Actual Comparison::Find() {
  const Edition& edition = evaluation_.edition();
  const edition::Step rule = edition.Find(expected_.rule());
  if (rule.index < 0) return Actual();
  switch (rule.kind) {
    case edition::RuleKind::kFactor:
      return OfFormula(edition.factors()[rule.index].when);
    case edition::RuleKind::kCheck:
      return OfCheck(edition.checks()[rule.index]);
    case edition::RuleKind::kFinding:
      return OfFinding(edition.findings()[rule.index]);
    case edition::RuleKind::kInstrument:
      return OfInstrument(edition.instruments()[rule.index]);
    case edition::RuleKind::kClosure:
      return OfFormula(edition.closures()[rule.index].when);
    case edition::RuleKind::kFact: {
      // A fact that takes a parameter has no value of its own.
      const edition::Fact& fact = edition.facts()[rule.index];
      return fact.variable >= 0 ? OfFormula(fact.value) : Actual();
    }
    case edition::RuleKind::kStandard:
      return OfFormula(edition.standards()[rule.index].applies);
    case edition::RuleKind::kPrompt: {
      const edition::Prompt& prompt = edition.prompts()[rule.index];
      return OfFormula(expected_.item() == "applies" ? prompt.applies : prompt.met);
    }
    case edition::RuleKind::kSelection:
      return OfFormula(edition.selections()[rule.index].when);
    case edition::RuleKind::kTally: {
      const edition::Tally& tally = edition.tallies()[rule.index];
      return OfFormula(expected_.item() == "among" ? tally.among : tally.when);
    }
    default:
      return Actual();
  }
}

void Comparison::CompareRule() {
  rule_ = expected_.rule();
  if (!expected_.item().empty()) absl::StrAppend(&rule_, ".", expected_.item());
  for (const v1::PublishedResult& published : tested_.published) {
    if (published.id() != expected_.rule()) continue;
    for (Mismatch& mismatch : ComparePublished(expected_, published)) {
      mismatches_.push_back(std::move(mismatch));
    }
    return;
  }
  const Actual actual = Find();
  if (!actual.is_found) {
    Expect(false, "rule", "a rule with this id", "none in the edition");
    return;
  }
  if (expected_.has_outcome()) {
    const v1::Outcome outcome = actual.outcome.value_or(v1::OUTCOME_UNSPECIFIED);
    Expect(outcome == expected_.outcome(), "outcome", v1::Outcome_Name(expected_.outcome()),
           outcome == v1::OUTCOME_UNSPECIFIED ? "an error" : v1::Outcome_Name(outcome));
  }
  const bool says_something = expected_.has_outcome() || expected_.has_low() ||
                              expected_.has_high() || !expected_.band_low().empty() ||
                              !expected_.band_high().empty() || !expected_.state().empty() ||
                              expected_.missing_size() > 0 || expected_.element_size() > 0 ||
                              expected_.has_due() || expected_.has_severity();
  Expect(says_something, "expectation", "something that must hold of the rule", "nothing");
  const auto number = [](double value) { return absl::StrFormat("%.12g", value); };
  const std::string range =
      actual.range.has_value()
          ? absl::StrCat(number(actual.range->low), " to ", number(actual.range->high))
          : "no number";
  if (expected_.has_low()) {
    Expect(actual.range.has_value() && IsSame(actual.range->low, expected_.low()), "low",
           number(expected_.low()), range);
  }
  if (expected_.has_high()) {
    Expect(actual.range.has_value() && IsSame(actual.range->high, expected_.high()), "high",
           number(expected_.high()), range);
  }
  const auto text = [this](const std::string& want, const std::string& got, const char* what) {
    if (!want.empty()) Expect(want == got, what, want, got.empty() ? "none" : got);
  };
  text(expected_.band_low(), actual.band_low, "band_low");
  text(expected_.band_high(), actual.band_high, "band_high");
  text(expected_.state(), actual.state, "state");
  for (const std::string& path : expected_.missing()) {
    const bool is_missing =
        std::find(actual.missing.begin(), actual.missing.end(), path) != actual.missing.end();
    Expect(is_missing, "missing", path,
           absl::StrCat("[", absl::StrJoin(actual.missing, ", "), "]"));
  }
  if (expected_.has_due()) {
    const std::set<std::string> wanted = {schema::DateText(expected_.due())};
    Expect(wanted == actual.due, "due", *wanted.begin(),
           actual.due.empty() ? "none" : absl::StrJoin(actual.due, ", "));
  }
  if (expected_.has_severity()) {
    Expect(actual.severity == expected_.severity(), "severity",
           v1::Finding::Severity_Name(expected_.severity()),
           actual.severity ? v1::Finding::Severity_Name(*actual.severity) : "none");
  }
  if (expected_.element_size() > 0) {
    const std::set<std::string> wanted(expected_.element().begin(), expected_.element().end());
    Expect(wanted == actual.elements, "element", absl::StrJoin(wanted, ", "),
           actual.elements.empty() ? "none" : absl::StrJoin(actual.elements, ", "));
  }
}

// `level` is that of a group or of a person in it.
template <typename Level>
void Comparison::CompareRange(const Level& level) {
  if (expected_.has_at_least()) {
    Expect(level.at_least() == expected_.at_least(), "at_least",
           v1::Level_Name(expected_.at_least()), v1::Level_Name(level.at_least()));
  }
  if (expected_.has_could_be()) {
    Expect(level.could_be() == expected_.could_be(), "could_be",
           v1::Level_Name(expected_.could_be()), v1::Level_Name(level.could_be()));
  }
  if (expected_.has_provisional()) {
    Expect(level.provisional() == expected_.provisional(), "provisional",
           expected_.provisional() ? "yes" : "no", level.provisional() ? "yes" : "no");
  }
  std::set<std::string> pieces;
  for (const v1::LevelReason& reason : level.could_raise()) {
    for (const int number : reason.explanation().missing()) {
      pieces.insert(evaluation_.pieces().ReferredPath(number));
    }
  }
  for (const std::string& path : expected_.missing()) {
    Expect(pieces.count(path) > 0, "missing", path,
           absl::StrCat("[", absl::StrJoin(pieces, ", "), "]"));
  }
}

void Comparison::CompareLevel() {
  const std::string& who = expected_.person();
  rule_ = absl::StrCat("level ", v1::Group_Name(expected_.group()), who.empty() ? "" : " of ", who);
  for (const v1::GroupLevel& level : tested_.levels.groups) {
    if (level.group() != expected_.group()) continue;
    if (who.empty()) return CompareRange(level);
    std::vector<std::string> people;
    for (const v1::PersonLevel& person : level.of_person()) {
      if (person.label() == who) return CompareRange(person);
      people.push_back(person.label());
    }
    return Expect(false, "person", "a level of this person",
                  people.empty() ? "none" : absl::StrJoin(people, ", "));
  }
  Expect(false, "group", "a level of this group", "none");
}

void Comparison::CompareNothingOpen() {
  rule_ = "nothing_open";
  std::vector<std::string> open;
  for (const OpenLine& line : tested_.open_checks) open.push_back(line.item.check());
  for (const v1::FindingResult& finding : tested_.findings) open.push_back(finding.id());
  Expect(open.empty(), "nothing_open", "nothing", absl::StrJoin(open, ", "));
}

// Of several rules at once; "instrument.item" is one of an instrument's items. What begins with no
// rule's id is a condition.
void Comparison::CompareOutcomes() {
  const auto compare = [this](const std::string& id, v1::Outcome outcome) {
    const size_t dot = id.find('.');
    const edition::Step rule = evaluation_.edition().Find(id.substr(0, dot));
    const bool is_rule = rule.index >= 0 && (dot == std::string::npos ||
                                             rule.kind == edition::RuleKind::kInstrument);
    if (!is_rule) {
      for (Mismatch& mismatch : CompareCondition(id, outcome, evaluation_)) {
        mismatches_.push_back(std::move(mismatch));
      }
      return;
    }
    v1::Expectation one;
    one.set_rule(id.substr(0, dot));
    if (dot != std::string::npos) one.set_item(id.substr(dot + 1));
    if (expected_.rule().empty()) *one.mutable_element() = expected_.element();
    one.set_outcome(outcome);
    for (Mismatch& mismatch : Comparison(one, tested_).Run()) {
      mismatches_.push_back(std::move(mismatch));
    }
  };
  for (const std::string& id : expected_.is_true()) compare(id, v1::TRUE);
  for (const std::string& id : expected_.is_false()) compare(id, v1::FALSE);
  for (const std::string& id : expected_.is_unknown()) compare(id, v1::UNKNOWN);
}

std::vector<Mismatch> Comparison::Run() {
  if (expected_.nothing_open()) CompareNothingOpen();
  if (expected_.has_group()) CompareLevel();
  CompareOutcomes();
  for (Mismatch& mismatch : CompareAsked(expected_, tested_.missing)) {
    mismatches_.push_back(std::move(mismatch));
  }
  for (const v1::RowExpectation& row : expected_.row()) {
    for (Mismatch& mismatch : CompareRow(row, evaluation_)) mismatches_.push_back(std::move(mismatch));
  }
  if (!expected_.person().empty() && !expected_.has_group()) {
    Expect(false, "person", "a group beside it", "none");
  }
  if (!expected_.rule().empty()) CompareRule();
  const bool lists_rules = expected_.is_true_size() + expected_.is_false_size() +
                               expected_.is_unknown_size() >
                           0;
  const bool says_something = expected_.nothing_open() || expected_.has_group() || lists_rules ||
                              !expected_.rule().empty() || !expected_.person().empty() ||
                              expected_.row_size() > 0 || SpeaksOfAsks(expected_);
  Expect(says_something, "expectation", "a rule, a group, a row or nothing_open", "none of them");
  return std::move(mismatches_);
}

}  // namespace

std::vector<Mismatch> Compare(const v1::Expectation& expected, const TestedCase& tested) {
  return Comparison(expected, tested).Run();
}

}  // namespace risk::assessment
