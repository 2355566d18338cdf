// What a view is made of; see risk.v1.View.
#ifndef RISK_EVALUATION_VALUE_VIEW_SPEC_H_
#define RISK_EVALUATION_VALUE_VIEW_SPEC_H_

#include <memory>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "risk/expression/checker.h"

namespace risk::evaluation {

using ViewExpression = std::shared_ptr<const expression::CheckedExpression>;

// One road: loops one inside another, each bound to the next slot, and a row for each innermost
// element.
struct ViewSource {
  std::string id;
  std::vector<ViewExpression> loops;   // a list of the record or a view, without a filter
  ViewExpression when;                 // null: always
  std::vector<ViewExpression> fields;  // by index in the row's type; null: see `copies`
  // Fields that are not set are those of the innermost element, which has the row's type.
  bool copies = false;
  ViewExpression key;                // string; may be null
  std::vector<ViewExpression> links;  // strings

  // Whether its rows may be joined with others.
  bool joins() const { return key != nullptr || !links.empty(); }
};

struct ViewSpec {
  std::string name;  // for messages
  const google::protobuf::Descriptor* type = nullptr;
  std::vector<ViewSource> sources;
  std::vector<const google::protobuf::FieldDescriptor*> same;
  std::vector<bool> highest;  // by index in the type: of joined rows the highest number counts
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_VALUE_VIEW_SPEC_H_
