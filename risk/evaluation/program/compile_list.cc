// Lists of the record, loops over their rows, and the frame of the compiler.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "risk/evaluation/program/compiler.h"
#include "risk/expression/type.h"

namespace risk::evaluation {

using expression::NodeKind;
using expression::Op;
using google::protobuf::FieldDescriptor;

namespace {

constexpr int kMaxInlined = 16;
constexpr size_t kMostInstructions = 64 * 1024;  // of one expression, or of the formulas of one list
constexpr size_t kMostOfPlan = 4 * 1024 * 1024;

}  // namespace

Compiler::Compiler(Layout& layout, Program& program, Globals& globals,
                   const std::vector<Definition>& definitions)
    : layout_(layout),
      program_(program),
      globals_(globals),
      definitions_(definitions),
      code_(&program.code) {}

void Compiler::AddClosure(const expression::FieldPath& path, int slot) {
  closures_[path].push_back(slot);
}

void Compiler::Begin() {
  reason_.clear();
  next_frame_ = kFirstLoopFrame;
  begin_ = code_->size();
  inlined_ = 0;
  scopes_.clear();
}

bool Compiler::Compile(const Node& root, ValueType type, size_t* start) {
  Begin();
  *start = code_->size();
  const size_t lists = program_.lists.size();
  Scope* scope = NewScope();
  if (type == ValueType::kTruth ? Truth(root, scope) : Value(root, type, scope)) return true;
  code_->resize(*start);
  program_.lists.resize(lists);
  return false;
}

bool Compiler::CompileRows(const Node* list, const std::vector<RowFormula>& formulas,
                           std::vector<bool>* is_compiled, size_t* start) {
  Begin();
  *start = code_->size();
  const size_t lists = program_.lists.size();
  Rows rows;
  size_t loop = 0;
  if (list != nullptr) {
    const bool is_list =
        FindRows(*list, NewScope(), &rows) &&
        (rows.transform == nullptr || Fail("rows of a map()")) &&
        (!rows.parts.has_value() || Fail("rows of a split()")) &&
        BeginLoop(Code::kRows, rows, static_cast<int>(rows.filters.size()), &loop);
    if (!is_list) {
      code_->resize(*start);
      program_.lists.resize(lists);
      return false;
    }
  }
  is_compiled->clear();
  for (const RowFormula& formula : formulas) {
    const size_t first = code_->size(), first_list = program_.lists.size();
    const int frame = next_frame_, inlined = inlined_;
    Scope* scope = NewScope();
    Bind(scope, 0, rows.element);
    const bool is_known = formula.type == ValueType::kTruth
                              ? Truth(*formula.root, scope)
                              : Value(*formula.root, formula.type, scope);
    is_compiled->push_back(is_known);
    if (is_known) {
      if (list != nullptr) ++at(loop).arity;
      continue;
    }
    code_->resize(first);
    program_.lists.resize(first_list);
    next_frame_ = frame;
    inlined_ = inlined;
  }
  if (list != nullptr) EndLoop(loop, rows);
  return true;
}

bool Compiler::Fail(absl::string_view reason) {
  reason_ = std::string(reason);
  return false;
}

bool Compiler::IsTooLarge() {
  if (code_ != &program_.code) return false;  // of the date alone
  if (code_->size() - begin_ > kMostInstructions) {
    Fail(absl::StrCat("more than ", kMostInstructions, " operations once lists of facts are inlined"));
    return true;
  }
  if (code_->size() > kMostOfPlan) {
    Fail(absl::StrCat("all rules together are more than ", kMostOfPlan, " operations"));
    return true;
  }
  return false;
}

size_t Compiler::Emit(Code code, int arity) {
  Instruction instruction;
  instruction.code = code;
  instruction.arity = static_cast<uint16_t>(arity);
  code_->push_back(instruction);
  return code_->size() - 1;
}

void Compiler::Finish(size_t index) {
  at(index).size = static_cast<uint32_t>(code_->size() - index);
}

Compiler::Scope* Compiler::NewScope() {
  scopes_.push_back(std::make_unique<Scope>());
  return scopes_.back().get();
}

// The message that `node` stands for.
bool Compiler::FindPlace(const Node& node, Scope* scope, Place* place) {
  switch (node.kind) {
    case NodeKind::kContext:
      *place = {kRootFrame, layout_.root(), {}};
      return true;
    case NodeKind::kBound: {
      const Bound& bound = scope->bound[node.slot];
      if (bound.node < 0) return Fail("a part of a value that is bound");
      *place = {bound.frame, bound.node, bound.path};
      return true;
    }
    case NodeKind::kSelect: {
      if (node.is_test || node.field == nullptr) return Fail("a part of a map");
      if (!FindPlace(node.child(0), scope, place)) return false;
      place->node = layout_.Message(place->node, node.field);
      if (place->node < 0) return Fail("a message of another kind");
      place->path.push_back(node.field);
      return true;
    }
    case NodeKind::kVariable: {
      const size_t variable = static_cast<size_t>(node.variable);
      if (node.variable < 0 || variable >= definitions_.size() ||
          definitions_[variable].kind != Definition::Kind::kTree || inlined_ == kMaxInlined) {
        return Fail("such a message");
      }
      ++inlined_;
      const bool found = FindPlace(definitions_[variable].expression->root(), NewScope(), place);
      --inlined_;
      return found;
    }
    default:
      return Fail("such a message");
  }
}

// The repeated field `field` of the message at `place`.
bool Compiler::FindList(const Place& place, const FieldDescriptor* field, Rows* rows) {
  const ListSlots slots = layout_.List(place.node, field);
  if (slots.list < 0) return Fail("a list of another kind");
  rows->element.path = place.path;
  rows->element.path.push_back(field);
  rows->element.node = layout_.list(slots.list).node;
  ListRead list;
  list.frame = place.frame;
  list.slot = slots.slot;
  list.list = slots.list;
  const auto closure = closures_.find(rows->element.path);
  if (closure != closures_.end()) list.closures = closure->second;
  rows->list = static_cast<int>(program_.lists.size());
  program_.lists.push_back(std::move(list));
  return true;
}

void Compiler::FindView(int view, Rows* rows) {
  const ViewProgram& program = program_.views[view];
  rows->element.node = layout_.list(program.list).node;
  ListRead list;
  list.frame = kGlobalFrame;
  list.slot = program.slot;
  list.list = program.list;
  list.view = view;
  list.required = {0};
  rows->list = static_cast<int>(program_.lists.size());
  program_.lists.push_back(std::move(list));
}

// text.split(separator), or at most a constant number of parts. The loop that is emitted next becomes a
// child of the instruction that makes the list.
bool Compiler::FindParts(const Node& node, Scope* scope, Rows* rows) {
  if (code_ == &prologue_) return Fail("split() of what depends on the date alone");
  int64_t most = -1;
  if (node.children.size() > 2) {
    const Node& limit = node.child(2);
    const int64_t* number =
        limit.kind == NodeKind::kConstant ? std::get_if<int64_t>(&limit.value) : nullptr;
    if (number == nullptr) return Fail("split() into a number of parts that is no constant");
    most = *number;
  }
  const size_t index = Emit(Code::kWithParts, 3);
  ListRead list;
  list.frame = kMadeFrame;
  list.slot = program_.made_lists++;
  list.list = layout_.AddTexts();
  at(index).k = most;
  at(index).slot = list.slot;
  at(index).other = list.list;
  rows->parts = index;
  rows->list = static_cast<int>(program_.lists.size());
  program_.lists.push_back(std::move(list));
  return Value(node.child(0), ValueType::kText, scope) &&
         Value(node.child(1), ValueType::kText, scope);
}

bool Compiler::FindRows(const Node& node, Scope* scope, Rows* rows) {
  if (IsTooLarge()) return false;
  rows->scope = scope;
  switch (node.kind) {
    case NodeKind::kSelect: {
      if (node.is_test || node.field == nullptr || !node.field->is_repeated()) {
        return Fail("such a list");
      }
      Place place;
      return FindPlace(node.child(0), scope, &place) && FindList(place, node.field, rows);
    }
    case NodeKind::kCall:
      if (node.op == Op::kSplit) return FindParts(node, scope, rows);
      return Fail("such a list");
    case NodeKind::kQuantifier:
      return FindFilterOrMap(node, scope, rows);
    case NodeKind::kVariable: {
      const size_t variable = static_cast<size_t>(node.variable);
      if (node.variable < 0 || variable >= definitions_.size()) return Fail("such a list");
      if (definitions_[variable].kind == Definition::Kind::kView) {
        FindView(definitions_[variable].view, rows);
        return true;
      }
      if (definitions_[variable].kind != Definition::Kind::kTree || inlined_ == kMaxInlined) {
        return Fail("such a list");
      }
      ++inlined_;
      const bool found = FindRows(definitions_[variable].expression->root(), NewScope(), rows);
      --inlined_;
      return found;
    }
    default:
      return Fail("such a list");
  }
}

bool Compiler::FindFilterOrMap(const Node& node, Scope* scope, Rows* rows) {
  if (!FindRows(node.range(), scope, rows)) return false;
  if (rows->transform != nullptr) return Fail("a list made from a map()");
  if (node.predicate() != nullptr) rows->filters.push_back({node.predicate(), node.slot, scope});
  if (node.quantifier == expression::Quantifier::kFilter) return true;
  if (node.quantifier != expression::Quantifier::kMap) return Fail("such a list");
  rows->transform = node.transform();
  rows->transform_slot = node.slot;
  rows->scope = scope;
  return true;
}

// Emits a loop and its filters. What is emitted until EndLoop runs once for each row.
bool Compiler::BeginLoop(Code code, Rows& rows, int arity, size_t* index) {
  if (next_frame_ == kMaxFrames) return Fail("loops nested too deeply");
  rows.element.frame = next_frame_++;
  *index = Emit(code, arity);
  at(*index).frame = static_cast<uint8_t>(rows.element.frame);
  at(*index).other = rows.list;
  const size_t first = code_->size();
  for (const Filter& filter : rows.filters) {
    Bind(filter.scope, filter.slot, rows.element);
    Require(*filter.predicate, filter.slot, rows.list);
    if (!Truth(*filter.predicate, filter.scope)) return false;
  }
  for (size_t i = first; i < code_->size(); ++i) {
    if (MayFail(at(i))) at(*index).k = kFiltersMayFail;
  }
  return true;
}

void Compiler::EndLoop(size_t index, const Rows& rows) {
  --next_frame_;
  Finish(index);
  if (rows.parts.has_value()) Finish(*rows.parts);
}

void Compiler::Bind(Scope* scope, int slot, const Bound& bound) {
  if (scope->bound.size() <= static_cast<size_t>(slot)) scope->bound.resize(slot + 1);
  scope->bound[slot] = bound;
}

// Whether an instruction may end in an error by itself. Reading a global counts: it may hold one.
bool Compiler::MayFail(const Instruction& i) const {
  switch (i.code) {
    case Code::kTruth:
    case Code::kNot:
    case Code::kAnd:
    case Code::kOr:
    case Code::kAndAtoms:
    case Code::kOrAtoms:
    case Code::kCertainlyTrue:
    case Code::kCertainlyFalse:
    case Code::kLess:
    case Code::kLessOrEqual:
    case Code::kEqual:
    case Code::kNotEqual:
    case Code::kIsSet:
    case Code::kRecorded:
      return false;
    case Code::kSlot:
    case Code::kInMask:
    case Code::kNotInMask:
      return i.frame == kGlobalFrame && !IsConstant(i.slot);
    case Code::kLessSlots:
    case Code::kNotLessSlots:
    case Code::kEqualSlots:
    case Code::kNotEqualSlots:
      return (i.frame == kGlobalFrame && !IsConstant(i.slot)) ||
             (i.k == kGlobalFrame && !IsConstant(i.other));
    default:
      return true;
  }
}

bool Compiler::IsConstant(int global) const { return constant_slots_.count(global) > 0; }

bool Compiler::Quantifier(const Node& node, Scope* scope) {
  Code code;
  switch (node.quantifier) {
    case expression::Quantifier::kExists:
      code = Code::kExists;
      break;
    case expression::Quantifier::kAll:
      code = Code::kAll;
      break;
    case expression::Quantifier::kExistsOne:
      code = Code::kExistsOne;
      break;
    default:
      return Fail("a list as a condition");
  }
  Rows rows;
  if (!FindRows(node.range(), scope, &rows)) return false;
  if (rows.transform != nullptr) return Fail("a quantifier over a map()");
  size_t index;
  if (!BeginLoop(code, rows, static_cast<int>(rows.filters.size()) + 1, &index)) return false;
  Bind(scope, node.slot, rows.element);
  if (code != Code::kAll) Require(*node.predicate(), node.slot, rows.list);
  const size_t condition = code_->size();
  if (!Truth(*node.predicate(), scope)) return false;
  const bool is_view = program_.lists[rows.list].view >= 0;
  if (!is_view && rows.filters.empty() && IsFlat(at(condition).code)) {
    if (code == Code::kExists) at(index).code = Code::kExistsFlat;
    if (code == Code::kAll) at(index).code = Code::kAllFlat;
  }
  EndLoop(index, rows);
  return true;
}

// Notes the bools of a row of a view that `predicate` cannot do without.
void Compiler::Require(const Node& predicate, int slot, int list) {
  const int view = program_.lists[list].view;
  if (view < 0) return;
  if (predicate.kind == NodeKind::kCall && predicate.op == Op::kAnd) {
    for (const auto& child : predicate.children) Require(*child, slot, list);
    return;
  }
  const FieldDescriptor* const read = expression::BoolFieldOf(predicate, slot);
  if (read == nullptr) return;
  ViewProgram& program = program_.views[view];
  const int field = layout_.Value(layout_.list(program.list).node, read);
  if (field < 0) return;
  const auto found = std::find(program.indexed.begin(), program.indexed.end(), field);
  program_.lists[list].required.push_back(static_cast<int>(found - program.indexed.begin()));
  if (found == program.indexed.end()) program.indexed.push_back(field);
}

bool Compiler::Size(const Node& node, Scope* scope) {
  if (node.child(0).type.Is(expression::Kind::kString)) {
    return Operation(Code::kTextSize, node, ValueType::kText, scope);
  }
  if (!node.child(0).type.Is(expression::Kind::kList)) return Fail("size() of a map");
  Rows rows;
  if (!FindRows(node.child(0), scope, &rows)) return false;
  if (rows.transform != nullptr) return Fail("size() of a map()");
  size_t index;
  if (!BeginLoop(Code::kSize, rows, static_cast<int>(rows.filters.size()), &index)) return false;
  EndLoop(index, rows);
  return true;
}

// earliest, latest and sum: of a literal list, of a list of the record, or of a map().
bool Compiler::Aggregate(Code code, const Node& node, ValueType type, Scope* scope, size_t* loop) {
  const Node& list = node.child(0);
  if (ValueTypeOf(list.type.element()) != type) return Fail("an aggregate of another type");
  if (list.kind == NodeKind::kList) return Fail("an aggregate of a literal list");
  Rows rows;
  if (!FindRows(list, scope, &rows)) return false;
  size_t index;
  if (!BeginLoop(code, rows, static_cast<int>(rows.filters.size()) + 1, &index)) return false;
  if (loop != nullptr) *loop = index;
  if (rows.transform != nullptr) {
    Bind(rows.scope, rows.transform_slot, rows.element);
    if (!Value(*rows.transform, type, rows.scope)) return false;
  } else {
    if (rows.element.node >= 0) return Fail("an aggregate of messages");
    const size_t element = Emit(Code::kSlot);
    at(element).frame = static_cast<uint8_t>(rows.element.frame);
    at(element).slot = Layout::kElement;
  }
  EndLoop(index, rows);
  return true;
}

// texts.join(), or with a constant between two of them.
bool Compiler::Join(const Node& node, Scope* scope) {
  int between = -1;
  if (node.children.size() > 1) {
    if (node.child(1).kind != NodeKind::kConstant) return Fail("join() with such a separator");
    if (!ConstantSlot(node.child(1), ValueType::kText, &between)) return false;
  }
  size_t loop;
  if (!Aggregate(Code::kJoin, node, ValueType::kText, scope, &loop)) return false;
  at(loop).slot = between;
  return true;
}

// list.map(x, value)[2], with a constant.
bool Compiler::ElementAt(const Node& node, ValueType type, Scope* scope) {
  const int64_t* index = nullptr;
  if (node.child(1).kind == NodeKind::kConstant) index = std::get_if<int64_t>(&node.child(1).value);
  if (index == nullptr || *index < 0 || *index > INT32_MAX) return Fail("[] with such an index");
  size_t loop;
  if (!Aggregate(Code::kElementAt, node, type, scope, &loop)) return false;
  at(loop).slot = static_cast<int32_t>(*index);
  at(loop).k = static_cast<int64_t>(type);
  return true;
}

}  // namespace risk::evaluation
