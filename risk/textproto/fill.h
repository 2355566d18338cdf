// Compares the fields of a text with a message type, and fills a message with those that fit.
//
//   Node root;
//   std::vector<Flaw> flaws;
//   if (Scan(text, 32, root, flaws)) Fill(text, root, {}, message, flaws);
//
#ifndef RISK_TEXTPROTO_FILL_H_
#define RISK_TEXTPROTO_FILL_H_

#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "risk/textproto/node.h"
#include "risk/textproto/scalar.h"

namespace risk::textproto {

struct FillOptions {
  Form form = Form::kText;
  bool allow_unknown_fields = false;
  // Messages quote what came, and name types rather than places. Not for records: a value may
  // identify a person.
  bool may_quote = false;
  size_t most_flaws = 100;
};

// Sets the fields of `message` that fit and marks the others in `root` as left out, so that later
// checks can go on and still find the elements of the message in the tree. Adds flaws with the
// codes unknown-field, duplicate-field, wrong-type, unknown-value, out-of-range and bad-text.
//
// Besides the standard forms: a date may be written as "2021-06-03", "2021-06" or "2021", an answer
// by its name (strangulation: NO, asked_before: NOT_ASKED), in JSON as true or false. JSON null is
// as if the field were not there. Maps, groups and well-known types have no form of their own in
// JSON; the vocabulary uses none.
// Cost: linear in the text.
void Fill(absl::string_view text, Node& root, const FillOptions& options,
          google::protobuf::Message& message, std::vector<Flaw>& flaws);

// The field that a name of the text stands for; null if there is none.
const google::protobuf::FieldDescriptor* FieldNamed(const google::protobuf::Descriptor& type,
                                                    absl::string_view name, Form form);

}  // namespace risk::textproto

#endif  // RISK_TEXTPROTO_FILL_H_
