// Implications: where an answer lies, and the condition that it follows from.
#include "risk/evaluation/program/compiler.h"
#include "risk/schema/field.h"

namespace risk::evaluation {

bool Compiler::AddImplication(const ImplicationSpec& spec, int* index) {
  reason_.clear();
  next_frame_ = kFirstLoopFrame;
  inlined_ = 0;
  ImplicationProgram program;
  Place place = {kRootFrame, layout_.root(), {}};
  std::vector<Bound> bound;
  if (!spec.list.empty()) {
    for (size_t i = 0; i + 1 < spec.list.size(); ++i) {
      place.node = layout_.Message(place.node, spec.list[i]);
      place.path.push_back(spec.list[i]);
      if (place.node < 0) return Fail("such a list");
    }
    Rows rows;
    if (!FindList(place, spec.list.back(), &rows)) return false;
    rows.element.frame = next_frame_++;
    program.list = rows.list;
    program.frame = rows.element.frame;
    place.node = rows.element.node;
    bound.push_back(rows.element);
  }
  for (size_t i = 0; i + 1 < spec.answer.size(); ++i) {
    place.node = layout_.Message(place.node, spec.answer[i]);
    if (place.node < 0) return Fail("such a message");
  }
  program.slot = layout_.Value(place.node, spec.answer.back());
  if (program.slot < 0) return Fail("such an answer");
  program.value = spec.value;
  program.reassuring = schema::Reassuring(*spec.answer.back()) == v1::Answer::YES;
  program.when_is = spec.when_is;
  program.when = static_cast<uint32_t>(code_->size());
  if (!Truth(spec.when->root(), ScopeOf(bound))) return false;
  program.number = static_cast<int>(program_.implications.size());
  *index = program.number;
  program_.implications.push_back(program);
  return true;
}

}  // namespace risk::evaluation
