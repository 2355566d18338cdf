#include "risk/c_api/options.h"

#include <map>
#include <nlohmann/json.hpp>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/dates.h"
#include "risk/schema/names.h"

namespace risk::c_api {
namespace {

using Text = const std::string&;

// Sets one option; false if the value is not one of its values.
struct Option {
  const char* values;  // in words
  bool (*set)(risk_options& options, Text value);
};

bool SetDate(std::optional<v1::Date>& date, Text value) {
  date = ParseDate(value);
  return date.has_value();
}

bool SetNumber(int64_t most, int64_t& number, Text value) {
  return absl::SimpleAtoi(value, &number) && number >= 1 && number <= most;
}

template <typename Value>
bool Choose(const std::map<std::string, Value>& values, Value& chosen, Text value) {
  const auto found = values.find(value);
  if (found == values.end()) return false;
  chosen = found->second;
  return true;
}

bool SetHash(risk_options& options, Text value) {
  options.hash = value;
  return value.size() == 64 && value.find_first_not_of("0123456789abcdef") == std::string::npos;
}

bool SetDetail(risk_options& options, Text value) {
  return Choose<Detail>({{"results", Detail::kResults},
                         {"missing", Detail::kMissing},
                         {"explanations", Detail::kExplanations}},
                        options.detail, value);
}

bool SetFormat(risk_options& options, Text value) {
  using Format = risk_options::Format;
  return Choose<Format>({{"json", Format::kJson},
                         {"binary", Format::kBinary},
                         {"textproto", Format::kTextproto},
                         {"text", Format::kText}},
                        options.format, value);
}

bool SetRecords(risk_options& options, Text value) {
  using Records = risk_options::Records;
  return Choose<Records>({{"json", Records::kJson}, {"delimited", Records::kDelimited}},
                         options.records, value);
}

bool SetMostBytes(risk_options& options, Text value) {
  int64_t most = 0;
  if (!SetNumber(int64_t{2} << 30, most, value)) return false;
  options.reading.most_bytes = static_cast<size_t>(most);
  return true;
}

constexpr char kDate[] = "a date that exists, written 2021-06-25";

const std::map<std::string, Option>& Options() {
  static const std::map<std::string, Option>& options = *new std::map<std::string, Option>{
      {"date", {kDate, [](risk_options& o, Text value) { return SetDate(o.date, value); }}},
      {"hash", {"64 hexadecimal digits in lower case", SetHash}},
      {"base",
       {"a folder",
        [](risk_options& o, Text value) {
          o.bases.push_back(value);
          return !value.empty();
        }}},
      {"assessed_on",
       {kDate, [](risk_options& o, Text value) { return SetDate(o.assessed_on, value); }}},
      {"known_on", {kDate, [](risk_options& o, Text value) { return SetDate(o.known_on, value); }}},
      {"detail", {"results, missing or explanations", SetDetail}},
      {"instrument",
       {"the id of an instrument",
        [](risk_options& o, Text value) {
          o.instruments.push_back(value);
          return !value.empty();
        }}},
      {"format", {"json, binary, textproto or text", SetFormat}},
      {"records", {"json or delimited", SetRecords}},
      {"allow_unknown_fields",
       {"true or false",
        [](risk_options& o, Text value) {
          return Choose<bool>({{"true", true}, {"false", false}}, o.reading.allow_unknown_fields,
                              value);
        }}},
      {"most_bytes", {"a number from 1 to 2147483648", SetMostBytes}},
      {"most_milliseconds",
       {"a number from 1 to 86400000",
        [](risk_options& o, Text value) {
          return SetNumber(86'400'000, o.most_milliseconds, value);
        }}},
  };
  return options;
}

Failure SetFromJson(risk_options& options, const std::string& name, const nlohmann::json& value) {
  if (value.is_string()) return SetOption(options, name, value.get<std::string>());
  if (value.is_boolean()) return SetOption(options, name, value.get<bool>() ? "true" : "false");
  if (value.is_number_integer()) return SetOption(options, name, value.dump());
  if (value.is_array()) {
    for (const nlohmann::json& element : value) {
      if (!element.is_string()) break;
      if (Failure failure = SetOption(options, name, element.get<std::string>()); failure.code != RISK_OK) {
        return failure;
      }
    }
    if (std::all_of(value.begin(), value.end(), [](const nlohmann::json& e) { return e.is_string(); })) {
      return Fine();
    }
  }
  return BadArgument("an option is a text, a whole number, true, false or a list of texts", name);
}

Failure SetAllFromJson(absl::string_view text, risk_options& options) {
  const nlohmann::json json = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
  if (!json.is_object()) return BadArgument("options are one JSON object");
  for (const auto& [name, value] : json.items()) {
    if (Failure failure = SetFromJson(options, name, value); failure.code != RISK_OK) return failure;
  }
  return Fine();
}

}  // namespace

Failure SetOption(risk_options& options, const std::string& name, const std::string& value) {
  const auto found = Options().find(name);
  if (found == Options().end()) {
    std::vector<std::string> names;
    for (const auto& option : Options()) names.push_back(option.first);
    const std::string nearest = schema::DidYouMean(name, names);
    return BadArgument(absl::StrCat("there is no option ", schema::QuoteName(name), "; ",
                                    nearest.empty() ? "one of " : nearest,
                                    nearest.empty() ? absl::StrJoin(names, ", ") : ""));
  }
  if (found->second.set(options, value)) return Fine();
  return BadArgument(absl::StrCat("the option needs ", found->second.values), name);
}

const risk_options& OrUsual(const risk_options* options) {
  static const risk_options& usual = *new risk_options;
  return options == nullptr ? usual : *options;
}

CaseOptions ToCaseOptions(const risk_options& options, bool is_assessment) {
  CaseOptions result;
  result.assessed_on = options.assessed_on;
  result.known_on = options.known_on;
  result.detail = options.detail;
  if (!is_assessment) {
    // Without what is missing there is nothing to ask for.
    if (result.detail == Detail::kResults) result.detail = Detail::kMissing;
  } else if (options.format == risk_options::Format::kText) {
    // A note has the words of the rules, which only explanations come with.
    result.detail = Detail::kExplanations;
  }
  result.instruments = options.instruments;
  return result;
}

}  // namespace risk::c_api

using risk::c_api::BadArgument;
using risk::c_api::Failure;
using risk::c_api::Fine;
using risk::c_api::Guard;

extern "C" {

int risk_options_new(risk_options** options, risk_error** error) {
  return Guard(error, [&]() -> Failure {
    if (options == nullptr) return BadArgument("options is NULL");
    *options = nullptr;
    *options = new risk_options;
    return Fine();
  });
}

int risk_options_set(risk_options* options, const char* name, const char* value, risk_error** error) {
  return Guard(error, [&]() -> Failure {
    if (options == nullptr) return BadArgument("options is NULL");
    if (name == nullptr || value == nullptr) return BadArgument("name or value is NULL");
    risk_options changed = *options;
    Failure failure = risk::c_api::SetOption(changed, name, value);
    if (failure.code == RISK_OK) *options = std::move(changed);
    return failure;
  });
}

int risk_options_set_json(risk_options* options, const char* json, size_t size, risk_error** error) {
  return Guard(error, [&]() -> Failure {
    if (options == nullptr) return BadArgument("options is NULL");
    if (json == nullptr) return BadArgument("json is NULL");
    risk_options changed = *options;
    Failure failure = risk::c_api::SetAllFromJson({json, size}, changed);
    if (failure.code == RISK_OK) *options = std::move(changed);
    return failure;
  });
}

int risk_options_set_cancel(risk_options* options, const risk_cancel* cancel, risk_error** error) {
  return Guard(error, [&]() -> Failure {
    if (options == nullptr) return BadArgument("options is NULL");
    options->cancel = cancel;
    return Fine();
  });
}

void risk_options_free(risk_options* options) { delete options; }

int risk_cancel_new(risk_cancel** cancel, risk_error** error) {
  return Guard(error, [&]() -> Failure {
    if (cancel == nullptr) return BadArgument("cancel is NULL");
    *cancel = nullptr;
    *cancel = new risk_cancel;
    return Fine();
  });
}

void risk_cancel_request(risk_cancel* cancel) {
  if (cancel != nullptr) cancel->is_requested = true;
}

void risk_cancel_free(risk_cancel* cancel) { delete cancel; }

}  // extern "C"
