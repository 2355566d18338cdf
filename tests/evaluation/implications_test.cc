// What follows from what: both evaluators agree, no completion that keeps the implications leaves the
// range that was reported, and a record that breaks one is told of and read the worse way.
#include <cstdlib>
#include <functional>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "risk/evaluation/value/support.h"
#include "risk/expression/checker.h"
#include "risk/expression/type.h"
#include "tests/evaluation/containment.h"
#include "tests/evaluation/diary_world.h"
#include "tests/evaluation/naive.h"

namespace risk::test {
namespace {

using diary::Diary;
using evaluation::ImplicationSpec;
using evaluation::Value;

// narrow implies wide, wide implies widest; ever implies an entry with a hit; an entry that was told
// is a hit; narrow implies that it was not calm.
class ImplicationsTest : public ::testing::Test {
 protected:
  ImplicationsTest() : world_(false) {
    AddOfEntry("told", false, "e.hit");
    AddOfEntry("hit", true, "e.told");
    Add("ever", false, "entries.exists(e, e.hit)");
    Add("wide", true, "narrow");
    Add("widest", true, "wide");
    Add("wide", false, "widest");
    Add("narrow", false, "wide");
    Add("narrow", false, "!calm");
  }

  // The answer reads NO where `when` is certainly false, or YES where it is certainly true.
  void Add(const std::string& answer, bool value, const std::string& when) {
    ImplicationSpec spec;
    spec.name = "implication." + answer;
    spec.answer = {Diary::descriptor()->FindFieldByName(answer)};
    spec.value = spec.when_is = value;
    spec.when = world_.Check(when);
    implications_.push_back(std::make_shared<const ImplicationSpec>(spec));
  }
  void AddOfEntry(const std::string& answer, bool value, const std::string& when) {
    ImplicationSpec spec;
    spec.name = "implication.entry_" + answer;
    spec.list = {Diary::descriptor()->FindFieldByName("entries")};
    spec.answer = {diary::Entry::descriptor()->FindFieldByName(answer)};
    spec.value = spec.when_is = value;
    const auto entry = expression::Type::Message(diary::Entry::descriptor());
    spec.when = world_.Check(when, {{"e", entry}});
    implications_.push_back(std::make_shared<const ImplicationSpec>(spec));
  }

  // Makes the plan with these questions, in the order given.
  void Ask(const std::vector<std::string>& texts) {
    std::unique_ptr<evaluation::PlanBuilder> builder = world_.Builder(implications_);
    questions_.clear();
    steps_.clear();
    for (const std::string& text : texts) {
      questions_.push_back(world_.Check(text));
      steps_.push_back(builder->AddExpression(questions_.back()));
      ASSERT_GE(steps_.back(), 0) << builder->reason();
    }
    plan_ = builder->Build();
    ASSERT_NE(plan_, nullptr) << builder->reason();
  }

  // The interpreter's answers; they live until the next call.
  std::vector<Value> Answers(const Diary& record) {
    evaluation_ = std::make_unique<evaluation::Evaluation>();
    evaluation_->set_track_support(true);
    implied_ = {};
    broken_.clear();
    evaluation::Activation activation;
    activation.record = &record;
    for (const auto& spec : implications_) {
      broken_.push_back(Imply(*spec, activation, *evaluation_, implied_));
    }
    variables_ = world_.Variables(record, *evaluation_, &implied_);
    activation.variables = variables_;
    activation.implied = &implied_;
    std::vector<Value> values;
    for (const auto& question : questions_) {
      values.push_back(Evaluate(*question, activation, *evaluation_));
    }
    return values;
  }

  DiaryWorld world_;
  DiaryWorld::Implications implications_;
  std::vector<std::shared_ptr<const expression::CheckedExpression>> questions_;
  std::vector<int> steps_;
  std::unique_ptr<const evaluation::Plan> plan_;
  std::unique_ptr<evaluation::Evaluation> evaluation_;
  evaluation::ImpliedAnswers implied_;
  std::vector<bool> broken_;
  std::vector<Value> variables_;
};

bool IsYes(const v1::Answer& answer) { return answer.value() == v1::Answer::YES; }
bool IsKept(const v1::Answer& narrow, bool wide) { return !IsYes(narrow) || wide; }

bool KeepsAll(const Diary& complete) {
  bool has_hit = false, keeps = true;
  for (const diary::Entry& entry : complete.entries()) {
    has_hit |= IsYes(entry.hit());
    keeps &= IsKept(entry.told(), IsYes(entry.hit()));
  }
  return keeps && IsKept(complete.ever(), has_hit) &&
         IsKept(complete.narrow(), IsYes(complete.wide())) &&
         IsKept(complete.wide(), IsYes(complete.widest())) &&
         IsKept(complete.narrow(), !IsYes(complete.calm()));
}

TEST_F(ImplicationsTest, NoCompletionThatKeepsThemLeavesItsRange) {
  Ask({"narrow", "wide", "widest", "ever", "entries.exists(e, e.told)", "entries.all(e, !e.hit)",
       "size(entries.filter(e, e.hit && e.told))", "size(view.all)",
       "view.all.exists(r, r.told && r.on < assessed_on)", "narrow || ever"});
  std::mt19937 random(3);
  const Choose choose = [&random](int count) {
    return static_cast<int>(random() % static_cast<unsigned>(count));
  };
  const char* rounds = std::getenv("ROUNDS");
  evaluation::PlanRun run;
  int completions = 0, whole = 0, broken = 0;
  for (int i = rounds != nullptr ? std::atoi(rounds) : 2000; i > 0 && !HasFailure(); --i) {
    const Diary record = RandomDiary(choose);
    ASSERT_TRUE(plan_->Run(record.SerializeAsString(), kDiaryDay, run).ok());
    ASSERT_TRUE(plan_->RunAgain(kDiaryDay, run).ok());
    const std::vector<Value> values = Answers(record);
    bool is_broken = false;
    for (size_t n = 0; n < implications_.size(); ++n) {
      EXPECT_EQ(run.truth(static_cast<int>(n)) == evaluation::Truth::kTrue, broken_[n]);
      is_broken |= broken_[n];
    }
    broken += is_broken;
    for (size_t q = 0; q < questions_.size(); ++q) {
      const bool is_bool = questions_[q]->type().Is(expression::Kind::kBool);
      const evaluation::PlanRun::Whole number = run.whole(steps_[q]);
      const bool same = is_bool ? run.truth(steps_[q]) == values[q].truth()
                                : number.low == values[q].int_range().low &&
                                      number.high == values[q].int_range().high;
      EXPECT_TRUE(same) << questions_[q]->text() << " " << values[q].ToText() << "\n"
                        << record.DebugString();
    }
    for (int c = 0; c < 40 && !is_broken; ++c) {
      const Diary complete = CompleteDiary(record, 1, choose);
      if (!KeepsAll(complete)) continue;
      ++whole;
      const auto rows = RowsOf(complete, false, choose);
      NaiveWorld naive;
      naive.record = &complete;
      NaiveValue list;
      list.kind = NaiveValue::Kind::kList;
      for (const diary::Row& row : *rows) {
        NaiveValue& value = list.list.emplace_back();
        value.kind = NaiveValue::Kind::kMessage;
        value.message = &row;
      }
      naive.variables = {NaiveDate(kDiaryDay), list, NaiveValue()};
      for (size_t q = 0; q < questions_.size(); ++q) {
        ++completions;
        const NaiveValue value = EvaluateNaively(questions_[q]->root(), naive);
        ASSERT_TRUE(Holds(values[q], value)) << questions_[q]->text() << "\nrange "
                                             << values[q].ToText() << "\nbut " << Show(value)
                                             << "\n" << record.DebugString();
      }
    }
  }
  std::cout << completions << " completions of " << whole << " that keep the implications, "
            << broken << " records that break one\n";
  EXPECT_GT(whole, 1000);
  EXPECT_GT(broken, 100);
}

TEST_F(ImplicationsTest, AnUnansweredNarrowOneReadsNoAndSaysWhy) {
  Ask({"narrow", "ever"});
  Diary record;
  record.mutable_widest()->set_value(v1::Answer::NO);
  record.mutable_entries_complete()->set_value(v1::Answer::YES);
  const std::vector<Value> values = Answers(record);
  EXPECT_TRUE(values[0].IsFalse());
  EXPECT_TRUE(values[1].IsFalse());
  std::vector<std::string> parts;
  evaluation::VisitSupport(values[0].support(), [&](const evaluation::Support& part, bool) {
    parts.push_back(evaluation::PathOf(part));
  });
  EXPECT_EQ(parts, (std::vector<std::string>{"implication.narrow", "implication.wide", "widest"}));
}

TEST_F(ImplicationsTest, WhereTheRecordContradictsItselfTheWorseCounts) {
  Ask({"narrow", "wide", "widest"});
  Diary record;
  record.mutable_narrow()->set_value(v1::Answer::YES);
  record.mutable_wide()->set_value(v1::Answer::NO);
  const std::vector<Value> values = Answers(record);
  EXPECT_TRUE(values[0].IsTrue());
  EXPECT_TRUE(values[1].IsTrue());
  EXPECT_TRUE(values[2].IsTrue());
  EXPECT_EQ(broken_, (std::vector<bool>{false, false, false, true, false, false, false, false}));
}

TEST_F(ImplicationsTest, NothingFollowsFromWhatIsNotKnown) {
  Ask({"narrow", "ever", "entries.exists(e, e.told)"});
  Diary record;
  record.add_entries()->set_who("p");
  for (const Value& value : Answers(record)) EXPECT_FALSE(value.is_decided());
}

}  // namespace
}  // namespace risk::test
