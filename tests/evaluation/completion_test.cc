// Random expressions over random records: whatever is missing is filled in at random, and the
// result never leaves the range that was reported before. Taking information away never narrows a
// range.
#include "risk/evaluation/value/support.h"
#include "tests/evaluation/completion.h"

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/evaluation/containment.h"
#include "tests/evaluation/naive.h"
#include "tests/evaluation/small_world.h"

namespace risk::test {
namespace {

using evaluation::Value;

constexpr int kExpressions = 3000;
constexpr int kRecordsEach = 5;
constexpr int kCompletionsEach = 10;

// Expressions of each type, up to a depth. `i` is an Item where `in_item` is set.
class Grammar {
 public:
  explicit Grammar(const Choose& choose) : choose_(choose) {}

  std::string Any(int depth) {
    switch (choose_(6)) {
      case 0:
        return Int(depth, false);
      case 1:
        return Double(depth);
      case 2:
        return Date(depth, false);
      default:
        return Bool(depth, false);
    }
  }

  std::string Bool(int depth, bool in_item) {
    if (depth == 0) {
      const std::vector<std::string> leaves = {
          "a",          "b", "fact.f", "part.c", "flag", "true", "has(n)", "color == Color.BLUE",
          "name == 'a'", "name.matches('a|b')", "name.split('a').all(p, p == '')"};
      const std::vector<std::string> inner = {"i.hit", "i.points > 0", "i.color == Color.RED",
                                              "i.on < assessed_on"};
      return in_item && choose_(3) > 0 ? Pick(inner) : Pick(leaves);
    }
    int next = depth - 1;
    switch (choose_(in_item ? 8 : 13)) {
      case 0:
        return Operator(Bool(next, in_item), "&&", Bool(next, in_item));
      case 1:
        return Operator(Bool(next, in_item), "||", Bool(next, in_item));
      case 2:
        return absl::StrCat("!(", Bool(next, in_item), ")");
      case 3:
        return Operator(Int(next, in_item), Relation(), Int(next, in_item));
      case 4:
        return Operator(Date(next, in_item), Relation(), Date(next, in_item));
      case 5:
        return absl::StrCat("(", Bool(next, in_item), " ? ", Bool(next, in_item), " : ",
                            Bool(next, in_item), ")");
      case 6:
        return Operator(Double(next), Relation(), Double(next));
      case 7:
        return absl::StrCat("(", Int(next, in_item), " in [", Int(next, in_item), ", 1])");
      case 8:
        return absl::StrCat(Items(next), ".all(i, ", Bool(next, true), ")");
      case 9:
        return absl::StrCat(Items(next), ".exists_one(i, ", Bool(next, true), ")");
      case 10:
        return choose_(2) ? "(Color.RED in colors)" : "(Color.BLUE in part.colors)";
      default:
        return absl::StrCat(Items(next), ".exists(i, ", Bool(next, true), ")");
    }
  }

  std::string Int(int depth, bool in_item) {
    if (depth == 0) {
      const std::vector<std::string> leaves = {"n", "part.m", "free",    "0",
                                               "1", "3",      "param.p", "int(u)"};
      return in_item && choose_(2) ? "i.points" : Pick(leaves);
    }
    int next = depth - 1;
    switch (choose_(in_item ? 6 : 9)) {
      case 0:
        return Operator(Int(next, in_item), Pick({"+", "-", "*", "/", "%"}), Int(next, in_item));
      case 1:
        return absl::StrCat(Pick({"least(", "greatest("}), Int(next, in_item), ", ",
                            Int(next, in_item), ")");
      case 2:
        return absl::StrCat(Pick({"days_between(", "months_between(", "years_between("}),
                            Date(next, in_item), ", ", Date(next, in_item), ")");
      case 3:
        return absl::StrCat("(", Bool(next, in_item), " ? ", Int(next, in_item), " : ",
                            Int(next, in_item), ")");
      case 4:
        return absl::StrCat("-", Int(next, in_item));
      case 5:
        return Int(0, in_item);
      case 6:
        return absl::StrCat(Items(next), ".size()");
      case 7:
        return absl::StrCat("size(", Items(next), ".map(i, ", Int(next, true), "))");
      default:
        return absl::StrCat("sum(", Items(next), ".map(i, ", Pick({"i.points", "1 - i.points"}),
                            "))");
    }
  }

  std::string Double(int depth) {
    if (depth == 0) return Pick({"x", "0.5", "double(n)", "lookup('points', name)"});
    std::string left = Double(depth - 1);
    if (choose_(4) == 0) {
      return choose_(2) ? absl::StrCat("round(", left, ", ", Pick({"0", "1"}), ")")
                        : absl::StrCat("exp(", left, ")");
    }
    return choose_(3) ? Operator(left, Pick({"+", "-", "*", "/"}), Double(depth - 1))
                      : absl::StrCat("greatest(", left, ", ", Double(depth - 1), ")");
  }

  std::string Date(int depth, bool in_item) {
    if (depth == 0) {
      if (in_item && choose_(2)) return "i.on";
      return Pick({"d", "assessed_on", "date('2020-02-29')"});
    }
    int next = depth - 1;
    switch (choose_(in_item ? 3 : 5)) {
      case 0:
        return absl::StrCat(Pick({"add_days(", "add_months(", "add_years("}), Date(next, in_item),
                            ", ", Pick({"n", "-1", "12", "i.points", "part.m"}, in_item), ")");
      case 1:
        return absl::StrCat("(", Bool(next, in_item), " ? ", Date(next, in_item), " : ",
                            Date(next, in_item), ")");
      case 2:
        return Date(0, in_item);
      case 3:
        return absl::StrCat(Pick({"latest(", "earliest("}), "dates)");
      default:
        return absl::StrCat(Pick({"latest(", "earliest("}), Items(next), ".map(i, ",
                            Date(next, true), "))");
    }
  }

 private:
  std::string Items(int depth) {
    if (depth == 0 || choose_(2)) return "items";
    return absl::StrCat("items.filter(i, ", Bool(depth - 1, true), ")");
  }
  std::string Relation() { return Pick({"<", "<=", "==", "!=", ">", ">="}); }
  std::string Pick(const std::vector<std::string>& texts) {
    return texts[static_cast<size_t>(choose_(static_cast<int>(texts.size())))];
  }
  std::string Pick(const std::vector<std::string>& texts, bool in_item) {
    std::string text = Pick(texts);
    return !in_item && text == "i.points" ? "n" : text;
  }
  static std::string Operator(const std::string& left, const std::string& op,
                              const std::string& right) {
    return absl::StrCat("(", left, " ", op, " ", right, ")");
  }

  const Choose& choose_;
};

class CompletionTest : public testing::Test {
 protected:
  CompletionTest()
      : choose_([this](int count) {
          return static_cast<int>(random_() % static_cast<unsigned>(count));
        }) {}

  std::mt19937 random_{20210615};
  Choose choose_;
};

TEST_F(CompletionTest, NoCompletionLeavesTheRange) {
  int completions = 0, decided = 0, evaluations = 0;
  for (int e = 0; e < kExpressions; ++e) {
    SmallWorld world;
    std::string text = Grammar(choose_).Any(1 + choose_(4));
    auto expression = world.Check(text);
    ASSERT_NE(expression, nullptr) << text;
    for (int r = 0; r < kRecordsEach; ++r) {
      SmallRecord record = RandomRecord(choose_);
      Value range = Evaluate(*expression, world.Over(record), world.evaluation());
      ++evaluations;
      decided += range.is_decided() ? 1 : 0;
      bool is_undecided = !range.is_decided() && !range.is_error();
      EXPECT_EQ(!MissingPieces(range).empty(), is_undecided)
          << text << "\n  over " << record.ShortDebugString() << "\n  gives " << range.ToText();
      for (int c = 0; c < kCompletionsEach; ++c) {
        SmallRecord completed = Complete(record, {}, 3, choose_);
        NaiveWorld naive = NaiveWorldOver(completed, choose_);
        NaiveValue expected = EvaluateNaively(expression->root(), naive);
        ASSERT_TRUE(Holds(range, expected))
            << text << "\n  over " << record.ShortDebugString() << "\n  gives " << range.ToText()
            << "\n  but " << Show(expected) << " over " << completed.ShortDebugString();
        ++completions;
      }
    }
  }
  EXPECT_GE(completions, 100000);
  // The test would be empty if everything were unknown, or nothing.
  EXPECT_GT(decided, evaluations / 10);
  EXPECT_LT(decided, evaluations * 9 / 10);
}

TEST_F(CompletionTest, ForgettingNeverNarrows) {
  for (int e = 0; e < 2000; ++e) {
    SmallWorld world;
    std::string text = Grammar(choose_).Any(1 + choose_(4));
    auto expression = world.Check(text);
    ASSERT_NE(expression, nullptr) << text;
    SmallRecord record = Complete(RandomRecord(choose_), {}, 2, choose_);
    Value narrow = Evaluate(*expression, world.Over(record), world.evaluation());
    for (int step = 0; step < 15; ++step) {
      SmallRecord less = record;
      Forget(&less, choose_);
      Value wide = Evaluate(*expression, world.Over(less), world.evaluation());
      ASSERT_TRUE(Holds(wide, narrow))
          << text << "\n  " << narrow.ToText() << " over " << record.ShortDebugString() << "\n  "
          << wide.ToText() << " over " << less.ShortDebugString();
      record = less;
      narrow = wide;
    }
  }
}

}  // namespace
}  // namespace risk::test
