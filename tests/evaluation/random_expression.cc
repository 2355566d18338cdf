#include "tests/evaluation/random_expression.h"

namespace risk::evaluation {

using expression::Kind;
using expression::Type;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

std::string RandomExpression::Text(Kind kind, int depth) {
  switch (kind) {
    case Kind::kBool:
      return Bool(depth);
    case Kind::kDate:
      return Date(depth);
    case Kind::kList: {
      // Part of a list of the record, or of a list that has a name.
      const FieldDescriptor* field = env_.context()->FindFieldByName("leaves");
      const std::string list = NamedList();
      Bind("v0", field);
      const std::string condition = Bool(depth - 1);
      bound_.pop_back();
      return (list.empty() ? field->name() : list) + ".filter(v0, " + condition + ")";
    }
    case Kind::kString:
      return Leaf(kind);
    default:
      return Number(kind, depth);
  }
}

std::string RandomExpression::Bool(int depth) {
  if (depth <= 0) return Leaf(Kind::kBool);
  switch (Below(16)) {
    case 0:
    case 1:
      return "(" + Bool(depth - 1) + " && " + Bool(depth - 1) + ")";
    case 2:
    case 3:
      return "(" + Bool(depth - 1) + " || " + Bool(depth - 1) + " || " + Bool(depth - 2) + ")";
    case 4:
      return "!(" + Bool(depth - 1) + ")";
    case 5:
      return "(" + Bool(depth - 1) + " ? " + Bool(depth - 1) + " : " + Bool(depth - 1) + ")";
    case 6:
      return "(" + Bool(depth - 1) + (Below(2) ? " == " : " != ") + Bool(depth - 1) + ")";
    case 7: {
      if (Below(2)) {
        const std::string x = Bool(depth - 1);
        return "(known(" + x + ") && " + (Below(2) ? x : "!(" + x + ")") +
               (Below(2) ? ")" : " && " + Bool(depth - 2) + ")");
      }
      const Kind kinds[] = {Kind::kBool, Kind::kInt, Kind::kDouble, Kind::kDate, Kind::kString};
      return "known(" + Text(kinds[Below(5)], depth - 1) + ")";
    }
    case 8:
    case 9:
    case 10:
    case 11:
      return Quantifier(depth);
    default:
      return Comparison(depth);
  }
}

bool RandomExpression::Bind(const std::string& name, const FieldDescriptor* field) {
  const Type type = Type::OfField(*field).element();
  const bool is_message = type.Is(Kind::kMessage);
  bound_.push_back({name, is_message ? type.message() : nullptr, is_message ? nullptr : field});
  return true;
}

std::string RandomExpression::Quantifier(int depth) {
  const FieldDescriptor* field = nullptr;
  std::string list = ListPath(&field);
  if (list.empty()) return Comparison(depth);
  switch (Below(8)) {
    case 0:
      return "has(" + list + ")";
    case 1:
      return "recorded(" + list + ")";
    case 2:
      return "complete(" + list + ")";
    default:
      break;
  }
  const std::string name = "v" + std::to_string(bound_.size());
  const std::string named = NamedList();
  if (!named.empty()) {
    list = named;
    field = env_.context()->FindFieldByName("leaves");
  }
  if (Below(3) == 0) {
    Bind(name, field);
    list += ".filter(" + name + ", " + Bool(depth - 2) + ")";
    bound_.pop_back();
  }
  static const char* const kMacros[] = {"exists", "all", "exists_one"};
  const std::string macro = kMacros[Below(3)];
  Bind(name, field);
  const std::string body = Bool(depth - 1);
  bound_.pop_back();
  return list + "." + macro + "(" + name + ", " + body + ")";
}

std::string RandomExpression::Comparison(int depth) {
  static const char* const kOps[] = {" < ", " <= ", " > ", " >= ", " == ", " != "};
  const std::string op = kOps[Below(6)];
  switch (Below(8)) {
    case 0: {
      static const char* const kLists[] = {" in [1, 2]", " in [1, 3, 5]", " in [0]",
                                           " in [2, 100]"};
      return "(" + Number(Kind::kInt, depth - 1) + kLists[Below(4)] + ")";
    }
    case 1: {
      const std::string equal = Below(2) ? " == " : " != ";
      return "(" + MadeText() + equal + MadeText() + ")";
    }
    case 2: {
      static const char* const kTests[] = {".contains(", ".startsWith(", ".endsWith("};
      if (Below(4) == 0) return "is_digits(" + MadeText() + ")";
      if (Below(4) == 0) return TextSearch();
      if (Below(2)) return MadeText() + kTests[Below(3)] + Leaf(Kind::kString) + ")";
      return "(" + Leaf(Kind::kString) + " in ['a', 'b'])";
    }
    case 3:
    case 4:
      return "(" + Date(depth - 1) + op + Date(depth - 1) + ")";
    case 5:
      return "(" + Number(Kind::kDouble, depth - 1) + op + Number(Kind::kDouble, depth - 1) + ")";
    default:
      return "(" + Number(Kind::kInt, depth - 1) + op + Number(Kind::kInt, depth - 1) + ")";
  }
}

std::string RandomExpression::Aggregate(const char* function, Kind kind, int depth) {
  for (int attempt = 0; attempt < 5; ++attempt) {
    const FieldDescriptor* field = nullptr;
    const std::string list = ListPath(&field);
    if (list.empty()) continue;
    const Type element = Type::OfField(*field).element();
    if (element.Is(kind) && element.enumeration() == nullptr && Below(2)) {
      return std::string(function) + "(" + list + ")";
    }
    if (!element.Is(Kind::kMessage)) continue;
    const std::string name = "v" + std::to_string(bound_.size());
    Bind(name, field);
    const std::string condition = Below(2) ? Bool(depth - 2) + ", " : "";
    const std::string body = Text(kind, depth - 1);
    bound_.pop_back();
    return std::string(function) + "(" + list + ".map(" + name + ", " + condition + body + "))";
  }
  return Leaf(kind);
}

// list.map(v, value)[1], also filtered.
std::string RandomExpression::ElementAt(Kind kind, int depth) {
  const std::string list = Aggregate("", kind, depth);
  // Aggregate without a function: "(list)"; anything else is a leaf.
  return list[0] == '(' ? list + "[" + std::to_string(Below(3)) + "]" : list;
}

std::string RandomExpression::RealFunction(const std::string& number) {
  switch (Below(3)) {
    case 0:
      return "ln(" + number + ")";
    case 1:
      return "exp(" + number + ")";
    default:
      return "round(" + number + ", " + std::to_string(Below(17)) + ")";
  }
}

// A condition that looks for something inside a text.
std::string RandomExpression::TextSearch() {
  static const char* const kPatterns[] = {"", "a", "^[ab]+$", "(?i)B", "a?,b*", "\\\\pL$"};
  static const char* const kTests[] = {"p == 'b'", "p.size() > 0", "p.trim() == ''"};
  static const char* const kMacros[] = {".exists(p, ", ".all(p, ", ".exists_one(p, "};
  const std::string text = MadeText();
  switch (Below(5)) {
    case 0:
    case 1:
      return text + ".matches('" + kPatterns[Below(6)] + "')";
    case 2:
      return "(" + Leaf(Kind::kString) + " in " + text + Split() + ")";
    case 3:
      return text + Split() + kMacros[Below(3)] + kTests[Below(3)] + ")";
    default:
      return "(" + text + Split() + ".filter(p, " + kTests[Below(3)] + ").map(p, p + '-').join() == 'b-')";
  }
}

std::string RandomExpression::Split() {
  static const char* const kSplits[] = {".split(',')", ".split('')", ".split(',', 1)", ".split(',', 2)",
                                        ".split(',', 0)"};
  return Below(6) == 0 ? ".split(" + Leaf(Kind::kString) + ")" : kSplits[Below(5)];
}

// A whole number that says where something is in a text, or how often.
std::string RandomExpression::TextPlace(int depth) {
  const std::string text = MadeText();
  if (Below(3) == 0) return "size(" + text + Split() + ")";
  const std::string part = text + ".indexOf(" + Leaf(Kind::kString);
  return Below(2) ? part + ")" : part + ", " + Number(Kind::kInt, depth - 2) + ")";
}

// A text that is computed now and then.
std::string RandomExpression::MadeText() {
  const std::string text = Leaf(Kind::kString);
  switch (Below(9)) {
    case 6:
      return text + ".lowerAscii()";
    case 7:
      return text + ".trim()";
    case 8:
      return text + Split() + "[" + std::to_string(Below(2)) + "]";
    case 0:
      return "(" + text + " + " + Leaf(Kind::kString) + ")";
    case 1:
      return text + ".upperAscii()";
    case 2: {
      const std::string list = Aggregate("", Kind::kString, 1);
      return list[0] == '(' ? list + (Below(2) ? ".join()" : ".join('-')") : list;
    }
    default:
      return text;
  }
}

std::string RandomExpression::Number(Kind kind, int depth) {
  if (depth <= 0) return Leaf(kind);
  const bool is_int = kind == Kind::kInt;
  const std::string a = Number(kind, depth - 1), b = Number(kind, depth - 2);
  switch (Below(is_int ? 16 : 11)) {
    case 0:
      return "(" + a + " + " + b + ")";
    case 1:
      return "(" + a + " - " + b + ")";
    case 2:
      return "(" + a + " * " + b + ")";
    case 3:
      return "(" + a + " / " + b + ")";
    case 4:
      return is_int ? "(" + a + " % " + b + ")" : "-(" + a + ")";
    case 5:
      return "least(" + a + ", " + b + ")";
    case 6:
      return "(" + Bool(depth - 1) + " ? " + a + " : " + b + ")";
    case 7:
      return Aggregate("sum", kind, depth);
    case 8:
      return is_int ? "greatest(" + a + ", " + b + ")"
                    : "double(" + Number(Kind::kInt, depth - 1) + ")";
    case 9:
      return is_int ? "int(" + Number(Kind::kDouble, depth - 1) + ")" : RealFunction(a);
    case 10:
      return ElementAt(kind, depth);
    case 11: {
      static const char* const kBetween[] = {"days_between", "months_between", "years_between"};
      return kBetween[Below(3)] + ("(" + Date(depth - 1) + ", " + Date(depth - 1) + ")");
    }
    case 12:
    case 13: {
      const FieldDescriptor* field = nullptr;
      const std::string list = ListPath(&field);
      if (list.empty()) return a;
      if (Below(2)) return "size(" + list + ")";
      const std::string name = "v" + std::to_string(bound_.size());
      Bind(name, field);
      const std::string body = Bool(depth - 1);
      bound_.pop_back();
      return "size(" + list + ".filter(" + name + ", " + body + "))";
    }
    case 14:
      return TextPlace(depth);
    default:
      return Leaf(kind);
  }
}

std::string RandomExpression::Date(int depth) {
  if (depth <= 0) return Leaf(Kind::kDate);
  switch (Below(7)) {
    case 0:
      return "add_days(" + Date(depth - 1) + ", " + Number(Kind::kInt, depth - 2) + ")";
    case 1:
      return "add_months(" + Date(depth - 1) + ", " + Number(Kind::kInt, depth - 2) + ")";
    case 2:
      return "add_years(assessed_on, " + Leaf(Kind::kInt) + ")";
    case 3:
      return Aggregate(Below(2) ? "earliest" : "latest", Kind::kDate, depth);
    case 4:
      return "(" + Bool(depth - 1) + " ? " + Date(depth - 1) + " : " + Date(depth - 1) + ")";
    default:
      return Leaf(Kind::kDate);
  }
}

// Now and then a variable that stands for a list of leaves; else empty.
std::string RandomExpression::NamedList() {
  std::vector<std::string> names;
  for (const expression::Variable& variable : env_.variables()) {
    if (variable.type.Is(Kind::kList)) names.push_back(variable.name);
  }
  return names.empty() || Below(5) != 0 ? "" : names[random_() % names.size()];
}

// A variable of the environment, a constant or a field.
std::string RandomExpression::Leaf(Kind kind) {
  if (Below(4) == 0) {
    std::vector<std::string> names;
    for (const expression::Variable& variable : env_.variables()) {
      if (variable.type.Is(kind)) names.push_back(variable.name);
    }
    if (!names.empty()) return names[random_() % names.size()];
  }
  if (Below(5) != 0) {
    const std::string path = Path(kind);
    if (!path.empty()) return path;
  }
  switch (kind) {
    case Kind::kBool:
      return Below(4) ? "known(age)" : Below(2) ? "true" : "false";
    case Kind::kInt:
      return std::to_string(Below(6) - 1);
    case Kind::kDouble:
      return std::to_string(Below(9) - 2) + ".5";
    case Kind::kDate:
      return Below(2) ? "date('2020-06')" : "date('2020-06-15')";
    default:
      return Below(2) ? "'a'" : "'b'";
  }
}

namespace {

bool IsOfKind(const Type& type, Kind kind) { return type.Is(kind) && !type.is_nullable(); }

}  // namespace

std::string RandomExpression::Path(Kind kind) {
  for (int attempt = 0; attempt < 12; ++attempt) {
    std::string path;
    const Descriptor* type = env_.context();
    if (!bound_.empty() && Below(3) != 0) {
      const Name& name = bound_[random_() % bound_.size()];
      if (name.message == nullptr) {
        // An enum compares with numbers only when it is made one.
        const Type element = Type::OfField(*name.element_of).element();
        if (!IsOfKind(element, kind)) continue;
        return element.enumeration() != nullptr ? "int(" + name.text + ")" : name.text;
      }
      path = name.text;
      type = name.message;
    }
    for (int step = 0; step < 4; ++step) {
      const FieldDescriptor* field = type->field(Below(type->field_count()));
      if (field->is_repeated()) break;
      const std::string next = path.empty() ? field->name() : path + "." + field->name();
      const Type of_field = Type::OfField(*field);
      if (kind == Kind::kBool && Below(12) == 0) {
        // has() and recorded() need something to select from.
        if (path.empty()) return "recorded(" + next + ")";
        return (Below(2) ? "has(" : "recorded(") + next + ")";
      }
      if (IsOfKind(of_field, kind)) {
        return of_field.enumeration() != nullptr ? "int(" + next + ")" : next;
      }
      if (field->message_type() == nullptr) break;
      path = next;
      type = field->message_type();
    }
  }
  return "";
}

std::string RandomExpression::ListPath(const FieldDescriptor** found) {
  for (int attempt = 0; attempt < 12; ++attempt) {
    std::string path;
    const Descriptor* type = env_.context();
    if (!bound_.empty() && Below(2)) {
      const Name& name = bound_[random_() % bound_.size()];
      if (name.message == nullptr) continue;
      path = name.text;
      type = name.message;
    }
    for (int step = 0; step < 3; ++step) {
      const FieldDescriptor* field = type->field(Below(type->field_count()));
      const std::string next = path.empty() ? field->name() : path + "." + field->name();
      if (field->is_map()) break;
      if (field->is_repeated()) {
        *found = field;
        return next;
      }
      if (field->message_type() == nullptr) break;
      path = next;
      type = field->message_type();
    }
  }
  return "";
}

}  // namespace risk::evaluation
