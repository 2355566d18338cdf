// Compiled expressions: trees of small instructions over slots, laid out in one array in prefix
// order.
//
// The children of an instruction follow it, each as long as its `size`. A slot is named by a frame
// and an index: frame 0 is the record's root, frame 1 the globals (constants, parameters, results
// of steps), further frames are the current rows of the loops that are running.
#ifndef RISK_EVALUATION_PROGRAM_PROGRAM_H_
#define RISK_EVALUATION_PROGRAM_PROGRAM_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "risk/evaluation/input/layout.h"
#include "risk/evaluation/input/slot.h"
#include "risk/evaluation/value/lookup_table.h"
#include "risk/expression/pattern.h"

namespace risk::evaluation {

class Calendar;

constexpr int kRootFrame = 0;
constexpr int kGlobalFrame = 1;
constexpr int kFirstLoopFrame = 2;
constexpr int kMaxFrames = 24;
constexpr int kMadeFrame = kMaxFrames;  // SlotRecord::made

enum class Code : uint8_t {
  // Atoms, giving a truth: no children; an odd code is the negation of the even one before it.
  kLessSlots,  // first slot < second slot, both int; `x` of a bool is `0 < x`
  kNotLessSlots,
  kInMask,  // int slot: bit lo of k
  kNotInMask,
  // Giving a truth.
  kTruth,  // the Truth in k
  kNot,    // one child
  kAnd,    // children
  kOr,
  kAndAtoms,  // children that are atoms
  kOrAtoms,
  kCertainlyTrue,     // known(x) && x
  kCertainlyFalse,    // known(x) && !x
  kConditionalTruth,  // condition, then, else
  kEqualSlots,        // int slot, and second slot
  kNotEqualSlots,
  kLess,  // two int children
  kLessOrEqual,
  kEqual,
  kNotEqual,
  kLessDouble,  // two double children
  kLessOrEqualDouble,
  kEqualDouble,
  kNotEqualDouble,
  kEqualText,  // two text children
  kNotEqualText,
  kEqualTruth,  // two bool children
  kNotEqualTruth,
  kIsSet,         // has() of a singular field: presence slot
  kRecorded,      // recorded(): presence slot
  kListIsSet,     // has() of a list: other = list
  kListRecorded,  // recorded() of a list: other = list
  kListComplete,  // other = list
  kExistsFlat,    // as kExists, without filters and with a condition of atoms
  kAllFlat,
  kExists,  // other = list, frame = row; children: filters, and last the condition
  kAll,
  kExistsOne,
  kKnownTruth,  // one bool child
  kKnownValue,  // one child, k = ValueType
  kEqualAny,    // first child in the others; int
  kEqualAnyText,
  kInRows,  // child in list of ints
  kInRowsText,
  kContains,  // two text children
  kStartsWith,
  kEndsWith,
  kIsDigits,  // text child
  kMatches,   // the same; other = pattern
  // Giving what the last child gives, over the list of the parts of a text: other = list of the layout, slot = the
  // list, k = most parts, or -1; children: text, separator, and what reads the list.
  kWithParts,
  // Giving a slot.
  kSlot,         // a slot as it is
  kFromTruth,    // one bool child
  kConditional,  // condition, then, else; k = ValueType
  kAdd,          // int children
  kSubtract,
  kMultiply,
  kDivide,
  kModulo,
  kNegate,
  kAddDouble,
  kSubtractDouble,
  kMultiplyDouble,
  kDivideDouble,
  kNegateDouble,
  kIntToDouble,
  kLeast,  // int children, two or more
  kGreatest,
  kLeastDouble,
  kGreatestDouble,
  kLn,  // double child
  kExp,
  kRound,        // double child, int child
  kDoubleToInt,  // double child
  kDaysBetween,  // date children
  kMonthsBetween,
  kYearsBetween,
  kWorkingDaysBetween,
  kAddDays,
  kAddMonths,
  kAddYears,
  kAddWorkingDays,
  kSize,      // other = list, frame = row; children: filters
  kEarliest,  // other = list, frame = row; children: filters, and last the date
  kLatest,
  kSum,
  kSumDouble,
  kElementAt,   // the same; slot = which
  kJoin,        // the same, of texts; slot = the constant between two, or -1
  kTextSize,    // text child
  kConcat,      // text children
  kUpperAscii,  // text child
  kLowerAscii,
  kTrim,
  kIndexOf,  // two text children, and perhaps an int one
  kLookup,      // other = table; text child
  kLookupInt,   // the same; int child
  kOccasions,  // other = list of a view, frame = row; children: filters
  kLoop,       // of a road of a view: other = list, frame = row
  // Run by Tabulate alone.
  kRows,  // other = list, frame = row; children: filters, and k formulas for each row
};

constexpr bool IsAtom(Code code) { return code <= Code::kNotInMask; }
constexpr bool IsFlat(Code code) {
  return IsAtom(code) || code == Code::kAndAtoms || code == Code::kOrAtoms;
}

// k of a loop: an element that surely belongs to the list may make a filter end in an error, which
// then counts even if another element decides.
constexpr int64_t kFiltersMayFail = 1;

enum class ValueType : uint8_t { kTruth, kInt, kDouble, kText };

struct Instruction {
  Code code = Code::kTruth;
  uint8_t frame = 0;   // of `slot`; of a loop, the frame of its rows
  uint16_t arity = 0;  // number of children
  uint32_t size = 1;   // instructions in this subtree
  int32_t slot = 0;
  int32_t other = 0;  // second slot, or index of a list or table
  int64_t k = 0;      // frame of the second slot, or as the code says
};

inline const Instruction* FirstChild(const Instruction* i) { return i + 1; }
inline const Instruction* Next(const Instruction* child) { return child + child->size; }

// Where a list lies and what may close it.
struct ListRead {
  int frame = 0;  // of the message that holds it
  int slot = 0;
  std::vector<int> closures;  // globals: any of them closes it
  int list = 0;               // of the layout
  int stride = 0;
  const Slot* unseen = nullptr;  // a row of which nothing is known
  int view = -1;  // of the program: its rows may be possible only, and an open one shows more rows
  // Of a view: membership, and fields without which a row cannot matter to the loop; by their places
  // in ViewProgram::indexed.
  std::vector<int> required;
};

// A field of the rows of a view, and where the code that computes it starts.
struct ViewField {
  uint32_t start = 0;
  int32_t slot = 0;
  ValueType type = ValueType::kTruth;
  bool is_highest = false;  // of joined rows the highest number counts
  const KnownValues* known_values = nullptr;  // of an enum: others say nothing
};

struct ViewRoad {
  // A field of the innermost element that becomes one of the row as it is.
  struct Copy {
    int32_t from = 0;
    int32_t to = 0;
  };
  std::vector<uint32_t> loops;
  std::vector<uint32_t> when;  // none or one
  std::vector<ViewField> fields;  // those that have to be computed
  std::vector<Slot> initial;      // a row with the fields that are constant
  std::vector<Copy> copies;
  int frame = 0;  // of the innermost element
  std::vector<uint32_t> ids;  // its own and those that it names
  bool can_join = false;
};

// Rows that are computed.
struct ViewProgram {
  int list = -1;  // of the layout
  int slot = -1;  // global: the list
  std::vector<ViewRoad> roads;
  std::vector<ViewField> fields;  // all that are asked for, for joining
  std::vector<ViewField> same;    // keys of an occasion
  std::vector<int> indexed;       // slots of bools: rows are found by them
  bool joins = false;
  const std::vector<Slot>* initial = nullptr;  // of a row
};

// An answer that follows from something else.
struct ImplicationProgram {
  int number = 0;     // among those of the program
  int list = -1;      // of the program, for each row of which it is; -1: for the root
  int frame = 0;      // of the rows
  int slot = 0;       // of the answer, in the root or the row
  uint32_t when = 0;  // where the code of the condition starts
  bool when_is = false;
  bool value = false;
  bool reassuring = false;  // the answer that gives way
};

struct TableRead {
  bool is_set = false;
  LookupTable values;
  Slot unknown_key;  // the range of all its values
};

struct Program {
  std::vector<Instruction> code;
  std::vector<ListRead> lists;
  std::vector<TableRead> tables;
  std::vector<std::shared_ptr<const expression::Pattern>> patterns;
  std::vector<ViewProgram> views;
  int made_lists = 0;
  std::vector<ImplicationProgram> implications;
  const Calendar* calendar = nullptr;
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_PROGRAM_PROGRAM_H_
