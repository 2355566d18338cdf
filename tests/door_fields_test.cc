// No odd value of any field of the schema makes an assessment more settled or lower than the same record without
// it: over every field of every message at every place of a case, by reflection. A record in which everything is
// asked and answered holds the message once, so that anything taken for evidence would show.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "risk/case_assessor.h"
#include "risk/case_reader.h"
#include "risk/schema/date.h"
#include "risk/schema/field.h"
#include "tests/sample_size.h"

namespace risk {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using Way = std::vector<const FieldDescriptor*>;

v1::Case QuietCase() {
  std::ifstream file("examples/cases/quiet_control.textproto");
  std::stringstream text;
  text << file.rdbuf();
  std::vector<CaseInput> inputs = ParseCases(text.str(), "quiet");
  EXPECT_TRUE(inputs.size() == 1 && inputs[0].record.has_value());
  return inputs[0].record.value_or(v1::Case());
}

std::string TextOf(const Way& way) {
  return absl::StrJoin(way, ".", [](std::string* text, const FieldDescriptor* field) { text->append(field->name()); });
}

// The ways to every message of a case, none through the same type twice.
void Ways(const Descriptor& type, Way way, std::set<const Descriptor*> around, std::vector<Way>* all) {
  if (!around.insert(&type).second) return;
  all->push_back(way);
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    if (!schema::HoldsMessages(*field) || schema::IsAnswer(field->message_type()) ||
        schema::IsProvenance(field->message_type())) {
      continue;
    }
    Way further = way;
    further.push_back(field);
    Ways(*field->message_type(), further, around, all);
  }
}

// The message at the end of the way: a new entry of each list, what is there otherwise.
Message& Made(const Way& way, v1::Case& record) {
  Message* message = &record;
  for (const FieldDescriptor* field : way) {
    const Reflection& reflection = *message->GetReflection();
    message = field->is_repeated() ? reflection.AddMessage(message, field) : reflection.MutableMessage(message, field);
  }
  return *message;
}

using Change = std::function<void(Message& holder, const FieldDescriptor& field)>;
struct Odd {
  std::string name;
  Change set;
};

void SetText(Message& holder, const FieldDescriptor& field, const std::string& text) {
  const Reflection& reflection = *holder.GetReflection();
  field.is_repeated() ? reflection.AddString(&holder, &field, text) : reflection.SetString(&holder, &field, text);
}

void SetMessage(Message& holder, const FieldDescriptor& field, const Message& value) {
  const Reflection& reflection = *holder.GetReflection();
  (field.is_repeated() ? reflection.AddMessage(&holder, &field) : reflection.MutableMessage(&holder, &field))
      ->CopyFrom(value);
}

void SetEnum(Message& holder, const FieldDescriptor& field, int number) {
  const Reflection& reflection = *holder.GetReflection();
  field.is_repeated() ? reflection.AddEnumValue(&holder, &field, number)
                      : reflection.SetEnumValue(&holder, &field, number);
}

void SetNumber(Message& holder, const FieldDescriptor& field, double number) {
  const Reflection& reflection = *holder.GetReflection();
  const auto whole = [number](double most) {
    return static_cast<int64_t>(std::isnan(number) ? 0 : std::min(std::max(number, -most), most));
  };
  const int32_t narrow = static_cast<int32_t>(whole(INT32_MAX));
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return field.is_repeated() ? reflection.AddInt32(&holder, &field, narrow)
                                 : reflection.SetInt32(&holder, &field, narrow);
    case FieldDescriptor::CPPTYPE_INT64:
      return field.is_repeated() ? reflection.AddInt64(&holder, &field, whole(9e18))
                                 : reflection.SetInt64(&holder, &field, whole(9e18));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return field.is_repeated() ? reflection.AddDouble(&holder, &field, number)
                                 : reflection.SetDouble(&holder, &field, number);
    default:
      ADD_FAILURE() << "a number of another type: " << field.full_name();
  }
}

// What may stand in a field though it says nothing, or nothing that can be.
std::vector<Odd> OddValues(const FieldDescriptor& field) {
  std::vector<Odd> odd;
  if (schema::IsDate(field.message_type())) {
    for (const char* text : {"1900-01-01", "9999-12-31", "0026-05-20", "1899-06", "2626-01-01", "1970-01-01"}) {
      odd.push_back({text, [text](Message& holder, const FieldDescriptor& its) {
                       SetMessage(holder, its, *schema::ParseDate(text));
                     }});
    }
    odd.push_back({"a date without any part", [](Message& holder, const FieldDescriptor& its) {
                     SetMessage(holder, its, v1::Date());
                   }});
    odd.push_back({"a month alone", [](Message& holder, const FieldDescriptor& its) {
                     v1::Date date;
                     date.set_month(5);
                     SetMessage(holder, its, date);
                   }});
  } else if (schema::IsAnswer(field.message_type())) {
    for (const int value : {0, 9999, -1}) {
      odd.push_back({absl::StrCat("value ", value), [value](Message& holder, const FieldDescriptor& its) {
                       v1::Answer answer;
                       answer.set_value(static_cast<v1::Answer::Value>(value));
                       answer.mutable_provenance()->set_source(v1::Provenance::POLICE_RECORD);
                       SetMessage(holder, its, answer);
                     }});
    }
    for (int missing = 0; missing <= v1::Answer::Missing_MAX + 1; ++missing) {
      odd.push_back({absl::StrCat("missing ", missing), [missing](Message& holder, const FieldDescriptor& its) {
                       v1::Answer answer;
                       answer.set_missing(static_cast<v1::Answer::Missing>(missing));
                       answer.mutable_provenance()->set_source(v1::Provenance::POLICE_RECORD);
                       SetMessage(holder, its, answer);
                     }});
    }
  } else if (schema::IsProvenance(field.message_type())) {
    for (const int source : {0, 9999}) {
      odd.push_back({absl::StrCat("source ", source), [source](Message& holder, const FieldDescriptor& its) {
                       v1::Provenance provenance;
                       provenance.set_source(static_cast<v1::Provenance::Source>(source));
                       SetMessage(holder, its, provenance);
                     }});
    }
    odd.push_back({"a reference alone", [](Message& holder, const FieldDescriptor& its) {
                     v1::Provenance provenance;
                     provenance.set_reference("page 3");
                     SetMessage(holder, its, provenance);
                   }});
  } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    for (const char* text : {"", " ", "N/A", "not known", "TBC", "\x01", "unknown", "?"}) {
      odd.push_back({absl::StrCat("\"", text, "\""), [text](Message& holder, const FieldDescriptor& its) {
                       SetText(holder, its, text);
                     }});
    }
  } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    for (const int number : {0, 9999, -1}) {
      odd.push_back({absl::StrCat(number), [number](Message& holder, const FieldDescriptor& its) {
                       SetEnum(holder, its, number);
                     }});
    }
  } else if (field.cpp_type() != FieldDescriptor::CPPTYPE_BOOL && field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
    for (const double number : {-1.0, -999.0, 99'999'999.0, 1e308, -1e308, static_cast<double>(NAN),
                                static_cast<double>(INFINITY)}) {
      odd.push_back({absl::StrCat(number), [number](Message& holder, const FieldDescriptor& its) {
                       SetNumber(holder, its, number);
                     }});
    }
  }
  return odd;
}

// How often each check is open.
std::map<std::string, int> OpenIn(const v1::Assessment& assessment) {
  std::map<std::string, int> open;
  for (const v1::OpenItem& item : assessment.missing()) open[item.check()] += 1;
  return open;
}

// What became more settled or lower; empty if nothing.
std::string MoreSettled(const v1::Assessment& with, const v1::Assessment& without) {
  std::string what;
  for (int i = 0; i < with.level_size(); ++i) {
    if (with.level(i).could_be() < without.level(i).could_be() ||
        with.level(i).at_least() < without.level(i).at_least()) {
      absl::StrAppend(&what, " ", v1::Group_Name(with.level(i).group()));
    }
  }
  const std::map<std::string, int> open = OpenIn(with);
  for (const auto& [check, count] : OpenIn(without)) {
    if (open.count(check) == 0) absl::StrAppend(&what, " ", check, " no longer open");
  }
  return what;
}

// Of a case as it is, and with the message. The case id says whose record it is, and the date of assessment when.
bool IsAboutTheRecord(const FieldDescriptor& field) {
  return field.full_name() == "risk.v1.Case.case_id" || field.full_name() == "risk.v1.Case.assessment_date";
}

TEST(Door, NoOddValueOfAnyFieldOfTheSchemaSettlesAnything) {
  const v1::Case quiet = QuietCase();
  std::vector<Way> ways;
  Ways(*v1::Case::descriptor(), {}, {}, &ways);
  ASSERT_GT(ways.size(), 90u);
  CaseOptions options;
  options.edition = "england_wales";
  options.detail = Detail::kResults;
  CaseAssessor assessor(options);
  const uint64_t step = std::max<uint64_t>(1, ways.size() / SampleSize(ways.size()));
  int fields = 0, assessed = 0, rejected = 0, without_base = 0;
  for (size_t i = 0; i < ways.size(); i += step) {
    const Way& way = ways[i];
    v1::Case base = quiet;
    const Descriptor& type = *Made(way, base).GetDescriptor();
    for (int number = 0; number < type.field_count(); ++number) {
      const FieldDescriptor& field = *type.field(number);
      const std::vector<Odd> odd = OddValues(field);
      if (odd.empty() || IsAboutTheRecord(field)) continue;
      ++fields;
      // Where the quiet case has the field, it is taken out: that is "without it".
      v1::Case cleared = quiet;
      Message& holder = Made(way, cleared);
      if (!field.is_repeated()) holder.GetReflection()->ClearField(&holder, &field);
      const AssessedCase without = assessor.Assess(cleared);
      if (!without.assessment.has_value()) {
        ++without_base;
        continue;
      }
      for (const Odd& one : odd) {
        v1::Case record = cleared;
        // The entries that Made adds are the last ones: the same way, without adding.
        Message* message = &record;
        for (const FieldDescriptor* part : way) {
          const Reflection& reflection = *message->GetReflection();
          message = part->is_repeated() ? reflection.MutableRepeatedMessage(
                                              message, part, reflection.FieldSize(*message, part) - 1)
                                        : reflection.MutableMessage(message, part);
        }
        one.set(*message, field);
        const AssessedCase with = assessor.Assess(record);
        ++(with.assessment.has_value() ? assessed : rejected);
        if (!with.assessment.has_value()) continue;
        const std::string what = MoreSettled(*with.assessment, *without.assessment);
        EXPECT_EQ(what, "") << TextOf(way) << "." << field.name() << " = " << one.name;
      }
    }
  }
  std::printf("%zu places, %d fields, %d records assessed, %d rejected, %d without a base\n", ways.size(), fields,
              assessed, rejected, without_base);
  if (step > 1) return;
  EXPECT_GT(fields, 500);
  EXPECT_GT(assessed, 1000);
  EXPECT_GT(rejected, 500);
  EXPECT_LT(without_base * 20, fields);
}

}  // namespace
}  // namespace risk
