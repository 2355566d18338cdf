// Which of many cases a manager looks at first today, and why. `risk oversight` is this.
//
//   risk::OversightRanking ranking;
//   ranking.Add(assessment, record);   // for each case
//   risk::v1::OversightList list = ranking.Finish();
//
// It says where the rules call for a manager; whether and how to step in is the manager's decision.
#ifndef RISK_OVERSIGHT_H_
#define RISK_OVERSIGHT_H_

#include <optional>
#include <string>
#include <vector>

#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/oversight.pb.h"

namespace risk {

struct OversightOptions {
  // Who oversees, in the words of the edition: findings of which this is a part of `who` call for it.
  std::string manager = "senior probation officer";
};

// What calls for oversight in one case: every finding that is certainly made and is urgent or names
// the manager, and every enquiry that is certainly needed, overdue, and could change a level. Nothing
// if there is none. The record tells the office and who holds the case.
//
// Missing: a finding that is only possible calls for nobody; what could settle it is an enquiry. A due
// date is overdue from the day after it on. Cost: linear in the assessment.
std::optional<v1::OversightCase> OversightOf(const v1::Assessment& assessment,
                                             const v1::Case& record,
                                             const OversightOptions& options = {});

// Cases in order: urgent ones first, then by the level that is certain, by how much is urgent and
// overdue, by the first date due, and by id. Keeps the cases that call for oversight and no others.
class OversightRanking {
 public:
  explicit OversightRanking(OversightOptions options = {}) : options_(std::move(options)) {}

  // `name` stands for a case without an id.
  void Add(const v1::Assessment& assessment, const v1::Case& record, const std::string& name = "");
  // Lists a case that could not be read or assessed.
  void Reject(std::string name, std::string code, std::string text);
  // The same cases give the same bytes, in whatever order they were added.
  v1::OversightList Finish() const;

 private:
  OversightOptions options_;
  v1::OversightList list_;
  bool has_several_days_ = false;
};

}  // namespace risk

#endif  // RISK_OVERSIGHT_H_
