// Each time limit of the edition is told by its cases to the day, and reaches nothing but the rules that cite
// it: with a limit one unit longer only those come out differently, and between the two limits there is one day
// on which they turn.
#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "risk/assessor.h"
#include "risk/edition/editions.h"
#include "risk/edition/readers.h"
#include "risk/schema/date.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/edition.pb.h"
#include "tests/rules/samples.h"

namespace risk {
namespace {

// Days in one unit of a time limit; nothing for other parameters.
std::optional<int> DaysOfUnit(const v1::Parameter& parameter) {
  static const std::map<std::string, int>& units =
      *new std::map<std::string, int>{{"days", 1}, {"working days", 7}, {"months", 31}, {"years", 366}};
  const auto unit = units.find(parameter.unit());
  if (unit == units.end() || parameter.value(0).kind_case() != v1::Parameter::Value::kInt) return std::nullopt;
  return unit->second;
}

const std::shared_ptr<const Edition>& TheEdition() {
  static const auto& edition = *new std::shared_ptr<const Edition>(Editions::Load(kSampledEdition).edition);
  return edition;
}

// The edition with one limit a unit longer.
Assessor Longer(const v1::Parameter& parameter) {
  v1::RuleFile rules;
  rules.set_topic("A longer limit");
  rules.add_replace(absl::StrCat("param.", parameter.id()));
  v1::Parameter& longer = *rules.add_parameter();
  longer = parameter;
  for (v1::Parameter::Value& value : *longer.mutable_value()) value.set_int_(value.int_() + 1);
  std::string text;
  google::protobuf::TextFormat::PrintToString(rules, &text);
  const std::string header =
      absl::StrCat("id: \"longer\" version: \"1\" title: \"A longer limit\" extends: \"", kSampledEdition, "\"");
  const EditionResult edition = Editions::LoadTexts({{"edition.textproto", header}, {"rules.textproto", text}});
  EXPECT_TRUE(edition.ok()) << ToString(edition.problems);
  return *Assessor::Create(edition.edition);
}

Results Evaluate(const Assessor& assessor, const v1::Case& record, const v1::Date& day, Assessor::Workspace& scratch) {
  AssessOptions options;
  options.assessed_on = day;
  const absl::StatusOr<const Results*> results = assessor.Evaluate(record, options, scratch);
  EXPECT_TRUE(results.ok()) << results.status();
  return results.ok() ? **results : Results();
}

// What comes of every record on its day, once for all limits.
const std::vector<Results>& ResultsNow() {
  static const std::vector<Results>& all = *[] {
    auto* results = new std::vector<Results>;
    const Assessor assessor = *Assessor::Create(TheEdition());
    Assessor::Workspace scratch;
    for (const Sample& sample : Samples()) {
      results->push_back(Evaluate(assessor, sample.record, sample.assessed_on, scratch));
    }
    return results;
  }();
  return all;
}

std::vector<std::string> Turned(const Edition& edition, const Results& a, const Results& b) {
  std::vector<std::string> rules;
  for (size_t i = 0; i < a.factors.size(); ++i) {
    if (a.factors[i] != b.factors[i]) rules.push_back(edition.factors()[i].text->id());
  }
  for (size_t i = 0; i < a.findings.size(); ++i) {
    if (a.findings[i] != b.findings[i]) rules.push_back(edition.findings()[i].text->id());
  }
  for (size_t i = 0; i < a.checks.size(); ++i) {
    if (a.checks[i] != b.checks[i]) rules.push_back(edition.checks()[i].text->id());
  }
  for (size_t i = 0; i < a.instruments.size(); ++i) {
    if (a.instruments[i].low != b.instruments[i].low || a.instruments[i].high != b.instruments[i].high) {
      rules.push_back(edition.instruments()[i].text->id());
    }
  }
  return rules;
}

bool Has(const std::vector<std::string>& rules, const std::string& rule) {
  return std::find(rules.begin(), rules.end(), rule) != rules.end();
}

// States and due dates, which are no outcomes: "check/element/state/due".
std::set<std::string> Clocks(const Assessor& assessor, const Sample& sample) {
  AssessOptions options;
  options.assessed_on = sample.assessed_on;
  options.detail = Detail::kResults;
  const absl::StatusOr<v1::Assessment> assessment = assessor.Assess(sample.record, options);
  EXPECT_TRUE(assessment.ok()) << assessment.status();
  std::set<std::string> clocks;
  if (!assessment.ok()) return clocks;
  for (const v1::OpenItem& item : assessment->missing()) {
    clocks.insert(absl::StrCat(item.check(), "/", item.element(), "/", item.state(), "/", item.due().ShortDebugString()));
  }
  for (const v1::FindingResult& finding : assessment->finding()) {
    clocks.insert(absl::StrCat(finding.id(), "/", finding.element(), "/", finding.due().ShortDebugString()));
  }
  return clocks;
}

bool ATickIsSeen(const Assessor& now, const Assessor& longer) {
  return std::any_of(Samples().begin(), Samples().end(),
                     [&](const Sample& sample) { return Clocks(now, sample) != Clocks(longer, sample); });
}

v1::Date Plus(const v1::Date& date, int days) { return schema::DateOfDay(schema::DaysOf(date)->first + days); }

class Windows : public testing::TestWithParam<int> {
 protected:
  const v1::Parameter& parameter() const { return *TheEdition()->parameters()[GetParam()].text; }
  // What completes a list, or answers a question, reaches whatever reads the list or the answer.
  bool ReachesTheRecord(const std::map<std::string, int>& citing) const {
    const auto cites = [&](const auto& rule) { return citing.count(rule.text->id()) > 0; };
    const auto& closures = TheEdition()->closures();
    const auto& implications = TheEdition()->implications();
    return std::any_of(closures.begin(), closures.end(), cites) ||
           std::any_of(implications.begin(), implications.end(), cites);
  }
};

TEST_P(Windows, OneDayTurnsWhatCitesIt) {
  const Edition& edition = *TheEdition();
  const std::map<std::string, int> citing = Readers(edition).DistancesFrom(parameter().id());
  const bool reaches_the_record = ReachesTheRecord(citing);
  const Assessor now = *Assessor::Create(TheEdition());
  const Assessor longer = Longer(parameter());
  Assessor::Workspace scratch;
  Assessor::Workspace scratch_longer;
  int turning = 0;
  int days_found = 0;
  for (size_t k = 0; k < Samples().size(); ++k) {
    const Sample& sample = Samples()[k];
    const Results with_longer = Evaluate(longer, sample.record, sample.assessed_on, scratch_longer);
    const std::vector<std::string> turned = Turned(edition, ResultsNow()[k], with_longer);
    for (const std::string& rule : turned) {
      EXPECT_TRUE(reaches_the_record || citing.count(rule) > 0) << rule << " does not cite " << parameter().id() << ": " << sample.name;
    }
    if (turned.empty()) continue;
    if (days_found > 0 || ++turning > 5) continue;
    // As if assessed earlier: by then the limit had not run out.
    int turns = 0;
    Results last = ResultsNow()[k];
    for (int back = 1; back <= *DaysOfUnit(parameter()); ++back) {
      const Results before = Evaluate(now, sample.record, Plus(sample.assessed_on, -back), scratch);
      turns += Has(Turned(edition, before, last), turned[0]);
      last = before;
    }
    days_found += turns == 1 && !Has(Turned(edition, last, with_longer), turned[0]);
  }
  EXPECT_TRUE(turning > 0 || ATickIsSeen(now, longer))
      << "no case lies between " << parameter().id() << " and one of the " << parameter().unit() << " more";
}

std::vector<int> Limits() {
  std::vector<int> limits;
  for (size_t i = 0; i < TheEdition()->parameters().size(); ++i) {
    if (DaysOfUnit(*TheEdition()->parameters()[i].text).has_value()) limits.push_back(static_cast<int>(i));
  }
  return limits;
}

INSTANTIATE_TEST_SUITE_P(Limits, Windows, testing::ValuesIn(Limits()), [](const auto& info) {
  return TheEdition()->parameters()[info.param].text->id();
});

}  // namespace
}  // namespace risk
