// Which of many cases a manager looks at first today, and why. `risk oversight` is this.
//
//   risk::OversightRanking ranking;
//   // For each case; `edition` is the one that assessed it.
//   ranking.Add(assessment, record, {risk::OverseerOf(edition, assessment.assessed_on())});
//   risk::v1::OversightList list = ranking.Finish();
//
// It says where the rules call for a manager; whether and how to step in is the manager's decision.
#ifndef RISK_OVERSIGHT_H_
#define RISK_OVERSIGHT_H_

#include <optional>
#include <string>
#include <vector>

#include "risk/messages.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/date.pb.h"
#include "risk/v1/oversight.pb.h"

namespace risk {

class Edition;

// Who oversees those that hold cases, as the findings of an edition name them: its text parameter
// `overseer` on the day. Empty if it has none.
std::string OverseerOf(const Edition& edition, const v1::Date& day);

struct OversightOptions {
  // Who oversees: findings of which this is a part of `who` call for it. Empty: nobody can be told
  // apart, and every finding calls.
  std::string manager;
};

// What calls for oversight in one case: every finding that is certainly made and is urgent or names
// the manager, and every enquiry that is certainly needed, overdue, and could change a level. Nothing
// if there is none. The record tells the office and who holds the case.
//
// Missing: a finding that is only possible calls for nobody; what could settle it is an enquiry. A due
// date is overdue from the day after it on. Cost: linear in the assessment.
std::optional<v1::OversightCase> OversightOf(const v1::Assessment& assessment,
                                             const v1::Case& record,
                                             const OversightOptions& options);

// Cases in order: urgent ones first, then by the level that is certain, by how much is urgent and
// overdue, by the first date due, and by id. Keeps the cases that call for oversight and no others.
class OversightRanking {
 public:
  // `name` stands for a case without an id.
  void Add(const v1::Assessment& assessment, const v1::Case& record,
           const OversightOptions& options, const std::string& name = "");
  // Lists a case that could not be read or assessed.
  void Reject(std::string name, std::string code, std::string text);
  // The same cases give the same bytes, in whatever order they were added.
  v1::OversightList Finish() const;

 private:
  v1::OversightList list_;
  bool has_several_days_ = false;
};

}  // namespace risk

#endif  // RISK_OVERSIGHT_H_
