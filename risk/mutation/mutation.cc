#include "risk/mutation/mutation.h"

#include <algorithm>
#include <atomic>
#include <random>
#include <thread>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "risk/mutation/edition_changes.h"
#include "risk/mutation/reach.h"
#include "risk/mutation/vocabulary.h"
#include "risk/rule_testing/case_runner.h"
#include "risk/rule_testing/prepared_case.h"
#include "risk/textproto/scanner.h"

namespace risk {

using mutation::Change;
using rule_testing::CaseRunner;
using rule_testing::PreparedCase;

namespace {

// The mark of a published edition would refuse every change.
void MakeDraft(std::vector<RuleText>& files) {
  for (RuleText& file : files) {
    if (!absl::EndsWith(file.path, "edition.textproto")) continue;
    textproto::Node root;
    std::vector<textproto::Flaw> flaws;
    textproto::Scan(file.text, 16, root, flaws);
    const textproto::Node* published = root.Child("published");
    if (published != nullptr) {
      std::fill(file.text.begin() + published->begin, file.text.begin() + published->end, ' ');
    }
  }
}

// As many of the indices below `count` as the sample has, drawn by the seed; all if it is empty.
std::vector<size_t> Draw(size_t count, const MutationOptions& options) {
  std::vector<size_t> indices(count);
  for (size_t i = 0; i < count; ++i) indices[i] = i;
  if (options.sample == 0 || options.sample >= count) return indices;
  // Distributions of the standard library differ between implementations; this does not.
  std::mt19937_64 random(options.seed);
  for (size_t i = 0; i < options.sample; ++i) {
    std::swap(indices[i], indices[i + random() % (count - i)]);
  }
  indices.resize(options.sample);
  std::sort(indices.begin(), indices.end());
  return indices;
}

class Mutator {
 public:
  Mutator(const MutationInput& input, const MutationOptions& options)
      : input_(input), options_(options), files_(input.files) {
    MakeDraft(files_);
  }

  MutationReport Run();

 private:
  void RunUnchanged(const Edition& edition);
  bool IsMeant(const Change& change) const;
  void TryAll();
  void Try(Mutant& mutant) const;

  const MutationInput& input_;
  const MutationOptions& options_;
  std::vector<RuleText> files_;
  std::vector<PreparedCase> cases_;
  const mutation::Reach* reach_ = nullptr;
  MutationReport report_;
};

MutationReport Mutator::Run() {
  EditionResult result = Edition::Load(files_, {}, input_.bases);
  report_.problems = std::move(result.problems);
  if (!result.ok()) return std::move(report_);
  report_.edition = result.edition->name();
  RunUnchanged(*result.edition);
  if (!report_.failed.empty()) return std::move(report_);
  const mutation::Vocabulary vocabulary(*result.edition);
  std::vector<Change> changes = mutation::ChangesOf(files_, vocabulary);
  changes.erase(std::remove_if(changes.begin(), changes.end(),
                               [this](const Change& change) { return !IsMeant(change); }),
                changes.end());
  report_.places = changes.size();
  for (const size_t index : Draw(changes.size(), options_)) {
    report_.mutants.emplace_back().change = std::move(changes[index]);
  }
  const mutation::Reach reach(*result.edition, cases_);
  reach_ = &reach;
  TryAll();
  return std::move(report_);
}

void Mutator::RunUnchanged(const Edition& edition) {
  CaseRunner runner(edition);
  for (const MutationCases& cases : input_.cases) {
    for (const v1::TestCase& test : cases.file.case_()) {
      cases_.push_back(rule_testing::Prepare(cases.file, test, cases.path));
      CaseResult result = runner.Run(cases_.back());
      if (!result.failures.empty()) report_.failed.push_back(std::move(result));
    }
  }
}

bool Mutator::IsMeant(const Change& change) const {
  return options_.in.empty() ||
         std::any_of(options_.in.begin(), options_.in.end(), [&change](const std::string& part) {
           return absl::StrContains(change.place.file, part);
         });
}

void Mutator::TryAll() {
  std::atomic<size_t> next = 0;
  const auto work = [&](bool tells) {
    for (size_t i = next++; i < report_.mutants.size(); i = next++) {
      if (tells && options_.progress) options_.progress(i, report_.mutants.size());
      Try(report_.mutants[i]);
    }
  };
  std::vector<std::thread> others;
  for (int i = 1; i < options_.jobs; ++i) others.emplace_back(work, false);
  work(true);
  for (std::thread& other : others) other.join();
}

void Mutator::Try(Mutant& mutant) const {
  std::vector<RuleText> files = files_;
  const Change& change = mutant.change;
  files[change.file].text.replace(change.begin, change.length, change.text);
  const EditionResult result = Edition::Load(std::move(files), {}, input_.bases);
  if (!result.ok()) {
    mutant.fate = Mutant::Fate::kDoesNotLoad;
    for (const Problem& problem : result.problems) {
      if (!problem.is_error()) continue;
      mutant.killed_by = absl::StrCat(problem.message, " [", problem.code, "]");
      break;
    }
    return;
  }
  CaseRunner runner(*result.edition);
  for (const int index : reach_->Order(change)) {
    const CaseResult run = runner.Run(cases_[index]);
    if (run.failures.empty()) continue;
    mutant.fate = Mutant::Fate::kKilled;
    mutant.killed_by = absl::StrCat(run.file, ": ", run.name);
    return;
  }
}

// On one line, not too long for one.
std::string Shown(const std::string& text) {
  constexpr size_t kLongest = 100;
  std::string shown;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!is_space) shown += c;
    if (is_space && !shown.empty() && shown.back() != ' ') shown += ' ';
  }
  if (!shown.empty() && shown.back() == ' ') shown.pop_back();
  if (shown.size() <= kLongest) return shown;
  size_t end = kLongest;
  while (end > 0 && (shown[end] & 0xC0) == 0x80) --end;
  return absl::StrCat(shown.substr(0, end), "…");
}

}  // namespace

std::string Mutant::ToString() const {
  const char* word = fate == Fate::kKilled     ? "killed"
                     : fate == Fate::kSurvived ? "survived"
                                               : "does not load";
  return absl::StrCat(change.place.file, ":", change.place.line, ":", change.place.column, ": ",
                      word, ": ", Shown(change.before), " -> ",
                      change.after.empty() ? "nothing" : Shown(change.after), " [", change.kind,
                      "]");
}

size_t MutationReport::Count(Mutant::Fate fate) const {
  return std::count_if(mutants.begin(), mutants.end(),
                       [&](const Mutant& mutant) { return mutant.fate == fate; });
}

double MutationReport::Score() const {
  const size_t killed = Count(Mutant::Fate::kKilled);
  const size_t loaded = killed + Count(Mutant::Fate::kSurvived);
  return loaded == 0 ? 100 : 100.0 * killed / loaded;
}

MutationReport Mutate(const MutationInput& input, const MutationOptions& options) {
  return Mutator(input, options).Run();
}

}  // namespace risk
