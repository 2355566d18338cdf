// Which question comes first where the answer to a wider one would make narrower ones needless.
//
// An implication says that a NO to the wide question is a NO to the narrow one. While the wide one
// is open, the narrow one can wait: asked after a YES, it is a question about something that
// happened; asked before, it is one of many about something that did not.
//
// Missing: what can wait stays unknown, and the ranges stay as wide as they are. Only the order of
//   asking follows from this. What no implication settles is always asked.
// Cost: the conditions of the implications that write a missing answer, once each.
#ifndef RISK_ASSESSMENT_FIRST_QUESTIONS_H_
#define RISK_ASSESSMENT_FIRST_QUESTIONS_H_

#include <map>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "risk/assessment/case_evaluation.h"

namespace risk::assessment {

class FirstQuestions {
 public:
  // `evaluation` must outlive this object.
  FirstQuestions(const std::vector<int>& pieces, CaseEvaluation& evaluation);

  // What to ask in the stead of one of the pieces: itself, or pieces that a wider answer rests on.
  // These are pieces too, or one further answer that at least two of the pieces wait for.
  const std::vector<int>& For(int piece) { return Settling(piece); }
  // What an undecided closure of this open list rests on; nothing if there is no such closure.
  std::vector<int> ClosesList(int piece);
  // Asked, and there will be no answer: nothing should wait for it.
  bool WasAsked(int piece) { return StateOf(piece) == State::kInVain; }
  // The same, or there is an answer that settles nothing: told by the person alone, or that a list
  // is not complete.
  bool WasAnswered(int piece) { return StateOf(piece) != State::kOpen; }
  // Whether an answer can say that it is not known: an Answer, and the rest of an open list.
  bool IsQuestion(int piece) const;

 private:
  // Of an answer.
  enum class State : uint8_t {
    kUnread,  // not looked at yet
    kOpen,    // nothing is there
    kGiven,   // an answer that settles nothing
    kInVain,  // asked, and there will be none
  };

  const std::vector<int>& Settling(int piece);
  std::vector<int> RestsOn(const edition::Implication::Part& writer, int piece);
  std::vector<int> Widest(const std::vector<int>& missing, int piece);
  bool IsAnswer(int piece) const;
  State StateOf(int piece);
  State ReadState(int piece) const;
  // The Answer at the piece, or that says whether its list is complete; null if there is none.
  const google::protobuf::Message* AnswerAt(int piece) const;

  CaseEvaluation& evaluation_;
  std::vector<State> states_;  // by piece
  std::map<expression::FieldPath, std::vector<const edition::Implication::Part*>> writers_;  // of reassuring answers
  absl::flat_hash_set<int> asked_;
  absl::flat_hash_map<int, std::vector<int>> first_;
  // By an answer that is no piece: those that wait for it, and all that each waits for.
  std::map<int, std::vector<std::pair<int, std::vector<int>>>> waiting_;
};

}  // namespace risk::assessment

#endif  // RISK_ASSESSMENT_FIRST_QUESTIONS_H_
