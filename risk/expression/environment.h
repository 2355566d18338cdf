// What the names of an expression mean: the message under evaluation, declared variables,
// functions, tables, classes and the container in which short type names are looked up.
//
//   Environment env(risk::v1::Case::descriptor(), "risk.v1");
//   env.DeclareVariable("fact.has_weapon_offence", Type::Of(Kind::kBool));
//   env.DeclareTable("points_by_offence", Type::Of(Kind::kString), Type::Of(Kind::kDouble));
//
#ifndef RISK_EXPRESSION_ENVIRONMENT_H_
#define RISK_EXPRESSION_ENVIRONMENT_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "risk/expression/type.h"

namespace risk::expression {

struct Variable {
  std::string name;  // may be dotted: "fact.recent_violence"
  Type type;
  bool is_epistemic = false;  // its own definition uses known(), recorded() or complete()
  bool searches_text = false;  // its own definition looks for something inside a text
};

// A function of one parameter, replaced at each call by its body: fact.recent(i).
struct Function {
  std::string name;       // may be dotted
  std::string parameter;  // "i"
  Type parameter_type;
  std::string body;  // an expression over the same environment and the parameter
};

struct Table {
  std::string name;
  Type key;
  Type value;
};

// A named set of values of an enum, replaced by a list of them wherever it is named.
struct EnumClass {
  std::string name;  // may be dotted: "class.violent"
  const google::protobuf::EnumDescriptor* enumeration = nullptr;
  std::vector<int> numbers;
};

class Environment {
 public:
  // `context` is the message whose top-level fields are variables; null for none. `container` is a
  // package or message name in which type and enum names are looked up, innermost first. `pool` is
  // where they are looked up, by default that of the context; the pool of generated code knows only
  // the files that are linked. Descriptors must outlive the environment and all that is checked in
  // it.
  explicit Environment(const google::protobuf::Descriptor* context = nullptr,
                       absl::string_view container = "",
                       const google::protobuf::DescriptorPool* pool = nullptr);

  // Each returns the index of the declaration, or -1 if the name is taken. A declared variable
  // hides a field of the context with the same name.
  int DeclareVariable(Variable variable);
  int DeclareVariable(absl::string_view name, Type type) {
    return DeclareVariable(Variable{std::string(name), std::move(type)});
  }
  int DeclareFunction(Function function);
  int DeclareTable(absl::string_view name, Type key, Type value);
  int DeclareClass(EnumClass enum_class);

  const google::protobuf::Descriptor* context() const { return context_; }
  const google::protobuf::DescriptorPool& pool() const { return *pool_; }
  const std::string& container() const { return container_; }
  const std::vector<Variable>& variables() const { return variables_; }
  const std::vector<Function>& functions() const { return functions_; }
  const std::vector<Table>& tables() const { return tables_; }
  const std::vector<EnumClass>& classes() const { return classes_; }

  // Index, or -1.
  int FindVariable(absl::string_view name) const;
  int FindFunction(absl::string_view name) const;
  int FindTable(absl::string_view name) const;
  int FindClass(absl::string_view name) const;

  // A message or enum by its full name (leading dot) or relative to the container; null if none.
  const google::protobuf::Descriptor* FindMessage(absl::string_view name) const;
  const google::protobuf::EnumDescriptor* FindEnum(absl::string_view name) const;

 private:
  const google::protobuf::Descriptor* context_;
  const google::protobuf::DescriptorPool* pool_;
  std::string container_;
  std::vector<Variable> variables_;
  std::vector<Function> functions_;
  std::vector<Table> tables_;
  std::vector<EnumClass> classes_;
  std::map<std::string, int, std::less<>> variable_index_;
  std::map<std::string, int, std::less<>> function_index_;
  std::map<std::string, int, std::less<>> table_index_;
  std::map<std::string, int, std::less<>> class_index_;
};

}  // namespace risk::expression

#endif  // RISK_EXPRESSION_ENVIRONMENT_H_
