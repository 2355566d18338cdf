#include "risk/impact.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "risk/assessor.h"
#include "risk/edition/readers.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"

namespace risk {
namespace {

using Key = std::pair<std::string, std::string>;  // a rule and its element

struct Found {
  std::string title;
  bool is_certain = false;
  bool is_check = false;
};

std::map<Key, Found> ResultsOf(const v1::Assessment& assessment) {
  std::map<Key, Found> found;
  for (const v1::FindingResult& finding : assessment.finding()) {
    found[{finding.id(), finding.element()}] = {finding.title(), finding.outcome() == v1::TRUE, false};
  }
  for (const v1::OpenItem& item : assessment.missing()) {
    if (item.check().empty()) continue;
    found[{item.check(), item.element()}] = {item.title(), item.need_is_certain(), true};
  }
  return found;
}

// The rules of the two editions that are not the same, and what each of them reaches.
class Differences {
 public:
  Differences(const Edition& before, const Edition& after) {
    const std::map<std::string, std::string> old = TextsOf(before), now = TextsOf(after);
    const Readers old_readers(before), new_readers(after);
    for (const auto& [id, text] : now) {
      const auto was = old.find(id);
      if (was == old.end()) {
        Add(id, v1::RuleDifference::NEW, new_readers);
      } else if (was->second != text) {
        Add(id, v1::RuleDifference::CHANGED, new_readers);
        Add(id, v1::RuleDifference::CHANGED, old_readers);
      }
    }
    for (const auto& [id, text] : old) {
      if (now.count(id) == 0) Add(id, v1::RuleDifference::GONE, old_readers);
    }
  }

  // The rules that differ and reach one of `results`, the nearest first.
  std::vector<std::string> Reaching(const std::set<std::string>& results) const {
    std::map<std::string, int> nearest;
    for (const std::string& result : results) {
      const auto found = reached_by_.find(result);
      if (found == reached_by_.end()) continue;
      for (const auto& [rule, distance] : found->second) {
        const auto known = nearest.emplace(rule, distance).first;
        known->second = std::min(known->second, distance);
      }
    }
    std::vector<std::string> rules;
    for (const auto& [rule, distance] : nearest) rules.push_back(rule);
    std::stable_sort(rules.begin(), rules.end(), [&](const std::string& a, const std::string& b) {
      return nearest.at(a) < nearest.at(b);
    });
    return rules;
  }

  const std::map<std::string, v1::RuleDifference::Kind>& kinds() const { return kinds_; }

 private:
  static std::map<std::string, std::string> TextsOf(const Edition& edition) {
    std::map<std::string, std::string> texts;
    for (const auto& [step, rule] : edition.written()) {
      if (step.kind == edition::RuleKind::kObligation || step.kind == edition::RuleKind::kSource) continue;
      if (step.kind != edition::RuleKind::kInstrument) {
        texts[rule.id] += rule.text->SerializeAsString();
        continue;
      }
      v1::Instrument instrument = static_cast<const v1::Instrument&>(*rule.text);
      for (const v1::Instrument::Item& item : instrument.item()) {
        texts[item.id()] += item.SerializeAsString();
      }
      instrument.clear_item();
      texts[rule.id] += instrument.SerializeAsString();
    }
    return texts;
  }

  void Add(const std::string& id, v1::RuleDifference::Kind kind, const Readers& readers) {
    kinds_[id] = kind;
    for (const auto& [reader, distance] : readers.DistancesFrom(id)) {
      reached_by_[reader].emplace(id, distance);
    }
  }

  std::map<std::string, v1::RuleDifference::Kind> kinds_;
  std::map<std::string, std::map<std::string, int>> reached_by_;
};

v1::ImpactSide SideOf(const Edition& edition, const std::optional<v1::Date>& known_on) {
  v1::ImpactSide side;
  side.set_edition(edition.name());
  side.set_hash(edition.hash());
  if (known_on.has_value()) *side.mutable_known_on() = *known_on;
  return side;
}

// The items behind a level, and those that could still raise it.
std::set<std::pair<bool, std::string>> ItemsOf(const v1::GroupLevel& level) {
  std::set<std::pair<bool, std::string>> items;
  for (const v1::LevelReason& reason : level.reason()) items.insert({true, reason.rule()});
  for (const v1::LevelReason& reason : level.could_raise()) items.insert({false, reason.rule()});
  return items;
}

// The items that differ; all of them if it is none, as where a base differs.
void AddDifferent(const v1::GroupLevel& a, const v1::GroupLevel& b, std::set<std::string>* rules) {
  const std::set<std::pair<bool, std::string>> old = ItemsOf(a), now = ItemsOf(b);
  const size_t before = rules->size();
  for (const auto& item : old) {
    if (now.count(item) == 0) rules->insert(item.second);
  }
  for (const auto& item : now) {
    if (old.count(item) == 0) rules->insert(item.second);
  }
  if (rules->size() > before) return;
  for (const auto& item : now) rules->insert(item.second);
}

bool IsSame(const v1::GroupLevel& a, const v1::GroupLevel& b) {
  return a.at_least() == b.at_least() && a.could_be() == b.could_be();
}

const v1::GroupLevel* LevelOf(const v1::Assessment& assessment, v1::Group group) {
  for (const v1::GroupLevel& level : assessment.level()) {
    if (level.group() == group) return &level;
  }
  return nullptr;
}

}  // namespace

struct ImpactFinder::State {
  Assessor before, after;
  ImpactOptions options;
  Differences differences;
  v1::Impact total;
  std::map<std::tuple<v1::Group, v1::Level, v1::Level>, v1::LevelMove> moves;
  std::map<std::pair<bool, std::string>, v1::ResultTotal> results;
  struct Reached {
    int64_t cases = 0, raised = 0, lowered = 0;
  };
  std::map<std::string, Reached> reached;  // by rule

  void CompareLevels(const v1::Assessment& old, const v1::Assessment& now, v1::CaseImpact* impact,
                     std::set<std::string>* rules) {
    static const v1::GroupLevel& nothing = *new v1::GroupLevel;
    std::vector<v1::Group> groups;
    for (const auto* side : {&old, &now}) {
      for (const v1::GroupLevel& level : side->level()) {
        if (std::find(groups.begin(), groups.end(), level.group()) == groups.end()) {
          groups.push_back(level.group());
        }
      }
    }
    for (const v1::Group group : groups) {
      const v1::GroupLevel* const was = LevelOf(old, group);
      const v1::GroupLevel* const is = LevelOf(now, group);
      const v1::GroupLevel& a = was == nullptr ? nothing : *was;
      const v1::GroupLevel& b = is == nullptr ? nothing : *is;
      const std::string& title = is == nullptr ? a.title() : b.title();
      v1::LevelMove& move = moves[{group, a.at_least(), b.at_least()}];
      move.set_group(group);
      move.set_title(title);
      move.set_before(a.at_least());
      move.set_after(b.at_least());
      move.set_cases(move.cases() + 1);
      if (IsSame(a, b)) continue;
      v1::LevelImpact& level = *impact->add_level();
      level.set_group(group);
      level.set_title(title);
      level.set_at_least_before(a.at_least());
      level.set_could_be_before(a.could_be());
      level.set_at_least_after(b.at_least());
      level.set_could_be_after(b.could_be());
      AddDifferent(a, b, rules);
    }
  }

  void CompareResults(const v1::Assessment& old, const v1::Assessment& now, v1::CaseImpact* impact,
                      std::set<std::string>* rules) {
    const std::map<Key, Found> was = ResultsOf(old), is = ResultsOf(now);
    const auto add = [&](const Key& key, const Found& found, v1::Change change) {
      v1::ResultImpact& result = *impact->add_result();
      result.set_id(key.first);
      result.set_element(key.second);
      result.set_title(found.title);
      result.set_is_check(found.is_check);
      result.set_change(change);
      rules->insert(key.first);
    };
    for (const auto& [key, found] : is) {
      const auto before_it = was.find(key);
      if (before_it == was.end()) {
        add(key, found, v1::CAME);
      } else if (before_it->second.is_certain != found.is_certain) {
        add(key, found, found.is_certain ? v1::BECAME_CERTAIN : v1::BECAME_POSSIBLE);
      }
    }
    for (const auto& [key, found] : was) {
      if (is.count(key) == 0) add(key, found, v1::WENT);
    }
  }

  void Count(const v1::CaseImpact& impact) {
    total.set_cases(total.cases() + 1);
    if (!HasChanged(impact)) return;
    total.set_changed(total.changed() + 1);
    if (IsRaised(impact)) total.set_raised(total.raised() + 1);
    if (IsLowered(impact)) total.set_lowered(total.lowered() + 1);
    if (static_cast<size_t>(total.changed_case_size()) < options.most_cases) {
      *total.add_changed_case() = impact;
    }
    for (const std::string& rule : impact.because()) {
      Reached& its = reached[rule];
      ++its.cases;
      its.raised += IsRaised(impact);
      its.lowered += IsLowered(impact);
    }
    for (const v1::ResultImpact& one : impact.result()) {
      v1::ResultTotal& of = results[{one.is_check(), one.id()}];
      of.set_id(one.id());
      of.set_title(one.title());
      of.set_is_check(one.is_check());
      if (one.change() == v1::CAME) of.set_came(of.came() + 1);
      if (one.change() == v1::WENT) of.set_went(of.went() + 1);
      if (one.change() == v1::BECAME_CERTAIN) of.set_became_certain(of.became_certain() + 1);
      if (one.change() == v1::BECAME_POSSIBLE) of.set_became_possible(of.became_possible() + 1);
    }
  }
};

ImpactFinder::ImpactFinder(std::unique_ptr<State> state) : state_(std::move(state)) {}
ImpactFinder::ImpactFinder(ImpactFinder&&) noexcept = default;
ImpactFinder::~ImpactFinder() = default;

absl::StatusOr<ImpactFinder> ImpactFinder::Create(std::shared_ptr<const Edition> before,
                                                  std::shared_ptr<const Edition> after,
                                                  ImpactOptions options) {
  Differences differences(*before, *after);
  v1::Impact total;
  *total.mutable_before() = SideOf(*before, options.known_before);
  *total.mutable_after() = SideOf(*after, options.known_after);
  absl::StatusOr<Assessor> by_old = Assessor::Create(std::move(before));
  if (!by_old.ok()) return by_old.status();
  absl::StatusOr<Assessor> by_new = Assessor::Create(std::move(after));
  if (!by_new.ok()) return by_new.status();
  return ImpactFinder(std::unique_ptr<State>(new State{*std::move(by_old), *std::move(by_new),
                                                       std::move(options), std::move(differences),
                                                       std::move(total), {}, {}, {}}));
}

absl::StatusOr<v1::CaseImpact> ImpactFinder::Add(const v1::Case& record, const v1::Date& assessed_on,
                                                 const std::string& name) {
  AssessOptions options;
  options.assessed_on = assessed_on;
  options.detail = Detail::kMissing;
  options.is_evidence = state_->options.is_evidence;
  options.known_on = state_->options.known_before;
  const absl::StatusOr<v1::Assessment> old = state_->before.Assess(record, options);
  options.known_on = state_->options.known_after;
  const absl::StatusOr<v1::Assessment> now = state_->after.Assess(record, options);
  if (!old.ok() || !now.ok()) {
    Reject();
    return old.ok() ? now.status() : old.status();
  }
  v1::CaseImpact impact;
  impact.set_input(name);
  impact.set_case_id(record.case_id());
  std::set<std::string> rules;
  state_->CompareLevels(*old, *now, &impact, &rules);
  state_->CompareResults(*old, *now, &impact, &rules);
  impact.set_open_before(old->missing_size());
  impact.set_open_after(now->missing_size());
  for (std::string& rule : state_->differences.Reaching(rules)) impact.add_because(std::move(rule));
  state_->Count(impact);
  return impact;
}

void ImpactFinder::Reject() { state_->total.set_rejected(state_->total.rejected() + 1); }

v1::Impact ImpactFinder::Finish() const {
  v1::Impact impact = state_->total;
  for (const auto& [key, move] : state_->moves) *impact.add_move() = move;
  std::vector<v1::ResultTotal> results;
  for (const auto& [key, result] : state_->results) results.push_back(result);
  const auto cases = [](const v1::ResultTotal& of) {
    return of.came() + of.went() + of.became_certain() + of.became_possible();
  };
  std::stable_sort(results.begin(), results.end(), [&](const auto& a, const auto& b) { return cases(a) > cases(b); });
  for (v1::ResultTotal& result : results) *impact.add_result() = std::move(result);
  for (const auto& [rule, kind] : state_->differences.kinds()) {
    v1::RuleDifference& difference = *impact.add_difference();
    difference.set_rule(rule);
    difference.set_kind(kind);
    const auto found = state_->reached.find(rule);
    if (found == state_->reached.end()) continue;
    difference.set_cases(found->second.cases);
    difference.set_raised(found->second.raised);
    difference.set_lowered(found->second.lowered);
  }
  return impact;
}

bool HasChanged(const v1::CaseImpact& impact) {
  return impact.level_size() + impact.result_size() > 0;
}
bool IsRaised(const v1::CaseImpact& impact) {
  return std::any_of(impact.level().begin(), impact.level().end(), [](const v1::LevelImpact& level) {
    return level.at_least_after() > level.at_least_before();
  });
}
bool IsLowered(const v1::CaseImpact& impact) {
  return std::any_of(impact.level().begin(), impact.level().end(), [](const v1::LevelImpact& level) {
    return level.at_least_after() < level.at_least_before();
  });
}

}  // namespace risk
