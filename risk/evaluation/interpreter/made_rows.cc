#include "risk/evaluation/interpreter/made_rows.h"

#include "risk/evaluation/interpreter/interpreter_impl.h"
#include "risk/evaluation/interpreter/view_row.h"
#include "risk/evaluation/value/container.h"

namespace risk::evaluation {
namespace {

// The roads that a row came by and the elements of the record on them, its own road first.
void AddOrigin(const ViewRow& row, MadeRow& made) {
  for (const ViewPart& part : row.parts) AddOrigin(*part.row, made);
  if (row.source != nullptr) made.roads.push_back(row.source->id);
  for (const Value& bound : row.bound) {
    if (!bound.Is(ValueKind::kMessage)) continue;
    if (bound.message().row != nullptr) {
      AddOrigin(*bound.message().row, made);
    } else {
      made.elements.push_back(PathOf(bound.message()));
    }
  }
}

}  // namespace

std::vector<MadeRow> RowsOf(const Value& view) {
  std::vector<MadeRow> rows;
  if (!view.Is(ValueKind::kList)) return rows;
  for (const ListItem& item : view.list().items) {
    if (item.is_many) continue;
    MadeRow& row = rows.emplace_back();
    row.is_certain = item.is_certain;
    row.row = &item.value;
    AddOrigin(*item.value.message().row, row);
  }
  return rows;
}

Value ReadRow(const MadeRow& row, const google::protobuf::FieldDescriptor& field,
              const Activation& activation, Evaluation& evaluation) {
  return Interpreter(activation, evaluation, 0).ReadRow(*row.row->message().row, field);
}

}  // namespace risk::evaluation
