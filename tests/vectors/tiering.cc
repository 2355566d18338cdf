// Records of tiers, needs, serious harm, registers, workload and allocation. tiering/mapping.json
// says for each kind of record where its input goes in a case, and which published result it
// expects.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"
#include "tests/vectors/family.h"
#include "tests/vectors/tiering_mapping.h"

namespace risk::vectors {
namespace {

// "delius.registrations.0.code".
Json::json_pointer Pointer(absl::string_view path) {
  return Json::json_pointer(absl::StrCat("/", absl::StrReplaceAll(path, {{".", "/"}})));
}

const Json& At(const Json& object, absl::string_view path) {
  static const Json& nothing = *new Json();
  const Json::json_pointer pointer = Pointer(path);
  return object.contains(pointer) ? object.at(pointer) : nothing;
}

// The value, which is no longer there.
Json Take(Json& object, absl::string_view path) {
  const Json value = At(object, path);
  const Json::json_pointer pointer = Pointer(path);
  if (object.contains(pointer)) object.at(pointer.parent_pointer()).erase(pointer.back());
  return value;
}

void Put(Json& object, absl::string_view path, Json value) {
  object[Pointer(path)] = std::move(value);
}

Json Translated(const Json& value, const Json& words) {
  if (value.is_string()) {
    const auto word = words.find(value.get_ref<const std::string&>());
    return word == words.end() ? value : *word;
  }
  Json translated = value;
  if (value.is_structured()) {
    for (auto& part : translated) part = Translated(part, words);
  }
  return translated;
}

Json WithoutNulls(const Json& value) {
  if (!value.is_structured()) return value;
  Json result = value.is_object() ? Json::object() : Json::array();
  for (const auto& [name, part] : value.items()) {
    if (part.is_null()) continue;
    if (value.is_object()) {
      result[name] = WithoutNulls(part);
    } else {
      result.push_back(WithoutNulls(part));
    }
  }
  return result;
}

std::string TextOf(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

// A map as a list of its entries.
Json Entries(const Json& map, const Json& step) {
  Json list = Json::array();
  for (const auto& [name, value] : map.items()) {
    list.push_back({{step["key"], name}, {step["value"], value}});
  }
  return list;
}

// {"LOW": ["Children", "Staff"]} as a list of groups, each with its level.
Json Split(const Json& map, const Json& step) {
  Json list = Json::array();
  for (const auto& [name, values] : map.items()) {
    for (const Json& value : values) {
      list.push_back({{step["key"], name}, {step["value"], value}});
    }
  }
  return list;
}

// Of every element the member `from` is called `to`, or is left out.
Json EachRenamed(Json list, const Json& step) {
  for (Json& one : list) {
    const Json value = Take(one, step["from"].get<std::string>());
    if (!value.is_null() && step.contains("to")) one[step["to"].get<std::string>()] = value;
  }
  return list;
}

// An answer as its service keeps it, {"type": "RADIO", "value": "YES"}, as what was answered.
Json Plain(const Json& answer) {
  if (answer.is_object()) {
    for (const char* name : {"value", "values", "collection"}) {
      const Json& part = At(answer, name);
      if (!part.is_null()) return Plain(part);
    }
    if (answer.contains("type") || answer.contains("value")) return nullptr;
  }
  Json plain = answer;
  if (answer.is_structured()) {
    for (auto& part : plain) part = Plain(part);
  }
  return plain;
}

// Every answer of a map, and of maps inside, as an entry of a list; of several answers one each.
void Gather(const Json& map, const Json& step, const Json& words, Json& list) {
  for (const auto& [name, value] : map.items()) {
    if (value.is_object()) {
      Gather(value, step, words, list);
      continue;
    }
    const std::string key = words.contains(name) ? words[name].get<std::string>() : name;
    for (const Json& part : value.is_array() ? value : Json::array({value})) {
      if (part.is_null()) continue;
      list.push_back({{step["key"], key}, {step["value"], TextOf(part)}});
    }
  }
}

void Add(Json& input, const Json& step) {
  const Json value = At(input, step["if"].get<std::string>());
  if (value.is_null() || (step.contains("is") && step["is"] != value)) return;
  Json entry = step["entry"];
  for (auto& part : entry) {
    if (part == "$") part = value;
  }
  const std::string list = step["to"];
  Json all = At(input, list);
  all.push_back(entry);
  Put(input, list, all);
}

Json KeysBy(const Json& map, const Json* words) {
  Json renamed = Json::object();
  for (const auto& [name, value] : map.items()) {
    const std::string key = words == nullptr        ? absl::AsciiStrToLower(name)
                            : words->contains(name) ? (*words)[name].get<std::string>()
                                                    : name;
    renamed[key] = value;
  }
  return renamed;
}

class TieringVectors : public Family {
 public:
  TieringVectors() : mapping_(Json::parse(kTieringMapping)) {}

  std::string Edition() const override { return "official_instruments"; }

  bool Takes(const Json& record) const override {
    return record.contains("what") && record["what"].is_string() &&
           mapping_["kinds"].contains(record["what"].get<std::string>());
  }

  std::vector<CaseOfRecord> Cases(const Json& record) const override {
    const Json& kind = KindOf(record);
    const Json& given = At(record, "input");
    Json input = given.is_object() ? given : Json::object();
    Json date = Take(input, "as_of");
    // "2022-07-11T09:45": the day is that of the case.
    if (kind.contains("period")) {
      const std::pair<std::string, std::string> parts =
          absl::StrSplit(input.value("now", ""), absl::MaxSplits('T', 1));
      date = parts.first;
      input["now"] = parts.second;
    }
    for (const Json& step : kind.value("steps", Json::array())) Do(step, input);
    Json record_of_case = Json::object();
    // A record whose input is null was asked, too, and gets an answer.
    if (given.is_null() && kind.contains("nothing")) input = kind["nothing"];
    if (kind.contains("list")) input = Json::array({input});
    Put(record_of_case, kind["into"].get<std::string>(), WithoutNulls(input));
    return {{record_of_case, date.is_string() ? date : mapping_["assessed_on"]}};
  }

  Json Expected(const Json& record) const override { return At(record, "expected"); }

  Json Returned(const Json& record, const std::vector<v1::Assessment>& assessments) const override {
    const Json& kind = KindOf(record);
    Json values = Json::object();
    bool is_there = false, has_error = false;
    for (const v1::PublishedResult& result : assessments[0].published()) {
      if (!IsNamed(kind["published"], result.id())) continue;
      is_there = true;
      has_error = has_error || !result.error().empty();
      for (const auto& value : result.value()) values[value.name()] = ValueOf(value);
    }
    if (!is_there) return "no such result";
    if (kind.contains("period")) values["period"] = Period(record, values);
    Json returned = InShapeOf(At(record, "expected"), values, kind, "");
    if (has_error) returned["error"] = true;
    return returned;
  }

 private:
  // One name, or one of several.
  static bool IsNamed(const Json& names, const std::string& name) {
    return names.is_array() ? std::find(names.begin(), names.end(), name) != names.end() : names == name;
  }

  const Json& KindOf(const Json& record) const {
    return mapping_["kinds"][record["what"].get<std::string>()];
  }

  void Do(const Json& step, Json& input) const {
    const std::string todo = step["do"];
    if (todo == "add") return Add(input, step);
    if (todo == "put") {
      if (step.contains("if") && At(input, step["if"].get<std::string>()).is_null()) return;
      if (step.contains("unless") && input.contains(step["unless"].get<std::string>())) return;
      return Put(input, step["to"].get<std::string>(), step["value"]);
    }
    if (todo == "gather") {
      Json list = Json::array();
      Gather(input, step, mapping_["words"][step["words"].get<std::string>()], list);
      input = {{step["to"], list}};
      return;
    }
    if (todo == "lift") {
      const Json inside = Take(input, step["path"].get<std::string>());
      if (inside.is_object()) input.update(inside);
      return;
    }
    if (todo == "plain") {
      input = Plain(input);
      return;
    }
    if (todo == "choices") {
      for (const std::string list : step["paths"]) {
        const Json value = At(input, list);
        if (value.is_array()) Put(input, list, {{"ticked", value}});
      }
      return;
    }
    const std::string path = step.value(todo == "move" ? "from" : "path", "");
    const Json value = todo == "move" || todo == "drop" ? Take(input, path) : At(input, path);
    if (value.is_null() || todo == "drop") return;
    if (todo == "move") return Put(input, step["to"].get<std::string>(), value);
    if (todo == "each") return Put(input, path, EachRenamed(value, step));
    if (todo == "lower") return Put(input, path, KeysBy(value, nullptr));
    if (todo == "list") return Put(input, path, value.is_array() ? value : Json::array({value}));
    if (todo == "not") return Put(input, path, value != true);
    if (todo == "entries") return Put(input, path, Entries(value, step));
    if (todo == "split") return Put(input, path, Split(value, step));
    const Json& words = mapping_["words"][step["words"].get<std::string>()];
    if (todo == "keys") return Put(input, path, KeysBy(value, &words));
    Put(input, path, Translated(value, words));
  }

  // Beginning and end are published as days from that of the record, and times of the day.
  static Json Period(const Json& record, const Json& values) {
    absl::CivilMinute now;
    if (!absl::ParseLenientCivilTime(TextOf(At(record, "input.now")), &now)) return nullptr;
    std::vector<std::string> ends;
    for (const std::string end : {"from", "to"}) {
      const absl::CivilDay day = absl::CivilDay(now) + values.value(end + "_days", 0);
      ends.push_back(
          absl::StrCat(absl::FormatCivilTime(day), " ", values.value(end + "_time", "")));
    }
    return absl::StrJoin(ends, " to ");
  }

  // Values in the shape of what is expected: a list is published as one text, each entry ended by
  // a semicolon, a map as names with a dot. Of NAME_subset only what is expected is kept, and of
  // objects whose `members` are fixed.
  static Json InShapeOf(const Json& expected, const Json& values, const Json& kind,
                        const std::string& before) {
    const Json names = kind.value("as", Json::object());
    Json returned = Json::object();
    for (const auto& [name, want] : expected.items()) {
      const std::string published = absl::StrCat(before, names.value(name, name));
      const std::string whole(absl::StripSuffix(published, "_subset"));
      if (want.is_object()) {
        returned[name] = InShapeOf(want, values, kind, whole + ".");
        if (whole == published && !kind.contains("members")) {
          AddOthers(values, whole + ".", returned[name]);
        }
      } else if (!values.contains(whole)) {
        returned[name] = nullptr;
      } else if (want.is_array()) {
        returned[name] = List(values[whole], want, whole != published);
      } else {
        returned[name] = Scalar(values[whole]);
      }
    }
    return returned;
  }

  // A list with a single entry may be expected as that entry.
  static Json Scalar(const Json& value) {
    if (!value.is_string()) return value;
    return absl::StripSuffix(value.get_ref<const std::string&>(), ";");
  }

  static void AddOthers(const Json& values, const std::string& before, Json& returned) {
    std::vector<std::string> others;
    for (const auto& [name, value] : values.items()) {
      if (absl::StartsWith(name, before) && !returned.contains(name.substr(before.size()))) {
        others.push_back(name);
      }
    }
    if (!others.empty()) returned = absl::StrCat("also ", absl::StrJoin(others, ", "));
  }

  static Json List(const Json& value, const Json& want, bool is_subset) {
    Json list = Json::array();
    const std::string text = value;
    const std::vector<std::string> entries = absl::StrSplit(text, ';', absl::SkipEmpty());
    for (const std::string& entry : entries) {
      const std::vector<std::string> parts = absl::StrSplit(entry, " / ");
      const bool is_row = !want.empty() && want[0].is_array();
      const Json one = is_row ? Json(parts) : Json(entry);
      if (!is_subset || std::find(want.begin(), want.end(), one) != want.end()) {
        list.push_back(one);
      }
    }
    return list;
  }

  const Json mapping_;
};

}  // namespace

std::unique_ptr<Family> TieringFamily() { return std::make_unique<TieringVectors>(); }

}  // namespace risk::vectors
