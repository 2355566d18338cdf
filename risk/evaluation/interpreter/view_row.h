// Rows of a view as the interpreter makes them. Not for use outside this folder; see MakeView in
// interpreter.h.
#ifndef RISK_EVALUATION_INTERPRETER_VIEW_ROW_H_
#define RISK_EVALUATION_INTERPRETER_VIEW_ROW_H_

#include "absl/types/span.h"
#include "risk/evaluation/value/container.h"
#include "risk/evaluation/value/view_spec.h"

namespace risk::evaluation {

class Evaluation;

// One of the rows that were joined.
struct ViewPart {
  const ViewRow* row = nullptr;
  bool is_sure = true;  // else it may turn out to be another row, or not to be there
};

// Fields are evaluated when they are first read, and kept.
struct ViewRow {
  struct Field {
    Value value;
    bool is_ready = false;
  };
  const ViewSpec* view = nullptr;
  const ViewSource* source = nullptr;  // null for joined rows
  absl::Span<const Value> bound;       // the elements of the source's loops
  absl::Span<const ViewPart> parts;    // of joined rows
  Field* fields = nullptr;             // by index in the type
  Evaluation* home = nullptr;          // holds the row, and its fields whoever reads them
};

// The elements of the record that a row stands for, those of joined rows one after another.
template <typename Visit>
void VisitElements(const MessageRef& message, Visit visit) {
  if (message.row == nullptr) {
    visit(message);
    return;
  }
  for (const ViewPart& part : message.row->parts) {
    const bool has_element = part.is_sure && !part.row->bound.empty();
    if (has_element) VisitElements(part.row->bound.back().message(), visit);
  }
  if (!message.row->bound.empty()) VisitElements(message.row->bound.back().message(), visit);
}

}  // namespace risk::evaluation

#endif  // RISK_EVALUATION_INTERPRETER_VIEW_ROW_H_
