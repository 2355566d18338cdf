// Answers one question about one case, whatever road it came by.
//
//   Question question;
//   question.kind = Question::Kind::kAssess;
//   question.options = {{"known_on", "2021-06-21"}};
//   question.record = R"({"case_id": "a"})";
//   Reply reply = Answer(question, editions);
//
#ifndef RISK_SERVE_QUESTION_H_
#define RISK_SERVE_QUESTION_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/serve/reply.h"
#include "risk/serve/served_editions.h"

namespace risk::serve {

struct Question {
  enum class Kind { kAssess, kNext, kValidate };
  Kind kind = Kind::kAssess;
  // As written behind the "?" of the address, in any order; see OptionsOf.
  std::multimap<std::string, std::string> options;
  std::string record;  // one case as JSON, text format or binary message
  size_t most_bytes = 0;
  int64_t most_milliseconds = 0;
};

struct OptionText {
  const char* name;
  const char* values;  // those it may have, apart by a bar; or "date", "id", "edition", "number"
  const char* meaning;
};

// What a question of a kind may be asked with.
std::vector<OptionText> OptionsOf(Question::Kind kind);

// Never throws for what is wrong with the question: the reply says so.
Reply Answer(const Question& question, const ServedEditions& editions);

}  // namespace risk::serve

#endif  // RISK_SERVE_QUESTION_H_
