#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "risk/evaluation/program/machine.h"
#include "risk/evaluation/program/machine_atoms.h"
#include "risk/evaluation/program/machine_rows.h"
#include "risk/evaluation/program/slot_ranges.h"
#include "risk/evaluation/value/texts.h"

namespace risk::evaluation {
namespace {

int64_t RowCount(Slot list) { return list.hi >> 1; }

}  // namespace

// What an open list does not show is one more unknown operand.
inline uint32_t Machine::MeetUnseen(const ListRead& list) const {
  return static_cast<uint32_t>(!IsClosed(list)) << static_cast<int>(Truth::kUnknown);
}

Truth Machine::ListTruth(const Instruction* i) const {
  const ListRead& list = program_.lists[i->other];
  const bool has_rows = RowCount(At(list.frame, list.slot)) > 0;
  if (i->code == Code::kListRecorded) return has_rows ? Truth::kTrue : Truth::kFalse;
  if (i->code == Code::kListComplete) return IsClosed(list) ? Truth::kTrue : Truth::kFalse;
  if (has_rows) return Truth::kTrue;
  return IsClosed(list) ? Truth::kFalse : Truth::kUnknown;
}

Truth Machine::ExistsOrAll(const Instruction* i, bool is_all, Ask ask) {
  const ListRead& list = program_.lists[i->other];
  // Then every filter counts for every element.
  const bool may_fail = i->k == kFiltersMayFail;
  Joined joined(is_all, ask);
  bool goes_on = IsClosed(list) || joined.Add(Truth::kUnknown);
  if (!goes_on && !may_fail) return joined.Result();
  const bool no = false;
  bool is_list_error = false;
  EachRow(i, may_fail ? no : joined.asks_deciding(), [&] {
    const Instruction* condition;
    const bool only_certain = joined.asks_deciding() && !may_fail;
    const Truth member =
        Member(i, i->arity - 1, &condition, only_certain ? Ask::kIfTrue : Ask::kWhich);
    if (member == Truth::kFalse) return true;
    is_list_error = member == Truth::kError;
    if (is_list_error) return false;
    if (!goes_on) return true;
    Truth t = Quick(condition, joined.ask());
    if (member == Truth::kUnknown && (t == joined.absorbing() || t == Truth::kError)) {
      t = Truth::kUnknown;
    }
    goes_on = joined.Add(t);
    return goes_on || may_fail;
  });
  return is_list_error ? Truth::kError : joined.Result();
}

// The set of truths met by the elements of a list without filters, when the condition consists of
// atoms: that costs less than leaving the loop early at random.
uint32_t Machine::MeetFlat(const Instruction* i) {
  const ListRead& list = program_.lists[i->other];
  const Slot rows = At(list.frame, list.slot);
  const int64_t count = RowCount(rows);
  const Instruction* const condition = FirstChild(i);
  elements_left_ -= count;
  if (is_exhausted()) return 0;
  const Slot* row = lists_[list.list].at(rows.lo);
  const Slot* const end = row + count * list.stride;
  const int64_t stride = list.stride;
  const int frame = i->frame;
  uint32_t met = MeetUnseen(list);
  if (IsAtom(condition->code)) {
    for (; row != end; row += stride) met |= TruthBit(AtomOn(condition, frame, row));
    return met;
  }
  const Truth* const table = (condition->code == Code::kAndAtoms ? kConjunction : kDisjunction).of;
  for (; row != end; row += stride) {
    met |= TruthBit(table[MeetAtomsOn(condition, frame, row)]);
  }
  return met;
}

Truth Machine::ExistsOne(const Instruction* i) {
  int certain = 0;
  bool has_error = false, has_unknown = false;
  EachRow(i, [&] {
    const Instruction* condition;
    const Truth member = Member(i, i->arity - 1, &condition);
    if (member == Truth::kFalse) return true;
    const Truth t = member == Truth::kError ? member : Decide(condition);
    if (t == Truth::kError && member != Truth::kUnknown) {
      has_error = true;
      return false;
    }
    certain += t == Truth::kTrue && member == Truth::kTrue;
    has_unknown |= t == Truth::kUnknown || (t == Truth::kTrue && member == Truth::kUnknown);
    return true;
  });
  if (has_error) return Truth::kError;
  if (certain > 1) return Truth::kFalse;
  if (has_unknown || !IsClosed(program_.lists[i->other])) return Truth::kUnknown;
  return certain == 1 ? Truth::kTrue : Truth::kFalse;
}

Truth Machine::InRows(const Instruction* i, bool is_text) {
  const Slot value = Compute(FirstChild(i));
  if (IsError(value)) return Truth::kError;
  uint32_t met = 0;
  const bool is_undecided = EachRow(i, [&] {
    const Slot element = frames_[i->frame][0];
    Truth t;
    if (!is_text) {
      t = Equal(Ints(value), Ints(element));
    } else if (!IsKnownText(value) || !IsKnownText(element)) {
      t = Truth::kUnknown;
    } else {
      t = Text(value) == Text(element) ? Truth::kTrue : Truth::kFalse;
    }
    met |= TruthBit(t);
    return t != Truth::kTrue;
  });
  if (!is_undecided) return Truth::kTrue;
  return IsClosed(program_.lists[i->other]) ? kDisjunction.of[met] : Truth::kUnknown;
}

void Machine::Line(const Instruction* i, const std::vector<ValueType>& types, size_t gates,
                   std::vector<Slot>* table) {
  size_t n = 0;
  for (bool is_shut = false; n < types.size() && !is_shut; ++n, i = Next(i)) {
    table->push_back(types[n] == ValueType::kTruth ? SlotOf(Quick(i)) : Compute(i));
    is_shut = n < gates && TruthOf(table->back()) == Truth::kFalse;
  }
  table->insert(table->end(), types.size() - n, kErrorSlot);
}

void Machine::Tabulate(const Instruction* i, const std::vector<ValueType>& types, size_t gates,
                       std::vector<Slot>* table) {
  const int filters = i->arity - static_cast<int>(types.size());
  EachRow(i, [&] {
    const Instruction* first = nullptr;
    const bool is_shown = !IsMany(program_.lists[i->other], i->frame);
    const Truth member = is_shown ? Member(i, filters, &first) : Truth::kFalse;
    table->push_back(SlotOf(member));
    if (first != nullptr) {
      Line(first, types, gates, table);
    } else {
      table->insert(table->end(), types.size(), kErrorSlot);
    }
    return true;
  });
}

Slot Machine::Size(const Instruction* i) {
  Slot count;
  bool has_error = false, is_unlimited = false;
  const ListRead& list = program_.lists[i->other];
  if (i->arity == 0 && list.view < 0) {
    count.lo = count.hi = RowCount(At(list.frame, list.slot));
  } else {
    EachRow(i, [&] {
      const Instruction* rest;
      const Truth member = Member(i, i->arity, &rest);
      has_error = member == Truth::kError;
      count.lo += member == Truth::kTrue;
      count.hi += member != Truth::kFalse;
      is_unlimited |= member != Truth::kFalse && IsMany(list, i->frame);
      return !has_error;
    });
  }
  if (has_error) return kErrorSlot;
  if (is_unlimited || !IsClosed(list)) count.hi = kNoHigh;
  return count;
}

// Computes the value of each element, the last child of `i`, and gives it to `add(value,
// is_certain)`. Returns false if the list is an error.
template <typename AddElement>
bool Machine::EachElement(const Instruction* i, AddElement add) {
  return EachRow(i, [&] {
    const Instruction* value;
    const Truth member = Member(i, i->arity - 1, &value);
    if (member == Truth::kFalse) return true;
    if (member == Truth::kError) return false;
    const Slot slot = Compute(value);
    if (!IsError(slot)) add(slot, member == Truth::kTrue);
    return !IsError(slot) || member == Truth::kUnknown;
  });
}

// A range that holds the value of every element that an open list does not show; an error if
// nothing is known.
Slot Machine::Unseen(const Instruction* i) {
  const Instruction* value = FirstChild(i);
  for (int n = i->arity; n > 1; --n) value = Next(value);
  frames_[i->frame] = program_.lists[i->other].unseen;
  return Compute(value);
}

bool Machine::ValuesOfRows(const Instruction* i, absl::FunctionRef<void(Slot, bool)> visit) {
  const bool is_list = EachElement(i, visit);
  if (is_list && !IsClosed(program_.lists[i->other])) visit(Unseen(i), false);
  return is_list;
}

// The latest date is not before any that certainly belongs, and not after all that may.
Slot Machine::Extreme(const Instruction* i, bool is_latest) {
  bool has_certain = false, has_possible = false;
  IntRange certain, possible;
  const auto add = [&](Slot slot, bool is_certain) {
    const IntRange days = Ints(slot);
    if (!is_certain) {
      possible = has_possible ? Hull(possible, days) : days;
    } else if (has_certain) {
      certain = is_latest ? Greatest(certain, days) : Least(certain, days);
    } else {
      certain = days;
    }
    (is_certain ? has_certain : has_possible) = true;
  };
  if (!EachElement(i, add)) return kErrorSlot;
  if (!IsClosed(program_.lists[i->other])) {
    const Slot unseen = Unseen(i);
    add(IsError(unseen) ? kUnknownInt : unseen, false);
  }
  if (!has_certain) return has_possible ? ToSlot(possible) : kErrorSlot;
  if (has_possible && is_latest) certain.high = std::max(certain.high, possible.high);
  if (has_possible && !is_latest) certain.low = std::min(certain.low, possible.low);
  return ToSlot(certain);
}

// Only checked for overflow at the end, so that the order of the list does not matter.
Slot Machine::Sum(const Instruction* i) {
  __extension__ using Wide = __int128;
  const ListRead& list = program_.lists[i->other];
  Wide low = 0, high = 0;
  // What any number of such elements can add: beyond any total of elements that are listed.
  const auto add_many = [&low, &high](Slot element) {
    constexpr Wide kUnlimited = Wide{1} << 100;
    if (element.lo < 0) low -= kUnlimited;
    if (element.hi > 0) high += kUnlimited;
  };
  const bool is_list = EachElement(i, [&](Slot slot, bool is_certain) {
    const IntRange range = is_certain ? Ints(slot) : Hull(Ints(slot), IntRange{0, 0});
    low += range.low;
    high += range.high;
    if (IsMany(list, i->frame)) add_many(slot);
  });
  if (!is_list) return kErrorSlot;
  if (!IsClosed(list)) {
    const Slot unseen = Unseen(i);
    add_many(IsError(unseen) ? kUnknownInt : unseen);
  }
  if (low > INT64_MAX || high < INT64_MIN) return kErrorSlot;
  return {static_cast<int64_t>(std::max<Wide>(low, INT64_MIN)),
          static_cast<int64_t>(std::min<Wide>(high, INT64_MAX))};
}

Slot Machine::SumDouble(const Instruction* i) {
  const ListRead& list = program_.lists[i->other];
  DoubleRange sum = {0, 0};
  const auto add_many = [&sum](DoubleRange element) {
    sum = Add(sum, {element.low >= 0 ? 0 : kAnyDouble.low, element.high <= 0 ? 0 : kAnyDouble.high});
  };
  const bool is_list = EachElement(i, [&](Slot slot, bool is_certain) {
    const DoubleRange range = Doubles(slot);
    const bool is_nan = range.low != range.low;
    sum = Add(sum, is_certain || is_nan ? range : Hull(range, DoubleRange{0, 0}));
    if (!is_certain && is_nan) sum = kAnyDouble;
    if (IsMany(list, i->frame)) add_many(range);
  });
  if (!is_list) return kErrorSlot;
  if (!IsClosed(list)) {
    const Slot unseen = Unseen(i);
    add_many(IsError(unseen) ? kAnyDouble : Doubles(unseen));
  }
  return ToSlot(sum);
}

// Known if every text is, and which of them belong.
Slot Machine::JoinTexts(const Instruction* i) {
  const ListRead& list = program_.lists[i->other];
  const absl::string_view between =
      i->slot < 0 ? absl::string_view() : Text(At(kGlobalFrame, i->slot));
  std::string text;
  bool is_first = true, is_known = IsClosed(list);
  const bool is_list = EachElement(i, [&](Slot slot, bool is_certain) {
    is_known = is_known && is_certain && IsKnownText(slot) && !IsMany(list, i->frame);
    if (is_known) absl::StrAppend(&text, is_first ? absl::string_view() : between, Text(slot));
    is_first = false;
  });
  if (!is_list) return kErrorSlot;
  return is_known ? NewText(std::move(text)) : kUnknownText;
}

// Makes the list of the parts of a text. Returns what reads it; null if it is an error.
const Instruction* Machine::MakeParts(const Instruction* i) {
  const Instruction* const text = FirstChild(i);
  const Instruction* const separator = Next(text);
  const Slot whole = Compute(text), between = Compute(separator);
  if (IsError(whole) || IsError(between)) return nullptr;
  Slot& list = made_[i->slot];
  list = {0, 0};
  if (!IsKnownText(whole) || !IsKnownText(between)) return Next(separator);
  Rows& rows = lists_[i->other];
  rows.Clear();
  const std::vector<absl::string_view> parts = Split(Text(whole), Text(between), i->k);
  elements_left_ -= static_cast<int64_t>(parts.size() + Text(whole).size() / 32);
  if (is_exhausted()) return nullptr;
  for (absl::string_view part : parts) rows.Add({TextSlot(part)});
  list.hi = 2 * static_cast<int64_t>(parts.size()) + 1;
  return Next(separator);
}

// Nothing is known of it where something before it may not belong, or may stand there unseen.
Slot Machine::ElementAt(const Instruction* i) {
  int at = 0;
  bool has_error = false, is_unknown = false;
  Slot found;
  EachRow(i, [&] {
    const Instruction* value;
    const Truth member = Member(i, i->arity - 1, &value);
    if (member == Truth::kFalse) return true;
    const Slot slot = member == Truth::kError ? kErrorSlot : Compute(value);
    has_error = member == Truth::kError || (IsError(slot) && member == Truth::kTrue);
    if (has_error || IsError(slot)) return !has_error;
    is_unknown |= at <= i->slot && member == Truth::kUnknown;
    if (at++ == i->slot) found = slot;
    return true;
  });
  if (has_error) return kErrorSlot;
  const bool is_closed = IsClosed(program_.lists[i->other]);
  if (at <= i->slot && is_closed) return kErrorSlot;
  if (is_closed && !is_unknown) return found;
  return UnknownOf(static_cast<ValueType>(i->k));
}

}  // namespace risk::evaluation
