#include "risk/evaluation/interpreter/implied_answers.h"

#include <algorithm>

#include "google/protobuf/message.h"
#include "risk/evaluation/interpreter/interpreter_impl.h"
#include "risk/schema/field.h"

namespace risk::evaluation {
namespace {

using expression::FieldPath;

// Follows a path upwards from a place; the place above it, or null if it is not at the path.
const MessageRef* Above(const MessageRef* place, const FieldPath& path) {
  for (auto field = path.rbegin(); field != path.rend(); ++field) {
    if (place == nullptr || place->field != *field) return nullptr;
    place = place->parent;
  }
  return place;
}

bool IsAt(const MessageRef& answer, const ImpliedAnswers::Answer& implied) {
  const MessageRef* holder = Above(&answer, implied.spec->answer);
  if (holder == nullptr) return false;
  if (implied.index < 0) return holder->parent == nullptr;
  if (holder->index != implied.index) return false;
  const MessageRef* root = Above(holder, implied.spec->list);
  return root != nullptr && root->parent == nullptr;
}

}  // namespace

const ImpliedAnswers::Answer* ImpliedAnswers::Find(const MessageRef& answer) const {
  const auto found = by_field_.find(answer.field);
  if (found == by_field_.end()) return nullptr;
  const auto last =
      std::find_if(found->second.rbegin(), found->second.rend(),
                   [&answer](const Answer& implied) { return IsAt(answer, implied); });
  return last == found->second.rend() ? nullptr : &*last;
}

Value Interpreter::ReadImplied(const ImpliedAnswers::Answer& implied) {
  const Value value = Value::Bool(implied.spec->value);
  if (!tracks()) return value;
  std::vector<Value> bound;
  if (implied.index >= 0) {
    bound.push_back(ElementOf(*activation_.record, implied.spec->list, implied.index, evaluation()));
  }
  const Value why = EvalBound(*implied.spec->when, bound);
  Support* support = New<Support>();
  support->kind = Support::Kind::kVariable;
  support->name = implied.spec->name;
  support->left = why.support() != nullptr ? why.support() : SettledNothing();
  return value.WithSupport(support);
}

bool Interpreter::Imply(const ImplicationSpec& spec, int index, ImpliedAnswers& implied) {
  std::vector<Value> bound;
  Value place = ElementOf(*activation_.record, index < 0 ? FieldPath() : spec.list, index,
                          evaluation());
  if (index >= 0) bound.push_back(place);
  const Value when = EvalBound(*spec.when, bound);
  if (!(spec.when_is ? when.IsTrue() : when.IsFalse())) return false;
  for (const Field* field : spec.answer) place = ReadField(place, *field);
  const Value now = Deliver(place);
  const bool is_broken = now.is_decided() && now.IsTrue() != spec.value;
  const bool reassures = schema::Reassuring(*spec.answer.back()) == v1::Answer::YES;
  if (!now.is_decided() || (is_broken && now.IsTrue() == reassures)) implied.Add(spec, index);
  return is_broken;
}

bool Imply(const ImplicationSpec& spec, const Activation& activation, Evaluation& evaluation,
           ImpliedAnswers& implied) {
  Activation with_earlier = activation;
  with_earlier.implied = &implied;
  Interpreter interpreter(with_earlier, evaluation, 0);
  if (spec.list.empty()) return interpreter.Imply(spec, -1, implied);
  const google::protobuf::Message* holder = activation.record;
  for (size_t i = 0; i + 1 < spec.list.size(); ++i) {
    holder = &holder->GetReflection()->GetMessage(*holder, spec.list[i]);
  }
  bool is_broken = false;
  const int count = holder->GetReflection()->FieldSize(*holder, spec.list.back());
  for (int i = 0; i < count; ++i) is_broken |= interpreter.Imply(spec, i, implied);
  return is_broken;
}

}  // namespace risk::evaluation
