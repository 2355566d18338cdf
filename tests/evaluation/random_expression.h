// Random expressions over a message type, well typed by construction.
#ifndef TESTS_EVALUATION_RANDOM_EXPRESSION_H_
#define TESTS_EVALUATION_RANDOM_EXPRESSION_H_

#include <random>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "risk/expression/environment.h"
#include "risk/expression/type.h"

namespace risk::evaluation {

class RandomExpression {
 public:
  // Variables of `env` may be read. `table` names a table from text to double.
  RandomExpression(const expression::Environment& env, std::mt19937& random)
      : env_(env), random_(random) {}

  // The text of an expression of the kind, at most about `depth` operations deep.
  std::string Text(expression::Kind kind, int depth);

 private:
  struct Name {
    std::string text;
    const google::protobuf::Descriptor* message;          // of a message
    const google::protobuf::FieldDescriptor* element_of;  // of an element that is a value
  };
  int Below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  std::string Bool(int depth);
  std::string Quantifier(int depth);
  std::string Comparison(int depth);
  std::string ElementAt(expression::Kind kind, int depth);
  std::string RealFunction(const std::string& number);
  std::string TextSearch();
  std::string TextPlace(int depth);
  std::string Split();
  std::string MadeText();
  std::string Number(expression::Kind kind, int depth);
  std::string Date(int depth);
  std::string Aggregate(const char* function, expression::Kind kind, int depth);
  // A path to a field of the kind, from the record or a bound name; empty if none was found.
  std::string Path(expression::Kind kind);
  std::string ListPath(const google::protobuf::FieldDescriptor** field);
  std::string Leaf(expression::Kind kind);
  std::string NamedList();
  bool Bind(const std::string& name, const google::protobuf::FieldDescriptor* field);

  const expression::Environment& env_;
  std::mt19937& random_;
  std::vector<Name> bound_;
};

}  // namespace risk::evaluation

#endif  // TESTS_EVALUATION_RANDOM_EXPRESSION_H_
