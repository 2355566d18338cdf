// The rules of an edition, checked: what Edition hands out. Plain values, immutable once loaded.
//
// Every rule points at its message in the rule file (`text`) for titles, reasons and sources, which
// are not copied here.
#ifndef RISK_EDITION_RULES_H_
#define RISK_EDITION_RULES_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "risk/edition/formula.h"
#include "risk/evaluation/plan/instrument_spec.h"
#include "risk/evaluation/plan/plan.h"
#include "risk/evaluation/value/lookup_table.h"
#include "risk/evaluation/value/implication_spec.h"
#include "risk/evaluation/value/view_spec.h"
#include "risk/expression/ast.h"
#include "risk/expression/checker.h"
#include "risk/expression/type.h"
#include "risk/v1/edition.pb.h"

namespace risk::edition {

struct Parameter {
  const v1::Parameter* text = nullptr;
  Location at;
  expression::Type type;
  std::vector<evaluation::DatedValue> values;  // by `first`, without overlaps
  int variable = -1;                           // param.ID in Edition::environment()

  // The value in force on a day; null if there is none.
  const expression::Constant* On(int64_t day) const;
};

struct Table {
  const v1::Table* text = nullptr;
  Location at;
  evaluation::LookupTable values;
  bool is_text = false;
};

// A set of values of an enum; class.ID stands for a list of them.
struct Class {
  const v1::Class* text = nullptr;
  Location at;
  const google::protobuf::EnumDescriptor* enumeration = nullptr;
  std::vector<int> numbers;  // ascending, with those of the classes that it includes
};

struct Fact {
  const v1::Fact* text = nullptr;
  Location at;
  // Of a fact that takes a parameter: checked with the parameter in slot 0, and not in the plan
  // because each use has been replaced by it. `variable` is then -1.
  Formula value;
  int variable = -1;  // fact.ID
  bool is_epistemic = false;
  bool searches_text = false;
};

struct Closure {
  const v1::Closure* text = nullptr;
  Location at;
  expression::FieldPath list;  // through singular messages to the repeated field
  Formula when;
};

// An answer that an implication writes.
struct ImpliedAnswer {
  expression::FieldPath path;  // from the record, through a list perhaps
  bool value = false;
  bool reassuring = false;
};

struct Implication {
  // One direction; without a spec if that side is no answer.
  struct Part {
    std::shared_ptr<const evaluation::ImplicationSpec> spec;
    ImpliedAnswer writes;
    std::optional<bool> plain;                          // see RuleLoader::Reads
    std::vector<expression::FieldPath> element_paths;  // likewise
    int step = -1;  // of the plan: whether the record contradicts it
  };
  const v1::Implication* text = nullptr;
  Location at;
  std::optional<Each> each;
  Formula narrow;
  Formula wide;
  Part parts[2];  // the narrow answer reads NO; the wide one reads YES
};

// Rows made once per case.
struct View {
  const v1::View* text = nullptr;
  Location at;
  std::shared_ptr<evaluation::ViewSpec> spec;  // of one source a road, in the order of the text
  // All that its roads read; they are no steps of their own.
  std::vector<Formula> formulas;
  int step = -1;      // of the plan: an error if part of a row could not be computed
  int variable = -1;  // view.ID: a list
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
  // Made for each: the formulas below are those of one element, and `rows` has their values; the
  // total is the highest of all elements.
  std::optional<Each> each;
  Formula members;  // the list of `each`, filtered
  Formula of_one;   // the total of one element
  int rows = -1;
  evaluation::InstrumentSpec spec;  // steps in it only if it is not made for each
  std::vector<Item> items;
  std::vector<Band> bands;  // ascending on every date that all parameters have a value on
  Formula applies;
  Formula raised_by;
  int total = -1;          // step of the plan; computed whether the instrument applies or not
  int band = -1;           // step of the plan: index of the band, -1 below the first; -1: no bands
  int variable = -1;       // instrument.ID: int if `whole`, else double
  int band_variable = -1;  // band.ID; -1 without bands
  bool is_level = false;   // named by a group level: totals are numbers of Level
};

struct State {
  const v1::Check::State* text = nullptr;
  Formula when;
  Wording wording;
  Deadline due;  // `text` is null: the check's own
};

// Lists that an answer may complete.
struct Completes {
  Formula when;  // empty: there are none
  std::vector<int> closures;  // indices in Edition::closures()
  expression::FieldPath answered_in;
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
  Completes completes;
  std::vector<Show> shows;
  // Neither certainly not needed nor certainly satisfied; for any element. True or false, never
  // unknown.
  Formula open;
  // Open and certainly needed; for any element.
  Formula open_certain;
  int variable = -1;  // check.ID: `open`
  int rows = -1;      // of Edition::plan(): its formulas for each element, or for itself
};

struct Finding {
  const v1::Finding* text = nullptr;
  Location at;
  std::optional<Each> each;
  Formula when;
  Wording wording;
  std::vector<Show> shows;
  Deadline due;
  Formula made;  // `when`; for each: true if certain of one element, unknown if possible of one
  int variable = -1;  // finding.ID: `made`
  int rows = -1;      // of Edition::plan(): its formulas for each element, or for itself
};

// One typed error of an official tool. Like all of what it publishes, a rule of the published reading:
// its formulas are steps of Edition::published_plan().
struct Refusal {
  const v1::Refusal* text = nullptr;
  Location at;
  std::vector<Formula> fields;  // whether it names each; empty: always
  Formula raised;
  int variable = -1;                 // refusal.ID: `raised`
  std::vector<int> field_variables;  // -1 where the formula is empty
};

struct Validation {
  const v1::Validation* text = nullptr;
  Location at;
  std::vector<int> refusals;  // indices in Edition::refusals()
  Formula any;
  int variable = -1;  // validation.ID: `any`
};

struct Published {
  struct RefusedBy {
    int validation = -1;
    Formula when;
  };
  struct Value {
    const v1::Published::Value* text = nullptr;
    Formula value;
    Formula when;
  };
  struct Feature {
    const v1::Published::Feature* text = nullptr;
    int instrument = -1;
    Formula total;
    Formula when;
  };
  const v1::Published* text = nullptr;
  Location at;
  // Fields of the case itself that it reads: where none of them is set, the tool was not asked.
  std::set<const google::protobuf::FieldDescriptor*> reads;
  std::set<std::string> paths;  // of all that it reads: "predictor_inputs.gender"
  std::vector<RefusedBy> refused_by;
  std::vector<Value> values;
  std::vector<Feature> features;
  // Cases, in the order of `text->example()`.
  std::vector<std::shared_ptr<const google::protobuf::Message>> examples;
};

struct GroupLevel {
  const v1::GroupLevelRule* text = nullptr;
  // Indices in Edition::instruments(), at least one of them: the level of the group as a whole, and
  // that of each person in it. The group's level is the highest.
  int instrument = -1;
  int each_instrument = -1;
  Formula recorded;
};

}  // namespace risk::edition

#endif  // RISK_EDITION_RULES_H_
