// The wording and the layout of error messages.
#include "risk/expression/diagnostic.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/expression/test_environment.h"

namespace risk::expression {
namespace {

struct MessageCase {
  std::string text;
  std::string expected;
};

const MessageCase kMessages[] = {
    {"home.romos > 2",
     "f:1:6: error: risk.test.Home has no field \"romos\" [unknown-field]\n"
     "  home.romos > 2\n"
     "       ^~~~~\n"
     "  did you mean \"rooms\"?\n"},
    {"harm.incidents.exists(i, i.kind == Incident.Kind.ASAULT)",
     "f:1:50: error: risk.test.Incident.Kind has no value \"ASAULT\" [no-such-enum-value]\n"
     "  harm.incidents.exists(i, i.kind == Incident.Kind.ASAULT)\n"
     "                                                   ^~~~~~\n"
     "  did you mean \"ASSAULT\"?\n"},
    {"n +\n  1.5",
     "f:1:1: error: \"+\" does not take (int, double) [type-mismatch]\n"
     "  n +\n"
     "  ^~~\n"
     "  convert the int with double(...), or write 1.0 for 1\n"},
    {"days_betwen(on, on) > 1 &&\n  hom.shared",
     "f:1:1: error: unknown function \"days_betwen\" [unknown-function]\n"
     "  days_betwen(on, on) > 1 &&\n"
     "  ^~~~~~~~~~~\n"
     "  did you mean \"days_between\"?\n"
     "f:2:3: error: unknown name \"hom\" [unknown-name]\n"
     "    hom.shared\n"
     "    ^~~\n"
     "  did you mean \"home\"?\n"},
    {"fact.sen",
     "f:1:1: error: unknown name \"fact.sen\" [unknown-name]\n"
     "  fact.sen\n"
     "  ^~~~~~~~\n"
     "  did you mean \"fact.seen\"?\n"},
    {"seen && limit > 1",
     "f:1:1: error: unknown name \"seen\" [unknown-name]\n"
     "  seen && limit > 1\n"
     "  ^~~~\n"
     "  did you mean \"fact.seen\"?\n"
     "f:1:9: error: unknown name \"limit\" [unknown-name]\n"
     "  seen && limit > 1\n"
     "          ^~~~~\n"
     "  did you mean \"param.limit\"?\n"},
    {"fact.hurt && true",
     "f:1:1: error: unknown name \"fact.hurt\" [unknown-name]\n"
     "  fact.hurt && true\n"
     "  ^~~~~~~~~\n"
     "  it is a function: fact.hurt(...)\n"},
    {"fact.hrt(1) || s.startWith('a')",
     "f:1:1: error: unknown function \"fact.hrt\" [unknown-function]\n"
     "  fact.hrt(1) || s.startWith('a')\n"
     "  ^~~~~~~~\n"
     "  did you mean \"fact.hurt\"?\n"
     "f:1:18: error: unknown function \"startWith\" [unknown-function]\n"
     "  fact.hrt(1) || s.startWith('a')\n"
     "                   ^~~~~~~~~\n"
     "  did you mean \"startsWith\"?\n"},
    {"(1 + 2",
     "f:1:7: error: unexpected end, expected \")\" [syntax]\n"
     "  (1 + 2\n"
     "        ^\n"},
    {"home.shared and true",
     "f:1:13: error: unexpected \"and\", expected an operator or the end of the expression "
     "[syntax]\n"
     "  home.shared and true\n"
     "              ^~~\n"
     "  for a conjunction write &&\n"},
    {"home.let_from == '2021-06-03'",
     "f:1:1: error: \"==\" cannot compare date and string [type-mismatch]\n"
     "  home.let_from == '2021-06-03'\n"
     "  ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
     "  write a date as date(\"2021-06-03\")\n"},
    {"harm.incidents.injury",
     "f:1:16: error: \"injury\" is asked of a list(risk.test.Incident), which has no fields "
     "[type-mismatch]\n"
     "  harm.incidents.injury\n"
     "                 ^~~~~~\n"
     "  of a list, ask for example .exists(x, x.injury)\n"},
    {"fact.broken(harm.incidents[0])",
     "f:1:1: error: in fact.broken: risk.test.Incident has no field \"injry\" [unknown-field]\n"
     "  fact.broken(harm.incidents[0])\n"
     "  ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
     "  did you mean \"injury\"?\n"},
    {"'h\xc3\xa9' + 1 == x",
     "f:1:1: error: \"+\" does not take (string, int) [type-mismatch]\n"
     "  'h\xc3\xa9' + 1 == x\n"
     "  ^~~~~~~~\n"
     "  it takes (int, int), (uint, uint), (double, double), (string, string), (bytes, bytes), "
     "(timestamp, duration), (duration, timestamp), (duration, duration) or (list, list)\n"},
};

TEST(DiagnosticTest, Messages) {
  for (const MessageCase& test : kMessages) EXPECT_EQ(Problems(test.text), test.expected);
}

TEST(DiagnosticTest, OriginShiftsTheFirstLineOnly) {
  Diagnostic first{{2, 1}, "code", "message", ""};
  Diagnostic second{{6, 1}, "code", "message", ""};
  EXPECT_EQ(Render(first, "ab c\nde", {"file", 10, 8}),
            "file:10:10: error: message [code]\n  ab c\n    ^\n");
  EXPECT_EQ(Render(second, "ab c\nde", {"file", 10, 8}),
            "file:11:2: error: message [code]\n  de\n   ^\n");
}

TEST(DiagnosticTest, ShowsTheLineOfTheFile) {
  Diagnostic diagnostic{{0, 4}, "code", "message", "hint"};
  std::string file = "rule {\n  when: \"hom.rooms\"\n}\n";
  EXPECT_EQ(RenderInFile(diagnostic, file, {16, 3}, "r.textproto"),
            "r.textproto:2:10: error: message [code]\n"
            "    when: \"hom.rooms\"\n"
            "           ^~~\n"
            "  hint\n");
}

TEST(DiagnosticTest, CutsLongLines) {
  std::string text = std::string(300, 'a') + " ! " + std::string(300, 'b');
  std::string rendered = Render({{301, 1}, "code", "message", ""}, text, {"f", 1, 1});
  EXPECT_EQ(rendered, "f:1:302: error: message [code]\n  ..." + std::string(59, 'a') + " ! " +
                          std::string(98, 'b') + "...\n" + std::string(5 + 60, ' ') + "^\n");
}

TEST(DiagnosticTest, SpansBeyondTheTextDoNoHarm) {
  EXPECT_EQ(Render({{50, 9}, "code", "message", ""}, "a\tb", {"f", 1, 1}),
            "f:1:4: error: message [code]\n  a b\n     ^\n");
  EXPECT_EQ(Render({{0, 1}, "code", "message", ""}, "", {"f", 1, 1}),
            "f:1:1: error: message [code]\n  \n  ^\n");
}

}  // namespace
}  // namespace risk::expression
