#include "risk/mutation/treatment.h"

#include <map>
#include <set>

namespace risk::mutation {

using google::protobuf::FieldDescriptor;

namespace {

const std::map<std::string, Treatment>& Treatments() {
  // By message and field, relative to the schema.
  static const std::map<std::string, Treatment>& treatments =
      *new std::map<std::string, Treatment>{
          {"RuleFile.closure", {How::kDrop, "dropped closure"}},
          {"RuleFile.implication", {How::kDrop, "dropped implication"}},
          {"Class.value", {How::kDrop, "dropped value"}},
          {"Class.include", {How::kDrop, "dropped class"}},
          {"Fact.value", {How::kFactValue}},
          {"Closure.when", {How::kCondition}},
          {"Implication.narrow", {How::kExpression}},
          {"Implication.wide", {How::kExpression}},
          {"Factor.when", {How::kCondition}},
          {"View.from", {How::kDrop, "dropped road"}},
          {"View.same", {How::kDrop, "dropped key"}},
          {"View.highest", {How::kDrop, "dropped key"}},
          {"View.From.when", {How::kCondition}},
          {"View.From.set", {How::kDrop, "dropped field"}},
          {"View.From.otherwise", {How::kDrop, "dropped field"}},
          {"View.From.key", {How::kDrop, "dropped key"}},
          {"View.From.link", {How::kDrop, "dropped key"}},
          {"View.Set.value", {How::kExpression}},
          {"Instrument.applies", {How::kCondition}},
          {"Instrument.raised_by", {How::kExpression}},
          {"Instrument.base", {How::kNumber, "points"}},
          {"Instrument.most_missing", {How::kNumber, "constant"}},
          {"Instrument.item", {How::kDrop, "dropped item"}},
          {"Instrument.Item.when", {How::kCondition}},
          {"Instrument.Item.value", {How::kExpression}},
          {"Instrument.Item.points_from", {How::kExpression}},
          {"Instrument.Item.points", {How::kNumber, "points"}},
          {"Instrument.Item.polynomial", {How::kNumber, "points"}},
          {"Instrument.Band.from", {How::kNumber, "band"}},
          {"Instrument.Band.from_param", {How::kParameterName, "band"}},
          {"Check.needed", {How::kCondition}},
          {"Check.satisfied", {How::kCondition}},
          {"Check.state", {How::kDrop, "dropped state"}},
          {"Check.State.when", {How::kCondition}},
          {"Check.Each.list", {How::kExpression}},
          {"Deadline.days", {How::kNumber, "deadline"}},
          {"Deadline.working_days", {How::kNumber, "deadline"}},
          {"Deadline.days_param", {How::kParameterName, "deadline"}},
          {"Deadline.after", {How::kExpression}},
          {"Finding.when", {How::kCondition}},
          {"Finding.severity", {How::kSeverity, "urgency"}},
          {"Finding.quiet_when_undecided", {How::kFlag, "flag"}},
          {"Parameter.Value.int", {How::kNumber, "parameter"}},
          {"Parameter.Value.number", {How::kNumber, "parameter"}},
          {"Parameter.Value.flag", {How::kFlag, "parameter"}},
          {"Parameter.Value.date", {How::kDate, "date"}},
          {"Period.from", {How::kDate, "date"}},
          {"Period.to", {How::kDate, "date"}},
          {"Table.row", {How::kDrop, "dropped row"}},
          {"Table.Row.number", {How::kNumber, "points"}},
          {"Table.otherwise", {How::kNumber, "points"}},
      };
  return treatments;
}

}  // namespace

Treatment TreatmentOf(const FieldDescriptor& field) {
  const std::string& name = field.full_name();
  const std::string& package = field.file()->package();
  const auto found = Treatments().find(name.substr(package.size() + 1));
  if (found != Treatments().end()) return found->second;
  Treatment treatment;
  // What is shown beside a result.
  treatment.is_left_alone = field.name() == "show" || field.name() == "source";
  return treatment;
}

bool IsChanged(const std::string& rules) {
  static const std::set<std::string>& changed = *new std::set<std::string>{
      "parameter", "table",      "fact",  "closure", "factor", "instrument",
      "check",     "finding",    "class", "view",    "implication"};
  return changed.count(rules) > 0;
}

}  // namespace risk::mutation
