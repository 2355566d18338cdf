// What is missing: checks that are open, what settling each could change, and missing pieces that
// no check covers; the most consequential first.
#ifndef RISK_ASSESSMENT_OPEN_ITEMS_H_
#define RISK_ASSESSMENT_OPEN_ITEMS_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
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
  // Open lists that its answer may complete: not asked for, here or elsewhere, until it was given.
  std::vector<int> completed;
  std::string answered_in;  // with `completed`: the list that holds the answer
  double gain = 0;          // how much they settle: of several with the same effects, more is first
};

// What settling the pieces behind undecided levels could change: those to ask for first. A piece
// waits if the answer to a wider question may make it needless, or if it counts only together with
// others that are asked for: of several that are each enough, those are chosen that need the fewest
// answers besides what is asked for anyway. If those answers do not settle it, the rest is asked for
// after them. Who declined or does not know is not asked in the stead of others; neither is a field
// that cannot say that it is not known. An open list waits for what an undecided closure rests on.
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
    const Raiser* last = nullptr;  // that was counted
  };
  // Several ways, of which one is enough.
  struct Choice {
    const Raiser* raiser;
    const Ways* ways;
  };
  void Ask(const Raiser& raiser, const Ways& ways);
  void Choose(const Choice& choice, const Ways& part);
  const Ways& Cheapest(const Ways& ways, int* cost);
  int CostOf(const Ways& ways);
  int Reckon(const Ways& ways);
  int CostOfQuestion(int id);
  int CostOfAnswer(int id) const;
  void LetListsWait();
  void AddEffectsOf(int other, int id);
  bool IsAsked(int id) const;
  void AddRaiser(const Raiser& raiser, int id);

  const Levels& levels_;
  const CaseEvaluation& evaluation_;
  std::vector<int> pieces_;
  std::vector<OfPiece> of_piece_;  // by piece
  FirstQuestions first_;
  std::vector<int> raisers_of_;  // by piece: how many rest on it
  std::vector<Choice> choices_;  // still to be made
  struct CostWhenAsked {
    size_t asked = 0;  // pieces that were asked for then
    int cost = 0;
  };
  std::vector<int> costs_;  // by question
  absl::flat_hash_map<const Ways*, CostWhenAsked> cost_of_ways_;
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
