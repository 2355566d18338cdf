#include "risk/edition/views.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "risk/edition/formulas.h"
#include "risk/edition/names.h"
#include "risk/edition/planning.h"
#include "risk/edition/reasons.h"
#include "risk/schema/field.h"
#include "risk/schema/names.h"

namespace risk::edition {
namespace {

using evaluation::ViewSource;
using evaluation::ViewSpec;
using expression::Binding;
using expression::Kind;
using expression::NodeKind;
using expression::Type;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
// The type of rows. Reports unknown-type and bad-row.
const Descriptor* RowType(EditionBuilder& builder, const Placed<v1::View>& placed) {
  RequireField(builder, placed.at, "type");
  if (placed.text->type().empty()) return nullptr;
  const std::optional<Type> type =
      expression::ParseType(placed.text->type(), builder.edition.environment);
  const At at = placed.at.Child("type");
  if (!type) {
    builder.reporter.Error(at.Value(), "unknown-type",
                           absl::StrCat("there is no type \"", placed.text->type(), "\""),
                           "a message of the schema, such as Act");
    return nullptr;
  }
  if (type->Is(Kind::kMessage)) return type->message();
  builder.reporter.Error(at.Value(), "bad-row", "rows of a view are messages",
                         "a message of the schema, such as Act");
  return nullptr;
}

bool CanBeSet(const FieldDescriptor& field) {
  if (field.is_repeated()) return false;
  switch (Type::OfField(field).kind()) {
    case Kind::kBool:
    case Kind::kInt:
    case Kind::kDouble:
    case Kind::kString:
    case Kind::kDate:
      return true;
    default:
      return false;
  }
}

std::vector<std::string> NamesOfFields(const Descriptor& type) {
  std::vector<std::string> names;
  for (int i = 0; i < type.field_count(); ++i) {
    if (CanBeSet(*type.field(i))) names.push_back(type.field(i)->name());
  }
  return names;
}

// A field of the rows by its name. Reports unknown-field and bad-row.
const FieldDescriptor* FieldOfRow(EditionBuilder& builder, const At& at, const Descriptor& type,
                                  const std::string& name) {
  const FieldDescriptor* field = type.FindFieldByName(name);
  if (field == nullptr) {
    builder.reporter.Error(at.Value(), "unknown-field",
                           absl::StrCat("\"", type.name(), "\" has no field \"", name, "\""),
                           schema::DidYouMean(name, NamesOfFields(type)));
    return nullptr;
  }
  if (CanBeSet(*field)) return field;
  builder.reporter.Error(at.Value(), "bad-row",
                         absl::StrCat("\"", name, "\" of a row cannot be set: it is a list or a ",
                                      "message"),
                         "answers, dates, numbers, enums and texts can");
  return nullptr;
}

Wants WantsOf(const FieldDescriptor& field) {
  switch (Type::OfField(field).kind()) {
    case Kind::kBool:
      return Wants::kBool;
    case Kind::kInt:
      return Wants::kInt;
    case Kind::kDouble:
      return Wants::kNumber;
    case Kind::kDate:
      return Wants::kDate;
    default:
      return Wants::kString;
  }
}

// One road of a view, with the elements of its loops bound.
class RoadBuilder {
 public:
  RoadBuilder(EditionBuilder& builder, const At& at, const v1::View::From& text, View& view)
      : builder_(builder), at_(at), text_(text), view_(view), type_(*view.spec->type) {}

  void Build() {
    source_.id = text_.id();
    source_.fields.resize(type_.field_count());
    for (int i = 0; i < text_.each_size(); ++i) {
      if (!AddLoop(at_.Child("each", i), text_.each(i))) return;
    }
    if (text_.each_size() == 0) RequireField(builder_, at_, "when", "a standing answer");
    source_.when = Check(at_, "when", text_.when(), Wants::kBool);
    source_.key = CheckId("key", text_.key(), 0);
    for (int i = 0; i < text_.link_size(); ++i) {
      source_.links.push_back(CheckId("link", text_.link(i), i));
    }
    for (int i = 0; i < text_.set_size(); ++i) Set(at_.Child("set", i), text_.set(i));
    SetOthers();
    view_.spec->sources.push_back(std::move(source_));
  }

 private:
  evaluation::ViewExpression Check(const At& at, const char* name, const std::string& text,
                                   Wants wants, size_t index = 0) {
    FormulaField field{name, &text, wants};
    field.speaks_of_the_world = true;
    field.may_be_constant = true;
    field.bound = bound_;
    field.index = index;
    Formula formula = CheckFormula(builder_, at, field);
    if (!formula.has_value()) return nullptr;
    evaluation::ViewExpression checked = formula.checked;
    view_.formulas.push_back(std::move(formula));
    return checked;
  }

  // An id that is not recorded joins nothing, so that it must be a field and not a calculation.
  evaluation::ViewExpression CheckId(const char* name, const std::string& text, size_t index) {
    evaluation::ViewExpression id = Check(at_, name, text, Wants::kString, index);
    if (id == nullptr || id->root().kind == NodeKind::kSelect) return id;
    builder_.reporter.Error(at_.Child(name, index).Value(), "bad-key",
                            "an id is a field of the element, not a calculation");
    return nullptr;
  }

  // A constant of an enum that says nothing.
  static bool SaysNothing(const FieldDescriptor& field, const expression::Node& value) {
    const int64_t* number = std::get_if<int64_t>(&value.value);
    return field.enum_type() != nullptr && value.kind == NodeKind::kConstant &&
           number != nullptr &&
           !schema::IsKnownNumber(*field.enum_type(), static_cast<int>(*number));
  }

  bool AddLoop(const At& at, const v1::View::Loop& loop) {
    RequireField(builder_, at, "list");
    RequireField(builder_, at, "name");
    if (loop.list().empty() || loop.name().empty()) return false;
    if (!IsVariableName(loop.name())) {
      builder_.reporter.Error(
          at.Child("name").Value(), "bad-loop",
          absl::StrCat("\"", loop.name(), "\" cannot be the name of a variable"));
      return false;
    }
    evaluation::ViewExpression list = Check(at, "list", loop.list(), Wants::kAnything);
    if (list == nullptr) return false;
    const Type& type = list->type();
    const NodeKind kind = list->root().kind;
    const bool is_plain = kind == NodeKind::kSelect || kind == NodeKind::kVariable;
    if (!is_plain || !type.Is(Kind::kList) || !type.element().Is(Kind::kMessage)) {
      builder_.reporter.Error(at.Child("list").Value(), "bad-loop",
                              "a loop runs over a list of messages of the case, or a view",
                              "what does not belong is left out by `when`");
      return false;
    }
    bound_.push_back({loop.name(), type.element()});
    source_.loops.push_back(std::move(list));
    return true;
  }

  void Set(const At& at, const v1::View::Set& set) {
    RequireField(builder_, at, "field");
    RequireField(builder_, at, "value");
    if (set.field().empty()) return;
    const FieldDescriptor* field = FieldOfRow(builder_, at.Child("field"), type_, set.field());
    if (field == nullptr) return;
    const auto [place, is_new] = set_.emplace(field, at.Child("field"));
    if (!is_new) {
      builder_.reporter
          .Error(at.Child("field").Value(), "duplicate-set",
                 absl::StrCat("\"", set.field(), "\" is set twice on this road"))
          .other.push_back(place->second.Value());
      return;
    }
    evaluation::ViewExpression value = Check(at, "value", set.value(), WantsOf(*field));
    if (value == nullptr) return;
    const auto* wanted = Type::OfField(*field).enumeration();
    const auto* given = value->type().enumeration();
    if (wanted != nullptr && given != nullptr && wanted != given) {
      builder_.reporter.Error(
          at.Child("value").Value(), "enum-mismatch",
          absl::StrCat("\"", set.field(), "\" is a ", wanted->full_name(), ", not a ",
                       given->full_name()));
    }
    if (SaysNothing(*field, value->root())) {
      builder_.reporter.Error(at.Child("value").Value(), "bad-row",
                              absl::StrCat("this value of \"", set.field(), "\" says nothing"),
                              "a field that is not set is unknown");
    }
    source_.fields[field->index()] = std::move(value);
  }

  // Fields that the road does not set.
  void SetOthers() {
    source_.copies = !bound_.empty() && bound_.back().type.message() == &type_;
    const evaluation::ViewExpression otherwise =
        Check(at_, "otherwise", text_.otherwise(), Wants::kBool);
    for (int i = 0; otherwise != nullptr && i < type_.field_count(); ++i) {
      const bool is_open = source_.fields[i] == nullptr && !source_.copies;
      if (is_open && schema::IsAnswer(type_.field(i)->message_type())) {
        source_.fields[i] = otherwise;
      }
    }
  }

  EditionBuilder& builder_;
  const At& at_;
  const v1::View::From& text_;
  View& view_;
  const Descriptor& type_;
  ViewSource source_;
  std::vector<Binding> bound_;
  std::map<const FieldDescriptor*, At> set_;
};

void BuildKeys(EditionBuilder& builder, const Placed<v1::View>& placed, ViewSpec& spec) {
  for (int i = 0; i < placed.text->same_size(); ++i) {
    const FieldDescriptor* field =
        FieldOfRow(builder, placed.at.Child("same", i), *spec.type, placed.text->same(i));
    if (field != nullptr && Type::OfField(*field).Is(Kind::kDouble)) {
      builder.reporter.Error(placed.at.Child("same", i).Value(), "bad-key",
                             "a number with a fraction cannot make rows the same");
    } else if (field != nullptr) {
      spec.same.push_back(field);
    }
  }
  for (int i = 0; i < placed.text->highest_size(); ++i) {
    const At at = placed.at.Child("highest", i);
    const FieldDescriptor* field =
        FieldOfRow(builder, at, *spec.type, placed.text->highest(i));
    if (field == nullptr) continue;
    if (field->enum_type() != nullptr) {
      spec.highest[field->index()] = true;
    } else {
      builder.reporter.Error(at.Value(), "bad-key", "`highest` names fields that are enums");
    }
  }
}

class ViewLoader : public RuleLoader {
 public:
  ViewLoader() : RuleLoader({RuleKind::kView, "view", "view", "from", true, true}) {}

  void Declare(EditionBuilder& builder) const override {
    for (const Placed<v1::View>& placed : builder.All<v1::View>()) {
      const int index = static_cast<int>(builder.edition.views.size());
      View& view = builder.edition.views.emplace_back();
      view.text = placed.text;
      view.at = builder.LocationOf(placed.at);
      view.spec = std::make_shared<ViewSpec>();
      view.spec->name = absl::StrCat("view.", placed.text->id());
      view.spec->type = RowType(builder, placed);
      const Type row = view.spec->type != nullptr ? Type::Message(view.spec->type) : Type();
      view.variable = edition::Declare(builder, view.spec->name, Type::List(row), false,
                                       {{RuleKind::kView, index}});
    }
  }

  void Build(EditionBuilder& builder) const override {
    for (size_t i = 0; i < builder.edition.views.size(); ++i) {
      const Placed<v1::View> placed = builder.One<v1::View>(i);
      View& view = builder.edition.views[i];
      RequireBecause(builder, placed.at);
      RequireSource(builder, placed.at);
      RequireField(builder, placed.at, "from", "a road by which a row comes");
      if (view.spec->type == nullptr) continue;
      view.spec->highest.resize(view.spec->type->field_count());
      BuildKeys(builder, placed, *view.spec);
      std::map<std::string, Place> ids;
      for (int r = 0; r < placed.text->from_size(); ++r) {
        const At at = placed.at.Child("from", r);
        CheckLocalId(builder, at, placed.text->from(r).id(), ids);
        RoadBuilder(builder, at, placed.text->from(r), view).Build();
      }
    }
  }

  std::optional<Reads> ReadsOf(const EditionData& edition, int index) const override {
    Reads reads;
    for (const Formula& formula : edition.views[index].formulas) {
      reads.formulas.push_back(&formula);
    }
    return reads;
  }

  void Plan(Planner& planner, int index) const override {
    View& view = planner.edition.views[index];
    view.step = planner.plan.AddView(view.spec, view.variable);
    if (view.step < 0) planner.CannotCompile();
  }
};

}  // namespace

const RuleLoader& Views() {
  static const ViewLoader& loader = *new ViewLoader;
  return loader;
}

}  // namespace risk::edition
