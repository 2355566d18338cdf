#include "risk/evaluation/program/machine.h"

#include "absl/strings/match.h"
#include "risk/evaluation/program/machine_atoms.h"
#include "risk/evaluation/program/slot_ranges.h"
#include "risk/expression/pattern.h"
#include "risk/expression/utf8.h"

namespace risk::evaluation {
namespace {

// What known(x) && x and known(x) && !x are, by x.
constexpr Truth kIsTrue[] = {Truth::kFalse, Truth::kTrue, Truth::kFalse, Truth::kError};
constexpr Truth kIsFalse[] = {Truth::kTrue, Truth::kFalse, Truth::kFalse, Truth::kError};

constexpr Ask kOfNegated[] = {Ask::kWhich, Ask::kIfFalse, Ask::kIfTrue};
Truth NotIf(bool negate, Truth t) { return negate ? Not(t) : t; }

}  // namespace

Truth Machine::Decide(const Instruction* i, Ask ask) {
  switch (i->code) {
    case Code::kLessSlots:
    case Code::kNotLessSlots:
    case Code::kInMask:
    case Code::kNotInMask:
      return Atom(i);
    case Code::kAndAtoms:
      return kConjunction.of[MeetAtoms(i)];
    case Code::kOrAtoms:
      return kDisjunction.of[MeetAtoms(i)];
    case Code::kTruth:
      return static_cast<Truth>(i->k);
    case Code::kNot:
      return Not(Quick(FirstChild(i), kOfNegated[static_cast<int>(ask)]));
    case Code::kCertainlyTrue:
      return kIsTrue[static_cast<int>(Quick(FirstChild(i)))];
    case Code::kCertainlyFalse:
      return kIsFalse[static_cast<int>(Quick(FirstChild(i)))];
    case Code::kAnd:
      return Join(i, true, ask);
    case Code::kOr:
      return Join(i, false, ask);
    case Code::kConditionalTruth:
      return ConditionalTruth(i, ask);
    case Code::kEqualSlots:
    case Code::kNotEqualSlots: {
      const Slot a = First(i), b = Second(i);
      if (a.lo > a.hi || b.lo > b.hi) return Truth::kError;
      return NotIf(i->code == Code::kNotEqualSlots, Equal(Ints(a), Ints(b)));
    }
    case Code::kLess:
      return CompareInts(i, Less<int64_t>);
    case Code::kLessOrEqual:
      return CompareInts(i, LessOrEqual<int64_t>);
    case Code::kEqual:
      return CompareInts(i, Equal<int64_t>);
    case Code::kNotEqual:
      return Not(CompareInts(i, Equal<int64_t>));
    case Code::kLessDouble:
      return CompareDoubles(i, Less<double>);
    case Code::kLessOrEqualDouble:
      return CompareDoubles(i, LessOrEqual<double>);
    case Code::kEqualDouble:
      return CompareDoubles(i, Equal<double>);
    case Code::kNotEqualDouble:
      return Not(CompareDoubles(i, Equal<double>));
    case Code::kEqualText:
      return CompareTexts(i, true);
    case Code::kNotEqualText:
      return CompareTexts(i, false);
    case Code::kEqualTruth:
      return CompareTruths(i, true);
    case Code::kNotEqualTruth:
      return CompareTruths(i, false);
    case Code::kIsSet:
      return First(i).lo != 0 ? Truth::kTrue : Truth::kUnknown;
    case Code::kRecorded:
      return First(i).lo != 0 ? Truth::kTrue : Truth::kFalse;
    case Code::kContains:
    case Code::kStartsWith:
    case Code::kEndsWith:
      return TextTest(i);
    case Code::kIsDigits: {
      const Slot text = Compute(FirstChild(i));
      if (IsError(text)) return Truth::kError;
      if (!IsKnownText(text)) return Truth::kUnknown;
      return expression::IsDigits(Text(text)) ? Truth::kTrue : Truth::kFalse;
    }
    case Code::kMatches:
      return Matches(i);
    case Code::kWithParts: {
      const Instruction* const reader = MakeParts(i);
      return reader == nullptr ? Truth::kError : Quick(reader, ask);
    }
    case Code::kListIsSet:
    case Code::kListRecorded:
    case Code::kListComplete:
      return ListTruth(i);
    case Code::kExistsFlat:
      return kDisjunction.of[MeetFlat(i)];
    case Code::kAllFlat:
      return kConjunction.of[MeetFlat(i)];
    case Code::kExists:
      return ExistsOrAll(i, false, ask);
    case Code::kAll:
      return ExistsOrAll(i, true, ask);
    case Code::kExistsOne:
      return ExistsOne(i);
    case Code::kKnownTruth:
    case Code::kKnownValue:
      return IsKnown(i);
    case Code::kEqualAny:
      return EqualAny(i, false);
    case Code::kEqualAnyText:
      return EqualAny(i, true);
    case Code::kInRows:
      return InRows(i, false);
    case Code::kInRowsText:
      return InRows(i, true);
    default:
      return TruthOf(Compute(i));
  }
}

Truth Machine::Join(const Instruction* i, bool is_all, Ask ask) {
  Joined joined(is_all, ask);
  const Instruction* child = FirstChild(i);
  for (int n = i->arity; n > 0; --n, child = Next(child)) {
    if (!joined.Add(Quick(child, joined.ask()))) break;
  }
  return joined.Result();
}

Truth Machine::ConditionalTruth(const Instruction* i, Ask ask) {
  const Instruction* condition = FirstChild(i);
  const Instruction* yes = Next(condition);
  const Instruction* no = Next(yes);
  switch (Decide(condition)) {
    case Truth::kTrue:
      return Quick(yes, ask);
    case Truth::kFalse:
      return Quick(no, ask);
    case Truth::kError:
      return Truth::kError;
    case Truth::kUnknown:
      break;
  }
  const Truth a = Quick(yes, ask);
  if (a == Truth::kUnknown) return a;
  return a == Quick(no, ask) ? a : Truth::kUnknown;
}

template <typename Compare>
Truth Machine::CompareInts(const Instruction* i, Compare compare) {
  const Instruction* left = FirstChild(i);
  const Slot a = Compute(left), b = Compute(Next(left));
  if (a.lo > a.hi || b.lo > b.hi) return Truth::kError;
  return compare(Ints(a), Ints(b));
}

template <typename Compare>
Truth Machine::CompareDoubles(const Instruction* i, Compare compare) {
  const Instruction* left = FirstChild(i);
  const Slot a = Compute(left), b = Compute(Next(left));
  if (IsError(a) || IsError(b)) return Truth::kError;
  return compare(Doubles(a), Doubles(b));
}

Truth Machine::CompareTexts(const Instruction* i, bool equal) {
  const Instruction* left = FirstChild(i);
  const Slot a = Compute(left), b = Compute(Next(left));
  if (IsError(a) || IsError(b)) return Truth::kError;
  if (!IsKnownText(a) || !IsKnownText(b)) return Truth::kUnknown;
  return (Text(a) == Text(b)) == equal ? Truth::kTrue : Truth::kFalse;
}

Truth Machine::TextTest(const Instruction* i) {
  const Slot a = Compute(i + 1), b = Compute(i + 1 + i[1].size);
  if (IsError(a) || IsError(b)) return Truth::kError;
  if (!IsKnownText(a) || !IsKnownText(b)) return Truth::kUnknown;
  const absl::string_view text = Text(a), part = Text(b);
  const bool holds = i->code == Code::kContains     ? absl::StrContains(text, part)
                     : i->code == Code::kStartsWith ? absl::StartsWith(text, part)
                                                    : absl::EndsWith(text, part);
  return holds ? Truth::kTrue : Truth::kFalse;
}

Truth Machine::Matches(const Instruction* i) {
  const Slot text = Compute(FirstChild(i));
  if (IsError(text)) return Truth::kError;
  if (!IsKnownText(text)) return Truth::kUnknown;
  const expression::Pattern& pattern = *program_.patterns[static_cast<size_t>(i->other)];
  elements_left_ -= static_cast<int64_t>(pattern.StepsOn(Text(text).size()));
  if (is_exhausted()) return Truth::kError;
  return pattern.IsFoundIn(Text(text)) ? Truth::kTrue : Truth::kFalse;
}

Truth Machine::CompareTruths(const Instruction* i, bool equal) {
  const Instruction* left = FirstChild(i);
  const Truth a = Decide(left), b = Decide(Next(left));
  if (a == Truth::kError || b == Truth::kError) return Truth::kError;
  if (a == Truth::kUnknown || b == Truth::kUnknown) return Truth::kUnknown;
  return (a == b) == equal ? Truth::kTrue : Truth::kFalse;
}

Truth Machine::IsKnown(const Instruction* i) {
  if (i->code == Code::kKnownTruth) {
    const Truth t = Decide(FirstChild(i));
    if (t == Truth::kError) return t;
    return t == Truth::kUnknown ? Truth::kFalse : Truth::kTrue;
  }
  const Slot slot = Compute(FirstChild(i));
  if (IsError(slot)) return Truth::kError;
  bool is_known = false;
  switch (static_cast<ValueType>(i->k)) {
    case ValueType::kText:
      is_known = IsKnownText(slot);
      break;
    case ValueType::kDouble:
      is_known = Doubles(slot).is_definite();
      break;
    default:
      is_known = slot.lo == slot.hi;
      break;
  }
  return is_known ? Truth::kTrue : Truth::kFalse;
}

Truth Machine::EqualAny(const Instruction* i, bool is_text) {
  const Instruction* child = FirstChild(i);
  const Slot value = Compute(child);
  if (IsError(value)) return Truth::kError;
  uint32_t met = 0;
  for (int n = i->arity; n > 1; --n) {
    child = Next(child);
    const Slot other = Compute(child);
    Truth t;
    if (IsError(other))
      t = Truth::kError;
    else if (!is_text)
      t = Equal(Ints(value), Ints(other));
    else if (!IsKnownText(value) || !IsKnownText(other))
      t = Truth::kUnknown;
    else
      t = Text(value) == Text(other) ? Truth::kTrue : Truth::kFalse;
    met |= TruthBit(t);
  }
  // A list one of whose elements is an error is an error.
  if (met & TruthBit(Truth::kError)) return Truth::kError;
  return kDisjunction.of[met];
}

}  // namespace risk::evaluation
