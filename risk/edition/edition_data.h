// What an edition consists of, once loaded.
#ifndef RISK_EDITION_EDITION_DATA_H_
#define RISK_EDITION_EDITION_DATA_H_

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "risk/edition/inspection_rules.h"
#include "risk/edition/rules.h"
#include "risk/edition/step.h"
#include "risk/evaluation/plan/plan.h"
#include "risk/evaluation/value/calendar.h"
#include "risk/expression/environment.h"
#include "risk/v1/edition.pb.h"

namespace risk::edition {

// One of the editions that are laid over each other.
struct EditionLayer {
  std::string name;  // "england_wales@2026.1"
  std::string title;
  std::string hash;  // of its files and of what it extends
};

// A rule as its file says it, with the sources that it cites.
struct WrittenRule {
  const google::protobuf::Message* text = nullptr;
  std::string id;
  Location at;
};

struct EditionData {
  explicit EditionData(const google::protobuf::Descriptor* context)
      : environment(context, context->file()->package()) {}

  v1::Edition text;                                  // of all layers, the upper before the lower
  std::vector<EditionLayer> layers;                  // the lowest first
  std::deque<std::string> paths;                     // views in Location point here
  std::vector<std::unique_ptr<v1::RuleFile>> files;  // pointers named `text` point here
  std::vector<Parameter> parameters;
  std::vector<Table> tables;
  std::vector<Class> classes;
  std::vector<Fact> facts;
  std::vector<Closure> closures;
  std::vector<Implication> implications;
  std::vector<View> views;
  std::vector<Factor> factors;
  std::vector<Instrument> instruments;
  std::vector<Check> checks;
  std::vector<Finding> findings;
  std::vector<Refusal> refusals;
  std::vector<Validation> validations;
  std::vector<Published> published;
  std::vector<GroupLevel> levels;
  std::vector<Standard> standards;
  std::vector<Prompt> prompts;
  std::vector<Selection> selections;
  std::vector<Matrix> matrices;
  std::vector<Tally> tallies;
  std::vector<Recommendation> recommendations;
  std::vector<Scheme> schemes;
  std::vector<const v1::Obligation*> obligations;
  std::optional<evaluation::Calendar> calendar;
  std::vector<Step> order;
  expression::Environment environment;
  std::vector<VariableSource> variables;
  std::unique_ptr<const evaluation::Plan> plan;
  std::unique_ptr<const evaluation::Plan> published_plan;  // null if nothing is published
  std::vector<Instrument> published_instruments;  // as `instruments`, with steps of that plan
  std::map<std::string, int, std::less<>> index;  // by prefix and id: "factor.weapon"
  std::map<Step, WrittenRule> written;            // every rule of every kind
};

}  // namespace risk::edition

#endif  // RISK_EDITION_EDITION_DATA_H_
