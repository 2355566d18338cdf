// What is missing: checks that are open, what settling each could change, and missing pieces that
// no check covers; the most consequential first.
#ifndef RISK_ASSESSMENT_OPEN_ITEMS_H_
#define RISK_ASSESSMENT_OPEN_ITEMS_H_

#include <string>
#include <vector>

#include "risk/assessment/case_evaluation.h"
#include "risk/assessment/first_questions.h"
#include "risk/assessment/levels.h"
#include "risk/results.h"
#include "risk/v1/assessment.pb.h"

namespace risk::assessment {

// A line of the report before it is ranked.
struct OpenLine {
  v1::OpenItem item;
  std::string group_as;     // lines with the same text and element are one enquiry
  std::vector<int> pieces;  // that it would settle
  double gain = 0;          // how much they settle: of several with the same effects, more is first
};

// What settling the pieces behind undecided levels could change: those to ask for first. A piece
// waits if the answer to a wider question may make it needless, or if it counts only together with
// another that is asked for anyway. If those answers do not settle it, it is asked for after them.
class Consequences {
 public:
  Consequences(const Levels& levels, CaseEvaluation& evaluation);

  // The pieces to ask for, each once, in the order of the levels' raisers.
  const std::vector<int>& pieces() const { return pieces_; }
  // Grows with the levels that rest on a piece, and the fewer others they rest on.
  double GainOf(int piece) const { return of_piece_[piece].gain; }
  // Widens the effects of an item by those of a piece.
  void AddEffects(int piece, v1::OpenItem& item) const;
  // The most consequential of the rules that rest on a piece; null if it is no item.
  const Raiser* HighestRaiser(int piece) const;

 private:
  struct OfPiece {
    std::vector<v1::Level> could_be;  // by group
    const Raiser* highest = nullptr;
    double gain = 0;
  };
  void AskCertain(const Raiser& raiser, const Ways& ways, FirstQuestions& first);
  void Ask(const Raiser& raiser, const Ways& ways, FirstQuestions& first);
  void AskPieces(const Raiser& raiser, const Ways& ways, FirstQuestions& first);
  bool IsCertain(const Ways& ways, FirstQuestions& first) const;
  void AddRaiser(const Raiser& raiser, int id);

  const Levels& levels_;
  const CaseEvaluation& evaluation_;
  std::vector<int> pieces_;
  std::vector<OfPiece> of_piece_;  // by piece
  std::vector<char> is_certain_;   // by piece: to be asked whatever is chosen
};

// Open checks, in the edition's order, and for each element in the record's order. With
// Detail::kResults nothing is said of what they would settle.
std::vector<OpenLine> OpenChecks(Detail detail, const Consequences& consequences,
                                 CaseEvaluation& evaluation, std::vector<v1::RuleError>& errors);

// Missing pieces behind undecided levels that none of `checks` would settle: a line for each agency
// and message of the record.
std::vector<OpenLine> UncoveredPieces(const Consequences& consequences,
                                      const std::vector<OpenLine>& checks,
                                      CaseEvaluation& evaluation);

// Widest change of level first, then number of groups, due date, gain, id. Lines of one enquiry
// become one. Their paths are filled in.
std::vector<v1::OpenItem> Ranked(std::vector<OpenLine> lines, const Pieces& pieces);

// Widens the effect on a group.
void AddEffect(v1::Group group, v1::Level from, v1::Level to, v1::OpenItem& item);

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_OPEN_ITEMS_H_
