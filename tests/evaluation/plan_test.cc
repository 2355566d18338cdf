// Plans: parameters, tables, closures, totals and bands, and what is left to the interpreter.
#include "risk/evaluation/plan/plan.h"

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "risk/expression/checker.h"
#include "tests/evaluation/shapes.pb.h"

namespace risk::evaluation {
namespace {

using expression::Kind;
using expression::Type;

constexpr int64_t kDay = 18400;  // 2020-05-18

class PlanTest : public ::testing::Test {
 protected:
  PlanTest() : env_(shapes::Root::descriptor(), "risk.shapes") {
    assessed_on_ = env_.DeclareVariable("assessed_on", Type::Of(Kind::kDate));
    limit_ = env_.DeclareVariable("param.limit", Type::Of(Kind::kInt));
    early_ =
        env_.DeclareVariable("fact.early", Type::List(Type::Message(shapes::Leaf::descriptor())));
    total_ = env_.DeclareVariable("instrument.total", Type::Of(Kind::kInt));
    band_ = env_.DeclareVariable("band.total", Type::Of(Kind::kString));
    table_ = env_.DeclareTable("weights", Type::Of(Kind::kString), Type::Of(Kind::kDouble));
    builder_ = std::make_unique<PlanBuilder>(env_);
    builder_->SetAssessedOn(assessed_on_);
    builder_->AddParameter(limit_,
                           {{kDay - 10, kDay, int64_t{3}}, {kDay + 1, kDay + 9, int64_t{5}}});
    LookupTable table;
    table.AddNumber("a", 1.5);
    table.AddNumber("b", -2);
    builder_->SetTable(table_, std::move(table));
  }

  std::shared_ptr<const expression::CheckedExpression> Checked(const std::string& text) {
    expression::CheckResult result = expression::Check(text, env_);
    EXPECT_TRUE(result.ok()) << text << ": " << result.diagnostics[0].message;
    return std::move(result.expression);
  }
  int Add(const std::string& text, int variable = -1) {
    return builder_->AddExpression(Checked(text), variable);
  }
  void Run(int64_t day = kDay) {
    if (plan_ == nullptr) plan_ = builder_->Build();
    bytes_ = record_.SerializeAsString();
    ASSERT_TRUE(plan_->Run(bytes_, day, scratch_).ok());
  }

  expression::Environment env_;
  int assessed_on_, limit_, early_, total_, band_, table_;
  std::unique_ptr<PlanBuilder> builder_;
  std::unique_ptr<const Plan> plan_;
  shapes::Root record_;
  std::string bytes_;  // texts among the results point here
  PlanRun scratch_;
};

TEST_F(PlanTest, ParametersFollowTheDate) {
  const int over = Add("age >= param.limit");
  record_.set_age(4);
  Run(kDay);
  EXPECT_EQ(scratch_.truth(over), Truth::kTrue);
  Run(kDay + 1);
  EXPECT_EQ(scratch_.truth(over), Truth::kFalse);
  Run(kDay + 10);  // no value in force
  EXPECT_EQ(scratch_.truth(over), Truth::kError);
  EXPECT_TRUE(scratch_.is_error(over));
}

TEST_F(PlanTest, RunsAgainForAnotherDate) {
  const int before = Add("day < assessed_on");
  record_.mutable_day()->set_year(2020);
  record_.mutable_day()->set_month(5);
  record_.mutable_day()->set_day(18);
  Run(kDay);
  EXPECT_EQ(scratch_.truth(before), Truth::kFalse);
  ASSERT_TRUE(plan_->RunAgain(kDay + 1, scratch_).ok());
  EXPECT_EQ(scratch_.truth(before), Truth::kTrue);
  PlanRun fresh;
  EXPECT_FALSE(plan_->RunAgain(kDay, fresh).ok());
}

TEST_F(PlanTest, TablesGiveTheRangeOfAllRowsForAnUnknownKey) {
  const int weight = Add("lookup('weights', name)");
  Run();
  EXPECT_EQ(scratch_.range(weight).low, -2);
  EXPECT_EQ(scratch_.range(weight).high, 1.5);
  record_.set_name("a");
  Run();
  EXPECT_EQ(scratch_.range(weight).low, 1.5);
  record_.set_name("c");
  Run();
  EXPECT_TRUE(scratch_.is_error(weight));
}

TEST_F(PlanTest, ClosuresCloseAListForLaterSteps) {
  const auto* field = shapes::Root::descriptor()->FindFieldByName("leaves");
  const int sooner = Add("leaves.exists(l, l.yes)");
  const int closure = builder_->AddClosure({field}, Checked("yes"));
  const int later = Add("leaves.exists(l, l.yes)");
  Run();
  EXPECT_EQ(scratch_.truth(closure), Truth::kUnknown);
  EXPECT_EQ(scratch_.truth(later), Truth::kUnknown);
  record_.mutable_yes()->set_value(v1::Answer::YES);
  Run();
  EXPECT_EQ(scratch_.truth(sooner), Truth::kUnknown);
  EXPECT_EQ(scratch_.truth(closure), Truth::kTrue);
  EXPECT_EQ(scratch_.truth(later), Truth::kFalse);
}

// Former bug: only the last of several closures of a list counted.
TEST_F(PlanTest, AnyOfSeveralClosuresClosesAList) {
  const auto* field = shapes::Root::descriptor()->FindFieldByName("leaves");
  builder_->AddClosure({field}, Checked("yes"));
  builder_->AddClosure({field}, Checked("flag"));
  const int some = Add("leaves.exists(l, l.yes)");
  record_.mutable_yes()->set_value(v1::Answer::YES);
  Run();
  EXPECT_EQ(scratch_.truth(some), Truth::kFalse);
  record_.clear_yes();
  record_.set_flag(true);
  Run();
  EXPECT_EQ(scratch_.truth(some), Truth::kFalse);
  record_.clear_flag();
  Run();
  EXPECT_EQ(scratch_.truth(some), Truth::kUnknown);
}

// A step whose parts of the record are not there keeps what it gave on an empty record: whatever came
// before in the same memory, results are those of a run in memory of its own.
TEST_F(PlanTest, PartsComeAndGoFromRecordToRecord) {
  const auto* leaves = shapes::Root::descriptor()->FindFieldByName("leaves");
  const int old = Add("age >= param.limit");
  builder_->AddClosure({leaves}, Checked("yes"));
  InstrumentSpec spec;
  spec.items.resize(2);
  spec.items[0].when = Add("leaves.exists(l, l.yes)");
  spec.items[1].when = old;
  spec.items[1].points_from = Add("branch.count + 1");
  const int total = builder_->AddInstrument(spec, total_);
  BandSpec bands;
  bands.total = total;
  bands.bands = {{"low", 0, -1}, {"high", 2, -1}};
  builder_->AddBand(bands, band_);
  Add("instrument.total > 1 || band.total == \"high\"");
  const int last = Add("param.limit > 3");
  for (int i = 0; i < 256; ++i) {
    const int parts = i * 37 % 32;  // every set of them after many others
    record_.Clear();
    if (parts & 1) record_.set_age(4);
    if (parts & 2) record_.mutable_yes()->set_value(v1::Answer::YES);
    if (parts & 4) record_.add_leaves()->mutable_yes()->set_value(v1::Answer::YES);
    if (parts & 8) record_.mutable_branch()->set_count(2);
    Run(parts & 16 ? kDay : kDay + 1);
    PlanRun fresh;
    ASSERT_TRUE(plan_->Run(bytes_, parts & 16 ? kDay : kDay + 1, fresh).ok());
    for (int step = 0; step <= last; ++step) {
      ASSERT_EQ(scratch_.truth(step), fresh.truth(step)) << step << " of parts " << parts;
      ASSERT_EQ(scratch_.range(step).low, fresh.range(step).low) << step << " of parts " << parts;
      ASSERT_EQ(scratch_.range(step).high, fresh.range(step).high) << step << " of parts " << parts;
    }
  }
}

TEST_F(PlanTest, ListsUnderANameAreReadThroughTheirFilter) {
  Add("leaves.filter(l, l.day < assessed_on)", early_);
  const int some = Add("fact.early.exists(l, l.yes)");
  const int count = Add("size(fact.early)");
  shapes::Leaf* leaf = record_.add_leaves();
  leaf->mutable_yes()->set_value(v1::Answer::YES);
  leaf->mutable_day()->set_year(2020);  // may be before or after
  record_.mutable_leaves_complete()->set_value(v1::Answer::YES);
  Run();
  EXPECT_EQ(scratch_.truth(some), Truth::kUnknown);
  EXPECT_EQ(scratch_.whole(count).low, 0);
  EXPECT_EQ(scratch_.whole(count).high, 1);
  leaf->mutable_day()->set_year(2019);
  Run();
  EXPECT_EQ(scratch_.truth(some), Truth::kTrue);
  EXPECT_EQ(scratch_.whole(count).low, 1);
}

TEST_F(PlanTest, SaysWhatItCannotCompile) {
  EXPECT_EQ(Add("double(name)"), -1);
  EXPECT_EQ(builder_->reason(), "double() of another type");
  EXPECT_EQ(Add("(plain_leaves + plain_leaves).exists(l, l.yes)"), -1);
  EXPECT_EQ(builder_->reason(), "such a list");
  const int after = Add("age");
  record_.set_age(3);
  Run();
  EXPECT_EQ(scratch_.whole(after).low, 3);
}

// An item for each of true, false and unknown: points 3, 5 and 7.
struct CombineCase {
  Combine combine;
  double base;
  bool has_true, has_unknown;
  double low, high;
};

TEST_F(PlanTest, TotalsAreRanges) {
  const int yes = Add("true"), no = Add("false"), unknown = Add("yes");
  const CombineCase cases[] = {
      {Combine::kCount, 0, true, true, 1, 2},
      {Combine::kSum, 1, true, true, 4, 11},
      {Combine::kSum, 1, false, false, 1, 1},
      {Combine::kHighest, 0, true, true, 3, 7},
      {Combine::kHighest, 1, false, true, 1, 7},
      {Combine::kHighest, 9, false, true, 7, 9},
      {Combine::kHighest, 9, true, false, 3, 3},
      {Combine::kHighest, 2, false, false, 2, 2},
      {Combine::kLookup, 0, true, true, 3, 3},
      {Combine::kLookup, 1, false, true, 1, 7},
      {Combine::kLogistic, -3, true, false, 0.5, 0.5},
      {Combine::kLogistic, 0, false, true, 0.5, 1 / (1 + std::exp(-7.0))},
  };
  std::vector<int> steps;
  for (const CombineCase& one : cases) {
    InstrumentSpec spec;
    spec.combine = one.combine;
    spec.base = one.base;
    const auto add = [&](int when, double points) {
      InstrumentItem& item = spec.items.emplace_back();
      item.when = when;
      item.points = points;
    };
    if (one.has_true) add(yes, 3);
    add(no, 5);
    if (one.has_unknown) add(unknown, 7);
    steps.push_back(builder_->AddInstrument(spec));
  }
  Run();
  for (size_t i = 0; i < steps.size(); ++i) {
    EXPECT_DOUBLE_EQ(scratch_.range(steps[i]).low, cases[i].low) << i;
    EXPECT_DOUBLE_EQ(scratch_.range(steps[i]).high, cases[i].high) << i;
  }
}

TEST_F(PlanTest, ValuesCountThroughPointsAndPolynomials) {
  InstrumentSpec spec;
  spec.items.resize(2);
  spec.items[0].value = spec.items[1].value = Add("age");
  spec.items[0].points = 2;
  spec.items[1].polynomial = {1, -0.5};
  const int total = builder_->AddInstrument(spec);
  record_.set_age(4);
  Run();
  EXPECT_EQ(scratch_.range(total).low, 8 + 4 - 8);
  EXPECT_EQ(scratch_.range(total).high, 8 + 4 - 8);
  record_.clear_age();  // 0 to 120
  Run();
  EXPECT_LE(scratch_.range(total).low, 0 - 0.5 * 120 * 120 + 3 * 120);
  EXPECT_GE(scratch_.range(total).high, 3 * 3 - 0.5 * 9);
}

TEST_F(PlanTest, BandsSpanTheRangeOfTheTotal) {
  InstrumentSpec spec;
  InstrumentItem& item = spec.items.emplace_back();
  item.when = Add("yes");
  item.points = 4;
  BandSpec bands;
  bands.total = builder_->AddInstrument(spec, total_);
  bands.bands = {{"low", 0, -1}, {"middle", 0, Add("param.limit")}, {"high", 10, -1}};
  const int band = builder_->AddBand(bands, band_);
  const int is_middle = Add("band.total == 'middle'");
  const int many = Add("instrument.total >= 4");
  Run();
  EXPECT_EQ(scratch_.whole(band).low, 0);
  EXPECT_EQ(scratch_.whole(band).high, 1);
  EXPECT_EQ(scratch_.truth(is_middle), Truth::kUnknown);
  record_.mutable_yes()->set_value(v1::Answer::YES);
  Run();
  EXPECT_EQ(scratch_.whole(band).low, 1);
  EXPECT_EQ(scratch_.truth(is_middle), Truth::kTrue);
  EXPECT_EQ(scratch_.truth(many), Truth::kTrue);
  Run(kDay + 1);  // the limit is 5 now
  EXPECT_EQ(scratch_.whole(band).high, 0);
  EXPECT_EQ(scratch_.truth(is_middle), Truth::kFalse);
}

TEST_F(PlanTest, AnErrorReachesWhatNeedsIt) {
  const int wrong = Add("1 / (age - age) > 0");
  InstrumentSpec spec;
  InstrumentItem& item = spec.items.emplace_back();
  item.when = wrong;
  const int total = builder_->AddInstrument(spec);
  record_.set_age(4);
  Run();
  EXPECT_TRUE(scratch_.is_error(wrong));
  EXPECT_TRUE(scratch_.is_error(total));
  EXPECT_EQ(scratch_.error_count(), 2);
}

class RowsTest : public PlanTest {
 protected:
  // Formulas of one leaf, called `leaf`.
  std::shared_ptr<const expression::CheckedExpression> OfLeaf(const std::string& text) {
    expression::Function function;
    function.parameter = "leaf";
    function.parameter_type = Type::Message(shapes::Leaf::descriptor());
    function.body = text;
    expression::CheckResult result = expression::CheckFunction(function, env_);
    EXPECT_TRUE(result.ok()) << text << ": " << result.diagnostics[0].message;
    return std::move(result.expression);
  }
  void AddLeaf(const std::string& name, int count) {
    shapes::Leaf& leaf = *record_.add_leaves();
    leaf.set_name(name);
    if (count >= 0) leaf.set_count(count);
  }

  RowResults rows_;
};

TEST_F(RowsTest, GivesEachFormulaForEachRow) {
  RowFormulas formulas;
  formulas.list = Checked("leaves");
  formulas.formulas = {OfLeaf("leaf.count >= age"), OfLeaf("leaf.name"), OfLeaf("leaf.count + 1")};
  const int rows = builder_->AddRows(formulas);
  record_.set_age(3);
  AddLeaf("a", 3);
  AddLeaf("b", -1);
  Run();
  ASSERT_TRUE(plan_->RunRows(rows, scratch_, rows_).ok());
  ASSERT_EQ(rows_.size(), 2);
  EXPECT_EQ(rows_.truth(0, 0), Truth::kTrue);
  EXPECT_EQ(rows_.value(0, 1).text(), "a");
  EXPECT_EQ(rows_.value(0, 2).ToText(), "4");
  EXPECT_EQ(rows_.truth(1, 0), Truth::kUnknown);
  EXPECT_EQ(rows_.value(1, 1).text(), "b");
  EXPECT_EQ(rows_.value(1, 2).ToText(), "at least 1");
}

TEST_F(RowsTest, AFilterSaysWhichRowsBelong) {
  RowFormulas formulas;
  formulas.list = Checked("leaves.filter(l, l.count > 2)");
  formulas.formulas = {OfLeaf("leaf.name")};
  const int rows = builder_->AddRows(formulas);
  AddLeaf("a", 3);
  AddLeaf("b", 2);
  AddLeaf("c", -1);
  Run();
  ASSERT_TRUE(plan_->RunRows(rows, scratch_, rows_).ok());
  ASSERT_EQ(rows_.size(), 3);
  EXPECT_EQ(rows_.belongs(0), Truth::kTrue);
  EXPECT_EQ(rows_.belongs(1), Truth::kFalse);
  EXPECT_TRUE(rows_.value(1, 0).is_error());
  EXPECT_EQ(rows_.belongs(2), Truth::kUnknown);
  EXPECT_EQ(rows_.value(2, 0).text(), "c");
}

TEST_F(RowsTest, AGateThatIsFalseShutsOffWhatComesBehindIt) {
  RowFormulas formulas;
  formulas.list = Checked("leaves");
  formulas.formulas = {OfLeaf("leaf.count > 2"), OfLeaf("leaf.name")};
  formulas.gates = 1;
  const int rows = builder_->AddRows(formulas);
  AddLeaf("a", 2);
  AddLeaf("b", -1);
  Run();
  ASSERT_TRUE(plan_->RunRows(rows, scratch_, rows_).ok());
  EXPECT_TRUE(rows_.value(0, 1).is_error());
  EXPECT_EQ(rows_.value(1, 1).text(), "b");
}

TEST_F(RowsTest, WithoutAListThereIsOneRow) {
  RowFormulas formulas;
  formulas.formulas = {Checked("age > 2"), Checked("name"), Checked("leaves")};
  const int rows = builder_->AddRows(formulas);
  record_.set_age(3);
  record_.set_name("x");
  Run();
  ASSERT_TRUE(plan_->RunRows(rows, scratch_, rows_).ok());
  ASSERT_EQ(rows_.size(), 1);
  EXPECT_EQ(rows_.truth(0, 0), Truth::kTrue);
  EXPECT_EQ(rows_.value(0, 1).text(), "x");
  EXPECT_FALSE(rows_.has(2));
}

TEST_F(RowsTest, NeedsARunOfItsPlan) {
  RowFormulas formulas;
  formulas.formulas = {Checked("age > 2")};
  const int rows = builder_->AddRows(formulas);
  plan_ = builder_->Build();
  EXPECT_EQ(plan_->RunRows(rows, scratch_, rows_).code(), absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace risk::evaluation
