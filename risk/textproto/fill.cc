#include "risk/textproto/fill.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "risk/schema/field.h"
#include "risk/schema/names.h"
#include "risk/schema/path.h"
#include "risk/textproto/expected.h"
#include "risk/textproto/set_field.h"

namespace risk::textproto {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::OneofDescriptor;

namespace {

class Filler {
 public:
  Filler(absl::string_view text, const FillOptions& options, std::vector<Flaw>& flaws)
      : text_(text), options_(options), flaws_(flaws) {}

  void Fields(Node& node, Message& message);

 private:
  // What was seen of a field of a message so far.
  struct Seen {
    const Node* first = nullptr;
    int elements = 0;
  };
  struct Step {
    const FieldDescriptor* field;
    int index;
  };

  bool is_json() const { return options_.form == Form::kJson; }
  bool IsFull() const { return flaws_.size() >= options_.most_flaws; }

  void Unknown(Node& parent, Node& child, const Descriptor& type);
  bool IsRepeat(const Node& child, const FieldDescriptor& field, bool is_first, const Seen* seen);
  bool FitsList(const Node& child, const FieldDescriptor& field, bool is_first);
  // Whether the value was set.
  bool Value(Node& child, const FieldDescriptor& field, Message& message);
  bool MessageValue(Node& child, const FieldDescriptor& field, Message& message);

  Flaw& Report(size_t begin, size_t length, absl::string_view code, std::string message,
               std::string hint = "");
  Flaw& AtName(const Node& node, absl::string_view code, std::string message,
               std::string hint = "") {
    return Report(node.begin, node.field.size(), code, std::move(message), std::move(hint));
  }
  Flaw& AtValue(const Node& node, absl::string_view code, std::string message,
                std::string hint = "") {
    const bool is_plain = node.is_string() || node.kind == Node::Kind::kWord;
    return Report(node.value, is_plain ? node.end - node.value : 1, code, std::move(message),
                  std::move(hint));
  }
  static std::string NeedsInstead(const FieldDescriptor& field, absl::string_view came) {
    return absl::StrCat("\"", field.name(), "\" needs ", Expected(field), ", got ", came);
  }
  std::string HintFor(const FieldDescriptor& field) const {
    const bool is_message = field.message_type() != nullptr;
    return is_message ? HowToWrite(*field.message_type(), options_.form) : "";
  }
  void WrongType(const Node& node, const FieldDescriptor& field, absl::string_view came) {
    AtValue(node, "wrong-type", NeedsInstead(field, came), HintFor(field));
  }
  std::string Path() const;
  // What may be left out is no flaw; it is named as one, for the caller to tell apart.
  void LeaveOut(const Node& child, std::string path) {
    AtName(child, "left-out", "not known to this version").path = std::move(path);
  }

  absl::string_view text_;
  const FillOptions& options_;
  std::vector<Flaw>& flaws_;
  std::vector<Step> path_;
  std::vector<Seen> seen_;  // of all open messages, one after another
};

std::string Filler::Path() const {
  std::string path;
  for (const Step& step : path_) {
    path = schema::ChildPath(path, *step.field);
    if (step.field->is_repeated()) path = schema::ElementPath(path, step.index);
  }
  return path;
}

Flaw& Filler::Report(size_t begin, size_t length, absl::string_view code, std::string message,
                     std::string hint) {
  Flaw& flaw = flaws_.emplace_back();
  flaw.begin = begin;
  flaw.length = length;
  flaw.path = Path();
  flaw.code = std::string(code);
  flaw.message = std::move(message);
  flaw.hint = std::move(hint);
  return flaw;
}

void Filler::Fields(Node& node, Message& message) {
  const Descriptor& type = *message.GetDescriptor();
  const size_t base = seen_.size();
  seen_.resize(base + type.field_count());
  for (Node& child : node.children) {
    if (IsFull()) break;
    // The elements of a list have one name, which is judged once.
    const bool is_first = &child == node.children.data() || (&child)[-1].begin != child.begin;
    const FieldDescriptor* field = FieldNamed(type, child.field, options_.form);
    if (field == nullptr) {
      if (is_first) Unknown(node, child, type);
      child.is_left_out = true;
      continue;
    }
    const bool is_repeat = IsRepeat(child, *field, is_first, &seen_[base]);
    Seen& seen = seen_[base + field->index()];
    if (seen.first == nullptr) seen.first = &child;
    const bool is_empty_list = child.in_list() && child.kind == Node::Kind::kList &&
                               child.children.empty() && child.is_left_out;
    path_.push_back({field, seen.elements});
    if (!is_empty_list) ++seen.elements;
    const bool is_null = is_json() && !child.in_list() && child.kind == Node::Kind::kWord &&
                         text_.substr(child.value, 4) == "null";
    // What is left out is looked at too, for its own mistakes.
    const std::unique_ptr<Message> unused(is_repeat ? message.New() : nullptr);
    child.is_left_out = is_null || !FitsList(child, *field, is_first) || is_empty_list ||
                        !Value(child, *field, is_repeat ? *unused : message) || is_repeat;
    path_.pop_back();
  }
  seen_.resize(base);
}

void Filler::Unknown(Node& parent, Node& child, const Descriptor& type) {
  if (options_.allow_unknown_fields) {
    const std::string inside = Path();
    LeaveOut(child, absl::StrCat(inside, inside.empty() ? "" : ".", std::string(child.field)));
    return;
  }
  const std::vector<std::string> names = schema::FieldNames(type);
  const std::string nearest = schema::Nearest(child.field, names);
  const std::string path = options_.may_quote ? "" : Path();
  AtName(child, "unknown-field",
         absl::StrCat("unknown field ", schema::QuoteName(child.field), " in ",
                      path.empty() ? type.name() : path),
         nearest.empty() ? absl::StrCat("its fields are ", Listed(names))
                         : absl::StrCat("did you mean \"", nearest, "\"?"));
  if (!nearest.empty()) parent.meant.push_back(nearest);
}

// A field that holds one value and is given two, or two of a oneof.
bool Filler::IsRepeat(const Node& child, const FieldDescriptor& field, bool is_first,
                      const Seen* seen) {
  const Node* first = seen[field.index()].first;
  const bool is_same_list = first != nullptr && child.in_list() && first->begin == child.begin;
  if (first != nullptr && !is_same_list && (is_json() || !field.is_repeated())) {
    if (!is_first) return true;
    Flaw& flaw = AtName(child, "duplicate-field",
                        absl::StrCat("field \"", field.name(), "\" is given more than once"),
                        "keep one of them");
    flaw.other_begin = first->begin;
    flaw.other_length = first->field.size();
    return true;
  }
  const OneofDescriptor* oneof = field.real_containing_oneof();
  for (int i = 0; oneof != nullptr && i < oneof->field_count(); ++i) {
    const Node* other = seen[oneof->field(i)->index()].first;
    if (oneof->field(i) == &field || other == nullptr || first != nullptr) continue;
    Flaw& flaw = AtName(child, "duplicate-field",
                        absl::StrCat("both \"", oneof->field(i)->name(), "\" and \"", field.name(),
                                     "\" are given, and only one of them can hold"),
                        "keep one of them");
    flaw.other_begin = other->begin;
    flaw.other_length = other->field.size();
    return true;
  }
  return false;
}

// Whether a list stands where there may be one, and in JSON where there must be one.
bool Filler::FitsList(const Node& child, const FieldDescriptor& field, bool is_first) {
  const bool is_nested = child.kind == Node::Kind::kList && !child.is_left_out;
  if ((child.in_list() && !field.is_repeated()) || is_nested) {
    if (!is_first && !is_nested) return false;
    Report(is_nested ? child.value : child.list, 1, "wrong-type", NeedsInstead(field, "a list"),
           HintFor(field));
    return false;
  }
  if (!is_json() || child.in_list() || !field.is_repeated()) return true;
  AtValue(child, "wrong-type", absl::StrCat("\"", field.name(), "\" needs a list in brackets"));
  return false;
}

bool Filler::Value(Node& child, const FieldDescriptor& field, Message& message) {
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    return MessageValue(child, field, message);
  }
  if (child.is_message()) {
    WrongType(child, field, "braces");
    return false;
  }
  const Scalar scalar = ReadScalar(text_, child, options_.form);
  switch (SetField(scalar, field, options_.form, message)) {
    case Fit::kFits:
      return true;
    case Fit::kWrongType:
      WrongType(child, field, scalar.IsBool() ? "true or false" : Came(scalar.kind));
      break;
    case Fit::kNotUtf8:
      AtValue(child, "bad-text", absl::StrCat("\"", field.name(), "\" is not UTF-8 text"),
              "write letters as they are, without octal or hexadecimal escapes");
      break;
    case Fit::kOutOfRange:
      AtValue(child, "out-of-range",
              absl::StrCat("\"", field.name(), "\" must be ", RangeOfType(field)));
      break;
    case Fit::kUnknownValue: {
      if (options_.allow_unknown_fields) {
        LeaveOut(child, Path());
        if (field.is_repeated()) message.GetReflection()->AddEnumValue(&message, &field, 0);
        return field.is_repeated();
      }
      const bool may_quote = options_.may_quote && scalar.kind == Scalar::Kind::kWord;
      AtValue(child, "unknown-value",
              absl::StrCat("\"", field.name(), "\" needs ", Expected(field), ", got ",
                           may_quote ? scalar.text : "another value"),
              schema::DidYouMean(scalar.text, schema::ValueNames(*field.enum_type())));
      break;
    }
  }
  return false;
}

bool Filler::MessageValue(Node& child, const FieldDescriptor& field, Message& message) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  const auto make = [&] {
    return field.is_repeated() ? reflection.AddMessage(&message, &field)
                               : reflection.MutableMessage(&message, &field);
  };
  if (child.is_message()) {
    Fields(child, *make());
    return true;
  }
  const Scalar scalar = ReadScalar(text_, child, options_.form);
  const std::optional<std::string> read = ReadShort(scalar, *field.message_type(), options_.form);
  if (read.has_value()) return make()->ParseFromString(*read);
  WrongType(child, field, scalar.IsBool() ? "true or false" : Came(scalar.kind));
  return false;
}

}  // namespace

const FieldDescriptor* FieldNamed(const Descriptor& type, absl::string_view name, Form form) {
  const std::string key(name);
  const FieldDescriptor* field = type.FindFieldByName(key);
  if (field != nullptr || form == Form::kText) return field;
  field = type.FindFieldByCamelcaseName(key);
  // A field may have a name of its own in JSON (json_name).
  for (int i = 0; field == nullptr && i < type.field_count(); ++i) {
    if (type.field(i)->json_name() == key) field = type.field(i);
  }
  return field;
}

void Fill(absl::string_view text, Node& root, const FillOptions& options, Message& message,
          std::vector<Flaw>& flaws) {
  Filler(text, options, flaws).Fields(root, message);
}

}  // namespace risk::textproto
