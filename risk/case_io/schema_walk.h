// Follows an input along a message type: which field comes next, whether it may, and where it
// stands. Shared by the readers of text and JSON, so that both judge alike and in the same words.
#ifndef RISK_CASE_IO_SCHEMA_WALK_H_
#define RISK_CASE_IO_SCHEMA_WALK_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "risk/case_io/problem.h"

namespace risk::case_io {

// A value as written. Text in quotes and bare words differ: only the former can be a string.
struct Scalar {
  enum Kind { kWhole, kNumber, kQuoted, kWord, kBool, kNull };
  Kind kind = kNull;
  bool negative = false;
  bool overflows = false;  // a whole number of more than 64 bits
  uint64_t magnitude = 0;  // of kWhole
  std::string text = {};   // of kQuoted (unescaped) and kWord
};

// Positions by field path; a walk fills in those paths that are keys.
using Locations = std::map<std::string, Position>;

struct WalkOptions {
  bool allow_unknown_fields = false;
  int deepest = 64;
  Locations* locations = nullptr;  // not null: only look for positions, report nothing
};

// Text names a repeated field once for each element and uses the schema's names only; JSON names it
// once and may use lowerCamelCase.
enum class Form { kText, kJson };

class SchemaWalk {
 public:
  SchemaWalk(const google::protobuf::Descriptor* type, Form form, const WalkOptions& options,
             Problems* problems);

  // A message begins and ends. False if it lies too deep; the reader must stop then.
  bool Enter(const google::protobuf::Descriptor* type, Position at);
  void Leave();

  // The field called `name` of the message the walk is in, which becomes the current field; null,
  // and reported, if there is none.
  const google::protobuf::FieldDescriptor* Field(absl::string_view name, Position at);

  // The next element of the current repeated field begins.
  void Element(Position at);

  // Reports a value that does not fit the current field.
  void CheckScalar(const google::protobuf::FieldDescriptor& field, const Scalar& value,
                   Position at);
  void WrongType(const google::protobuf::FieldDescriptor& field, Position at,
                 absl::string_view came);

  void Report(Position at, std::string code, std::string message, std::string hint = "");

  bool depth_exceeded(int further) const;
  bool must_stop() const { return problems_->full(); }
  std::string Path() const;

 private:
  struct Frame {
    explicit Frame(const google::protobuf::Descriptor* its_type) : type(its_type) {}

    const google::protobuf::Descriptor* type;
    const google::protobuf::FieldDescriptor* field = nullptr;  // current
    std::map<int, int> elements;                               // seen, by field number
    std::set<int> seen;                                        // field numbers
    std::map<int, const google::protobuf::FieldDescriptor*> oneofs;
  };

  void CheckNotYetGiven(const google::protobuf::FieldDescriptor& field, Position at);
  void CheckWhole(const google::protobuf::FieldDescriptor& field, const Scalar& value, Position at);
  void CheckEnum(const google::protobuf::FieldDescriptor& field, const Scalar& value, Position at);
  void Note(Position at);

  Form form_;
  WalkOptions options_;
  Problems* problems_;
  std::vector<Frame> frames_;
};

// What a field holds, for messages: "a whole number", "one of LOW, MEDIUM, HIGH, VERY_HIGH".
std::string Expected(const google::protobuf::FieldDescriptor& field);

}  // namespace risk::case_io

#endif  // RISK_CASE_IO_SCHEMA_WALK_H_
