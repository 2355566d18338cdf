// Everything that an inspection counts, in one pass over the rows of its cases.
#ifndef RISK_INSPECTION_SAMPLE_COUNTS_H_
#define RISK_INSPECTION_SAMPLE_COUNTS_H_

#include <map>
#include <string>
#include <vector>

#include "risk/inspection/case_row.h"
#include "risk/inspection/scheme_view.h"
#include "risk/v1/inspection.pb.h"

namespace risk::inspection {

struct VerdictCounts {
  int of[v1::Verdict_ARRAYSIZE] = {};
  int judged = 0;

  void Add(const Answer& answer) {
    ++of[answer.verdict];
    judged += answer.is_judged;
  }
  void Add(const VerdictCounts& other);
  void Subtract(const VerdictCounts& other);
  v1::Counts Form() const;
};

using CountsOfQuestions = std::vector<VerdictCounts>;  // by position in the scheme

struct PromptCounts {
  VerdictCounts verdicts;
  std::vector<std::string> examples;  // the first cases in which it is not met, by id; at most five
};

struct GroupCounts {
  int cases = 0;  // that certainly belong
  int may_belong = 0;
  CountsOfQuestions questions;
};

struct TallyCounts {
  int holds = 0, does_not = 0, undecided = 0, among = 0;
};

struct CellCounts {
  int cases = 0, may_belong = 0;
};

struct RecommendationCounts {
  int cases = 0;                // in which one of its prompts is not met
  std::vector<char> is_met;     // by prompt: whether it is one of the recommendation
  std::vector<char> is_touched;  // by question: whether a prompt of it is
  CountsOfQuestions if_met;     // if its prompts were met wherever they are not
};

struct SampleCounts {
  explicit SampleCounts(const SchemeView& of);

  void Add(const CaseRow& row);

  const SchemeView& scheme;
  int cases = 0;
  CountsOfQuestions questions;
  std::vector<PromptCounts> prompts;           // by index in the edition
  std::vector<int> concerned;                  // cases that each standard concerns or may concern
  std::vector<GroupCounts> selections;         // by index; of one with `by`, may_belong alone
  std::vector<std::map<int, GroupCounts>> by_value;  // the same; by number of the value
  std::vector<TallyCounts> tallies;            // by index
  std::vector<std::vector<CellCounts>> matrices;  // by index; all columns of the first row, then …
  std::vector<RecommendationCounts> recommendations;  // by index

 private:
  // The selections of each matrix, downwards and across.
  std::vector<std::vector<int>> matrix_rows_, matrix_columns_;
};

// The selections of a family that are not made by a value.
std::vector<int> SelectionsOf(const Edition& edition, const std::string& family);

}  // namespace risk::inspection

#endif  // RISK_INSPECTION_SAMPLE_COUNTS_H_
