#include "risk/cli/problem_forms.h"

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "risk/cli/problem_codes.h"
#include "risk/version.h"

namespace risk::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string ToText(const Json& json, int indent) {
  return absl::StrCat(json.dump(indent, ' ', false, Json::error_handler_t::replace), "\n");
}

const char* LevelWord(FoundProblem::Level level) {
  switch (level) {
    case FoundProblem::Level::kError:
      return "error";
    case FoundProblem::Level::kWarning:
      return "warning";
    case FoundProblem::Level::kNote:
      return "note";
  }
  return "error";
}

std::string MessageOf(const FoundProblem& problem) {
  return problem.hint.empty() ? problem.message
                              : absl::StrCat(problem.message, "; ", problem.hint);
}

// The part of "cases.ndjson:12" or "cases.pb#3" that is a file.
std::string FileOf(const std::string& name) {
  std::error_code ignored;
  if (std::filesystem::exists(name, ignored)) return name;
  const size_t end = name.find_last_of(":#");
  return end == std::string::npos ? name : name.substr(0, end);
}

// A path below the folder that the command runs in, with slashes; any other as it is.
std::string RelativePath(const std::string& file) {
  std::error_code error;
  const std::filesystem::path here = std::filesystem::current_path(error);
  const std::filesystem::path full = std::filesystem::absolute(file, error).lexically_normal();
  const std::filesystem::path relative = full.lexically_relative(here);
  const bool is_below = !error && !relative.empty() && *relative.begin() != "..";
  return is_below ? relative.generic_string() : full.generic_string();
}

std::string PercentEncoded(const std::string& path) {
  std::string uri;
  for (const char c : path) {
    const bool is_plain = absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
                          absl::StrContains("/-._~", absl::string_view(&c, 1));
    absl::StrAppend(&uri, is_plain ? std::string(1, c)
                                   : absl::StrFormat("%%%02X", static_cast<unsigned char>(c)));
  }
  return uri;
}

Json LocationOf(const FoundProblem::At& at, const std::vector<std::string>& fields) {
  Json artifact;
  const std::string path = RelativePath(FileOf(at.file));
  if (absl::StartsWith(path, "/")) {
    artifact["uri"] = absl::StrCat("file://", PercentEncoded(path));
  } else {
    artifact["uri"] = PercentEncoded(path);
    artifact["uriBaseId"] = "ROOT";
  }
  Json location;
  location["physicalLocation"]["artifactLocation"] = std::move(artifact);
  if (at.line > 0) {
    Json& region = location["physicalLocation"]["region"];
    region["startLine"] = at.line;
    if (at.column > 0) region["startColumn"] = at.column;
  }
  for (const std::string& field : fields) {
    if (field.empty()) continue;
    location["logicalLocations"].push_back({{"fullyQualifiedName", field}, {"kind", "member"}});
  }
  return location;
}

// As GitHub reads the lines of a workflow.
std::string ForGithub(const FoundProblem& problem) {
  const auto text = [](const std::string& raw) {
    return absl::StrReplaceAll(raw, {{"%", "%25"}, {"\r", "%0D"}, {"\n", "%0A"}});
  };
  const auto property = [&text](const std::string& raw) {
    return absl::StrReplaceAll(text(raw), {{":", "%3A"}, {",", "%2C"}});
  };
  const bool is_note = problem.level == FoundProblem::Level::kNote;
  std::string line = absl::StrCat("::", is_note ? "notice" : LevelWord(problem.level), " file=",
                                  property(RelativePath(FileOf(problem.at.file))));
  if (problem.at.line > 0) absl::StrAppend(&line, ",line=", problem.at.line);
  if (problem.at.column > 0) absl::StrAppend(&line, ",col=", problem.at.column);
  absl::StrAppend(&line, ",title=", property(problem.code), "::", text(problem.message));
  if (!problem.hint.empty()) absl::StrAppend(&line, "%0A", text(problem.hint));
  return line + "\n";
}

// The same names as in the lines of `risk assess --format ndjson` and in the C interface.
Json ForPrograms(const FoundProblem& problem) {
  Json json;
  json["input"] = problem.at.file;
  json["level"] = LevelWord(problem.level);
  json["code"] = problem.code;
  json["message"] = problem.message;
  json["path"] = problem.fields.empty() ? "" : problem.fields.front();
  json["hint"] = problem.hint;
  json["line"] = problem.at.line;
  json["column"] = problem.at.column;
  if (problem.fields.size() > 1) json["paths"] = problem.fields;
  return json;
}

}  // namespace

FoundProblem FoundIn(const InputProblem& problem) {
  FoundProblem found;
  found.at = {problem.file, problem.line, problem.column};
  if (!problem.path.empty()) found.fields.push_back(problem.path);
  found.code = problem.code;
  found.message = problem.message;
  found.hint = problem.hint;
  return found;
}

FoundProblem FoundIn(const Problem& problem) {
  const auto place = [](const Place& at) {
    return FoundProblem::At{at.file, at.line, at.column};
  };
  FoundProblem found;
  found.level = problem.is_error() ? FoundProblem::Level::kError : FoundProblem::Level::kWarning;
  found.at = place(problem.place);
  for (const Place& other : problem.other) found.other.push_back(place(other));
  found.code = problem.code;
  found.message = problem.message;
  found.hint = problem.hint;
  return found;
}

FoundProblem FoundIn(const v1::Note& note, const std::string& file) {
  FoundProblem found;
  found.level = FoundProblem::Level::kNote;
  found.at.file = file;
  found.fields.assign(note.path().begin(), note.path().end());
  found.code = note.code();
  found.message = note.text();
  return found;
}

ProblemForms::ProblemForms(Format format, Output& out) : format_(format), out_(out) {}

bool ProblemForms::Has(Format format) {
  return format == Format::kSarif || format == Format::kGithub || format == Format::kJson;
}

void ProblemForms::Add(FoundProblem problem) {
  if (format_ == Format::kSarif) {
    problems_.push_back(std::move(problem));
  } else {
    out_.Write(format_ == Format::kGithub ? ForGithub(problem) : ToText(ForPrograms(problem), -1));
  }
}

void ProblemForms::Finish(bool is_complete) {
  if (format_ == Format::kSarif) out_.Write(Sarif(is_complete));
}

std::string ProblemForms::Sarif(bool is_complete) const {
  Json rules = Json::array();
  std::map<std::string, size_t> index;
  Json results = Json::array();
  for (const FoundProblem& problem : problems_) {
    const auto [rule, is_new] = index.emplace(problem.code, rules.size());
    if (is_new) {
      const std::string meaning = MeaningOf(problem.code);
      rules.push_back({{"id", problem.code},
                       {"shortDescription", {{"text", meaning}}},
                       {"help", {{"text", absl::StrCat(meaning, ".")}}},
                       {"defaultConfiguration", {{"level", LevelWord(problem.level)}}}});
    }
    Json result;
    result["ruleId"] = problem.code;
    result["ruleIndex"] = rule->second;
    result["level"] = LevelWord(problem.level);
    result["message"]["text"] = MessageOf(problem);
    result["locations"].push_back(LocationOf(problem.at, problem.fields));
    for (const FoundProblem::At& other : problem.other) {
      result["relatedLocations"].push_back(LocationOf(other, {}));
    }
    results.push_back(std::move(result));
  }
  Json run;
  run["tool"]["driver"] = {{"name", "risk"}, {"version", kLibraryVersion}, {"rules", rules}};
  run["invocations"] = {{{"executionSuccessful", is_complete}}};
  run["originalUriBaseIds"]["ROOT"]["description"]["text"] = "the folder that the command ran in";
  run["results"] = std::move(results);
  Json document;
  document["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json";
  document["version"] = "2.1.0";
  document["runs"].push_back(std::move(run));
  return ToText(document, 1);
}

}  // namespace risk::cli
