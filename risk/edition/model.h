// The rules of an edition, checked: what Edition hands out. Plain values, immutable once loaded.
//
// Every rule points at its message in the rule file (`text`) for titles, reasons and sources, which are
// not copied here.
#ifndef RISK_EDITION_MODEL_H_
#define RISK_EDITION_MODEL_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "risk/expression/ast.h"
#include "risk/expression/checker.h"
#include "risk/v1/edition.pb.h"

namespace risk::edition {

// Where a rule stands, for messages: "violence.textproto" line 12.
struct Location {
  absl::string_view file;
  int line = 0;
};

// A condition or value of a rule. Empty where the rule leaves the field empty.
struct Formula {
  std::shared_ptr<const expression::CheckedExpression> checked;
  // Index of its result in Edition::plan(); -1 if empty or not planned (see Each).
  int output = -1;

  bool has_value() const { return checked != nullptr; }
};

// A value from the first day to the last, both included, as days since 1970-01-01.
struct DatedValue {
  int64_t first = 0;
  int64_t last = 0;
  expression::Constant value;
};

struct Parameter {
  const v1::Parameter* text = nullptr;
  Location at;
  expression::Type type;
  std::vector<DatedValue> values;  // by `first`, without overlaps
  int variable = -1;               // param.ID in Edition::environment()

  // The value in force on a day; null if there is none.
  const expression::Constant* On(int64_t day) const;
};

struct Table {
  const v1::Table* text = nullptr;
  Location at;
  absl::flat_hash_map<std::string, double> rows;
  std::optional<double> otherwise;
};

struct Fact {
  const v1::Fact* text = nullptr;
  Location at;
  // Of a fact that takes a parameter: checked with the parameter in slot 0, never evaluated by itself
  // because each use has been replaced by the body. `variable` is then -1.
  Formula value;
  int variable = -1;  // fact.ID
  bool is_epistemic = false;
};

struct Closure {
  const v1::Closure* text = nullptr;
  Location at;
  expression::FieldPath list;  // through singular messages to the repeated field
  Formula when;
};

struct Factor {
  const v1::Factor* text = nullptr;
  Location at;
  Formula when;
  int variable = -1;  // factor.ID
};

struct Item {
  const v1::Instrument::Item* text = nullptr;
  Location at;
  Formula when;
  Formula value;
  Formula points_from;
};

struct Band {
  const v1::Instrument::Band* text = nullptr;
  double from = 0;
  int parameter = -1;  // index in Edition::parameters(), instead of `from`
};

struct Instrument {
  const v1::Instrument* text = nullptr;
  Location at;
  std::vector<Item> items;
  std::vector<Band> bands;  // ascending on every date that all parameters have a value on
  Formula applies;
  Formula raised_by;
  int variable = -1;       // instrument.ID: int if `whole`, else double
  int band_variable = -1;  // band.ID; -1 without bands
  bool is_level = false;   // named by a group level: totals are numbers of Level
};

// A rule made for each element of a list. Its other formulas were checked with the element bound to slot
// 0 (a message), and are evaluated once per recorded element.
struct Each {
  Formula list;
  Formula label;     // with the element in slot 0
  std::string name;  // of the variable
};

// Words with values in them: pieces in order, each a text or the index of a Show.
struct Wording {
  struct Piece {
    std::string text;
    int show = -1;
  };
  std::vector<Piece> pieces;
};

struct Show {
  std::string label;
  Formula value;
};

struct Deadline {
  const v1::Deadline* text = nullptr;  // null: the rule sets none
  int64_t days = 0;                    // unless `parameter` is set
  int parameter = -1;                  // index in Edition::parameters()
  bool in_working_days = false;
  Formula after;  // empty: the date of the assessment
};

struct State {
  const v1::Check::State* text = nullptr;
  Formula when;
  Wording wording;
  Deadline due;  // `text` is null: the check's own
};

// What an answer settles: one of the three.
struct Settles {
  expression::FieldPath path;
  int fact = -1;
  int factor = -1;
};

struct Check {
  const v1::Check* text = nullptr;
  Location at;
  std::optional<Each> each;
  Formula needed;
  Formula satisfied;
  std::vector<State> states;
  Wording wording;
  Deadline due;
  std::vector<Settles> settles;
  std::vector<Show> shows;
  int variable = -1;  // check.ID: true if open, for any element
};

struct Finding {
  const v1::Finding* text = nullptr;
  Location at;
  std::optional<Each> each;
  Formula when;
  Wording wording;
  std::vector<Show> shows;
  Deadline due;
  int variable = -1;  // finding.ID: for any element
};

struct GroupLevel {
  const v1::GroupLevelRule* text = nullptr;
  int instrument = -1;  // index in Edition::instruments()
  Formula recorded;
};

// A node of the graph of rules. Edition::order() lists them so that each comes after what it needs.
struct Step {
  enum class Kind : uint8_t { kFact, kClosure, kFactor, kInstrument, kCheck, kFinding };
  Kind kind = Kind::kFact;
  int index = -1;  // in the edition's list of that kind
};

// What a declared variable stands for.
struct VariableSource {
  enum class Kind : uint8_t {
    kAssessedOn, kParameter, kFact, kFactor, kInstrument, kBand, kCheck, kFinding
  };
  Kind kind = Kind::kAssessedOn;
  int index = -1;  // in the edition's list of that kind
};

}  // namespace risk::edition

#endif  // RISK_EDITION_MODEL_H_
