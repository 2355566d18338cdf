// The rows of a view one by one, for whoever looks at them without an expression: rule cases.
//
//   for (const MadeRow& row : RowsOf(view)) {
//     if (row.element == "offending.convictions[0]") ReadRow(row, *violence, activation,
//     evaluation);
//   }
#ifndef RISK_EVALUATION_INTERPRETER_MADE_ROWS_H_
#define RISK_EVALUATION_INTERPRETER_MADE_ROWS_H_

#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "risk/evaluation/interpreter/evaluation.h"
#include "risk/evaluation/interpreter/interpreter.h"
#include "risk/evaluation/value/value.h"

namespace risk::evaluation {

struct MadeRow {
  std::vector<std::string> roads;  // of the view and of views that it loops over; of rows joined
  std::vector<std::string>
      elements;  // of the record, by path, of all loops; none for a standing answer
  bool is_certain = true;
  const Value* row = nullptr;
};

// Without those that stand for what an open list does not show. `view` is a value of MakeView and
// must outlive the rows.
std::vector<MadeRow> RowsOf(const Value& view);

// A field of a row, kept with the view. `evaluation` is the one that the view was made in.
Value ReadRow(const MadeRow& row, const google::protobuf::FieldDescriptor& field,
              const Activation& activation, Evaluation& evaluation);

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INTERPRETER_MADE_ROWS_H_
