#include "tests/expression/cel/standard_expression.h"

#include "absl/strings/str_cat.h"

namespace risk::test {

using absl::StrCat;

std::string StandardExpression::Any(int depth) {
  switch (choose_(10)) {
    case 0:
    case 1:
      return Int(depth);
    case 2:
      return Double(depth);
    case 3:
      return Text(depth);
    case 4:
      return Uint(depth);
    case 5:
      return choose_(2) ? Ints(depth) : Texts(depth);
    case 6:
      return choose_(3) ? Duration(depth) : choose_(2) ? Timestamp(depth) : Map(depth);
    default:
      return Bool(depth);
  }
}

std::string StandardExpression::Pick(const std::vector<std::string>& texts) {
  return texts[static_cast<size_t>(choose_(static_cast<int>(texts.size())))];
}

std::string StandardExpression::Two(const std::string& left, const std::vector<std::string>& operators,
                                    const std::string& right) {
  return StrCat("(", left, " ", Pick(operators), " ", right, ")");
}

std::string StandardExpression::Bound(char type) {
  std::vector<std::string> names;
  for (const Variable& variable : bound_) {
    if (variable.type == type) names.push_back(variable.name);
  }
  return names.empty() || choose_(3) == 0 ? "" : Pick(names);
}

std::string StandardExpression::Over(const std::string& list, const std::string& macro, char type, int depth,
                                     std::string (StandardExpression::*body)(int)) {
  const std::string name = StrCat("v", bound_.size());
  bound_.push_back({name, type});
  const std::string inside = (this->*body)(depth);
  bound_.pop_back();
  return StrCat(list, ".", macro, "(", name, ", ", inside, ")");
}

std::string StandardExpression::Bool(int depth) {
  if (depth <= 0 || bound_.size() > 3) {
    const std::string item = Bound('m');
    if (!item.empty()) return item + ".hit";
    return Pick({"a", "b", "flag", "part.c", "true", "false", "has(part.m)"});
  }
  const int next = depth - 1;
  switch (choose_(14)) {
    case 0:
    case 1:
      return Two(Bool(next), {"&&", "||"}, Bool(next));
    case 2:
      return StrCat("!", Bool(next));
    case 3:
      return StrCat("(", Bool(next), " ? ", Bool(next), " : ", Bool(next), ")");
    case 4:
      return StrCat(Text(next), Pick({".contains(", ".startsWith(", ".endsWith("}), Text(next), ")");
    case 5:
      return StrCat(Text(next), ".matches(",
                    Pick({"'a'", "'^a*b?$'", "'(?i)A'", "r'\\w+\\s'", "'[^a]'", "'a|b'", "''", "r'\\pL{2}'"}), ")");
    case 6:
      return choose_(3) ? Two(Int(next), {"in"}, Ints(next)) : Two(Text(next), {"in"}, Texts(next));
    case 7:
      return choose_(2) ? Two(Text(next), {"in"}, Map(next)) : StrCat("bool(", Pick({"'true'", "'F'", "name", "'yes'"}), ")");
    case 8:
    case 9:
    case 10:
      return Quantifier(next);
    default:
      return Comparison(next);
  }
}

std::string StandardExpression::Quantifier(int depth) {
  const std::string macro = Pick({"exists", "all", "exists_one"});
  switch (choose_(4)) {
    case 0:
      return Over(Ints(depth), macro, 'i', depth, &StandardExpression::Bool);
    case 1:
      return Over(Texts(depth), macro, 's', depth, &StandardExpression::Bool);
    case 2:
      return Over(Map(depth), macro, 's', depth, &StandardExpression::Bool);
    default:
      return Over(Items(depth), macro, 'm', depth, &StandardExpression::Bool);
  }
}

std::string StandardExpression::Comparison(int depth) {
  const std::vector<std::string> all = {"==", "!=", "<", "<=", ">", ">="};
  const std::vector<std::string> equality = {"==", "!="};
  switch (choose_(9)) {
    case 0: {
      // Numbers of all types compare by value.
      const auto number = [&] {
        return choose_(3) == 0 ? Int(depth) : choose_(2) ? Uint(depth) : Double(depth);
      };
      return Two(number(), all, number());
    }
    case 1:
      return Two(Double(depth), all, Double(depth));
    case 2:
      return Two(Text(depth), all, Text(depth));
    case 3:
      return Two(Bool(depth), choose_(2) ? all : equality, Bool(depth));
    case 4:
      return Two(Duration(depth), all, Duration(depth));
    case 5:
      return choose_(2) ? Two(Timestamp(depth), all, Timestamp(depth)) : Two(Map(depth), equality, Map(depth));
    case 6:
      return choose_(2) ? Two(Ints(depth), equality, Ints(depth)) : Two(Texts(depth), equality, Texts(depth));
    default:
      return Two(Int(depth), all, Int(depth));
  }
}

std::string StandardExpression::Int(int depth) {
  if (depth <= 0) {
    if (const std::string bound = Bound('i'); !bound.empty()) return bound;
    if (const std::string item = Bound('m'); !item.empty()) return item + ".points";
    return Pick({"n", "part.m", "free", "0", "1", "-1", "3", "9223372036854775807", "int(color)"});
  }
  const int next = depth - 1;
  switch (choose_(14)) {
    case 0:
    case 1:
    case 2:
      return Two(Int(next), {"+", "-", "*", "/", "%"}, Int(next));
    case 3:
      return StrCat("(-", Int(next), ")");
    case 4:
      return StrCat("(", Bool(next), " ? ", Int(next), " : ", Int(next), ")");
    case 5:
      return StrCat("size(", choose_(2) ? Text(next) : choose_(2) ? Texts(next) : Items(next), ")");
    case 6:
      return StrCat(choose_(2) ? Ints(next) : Map(next), ".size()");
    case 7:
      return StrCat("int(", choose_(3) == 0 ? Uint(next) : choose_(2) ? Double(next) : Text(next), ")");
    case 8:
      return StrCat(Text(next), ".indexOf(", Text(next), choose_(3) ? ")" : StrCat(", ", Int(next), ")"));
    case 9:
      return StrCat(Ints(next), "[", choose_(2) ? Int(0) : Pick({"0", "1"}), "]");
    case 10:
      return StrCat(Timestamp(next), ".",
                    Pick({"getFullYear", "getMonth", "getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear",
                          "getHours", "getMinutes", "getSeconds", "getMilliseconds"}),
                    "(", Pick({"", "'Europe/London'", "'+05:30'"}), ")");
    case 11:
      return StrCat(Duration(next), ".", Pick({"getHours", "getMinutes", "getSeconds", "getMilliseconds"}), "()");
    case 12:
      return StrCat(Map(next), choose_(2) ? StrCat("[", Text(0), "]") : ".a");
    default:
      return Int(0);
  }
}

std::string StandardExpression::Uint(int depth) {
  if (depth <= 0) return Pick({"u", "1u", "0u", "18446744073709551615u"});
  const int next = depth - 1;
  switch (choose_(4)) {
    case 0:
      return StrCat("uint(", choose_(2) ? Int(next) : Double(next), ")");
    case 1:
      return StrCat("(", Bool(next), " ? ", Uint(next), " : ", Uint(next), ")");
    default:
      return Two(Uint(next), {"+", "-", "*", "/", "%"}, Uint(next));
  }
}

std::string StandardExpression::Double(int depth) {
  if (depth <= 0) return Pick({"x", "0.5", "-0.0", "2.0", "1e300"});
  const int next = depth - 1;
  switch (choose_(6)) {
    case 0:
      return StrCat("double(", choose_(3) ? Int(next) : choose_(2) ? Uint(next) : Text(next), ")");
    case 1:
      return StrCat("(", Bool(next), " ? ", Double(next), " : ", Double(next), ")");
    case 2:
      return StrCat("(-", Double(next), ")");
    default:
      return Two(Double(next), {"+", "-", "*", "/"}, Double(next));
  }
}

std::string StandardExpression::Text(int depth) {
  if (depth <= 0) {
    if (const std::string bound = Bound('s'); !bound.empty()) return bound;
    return Pick({"name", "'a'", "'b'", "''", "'A b'", "' a,b,a\\u00a0'", "'ma\\u00f1ana'", "'12'", "'-0.5'"});
  }
  const int next = depth - 1;
  switch (choose_(10)) {
    case 0:
    case 1:
      return Two(Text(next), {"+"}, Text(next));
    case 2:
      return StrCat("(", Bool(next), " ? ", Text(next), " : ", Text(next), ")");
    case 3:
      return StrCat(Text(next), Pick({".lowerAscii()", ".upperAscii()"}));
    case 4:
      return StrCat(Text(next), ".trim()");
    case 5:
      return StrCat(Texts(next), "[", choose_(2) ? Int(0) : "0", "]");
    case 6:
      return StrCat(Texts(next), Pick({".join()", ".join('-')", ".join(name)"}));
    case 7:
      return StrCat("string(", choose_(4) == 0 ? Uint(next) : choose_(3) == 0 ? Double(next) : choose_(2) ? Int(next) : Bool(next), ")");
    case 8:
      return StrCat("string(", choose_(2) ? Duration(next) : Timestamp(next), ")");
    default:
      return Text(0);
  }
}

std::string StandardExpression::Duration(int depth) {
  if (depth <= 0) {
    return Pick({"duration('1h')", "duration('-1.5s')", "duration('0.000000001s')", "duration('1h2m3.004s')"});
  }
  const int next = depth - 1;
  switch (choose_(4)) {
    case 0:
      return Two(Timestamp(next), {"-"}, Timestamp(next));
    case 1:
      return StrCat("(", Bool(next), " ? ", Duration(next), " : ", Duration(next), ")");
    default:
      return Two(Duration(next), {"+", "-"}, Duration(next));
  }
}

std::string StandardExpression::Timestamp(int depth) {
  if (depth <= 0) {
    return Pick({"timestamp('2020-02-29T23:59:59.999Z')", "timestamp('2021-06-15T01:02:03+02:00')",
                 "timestamp('0001-01-01T00:00:00Z')", "timestamp('9999-12-31T23:59:59Z')", "timestamp(n)"});
  }
  const int next = depth - 1;
  switch (choose_(4)) {
    case 0:
      return StrCat("(", Bool(next), " ? ", Timestamp(next), " : ", Timestamp(next), ")");
    case 1:
      return Two(Duration(next), {"+"}, Timestamp(next));
    default:
      return Two(Timestamp(next), {"+", "-"}, Duration(next));
  }
}

std::string StandardExpression::Items(int depth) {
  if (depth <= 0 || choose_(2)) return "items";
  return Over("items", "filter", 'm', depth - 1, &StandardExpression::Bool);
}

std::string StandardExpression::Ints(int depth) {
  if (depth <= 0) return Pick({"[1, 2, 3]", "[n]", "[free, n]", "[]"});
  const int next = depth - 1;
  switch (choose_(7)) {
    case 0:
      return Over(Ints(next), "filter", 'i', next, &StandardExpression::Bool);
    case 1:
      return Over(Ints(next), "map", 'i', next, &StandardExpression::Int);
    case 2:
    case 3:
      return Over(Items(next), "map", 'm', next, &StandardExpression::Int);
    case 4:
      return Two(Ints(next), {"+"}, Ints(next));
    case 5:
      return StrCat("(", Bool(next), " ? ", Ints(next), " : ", Ints(next), ")");
    default:
      return StrCat("[", Int(next), ", ", Int(next), "]");
  }
}

std::string StandardExpression::Texts(int depth) {
  if (depth <= 0) return Pick({"['a', 'b']", "[name]", "'a,b'.split(',')"});
  const int next = depth - 1;
  switch (choose_(7)) {
    case 0:
      return Over(Texts(next), "filter", 's', next, &StandardExpression::Bool);
    case 1:
      return Over(Texts(next), "map", 's', next, &StandardExpression::Text);
    case 2:
    case 3:
    case 4:
      return StrCat(Text(next), ".split(", Pick({"','", "''", "'a'", "name"}),
                    Pick({"", "", ", -1", ", 0", ", 1", ", 2"}), ")");
    case 5:
      return Two(Texts(next), {"+"}, Texts(next));
    default:
      return StrCat("[", Text(next), ", ", Text(next), "]");
  }
}

std::string StandardExpression::Map(int depth) {
  if (depth <= 0) return Pick({"{'a': 1, 'b': 2}", "{'a': n}", "{name: 3}"});
  const int next = depth - 1;
  if (choose_(3) == 0) return StrCat("(", Bool(next), " ? ", Map(next), " : ", Map(next), ")");
  return StrCat("{'a': ", Int(next), ", ", Text(0), ": ", Int(next), "}");
}

}  // namespace risk::test
