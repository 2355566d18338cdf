// What expressions mean: grouping, names, types, and what is refused.
#include "risk/expression/checker.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "tests/expression/test_environment.h"

namespace risk::expression {
namespace {

struct CheckCase {
  std::string text;
  std::string expected;  // type and tree, or codes
};

class CheckTest : public testing::TestWithParam<CheckCase> {};

TEST_P(CheckTest, Gives) {
  EXPECT_EQ(CheckToString(GetParam().text), GetParam().expected) << GetParam().text;
}

const CheckCase kGrouping[] = {
    {"1 + 2 * 3", "int: +(1, *(2, 3))"},
    {"(1 + 2) * 3", "int: *(+(1, 2), 3)"},
    {"1 - 2 - 3", "int: -(-(1, 2), 3)"},
    {"1 < 2 == true", "bool: ==(<(1, 2), true)"},
    {"true || false && false", "bool: ||(true, &&(false, false))"},
    {"true && true && true", "bool: &&(true, true, true)"},
    {"(true || true) || true", "bool: ||(true, true, true)"},
    {"true ? 1 : false ? 2 : 3", "int: ?:(true, 1, ?:(false, 2, 3))"},
    {"!fact.seen", "bool: !(fact.seen)"},
    {"-n + 1", "int: +(-(n), 1)"},
    {"-list[0]", "int: -([](list, 0))"},
    {"n in list && true", "bool: &&(in(n, list), true)"},
};
INSTANTIATE_TEST_SUITE_P(Grouping, CheckTest, testing::ValuesIn(kGrouping));

const CheckCase kNames[] = {
    {"home.rooms", "int: home.rooms"},
    {"fact.seen", "bool: fact.seen"},
    {"param.limit + 1", "int: +(param.limit, 1)"},
    {"Incident.Kind.ASSAULT", "risk.test.Incident.Kind: 1"},
    {"risk.test.Incident.Kind.THREAT", "risk.test.Incident.Kind: 2"},
    {".risk.v1.Level.HIGH", "risk.v1.Level: 3"},
    {"has(home.rooms)", "bool: has(home.rooms)"},
    {"has(home)", "bool: has(home)"},
    {"list.map(home, home + 1)", "list(int): map(home#0, list, +(home#0, 1))"},
    {".home.rooms", "int: home.rooms"},
    {"list.exists(home, .home.rooms == home)", "bool: exists(home#0, list, ==(home.rooms, home#0))"},
    {"home.`rooms`", "int: home.rooms"},
    {"{'a-b/c.d e': 1}.`a-b/c.d e`", "int: {\"a-b/c.d e\", 1}.a-b/c.d e"},
    {"has({'in': 1}.`in`)", "bool: has({\"in\", 1}.in)"},
    {"fact.`seen`", "unknown-name"},
    {"`home`.rooms", "syntax"},
    {"home.`rooms`()", "syntax"},
    {"home.`", "syntax"},
    {"home.``", "syntax"},
    {"home.`a$b`", "syntax"},
    {"list.exists(n, .n == n)", "bool: exists(n#0, list, ==(n, n#0))"},
    {"anything.a.b", "dyn: anything.a.b"},
    {"{'a': 1}.a", "int: {\"a\", 1}.a"},
    {"homes.rooms", "unknown-name"},
    {"home.romos", "unknown-field"},
    {"home.rooms.size", "type-mismatch"},
    {"fact.sen", "unknown-name"},
    {"fact.hurt", "unknown-name"},
    {"Incident.Kind.ASAULT", "no-such-enum-value"},
    {"class.violent", "list(risk.test.Incident.Kind): [1, 2]"},
    {"harm.incidents[0].kind in class.violent",
     "bool: in([](harm.incidents, 0).kind, [1, 2])"},
    {"class.violet", "unknown-name"},
    {"class.violent.a", "type-mismatch"},
    {"Incident", "unknown-name"},
    {"harm.incidents.kind", "type-mismatch"},
    {"home.for", "unknown-field"},
};
INSTANTIATE_TEST_SUITE_P(Names, CheckTest, testing::ValuesIn(kNames));

const CheckCase kAnswersAndDates[] = {
    {"home.shared", "bool: home.shared"},
    {"home.shared && !home.shared", "bool: &&(home.shared, !(home.shared))"},
    {"home.shared.value", "risk.v1.Answer.Value: home.shared.value"},
    {"home.let_from < home.let_to", "bool: <(home.let_from, home.let_to)"},
    {"home.let_from.year + 1", "int: +(home.let_from.year, 1)"},
    {"date('2021-06-03')", "date: days(18781, 18781)"},
    {"date('2021')", "date: days(18628, 18992)"},
    {"date(s)", "date: date(s)"},
    {"date('2021-02-29')", "bad-date"},
    {"date(n)", "type-mismatch"},
    {"home.let_from == '2021'", "type-mismatch"},
    {"home.let_from == null", "type-mismatch"},
    {"home.let_from + 1", "type-mismatch"},
    {"home.let_from && true", "type-mismatch"},
    {"[home.let_from, on].exists(d, d.year > 1)", "type-mismatch"},
    {"latest(harm.incidents.map(i, i.happened_on))",
     "date: latest(map(i#0, harm.incidents, i#0.happened_on))"},
    {"latest([])", "date: latest([])"},
    {"latest(list)", "type-mismatch"},
    {"days_between(home.let_from, on) > 28", "bool: >(days_between(home.let_from, on), 28)"},
    {"add_working_days(on, 5)", "date: add_working_days(on, 5)"},
    {"on.days_between(on)", "unknown-function"},
};
INSTANTIATE_TEST_SUITE_P(AnswersAndDates, CheckTest, testing::ValuesIn(kAnswersAndDates));

const CheckCase kOperators[] = {
    {"1 == 1.0", "bool: ==(1, 1d)"},
    {"n < x", "bool: <(n, x)"},
    {"1 + 1.0", "type-mismatch"},
    {"'a' + 1", "type-mismatch"},
    {"x % 2.0", "type-mismatch"},
    {"n == 'a'", "type-mismatch"},
    {"!n", "type-mismatch"},
    {"n && s", "type-mismatch type-mismatch"},
    {"n ? 1 : 2", "type-mismatch"},
    {"true ? 1 : 'a'", "type-mismatch"},
    {"(true ? [] : [1.5])", "list(double): ?:(true, [], [1.5d])"},
    {"(true ? {'a': 1} : {})", "map(string, int): ?:(true, {\"a\", 1}, {})"},
    {"anything + 1", "int: +(anything, 1)"},
    {"anything > 'a'", "bool: >(anything, \"a\")"},
    {"[1] + [2]", "list(int): +([1], [2])"},
    {"list < list", "type-mismatch"},
    {"s in list", "type-mismatch"},
    {"1 in s", "type-mismatch"},
    {"list['a']", "type-mismatch"},
    {"s[0]", "type-mismatch"},
    {"t - t", "duration: -(t, t)"},
    {"t + t", "type-mismatch"},
};
INSTANTIATE_TEST_SUITE_P(Operators, CheckTest, testing::ValuesIn(kOperators));

const CheckCase kEnums[] = {
    {"harm.incidents[0].kind == Incident.Kind.THREAT", "bool: ==([](harm.incidents, 0).kind, 2)"},
    {"harm.incidents[0].kind == 2", "bool: ==([](harm.incidents, 0).kind, 2)"},
    {"Incident.Kind.THREAT + 1", "int: +(2, 1)"},
    {"Incident.Kind.THREAT == risk.v1.Level.HIGH", "enum-mismatch"},
    {"Incident.Kind.THREAT < risk.v1.Level.HIGH", "enum-mismatch"},
    {"harm.incidents[0].kind in [risk.v1.Level.HIGH]", "enum-mismatch"},
    {"risk.v1.Level.HIGH in class.violent", "enum-mismatch"},
    {"Incident.Kind.THREAT in harm.incidents[0].also", "bool: in(2, [](harm.incidents, 0).also)"},
};
INSTANTIATE_TEST_SUITE_P(Enums, CheckTest, testing::ValuesIn(kEnums));

const CheckCase kCalls[] = {
    {"size(s) + s.size() + list.size()", "int: +(+(size(s), size(s)), size(list))"},
    {"s.startsWith('a')", "bool: startsWith(s, \"a\")"},
    {"startsWith(s, 'a')", "unknown-function"},
    {"s.startWith('a')", "unknown-function"},
    {"size()", "wrong-arguments"},
    {"size(1)", "type-mismatch"},
    {"days_between(on)", "wrong-arguments"},
    {"t.getHours('Europe/London')", "int: getHours(t)"},
    {"t.getHours('+01:00')", "int: getHours(t)"},
    {"t.getHours('Nowhere/City')", "bad-zone"},
    {"t.getHours('../../etc/passwd')", "bad-zone"},
    {"t.getHours('localtime')", "bad-zone"},
    {"t.getHours(s)", "bad-zone"},
    {"duration('1s').getHours('UTC')", "wrong-arguments"},
    {"least(1, 2, 3)", "int: least(1, 2, 3)"},
    {"greatest(1.0, x)", "double: greatest(1d, x)"},
    {"least(1, 2.0)", "type-mismatch"},
    {"sum(list)", "int: sum(list)"},
    {"sum([1.5])", "double: sum([1.5d])"},
    {"lookup('points', s)", "double: lookup(points, s)"},
    {"lookup('point', s)", "unknown-table"},
    {"lookup('points', 1)", "double: lookup(points, 1)"},
    {"lookup('points', 1.5)", "type-mismatch"},
    {"lookup(s, s)", "wrong-arguments"},
    {"dyn(1)", "dyn: dyn(1)"},
    {"known(home.rooms)", "bool: known(home.rooms)"},
    {"recorded(home.shared)", "bool: recorded(home.shared)"},
    {"recorded(n)", "wrong-arguments"},
    {"complete(harm.incidents)", "bool: complete(harm.incidents)"},
    {"complete(list)", "wrong-arguments"},
    {"has(n)", "wrong-arguments"},
    {"has(1)", "wrong-arguments"},
    {"matches(s, 'a*')", "bool: matches(s, \"a*\")"},
    {"s.matches(s)", "bool: matches(s, s)"},
    {"s.matches('(a')", "bad-pattern"},
    {"s.matches('a{1001}')", "bad-pattern"},
    {"s.matches('(?=a)')", "bad-pattern"},
    {"s.matches('\\\\xff{900}')", "bool: matches(s, \"\\\\xff{900}\")"},
    {"s.matches('((a{100}){100}){10}')", "bad-pattern"},
    {"s.matches('(\\\\pL{100}){9}')", "too-large"},
    {"s.matches('" + std::string(1000, 'a') + "')", "bool: matches(s, \"" + std::string(1000, 'a') + "\")"},
    {"s.matches('" + std::string(1001, 'a') + "')", "too-large"},
    {"s.matches(n)", "type-mismatch"},
    {"s.split(',')", "list(string): split(s, \",\")"},
    {"s.split(',', n).map(p, p.trim())", "list(string): map(p#0, split(s, \",\", n), trim(p#0))"},
    {"s.split(1)", "type-mismatch"},
    {"s.split()", "wrong-arguments"},
    {"s.indexOf('a') + s.indexOf('a', 1)", "int: +(indexOf(s, \"a\"), indexOf(s, \"a\", 1))"},
    {"s.indexOf('a', 'b')", "type-mismatch"},
    {"s.lowerAscii()", "string: lowerAscii(s)"},
    {"list.lowerAscii()", "type-mismatch"},
    {".size(s)", "int: size(s)"},
    {".fact.hurt(harm.incidents[0])", "bool: ||([](harm.incidents, 0).injury, >([](harm.incidents, 0).severity, 3d))"},
    {".has(home.rooms)", "unknown-function"},
};
INSTANTIATE_TEST_SUITE_P(Calls, CheckTest, testing::ValuesIn(kCalls));

const CheckCase kQuantifiers[] = {
    {"list.exists(i, i > 1)", "bool: exists(i#0, list, >(i#0, 1))"},
    {"list.all(i, list.exists(j, i < j))", "bool: all(i#0, list, exists(j#1, list, <(i#0, j#1)))"},
    {"list.filter(i, i > 1).size()", "int: size(filter(i#0, list, >(i#0, 1)))"},
    {"list.filter(i, i > 1).exists_one(j, j > 2)",
     "bool: exists_one(j#0, filter(i#1, list, >(i#1, 1)), >(j#0, 2))"},
    {"list.map(i, i > 1, i * 2)", "list(int): map(i#0, list, >(i#0, 1), *(i#0, 2))"},
    {"{'a': 1}.all(k, k == 'a')", "bool: all(k#0, {\"a\", 1}, ==(k#0, \"a\"))"},
    {"list.exists(i)", "wrong-arguments"},
    {"list.exists(1, true)", "wrong-arguments"},
    {"list.exists(i.j, true)", "wrong-arguments"},
    {"list.exists(i, i)", "type-mismatch"},
    {"n.exists(i, true)", "type-mismatch"},
    {"exists(list, i, true)", "unknown-function"},
    {"list.exists(i, nothing) && i", "unknown-name unknown-name"},
};
INSTANTIATE_TEST_SUITE_P(Quantifiers, CheckTest, testing::ValuesIn(kQuantifiers));

const CheckCase kMessages[] = {
    {"Incident{severity: 1.0}", "risk.test.Incident: risk.test.Incident{severity: 1d}"},
    {"Incident{kind: Incident.Kind.THREAT}.kind",
     "risk.test.Incident.Kind: risk.test.Incident{kind: 2}.kind"},
    {"Home{let_from: risk.v1.Date{year: 2021}}.let_from.year",
     "int: risk.test.Home{let_from: risk.v1.Date{year: 2021}}.let_from.year"},
    {"Harm{incidents: [Incident{}]}.incidents.size()",
     "int: size(risk.test.Harm{incidents: [risk.test.Incident{}]}.incidents)"},
    {"Incident{severity: 1}", "type-mismatch"},
    {"Incident{severty: 1.0}", "unknown-field"},
    {"Incident{id: 'a', id: 'b'}", "duplicate-key"},
    {"Home{let_from: date('2021')}", "type-mismatch"},
    {"Incidnt{}", "unknown-type"},
    {"Incident{id 1}", "syntax"},
};
INSTANTIATE_TEST_SUITE_P(Messages, CheckTest, testing::ValuesIn(kMessages));

const CheckCase kFunctions[] = {
    {"fact.hurt(harm.incidents[0])",
     "bool: ||([](harm.incidents, 0).injury, >([](harm.incidents, 0).severity, 3d))"},
    {"harm.incidents.exists(k, fact.hurt(k))",
     "bool: exists(k#0, harm.incidents, ||(k#0.injury, >(k#0.severity, 3d)))"},
    {"harm.incidents.filter(a, true).exists(k, fact.hurt_twice(k))",
     "bool: exists(k#0, filter(a#1, harm.incidents, true), &&(||(k#0.injury, >(k#0.severity, 3d)), "
     "exists(j#1, harm.incidents, &&(!=(j#1.id, k#0.id), ||(j#1.injury, >(j#1.severity, 3d))))))"},
    {"fact.hurt_twice(harm.incidents.filter(a, a.injury)[0])",
     "bool: &&(||([](filter(a#0, harm.incidents, a#0.injury), 0).injury, "
     ">([](filter(a#0, harm.incidents, a#0.injury), 0).severity, 3d)), "
     "exists(j#0, harm.incidents, &&(!=(j#0.id, [](filter(a#1, harm.incidents, a#1.injury), "
     "0).id), "
     "||(j#0.injury, >(j#0.severity, 3d)))))"},
    {"fact.hurt(1)", "type-mismatch"},
    {"fact.hurt()", "wrong-arguments"},
    {"fact.hrt(1)", "unknown-function"},
    {"fact.loop(harm.incidents[0])", "recursive-function"},
    {"fact.broken(harm.incidents[0])", "unknown-field"},
};
INSTANTIATE_TEST_SUITE_P(Functions, CheckTest, testing::ValuesIn(kFunctions));

std::string PathsOf(const CheckedExpression& expression) {
  std::vector<std::string> paths;
  for (const FieldPath& path : expression.paths()) {
    paths.push_back(absl::StrJoin(path, ".", [](std::string* out, const auto* field) {
      absl::StrAppend(out, field->name());
    }));
  }
  return absl::StrJoin(paths, " ");
}

struct ReadsCase {
  std::string text;
  std::string paths;
  std::vector<int> variables;
  bool is_epistemic;
};

TEST(CheckerTest, ReportsWhatIsRead) {
  const ReadsCase kCases[] = {
      {"1 + 1", "", {}, false},
      {"home.rooms > n", "home.rooms", {1}, false},
      {"has(home) && home.shared", "home.shared", {}, false},
      {"harm.incidents.exists(i, i.injury && i.severity > x)",
       "harm.incidents.injury harm.incidents.severity",
       {2},
       false},
      {"harm.incidents.filter(i, i.injury).map(j, j.happened_on).exists(d, d > on)",
       "harm.incidents.happened_on harm.incidents.injury",
       {0},
       false},
      {"harm.incidents[0].id == s", "harm.incidents.id", {3}, false},
      {"known(home.rooms)", "home.rooms", {}, true},
      {"fact.noted", "", {8}, true},
      {"home.shared.value == 1", "home.shared.value", {}, true},
      {"has(home.shared.missing)", "home.shared.missing", {}, true},
      {"home.provenance.source == 1", "home.provenance.source", {}, true},
      {"fact.seen && fact.hurt(harm.incidents[0])",
       "harm.incidents.injury harm.incidents.severity",
       {7},
       false},
  };
  for (const ReadsCase& test : kCases) {
    CheckResult result = Check(test.text, TestEnvironment());
    ASSERT_TRUE(result.ok()) << test.text;
    EXPECT_EQ(PathsOf(*result.expression), test.paths) << test.text;
    EXPECT_EQ(result.expression->variables(), test.variables) << test.text;
    EXPECT_EQ(result.expression->is_epistemic(), test.is_epistemic) << test.text;
  }
}

TEST(CheckerTest, SaysWhereTextsAreSearched) {
  for (const char* text : {"s.contains('a')", "s.matches('a')", "s.indexOf('a') > 0", "'a' in s.split(',')"}) {
    const std::string whole = absl::StrCat("home.shared || ", text);
    CheckResult result = Check(whole, TestEnvironment());
    ASSERT_TRUE(result.ok()) << whole;
    ASSERT_TRUE(result.expression->searches_text()) << whole;
    EXPECT_GE(result.expression->search()->offset, whole.find(text)) << whole;
  }
  for (const char* text : {"s == 'a'", "s.startsWith('a')", "s.upperAscii().trim() == 'A'", "is_digits(s)"}) {
    CheckResult result = Check(text, TestEnvironment());
    ASSERT_TRUE(result.ok()) << text;
    EXPECT_FALSE(result.expression->searches_text()) << text;
  }
}

TEST(CheckerTest, NamesFunctionsAndTables) {
  CheckResult result =
      Check("fact.hurt_twice(harm.incidents[0]) && lookup('points', s) > 1.0", TestEnvironment());
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result.expression->functions(),
            (std::vector<std::string>{"fact.hurt", "fact.hurt_twice"}));
  EXPECT_EQ(result.expression->tables(), std::vector<std::string>{"points"});
  EXPECT_EQ(result.expression->slot_count(), 1);
}

TEST(CheckerTest, ChecksFunctionsWhereTheyStand) {
  Environment env = TestEnvironment();
  CheckResult good = CheckFunction(env.functions()[0], env);
  ASSERT_TRUE(good.ok());
  EXPECT_EQ(DebugString(good.expression->root()), "||(i#0.injury, >(i#0.severity, 3d))");
  CheckResult loop = CheckFunction(env.functions()[2], env);
  ASSERT_EQ(loop.diagnostics.size(), 1u);
  EXPECT_EQ(loop.diagnostics[0].code, "recursive-function");
  CheckResult broken = CheckFunction(env.functions()[3], env);
  ASSERT_EQ(broken.diagnostics.size(), 1u);
  EXPECT_EQ(broken.diagnostics[0].span.offset, 2u);
}

TEST(CheckerTest, FoldsConstantsInnermostFirst) {
  CheckResult result = Check("n + (1 + 2) * 4", TestEnvironment());
  ASSERT_TRUE(result.ok());
  int replaced = FoldConstants(*result.expression, [](const Node& node) -> std::optional<Constant> {
    int64_t a = std::get<int64_t>(node.child(0).value), b = std::get<int64_t>(node.child(1).value);
    return Constant(node.op == Op::kAdd ? a + b : a * b);
  });
  EXPECT_EQ(replaced, 2);
  EXPECT_EQ(DebugString(result.expression->root()), "+(n, 12)");
}

TEST(CheckerTest, ReadsTypesByName) {
  Environment env = TestEnvironment();
  for (const char* name :
       {"bool", "date", "list(int)", "map(string, list(double))", "risk.test.Incident"}) {
    std::optional<Type> type = ParseType(name, env);
    ASSERT_TRUE(type.has_value()) << name;
    EXPECT_EQ(type->ToString(), name);
  }
  EXPECT_EQ(ParseType("Incident.Kind", env)->ToString(), "risk.test.Incident.Kind");
  for (const char* name : {"", "Incidnt", "list()", "list(int, int)", "1", "map(int)"}) {
    EXPECT_FALSE(ParseType(name, env).has_value()) << name;
  }
}

}  // namespace
}  // namespace risk::expression
