#include "risk/input_rules.h"

#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/schema/field.h"
#include "risk/schema/path.h"
#include "risk/v1/date.pb.h"
#include "risk/v1/record_note.pb.h"

namespace risk {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using risk::v1::FieldNote;

constexpr char kKinds[] =
    R"(| kind | example | strength | code |
| --- | --- | --- | --- |
| a date that does not exist | 30 February | rejected | `bad-date` |
| a date that cannot be | before 1900; a hundred years ahead; a birth too long ago | rejected | `impossible-date` |
| dates in an order that cannot be | answered before it was asked | rejected | `contradictory` |
| a date after the assessment, where the field is not about the future | | rejected | `future-date` |
| a date of assessment in part, or more than a year after today | June 2021 | rejected | `bad-assessment-date` |
| an answer with a value and a reason why there is none | | rejected | `contradictory` |
| a number outside its limits | age -1 | rejected | `out-of-range` |
| one id for two entries of a list, or for two people | partner and child both `p1` | rejected | `duplicate-id` |
| an id of which there is no record | | rejected | `unknown-reference` |
| a record without any field | `{}` | rejected | `empty` |
| a message without any field | `"sentence": {}` | not believed | (as if it were not there) |
| text that only says that nothing is known | "", "-", "N/A" | not believed | `filler-text` |
| a date that systems write for one that is not known | 1 January 1900 | not believed | `placeholder-date` |
| a reassuring answer that only others can give, without any source | | not believed | `no-source` |
| a reassuring answer of the supervised person alone | | not believed | (in the explanation) |
| more counted than a complete list holds: the completeness | 26 convictions, one listed | not believed | `count-and-list` |
| a field or value of a newer schema, with `--allow-unknown-fields` | | not believed | `left-out` |
| two entries that agree in all that identifies them | one person twice | questioned | `same-record` |
| in force, and ended before the assessment | | questioned | `ended-in-force` |
)";

std::string Code(const std::string& text) { return absl::StrCat("`", text, "`"); }

std::string BoundText(const FieldNote::Bound& bound, const char* word) {
  std::string place = bound.date();
  std::string where;
  if (place[0] == '/') {
    place.erase(0, 1);
  } else {
    const size_t out = place.find_first_not_of('^');
    if (out > 0) where = out == 1 ? " of what holds it" : " further out";
    place.erase(0, out);
  }
  const std::string years =
      bound.years() > 0 ? absl::StrCat("less than ", bound.years(), " years after ") : word;
  return absl::StrCat("rejected: ", years, Code(place), where);
}

std::vector<std::string> RulesOf(const FieldDescriptor& field) {
  const FieldNote& note = schema::NoteOf(field);
  std::vector<std::string> rules;
  for (const FieldNote::Bound& bound : note.not_before()) rules.push_back(BoundText(bound, "before "));
  for (const FieldNote::Bound& bound : note.not_after()) rules.push_back(BoundText(bound, "after "));
  if (note.least_years_ago() > 0) {
    rules.push_back(absl::StrCat("rejected: less than ", note.least_years_ago(),
                                 " years before the assessment"));
  }
  if (note.most_years_ago() > 0) {
    rules.push_back(absl::StrCat("rejected: more than ", note.most_years_ago(),
                                 " years before the assessment"));
  }
  if (note.has_at_least()) rules.push_back(absl::StrCat("rejected: below ", note.at_least()));
  if (note.has_at_most()) {
    rules.push_back(absl::StrCat("rejected: above ", note.at_most(),
                                 field.message_type() != nullptr ? " entries" : ""));
  }
  if (!note.id_space().empty()) {
    rules.push_back(absl::StrCat("rejected: the id of another of the ", note.id_space()));
  }
  if (!note.counts().empty()) {
    rules.push_back(absl::StrCat("more than ", Code(note.counts()),
                                 " hold: that these are complete is not believed"));
  }
  if (note.same_if_size() > 0) {
    rules.push_back(
        absl::StrCat("questioned: two with the same ", absl::StrJoin(note.same_if(), " and ")));
  }
  if (note.has_untold()) {
    rules.push_back(absl::StrCat("where it is \"", note.untold().text(), "\", an empty ", Code(note.untold().list()), " says nothing"));
  }
  if (!note.ended_by().empty()) {
    rules.push_back(absl::StrCat("questioned: YES after ", Code(note.ended_by())));
  }
  if (note.own_statement()) rules.push_back("evidence without a source: the service's own statement");
  if (note.as_written()) rules.push_back("taken as it is written, whatever it says");
  return rules;
}

void AddFields(const Descriptor& type, const std::string& path, std::set<std::string>& seen,
               std::string& table) {
  if (!seen.insert(type.full_name()).second) return;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    const std::string at = schema::ChildPath(path, field);
    const std::vector<std::string> rules = RulesOf(field);
    if (!rules.empty()) {
      absl::StrAppend(&table, "| ", Code(at), " | ", absl::StrJoin(rules, "; "), " |\n");
    }
    if (schema::HoldsMessages(field) && !schema::NoteOf(field).as_written()) {
      AddFields(*field.message_type(), field.is_repeated() ? at + "[]" : at, seen, table);
    }
  }
}

}  // namespace

std::string InputRules(const Descriptor& record) {
  std::string table;
  std::set<std::string> seen;
  AddFields(record, "", seen, table);
  const auto quoted = [](const auto& words) { return absl::StrJoin(words, ", "); };
  return absl::StrCat(
      "## The kinds\n\n", kKinds, "\n## Words that say nothing\n\n",
      "In any case, and with any marks around or between them; one with a star also covers short "
      "texts that begin so:\n",
      quoted(record.options().GetExtension(v1::record).filler()),
      ".\n\nSo does a short text that consists of the following words and of idle ones (`idle_word` of the schema: \"of\", \"police\", "
      "\"recorded\" and the like): \"force not known\", \"Police (TBC)\", \"no reply yet\". A sign or digit over and over (\"xxxxx\", "
      "\"0000\") and words spelt apart (\"n o n e\") say nothing either. Ids are taken as they are.\n",
      quoted(record.options().GetExtension(v1::record).filler_word()), ".\n\n## Dates that say nothing\n\n",
      quoted(v1::Date::descriptor()->options().GetExtension(v1::record).placeholder()),
      ", and every day of those given as a year.\n\n## Fields with rules of their own\n\n",
      "| field | rule |\n| --- | --- |\n", table);
}

}  // namespace risk
