// Writes random expressions, and what they give here, for another implementation of the language to check.
//
//   cel_cases SEED COUNT | node agree.mjs
//
// A line is a JSON object: `text`; `of`, an array of {range, completions}. `range` is the result over a record
// that is missing parts, and each of `completions` the `bindings` of a completed record with the result over it,
// `exact`. Values are arrays that begin with a letter for their type; see Json below.
//
// Before it is written, each result over a completed record is compared with that of the same expression with its
// constants folded, and read as the standard reads it: 1 is returned where they differ.
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "nlohmann/json.hpp"
#include "risk/evaluation/interpreter/interpreter.h"
#include "risk/evaluation/value/container.h"
#include "risk/expression/checker.h"
#include "tests/evaluation/completion.h"
#include "tests/evaluation/small_record.pb.h"
#include "tests/expression/cel/standard_expression.h"

namespace risk::test {
namespace {

using evaluation::ListItem;
using evaluation::MapEntry;
using evaluation::Value;
using evaluation::ValueKind;
using nlohmann::json;

constexpr int kRecordsEach = 3;
constexpr int kCompletionsEach = 3;

std::string Number(double value) { return absl::StrFormat("%.17g", value); }

json Range(const char* letter, const std::string& from, const std::string& to) {
  return json::array({letter, from, to});
}

// ["e"] an error, ["?"] anything; ["b", true], ["n"]; ["i" or "u" or "d", from, to] in decimal; ["s", text];
// ["t" or "D", seconds, nanoseconds]; ["l", [[element, is certain], …], is open]; ["m", [[key, value], …]].
json Json(const Value& value) {
  if (value.is_error()) return json::array({"e"});
  switch (value.kind()) {
    case ValueKind::kInt:
      return Range("i", std::to_string(value.int_range().low), std::to_string(value.int_range().high));
    case ValueKind::kUint:
      return Range("u", std::to_string(value.uint_range().low), std::to_string(value.uint_range().high));
    case ValueKind::kDouble:
      return Range("d", Number(value.double_range().low), Number(value.double_range().high));
    case ValueKind::kList: {
      json items = json::array();
      for (const ListItem& item : value.list().items) {
        items.push_back(json::array({Json(item.value), item.is_certain}));
      }
      return json::array({"l", items, value.list().is_open});
    }
    default:
      break;
  }
  if (!value.is_decided()) return json::array({"?"});
  switch (value.kind()) {
    case ValueKind::kNull:
      return json::array({"n"});
    case ValueKind::kBool:
      return json::array({"b", value.IsTrue()});
    case ValueKind::kString:
      return json::array({"s", std::string(value.text())});
    case ValueKind::kTimestamp:
    case ValueKind::kDuration: {
      absl::Duration rest;
      int64_t seconds = absl::IDivDuration(value.duration(), absl::Seconds(1), &rest);
      if (value.Is(ValueKind::kDuration)) {
        return Range("D", std::to_string(seconds), std::to_string(absl::ToInt64Nanoseconds(rest)));
      }
      // The nanoseconds of a timestamp count forward.
      if (rest < absl::ZeroDuration()) {
        --seconds;
        rest += absl::Seconds(1);
      }
      return Range("t", std::to_string(seconds), std::to_string(absl::ToInt64Nanoseconds(rest)));
    }
    case ValueKind::kMap: {
      json entries = json::array();
      for (const MapEntry& entry : value.map().entries) {
        entries.push_back(json::array({Json(entry.key), Json(entry.value)}));
      }
      return json::array({"m", entries});
    }
    default:
      return json::array({"?"});
  }
}

json Int(int64_t number) { return Range("i", std::to_string(number), std::to_string(number)); }
json Bool(bool truth) { return json::array({"b", truth}); }
json Text(const std::string& text) { return json::array({"s", text}); }
json Field(const char* name, json value) { return json::array({Text(name), std::move(value)}); }
bool IsYes(const v1::Answer& answer) { return answer.value() == v1::Answer::YES; }

json ItemOf(const Item& item) {
  return json::array({"m", json::array({Field("hit", Bool(IsYes(item.hit()))), Field("points", Int(item.points())),
                                        Field("color", Int(item.color()))})});
}

// What the names of an expression stand for over a record of which nothing is missing. Messages are maps.
json BindingsOf(const SmallRecord& r) {
  json items = json::array();
  for (const Item& item : r.items()) items.push_back(json::array({ItemOf(item), true}));
  json of = json::object();
  of["a"] = Bool(IsYes(r.a()));
  of["b"] = Bool(IsYes(r.b()));
  of["flag"] = Bool(r.flag());
  of["n"] = Int(r.n());
  of["free"] = Int(r.free());
  of["color"] = Int(r.color());
  of["u"] = Range("u", std::to_string(r.u()), std::to_string(r.u()));
  of["x"] = Range("d", Number(r.x()), Number(r.x()));
  of["name"] = Text(r.name());
  of["part"] = json::array({"m", json::array({Field("c", Bool(IsYes(r.part().c()))), Field("m", Int(r.part().m()))})});
  of["items"] = json::array({"l", items, false});
  return of;
}

class Cases {
 public:
  explicit Cases(unsigned seed)
      : random_(seed),
        choose_([this](int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }),
        env_(SmallRecord::descriptor(), "risk.test") {}

  // False if the evaluations here do not agree with each other, or the expression is refused.
  bool Write(std::ostream& out) {
    const std::string text = StandardExpression(choose_).Any(1 + choose_(4));
    expression::CheckResult checked = expression::Check(text, env_), folded = expression::Check(text, env_);
    if (!checked.ok()) return Fail(text, checked.diagnostics[0].message);
    evaluation::FoldConstants(*folded.expression);
    json of = json::array();
    for (int i = 0; i < kRecordsEach; ++i) {
      const SmallRecord record = RandomRecord(choose_);
      json completions = json::array();
      for (int c = 0; c < kCompletionsEach; ++c) {
        const SmallRecord completed = Complete(record, {}, 2, choose_);
        const json exact = Over(*checked.expression, completed, evaluation::MissingFields::kUnknown);
        const json again = Over(*folded.expression, completed, evaluation::MissingFields::kStandard);
        if (exact != again) return Fail(text, absl::StrCat(exact.dump(), " or ", again.dump()));
        json completion = json::object();
        completion["bindings"] = BindingsOf(completed);
        completion["exact"] = exact;
        completions.push_back(std::move(completion));
      }
      const json range = Over(*checked.expression, record, evaluation::MissingFields::kUnknown);
      json one = json::object();
      one["range"] = range;
      one["completions"] = std::move(completions);
      of.push_back(std::move(one));
    }
    json line = json::object();
    line["text"] = text;
    line["of"] = std::move(of);
    out << line.dump() << "\n";
    return true;
  }

 private:
  static json Over(const expression::CheckedExpression& expression, const SmallRecord& record,
                   evaluation::MissingFields missing) {
    evaluation::Evaluation evaluation;
    evaluation::Activation activation;
    activation.record = &record;
    activation.missing_fields = missing;
    return Json(Evaluate(expression, activation, evaluation));
  }

  static bool Fail(const std::string& text, const std::string& why) {
    std::cerr << text << "\n  " << why << "\n";
    return false;
  }

  std::mt19937 random_;
  const Choose choose_;
  const expression::Environment env_;
};

}  // namespace
}  // namespace risk::test

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: cel_cases SEED COUNT\n";
    return 2;
  }
  risk::test::Cases cases(static_cast<unsigned>(std::strtoul(argv[1], nullptr, 10)));
  for (long left = std::atol(argv[2]); left > 0; --left) {
    if (!cases.Write(std::cout)) return 1;
  }
  return 0;
}
