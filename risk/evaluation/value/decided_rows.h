// Fields of the rows of views that another evaluator has decided already.
#ifndef RISK_EVALUATION_VALUE_DECIDED_ROWS_H_
#define RISK_EVALUATION_VALUE_DECIDED_ROWS_H_

#include "google/protobuf/descriptor.h"
#include "risk/evaluation/value/value.h"
#include "risk/evaluation/value/view_spec.h"

namespace risk::evaluation {

class DecidedRows {
 public:
  virtual ~DecidedRows() = default;
  // The value of a field of row `row` of a view whose rows do not join; false if it is not decided.
  virtual bool Find(const ViewSpec& view, int row, const google::protobuf::FieldDescriptor& field,
                    Value* value) const = 0;
};

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_VALUE_DECIDED_ROWS_H_
