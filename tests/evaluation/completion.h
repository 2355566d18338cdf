// Ways of completing an incomplete record: all of them, or random ones.
#ifndef TESTS_EVALUATION_COMPLETION_H_
#define TESTS_EVALUATION_COMPLETION_H_

#include <cstddef>
#include <functional>
#include <vector>

#include "tests/evaluation/small_record.pb.h"

namespace risk::test {

// Picks one of `count` possibilities, from 0.
using Choose = std::function<int(int count)>;

// Goes through all sequences of choices, one at a time:
//
//   Choices choices;
//   do { … choices.Next(3) … choices.Next(2) … } while (choices.Advance());
class Choices {
 public:
  int Next(int count) {
    if (position_ == made_.size()) made_.push_back({0, count});
    return made_[position_++].index;
  }
  // Moves to the next sequence; false after the last.
  bool Advance() {
    made_.resize(position_);
    position_ = 0;
    while (!made_.empty() && made_.back().index + 1 >= made_.back().count) made_.pop_back();
    if (made_.empty()) return false;
    ++made_.back().index;
    return true;
  }

 private:
  struct Choice {
    int index;
    int count;
  };
  std::vector<Choice> made_;
  size_t position_ = 0;
};

// Fills in every field that says nothing, and adds up to `most_more` elements to each open list,
// anywhere in it. Only fields whose names are in `fields` are filled, at any depth; empty for all.
// What is completed is one of a few values for each kind, within the field's range.
SmallRecord Complete(const SmallRecord& record, const std::vector<std::string>& fields,
                     int most_more, const Choose& choose);

// A record with random parts, many of them missing.
SmallRecord RandomRecord(const Choose& choose);

// Takes one random statement away: a field, an answer's value, a part of a date, an element of an
// open list, the completeness of a list. Nothing may be left to take.
void Forget(SmallRecord* record, const Choose& choose);

}  // namespace risk::test

#endif  // TESTS_EVALUATION_COMPLETION_H_
