#include "tests/expression/test_environment.h"

#include "absl/strings/str_cat.h"
#include "risk/expression/checker.h"
#include "risk/v1/level.pb.h"
#include "tests/made_up_record.pb.h"

namespace risk::expression {

Environment TestEnvironment() {
  v1::Level_descriptor();  // only linked files are in the pool
  Environment env(test::Record::descriptor(), "risk.test");
  env.DeclareVariable("on", Type::Of(Kind::kDate));
  env.DeclareVariable("n", Type::Of(Kind::kInt));
  env.DeclareVariable("x", Type::Of(Kind::kDouble));
  env.DeclareVariable("s", Type::Of(Kind::kString));
  env.DeclareVariable("t", Type::Of(Kind::kTimestamp));
  env.DeclareVariable("list", Type::List(Type::Of(Kind::kInt)));
  env.DeclareVariable("anything", Type());
  env.DeclareVariable("fact.seen", Type::Of(Kind::kBool));
  env.DeclareVariable(Variable{"fact.noted", Type::Of(Kind::kBool), true});
  env.DeclareVariable("param.limit", Type::Of(Kind::kInt));
  Type incident = Type::Message(test::Incident::descriptor());
  env.DeclareFunction({"fact.hurt", "i", incident, "i.injury || i.severity > 3.0"});
  env.DeclareFunction({"fact.hurt_twice", "i", incident,
                       "fact.hurt(i) && harm.incidents.exists(j, j.id != i.id && fact.hurt(j))"});
  env.DeclareFunction({"fact.loop", "i", incident, "fact.loop(i)"});
  env.DeclareFunction({"fact.broken", "i", incident, "i.injry"});
  env.DeclareTable("points", Type::Of(Kind::kString), Type::Of(Kind::kDouble));
  env.DeclareClass({"class.violent", env.FindEnum("Incident.Kind"), {1, 2}});
  return env;
}

std::string CheckToString(const std::string& text) {
  CheckResult result = Check(text, TestEnvironment());
  if (result.ok()) {
    return absl::StrCat(result.expression->type().ToString(), ": ",
                        DebugString(result.expression->root()));
  }
  std::string codes;
  for (const Diagnostic& diagnostic : result.diagnostics) {
    absl::StrAppend(&codes, codes.empty() ? "" : " ", diagnostic.code);
  }
  return codes;
}

std::string Problems(const std::string& text) {
  std::string out;
  for (const Diagnostic& diagnostic : Check(text, TestEnvironment()).diagnostics) {
    absl::StrAppend(&out, Render(diagnostic, text, {"f", 1, 1}));
  }
  return out;
}

}  // namespace risk::expression
