// The names of an edition: of what type each is, and which other name could stand in its place.
#ifndef RISK_MUTATION_VOCABULARY_H_
#define RISK_MUTATION_VOCABULARY_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "risk/edition/edition.h"
#include "risk/expression/syntax.h"

namespace risk::mutation {

// Messages that variables stand for; of a list, its elements.
using Scope = std::map<std::string, const google::protobuf::Descriptor*>;

// The edition must outlive it.
class Vocabulary {
 public:
  explicit Vocabulary(const Edition& edition);

  // The next name of the same sort ("fact.b" for "fact.a"); empty if there is none.
  std::string NextName(const std::string& name) const;
  // The next field that is read the same way; null if there is none.
  const google::protobuf::FieldDescriptor* NextField(
      const google::protobuf::FieldDescriptor& field) const;
  // The enum that a dotted name stands for, relative to the schema; null if it is no enum.
  const google::protobuf::EnumDescriptor* FindEnum(const std::string& name) const;
  const google::protobuf::Descriptor* FindMessage(const std::string& name) const;
  bool IsBoolFact(const std::string& id) const;

  // The message, or the elements of the list, that an expression gives; null if it is neither, or
  // not to be told without checking it.
  const google::protobuf::Descriptor* TypeOf(const expression::Syntax& syntax,
                                             const Scope& scope) const;
  // The same of the text of an expression.
  const google::protobuf::Descriptor* TypeOf(absl::string_view expression,
                                             const Scope& scope) const;

 private:
  using Sorts = std::map<std::string, std::vector<std::string>>;  // names by sort

  void Keep(const Sorts& sorts);

  const google::protobuf::Descriptor* context_;
  std::string package_;
  std::map<std::string, std::string> next_;
  std::map<std::string, const google::protobuf::Descriptor*> types_;  // of "view.x" and "fact.x"
  std::map<std::string, bool> is_bool_fact_;
};

}  // namespace risk::mutation

#endif  // RISK_MUTATION_VOCABULARY_H_
