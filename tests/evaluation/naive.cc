#include "tests/evaluation/naive.h"

#include <algorithm>
#include <cmath>
#include <regex>
#include <set>
#include <string>
#include <variant>

#include "absl/time/civil_time.h"
#include "gtest/gtest.h"
#include "risk/expression/type.h"
#include "tests/evaluation/round_by_digits.h"

namespace risk::test {
namespace {

using expression::Days;
using expression::Node;
using expression::NodeKind;
using expression::Op;
using expression::Quantifier;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using Kind = NaiveValue::Kind;

const absl::CivilDay kEpoch(1970, 1, 1);

NaiveValue Make(Kind kind) {
  NaiveValue value;
  value.kind = kind;
  return value;
}

NaiveValue Real(double real) {
  NaiveValue value = Make(Kind::kDouble);
  value.real = real;
  return value;
}

NaiveValue Text(std::string text) {
  NaiveValue value = Make(Kind::kText);
  value.text = std::move(text);
  return value;
}

class Naive {
 public:
  explicit Naive(const NaiveWorld& world) : world_(world), slots_(16) {}

  NaiveValue Eval(const Node& node) {
    switch (node.kind) {
      case NodeKind::kConstant:
        return EvalConstant(node);
      case NodeKind::kContext:
        return Whole(*world_.record);
      case NodeKind::kVariable:
        return world_.variables[static_cast<size_t>(node.variable)];
      case NodeKind::kBound:
        return AsValue(slots_[static_cast<size_t>(node.slot)], node.type);
      case NodeKind::kSelect:
        return EvalSelect(node);
      case NodeKind::kList: {
        NaiveValue list = Make(Kind::kList);
        for (const auto& child : node.children) {
          list.list.push_back(Eval(*child));
          if (list.list.back().kind == Kind::kError) return NaiveValue();
        }
        return list;
      }
      case NodeKind::kQuantifier:
        return EvalQuantifier(node);
      case NodeKind::kCall:
        return EvalCall(node);
      default:
        ADD_FAILURE() << "not in the naive evaluator";
        return NaiveValue();
    }
  }

 private:
  static NaiveValue Whole(const Message& message) {
    NaiveValue value = Make(Kind::kMessage);
    value.message = &message;
    return value;
  }

  static NaiveValue EvalConstant(const Node& node) {
    if (const bool* truth = std::get_if<bool>(&node.value)) return NaiveBool(*truth);
    if (const int64_t* number = std::get_if<int64_t>(&node.value)) return NaiveInt(*number);
    if (const double* real = std::get_if<double>(&node.value)) return Real(*real);
    if (const std::string* text = std::get_if<std::string>(&node.value)) return Text(*text);
    if (const Days* days = std::get_if<Days>(&node.value)) return NaiveDate(days->first);
    ADD_FAILURE() << "not in the naive evaluator";
    return NaiveValue();
  }

  // An Answer is a bool and a Date is a date, unless a message is wanted.
  static NaiveValue AsValue(const NaiveValue& value, const expression::Type& type) {
    if (value.kind != Kind::kMessage || type.Is(expression::Kind::kMessage)) return value;
    const Message& message = *value.message;
    auto number = [&](int field) {
      return message.GetReflection()->GetInt32(message,
                                               message.GetDescriptor()->FindFieldByNumber(field));
    };
    if (message.GetDescriptor()->name() == "Date") {
      return NaiveDate(absl::CivilDay(number(1), number(2), number(3)) - kEpoch);
    }
    if (message.GetDescriptor()->name() != "Answer") return value;
    const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName("value");
    return NaiveBool(message.GetReflection()->GetEnumValue(message, field) == 1);
  }

  static NaiveValue ReadOne(const Message& message, const FieldDescriptor& field, int index) {
    const Reflection& r = *message.GetReflection();
    bool is_list = index >= 0;
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_BOOL:
        return NaiveBool(r.GetBool(message, &field));
      case FieldDescriptor::CPPTYPE_INT32:
        return NaiveInt(r.GetInt32(message, &field));
      case FieldDescriptor::CPPTYPE_UINT32:
        return NaiveInt(r.GetUInt32(message, &field));
      case FieldDescriptor::CPPTYPE_INT64:
        return NaiveInt(r.GetInt64(message, &field));
      case FieldDescriptor::CPPTYPE_ENUM:
        return NaiveInt(is_list ? r.GetRepeatedEnumValue(message, &field, index)
                                : r.GetEnumValue(message, &field));
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return Real(r.GetDouble(message, &field));
      case FieldDescriptor::CPPTYPE_STRING:
        return Text(r.GetString(message, &field));
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return Whole(is_list ? r.GetRepeatedMessage(message, &field, index)
                             : r.GetMessage(message, &field));
      default:
        ADD_FAILURE() << "not in the naive evaluator: " << field.full_name();
        return NaiveValue();
    }
  }

  NaiveValue EvalSelect(const Node& node) {
    const Message& message = *Eval(node.child(0)).message;
    const Reflection& r = *message.GetReflection();
    const FieldDescriptor& field = *node.field;
    if (node.is_test) {
      return NaiveBool(field.is_repeated() ? r.FieldSize(message, &field) > 0
                                           : r.HasField(message, &field));
    }
    if (!field.is_repeated()) return AsValue(ReadOne(message, field, -1), node.type);
    NaiveValue list = Make(Kind::kList);
    for (int i = 0; i < r.FieldSize(message, &field); ++i) {
      list.list.push_back(ReadOne(message, field, i));
    }
    return list;
  }

  NaiveValue EvalQuantifier(const Node& node) {
    NaiveValue range = Eval(node.range());
    if (range.kind == Kind::kError) return range;
    NaiveValue result = Make(Kind::kList);
    int yes = 0, no = 0, errors = 0;
    for (const NaiveValue& element : range.list) {
      slots_[static_cast<size_t>(node.slot)] = element;
      NaiveValue verdict = node.predicate() == nullptr ? NaiveBool(true) : Eval(*node.predicate());
      if (verdict.kind == Kind::kError) {
        ++errors;
      } else {
        ++(verdict.truth ? yes : no);
      }
      if (verdict.kind == Kind::kError || !verdict.truth) continue;
      slots_[static_cast<size_t>(node.slot)] = element;
      if (node.quantifier == Quantifier::kFilter) result.list.push_back(element);
      if (node.quantifier == Quantifier::kMap) {
        NaiveValue mapped = Eval(*node.transform());
        if (mapped.kind == Kind::kError) ++errors;
        result.list.push_back(mapped);
      }
    }
    if (node.quantifier == Quantifier::kExists && yes > 0) return NaiveBool(true);
    if (node.quantifier == Quantifier::kAll && no > 0) return NaiveBool(false);
    if (errors > 0) return NaiveValue();
    if (node.quantifier == Quantifier::kExists) return NaiveBool(false);
    if (node.quantifier == Quantifier::kAll) return NaiveBool(true);
    if (node.quantifier == Quantifier::kExistsOne) return NaiveBool(yes == 1);
    return result;
  }

  NaiveValue EvalCall(const Node& node) {
    std::vector<NaiveValue> operands;
    if (node.op == Op::kConditional) {
      NaiveValue condition = Eval(node.child(0));
      return condition.kind == Kind::kError ? condition : Eval(node.child(condition.truth ? 1 : 2));
    }
    bool has_error = false;
    for (const auto& child : node.children) {
      operands.push_back(Eval(*child));
      has_error |= operands.back().kind == Kind::kError;
    }
    if (node.op == Op::kAnd || node.op == Op::kOr) {
      bool decides = node.op == Op::kOr;
      for (const NaiveValue& operand : operands) {
        if (operand.kind == Kind::kBool && operand.truth == decides) return NaiveBool(decides);
      }
      return has_error ? NaiveValue() : NaiveBool(!decides);
    }
    return has_error ? NaiveValue() : Apply(node, operands);
  }

  // -1, 0 or 1; something else if the two have no order.
  static int Order(const NaiveValue& a, const NaiveValue& b) {
    if (a.kind == Kind::kText) return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
    if (a.kind == Kind::kDouble) {
      if (a.real != a.real || b.real != b.real) return 7;
      return a.real < b.real ? -1 : a.real > b.real ? 1 : 0;
    }
    if (a.kind == Kind::kBool) return int{a.truth} - int{b.truth};
    return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
  }

  static bool Same(const NaiveValue& a, const NaiveValue& b) {
    if (a.kind != Kind::kList) return Order(a, b) == 0;
    return std::equal(a.list.begin(), a.list.end(), b.list.begin(), b.list.end(), Same);
  }

  NaiveValue Apply(const Node& node, const std::vector<NaiveValue>& v) {
    switch (node.op) {
      case Op::kNot:
        return NaiveBool(!v[0].truth);
      case Op::kEq:
        return NaiveBool(Same(v[0], v[1]));
      case Op::kNe:
        return NaiveBool(!Same(v[0], v[1]));
      case Op::kLt:
        return NaiveBool(Order(v[0], v[1]) == -1);
      case Op::kLe:
        return NaiveBool(Order(v[0], v[1]) == -1 || Order(v[0], v[1]) == 0);
      case Op::kGt:
        return NaiveBool(Order(v[0], v[1]) == 1);
      case Op::kGe:
        return NaiveBool(Order(v[0], v[1]) == 1 || Order(v[0], v[1]) == 0);
      case Op::kIn: {
        const auto& list = v[1].list;
        return NaiveBool(std::any_of(list.begin(), list.end(), [&](const NaiveValue& element) {
          return Same(v[0], element);
        }));
      }
      case Op::kSize:
        return NaiveInt(
            static_cast<int64_t>(v[0].kind == Kind::kList ? v[0].list.size() : v[0].text.size()));
      case Op::kToDouble:
        return Real(static_cast<double>(v[0].number));
      case Op::kToInt:
        return NaiveInt(v[0].kind == Kind::kDouble ? static_cast<int64_t>(v[0].real) : v[0].number);
      case Op::kLeast:
        return *std::min_element(v.begin(), v.end(), BeforeInOrder);
      case Op::kGreatest:
        return *std::max_element(v.begin(), v.end(), BeforeInReverse);
      case Op::kLn:
        return v[0].real > 0 ? Real(std::log(v[0].real)) : NaiveValue();
      case Op::kExp:
        return Real(std::exp(v[0].real));
      case Op::kRound:
        if (v[1].number < 0 || v[1].number > 15) return NaiveValue();
        return Real(RoundByDigits(v[0].real, static_cast<size_t>(v[1].number)));
      case Op::kLookup: {
        auto row = world_.table.find(v[0].text);
        return Real(row == world_.table.end() ? world_.otherwise : row->second);
      }
      default:
        if (node.op >= Op::kContains && node.op <= Op::kIsDigits) return ApplyToTexts(node, v);
        return node.op >= Op::kToDate ? ApplyToDates(node, v) : Calculate(node, v);
    }
  }

  // Of ASCII, letter by letter.
  static NaiveValue ApplyToTexts(const Node& node, const std::vector<NaiveValue>& v) {
    std::string text = v[0].text;
    const std::string part = v.size() > 1 ? v[1].text : "";
    switch (node.op) {
      case Op::kMatches:
        return NaiveBool(std::regex_search(text, std::regex(part)));
      case Op::kLowerAscii:
        for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        return Text(text);
      case Op::kTrim:
        while (!text.empty() && text.front() == ' ') text.erase(0, 1);
        while (!text.empty() && text.back() == ' ') text.pop_back();
        return Text(text);
      case Op::kIndexOf: {
        const int64_t from = v.size() > 2 ? v[2].number : 0;
        if (from < 0 || from > static_cast<int64_t>(text.size())) return NaiveValue();
        for (size_t i = static_cast<size_t>(from); i + part.size() <= text.size(); ++i) {
          if (text.substr(i, part.size()) == part) return NaiveInt(static_cast<int64_t>(i));
        }
        return NaiveInt(-1);
      }
      case Op::kSplit: {
        NaiveValue parts = Make(Kind::kList);
        std::string rest;
        for (char c : text) {
          if (std::string(1, c) == part) {
            parts.list.push_back(Text(rest));
            rest.clear();
          } else {
            rest += c;
          }
        }
        parts.list.push_back(Text(rest));
        return parts;
      }
      default:
        ADD_FAILURE() << "not in the naive evaluator";
        return NaiveValue();
    }
  }

  static bool Before(const NaiveValue& a, const NaiveValue& b) { return Order(a, b) == -1; }
  static bool IsNan(const NaiveValue& a) { return a.kind == Kind::kDouble && a.real != a.real; }
  // Every number comes before NaN in the search for the least, and after it in that for the
  // greatest.
  static bool BeforeInOrder(const NaiveValue& a, const NaiveValue& b) {
    return Before(a, b) || (!IsNan(a) && IsNan(b));
  }
  static bool BeforeInReverse(const NaiveValue& a, const NaiveValue& b) {
    return Before(a, b) || (IsNan(a) && !IsNan(b));
  }

  static NaiveValue Calculate(const Node& node, const std::vector<NaiveValue>& v) {
    if (v[0].kind == Kind::kDouble) {
      double a = v[0].real, b = v.size() > 1 ? v[1].real : 0;
      if (node.op == Op::kAdd) return Real(a + b);
      if (node.op == Op::kSubtract) return Real(a - b);
      if (node.op == Op::kMultiply) return Real(a * b);
      return Real(node.op == Op::kNegate ? -a : a / b);
    }
    int64_t a = v[0].number, b = v.size() > 1 ? v[1].number : 0, result = 0;
    bool fails = false;
    if (node.op == Op::kAdd) fails = __builtin_add_overflow(a, b, &result);
    if (node.op == Op::kSubtract) fails = __builtin_sub_overflow(a, b, &result);
    if (node.op == Op::kMultiply) fails = __builtin_mul_overflow(a, b, &result);
    if (node.op == Op::kNegate) fails = __builtin_sub_overflow(int64_t{0}, a, &result);
    if (node.op == Op::kDivide || node.op == Op::kModulo) {
      if (b == 0 || (a == INT64_MIN && b == -1)) return NaiveValue();
      result = node.op == Op::kDivide ? a / b : a % b;
    }
    return fails ? NaiveValue() : NaiveInt(result);
  }

  // Completed months by trying: the most that do not lead beyond `to`.
  static int64_t Months(int64_t from, int64_t to) {
    if (to < from) return -Months(to, from);
    absl::CivilDay a = kEpoch + from, b = kEpoch + to;
    int64_t months = absl::CivilMonth(b) - absl::CivilMonth(a);
    return b.day() >= a.day() ? months : months - 1;
  }

  static NaiveValue Shifted(int64_t day, int64_t months) {
    absl::CivilDay from = kEpoch + day;
    absl::CivilMonth month = absl::CivilMonth(from) + months;
    absl::CivilDay last = absl::CivilDay(month + 1) - 1;
    absl::CivilDay same = absl::CivilDay(month) + (from.day() - 1);
    absl::CivilDay result = std::min(same, last);
    return result.year() < 1 || result.year() > 9999 ? NaiveValue() : NaiveDate(result - kEpoch);
  }

  static NaiveValue ApplyToDates(const Node& node, const std::vector<NaiveValue>& v) {
    switch (node.op) {
      case Op::kDaysBetween:
        return NaiveInt(v[1].number - v[0].number);
      case Op::kMonthsBetween:
        return NaiveInt(Months(v[0].number, v[1].number));
      case Op::kYearsBetween:
        return NaiveInt(Months(v[0].number, v[1].number) / 12);
      case Op::kAddDays:
        return NaiveDate(v[0].number + v[1].number);
      case Op::kAddMonths:
        return Shifted(v[0].number, v[1].number);
      case Op::kAddYears:
        return Shifted(v[0].number, 12 * v[1].number);
      default:
        return ApplyToList(node, v[0].list);
    }
  }

  // What makes rows one occasion in the views of the tests.
  static std::string DayAndWho(const Message& row) {
    std::string keys;
    for (const char* name : {"on", "who"}) {
      const FieldDescriptor* field = row.GetDescriptor()->FindFieldByName(name);
      const Reflection& r = *row.GetReflection();
      const bool is_text = field->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
      keys += (is_text ? r.GetString(row, field)
                       : r.GetMessage(row, field).SerializeAsString()) + ";";
    }
    return keys;
  }

  static NaiveValue ApplyToList(const Node& node, const std::vector<NaiveValue>& elements) {
    if (node.op == Op::kOccasions) {
      std::set<std::string> different;
      for (const NaiveValue& row : elements) different.insert(DayAndWho(*row.message));
      return NaiveInt(static_cast<int64_t>(different.size()));
    }
    if (node.op == Op::kSum) {
      int64_t total = 0;
      for (const NaiveValue& element : elements) total += element.number;
      return NaiveInt(total);
    }
    if (elements.empty()) return NaiveValue();
    std::vector<NaiveValue> dates;
    for (const NaiveValue& element : elements)
      dates.push_back(AsValue(element, expression::Type()));
    return node.op == Op::kEarliest ? *std::min_element(dates.begin(), dates.end(), Before)
                                    : *std::max_element(dates.begin(), dates.end(), Before);
  }

  const NaiveWorld& world_;
  std::vector<NaiveValue> slots_;
};

}  // namespace

NaiveValue NaiveBool(bool truth) {
  NaiveValue value = Make(Kind::kBool);
  value.truth = truth;
  return value;
}

NaiveValue NaiveInt(int64_t number) {
  NaiveValue value = Make(Kind::kInt);
  value.number = number;
  return value;
}

NaiveValue NaiveDate(int64_t day) {
  NaiveValue value = Make(Kind::kDate);
  value.number = day;
  return value;
}

NaiveValue EvaluateNaively(const Node& node, const NaiveWorld& world) {
  return Naive(world).Eval(node);
}

}  // namespace risk::test
