// How well the cases of an edition hold its rules: changes one thing at a time and sees whether any
// case notices.
//
//   risk::MutationInput input;
//   input.files = edition_files;
//   input.cases = {{"tests/rules/marac.textproto", *risk::ReadCaseFile(path)}};
//   const risk::MutationReport report = risk::Mutate(input, {});
//   for (const risk::Mutant& mutant : report.mutants) {
//     if (mutant.fate == risk::Mutant::Fate::kSurvived) std::cout << mutant.ToString() << "\n";
//   }
//
#ifndef RISK_MUTATION_MUTATION_H_
#define RISK_MUTATION_MUTATION_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "risk/edition/edition.h"
#include "risk/mutation/change.h"
#include "risk/rule_testing/case_result.h"
#include "risk/textproto/problem.h"
#include "risk/v1/case_test.pb.h"

namespace risk {

struct MutationCases {
  std::string path;  // the records that its cases build on are read from beside it
  v1::CaseFile file;
};

struct MutationInput {
  std::vector<RuleText> files;               // of the edition that is changed
  std::vector<std::vector<RuleText>> bases;  // that it may extend; they are not changed
  std::vector<MutationCases> cases;
};

struct MutationOptions {
  std::vector<std::string> in;  // only files whose path has one of these in it; none: all files
  size_t sample = 2000;  // changes to try, drawn from all there are; 0: all
  uint64_t seed = 1;     // of the draw: the same seed draws the same changes from the same files
  int jobs = 1;          // threads; makes no difference to the report
  // Called now and then, by the thread that called, with how many of how many changes were taken up.
  std::function<void(size_t done, size_t of)> progress;
};

// The edition with one change in it.
struct Mutant {
  enum class Fate {
    kKilled,       // a case fails
    kSurvived,     // all pass: no case shows that the rule is as it is
    kDoesNotLoad,  // loading finds the mistake by itself
  };
  mutation::Change change;
  Fate fate = Fate::kSurvived;
  std::string killed_by;  // "FILE: CASE", the first that fails; or the message of loading

  // FILE:LINE:COLUMN: survived: BEFORE -> AFTER [KIND]
  std::string ToString() const;
};

struct MutationReport {
  std::vector<Problem> problems;       // of the edition as it is; with an error nothing is tried
  std::vector<CaseResult> failed;      // cases that fail already; with one of them nothing is tried
  std::string edition;                 // "england_wales@2026.1"
  size_t places = 0;                   // changes that there are
  std::vector<Mutant> mutants;         // those tried, in the order of the files
  size_t Count(Mutant::Fate fate) const;
  // Killed among those that load, in per cent; 100 if there is none.
  double Score() const;
  bool ok() const { return !edition.empty() && failed.empty(); }
};

// What is changed, one thing in each mutant: operators, constants, quantifiers, names of rules,
// fields and enum values, conditions as a whole, thresholds, bands, dates, deadlines, urgency and
// points; and what is dropped: clauses, filters, roads and fields of views, implications, closures,
// items, states, values of classes. Titles, reasons, sources, wording, whom to ask, calendars and
// obligations are left alone. A published edition is tried as if it were a draft.
//
// The cases run that can notice first: those beside the rule's file or that expect something of it,
// then those of rules that read it, the nearer first, then the rest; the first that fails is enough.
//
// Errors: none but those in the report. Never throws, never logs. Reads no file but the records that
// cases build on. The report depends on `input`, `sample` and `seed` only.
// Cost: a mutant loads the edition anew (about 0.1 ms a rule) and runs the cases up to the first that
// fails (about 1 ms each); one that survives has run them all.
MutationReport Mutate(const MutationInput& input, const MutationOptions& options);

}  // namespace risk

#endif  // RISK_MUTATION_MUTATION_H_
