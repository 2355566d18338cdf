// The calls about editions and about the library itself.
#include <cstdlib>
#include <optional>
#include <set>

#include "absl/strings/str_cat.h"
#include "risk/c_api.h"
#include "risk/c_api/edition_handle.h"
#include "risk/c_api/failure.h"
#include "risk/c_api/options.h"
#include "risk/edition/edition.h"
#include "risk/edition/editions.h"
#include "risk/edition_choice.h"
#include "risk/json_schema.h"
#include "risk/schema/date.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"
#include "risk/version.h"

namespace risk::c_api {
namespace {

EditionResult Load(const std::string& name, const risk_options& options) {
  std::optional<int64_t> day;
  if (options.date.has_value()) day = schema::PossibleDays(*options.date).first;
  const std::set<std::string> ground = Editions::GroundIds();
  const bool is_chosen = !name.empty() || ground.size() != 1;
  return Editions::Open(is_chosen ? name : *ground.begin(), day, options.bases);
}

Failure Keep(EditionResult loaded, const risk_options& options, risk_edition** edition) {
  EditionChoice::Chosen chosen = EditionChoice::From(std::move(loaded));
  if (!chosen.assessor.has_value()) return BadEdition(chosen.problems);
  const Edition& rules = chosen.assessor->edition();
  if (!options.hash.empty() && options.hash != rules.hash()) {
    Failure failure;
    failure.code = RISK_NO_EDITION;
    failure.message = absl::StrCat("the rules of ", rules.name(), " have the hash ", rules.hash(),
                                   ", not the one expected");
    failure.path = rules.name();
    return failure;
  }
  auto handle = std::make_unique<risk_edition>(*std::move(chosen.assessor));
  handle->name = rules.name();
  handle->warnings = std::move(chosen.problems);
  for (const Problem& problem : handle->warnings) Log(LogLevel::kWarning, problem.ToString());
  Log(LogLevel::kInformation, absl::StrCat("opened ", rules.name(), ", hash ", rules.hash(),
                                           rules.text().published() ? "" : ", a draft"));
  *edition = handle.release();
  return Fine();
}

}  // namespace
}  // namespace risk::c_api

using risk::c_api::BadArgument;
using risk::c_api::Failure;
using risk::c_api::Fine;
using risk::c_api::Give;
using risk::c_api::Guard;
using risk::c_api::OrUsual;

namespace {

// For calls that give back a text; `make` is called if there is a place for it.
int GiveBack(char** text, size_t* size, risk_error** error,
             absl::FunctionRef<Failure(std::string&)> make) {
  if (text != nullptr) *text = nullptr;
  if (size != nullptr) *size = 0;
  return Guard(error, [&]() -> Failure {
    if (text == nullptr) return BadArgument("there is no place for the result: it is NULL");
    std::string made;
    Failure failure = make(made);
    if (failure.code == RISK_OK) Give(made, text, size);
    return failure;
  });
}

}  // namespace

extern "C" {

const char* risk_version(void) { return risk::kLibraryVersion; }

int risk_require(int abi_version, risk_error** error) {
  return Guard(error, [&]() -> Failure {
    if (abi_version == RISK_ABI_VERSION) return Fine();
    Failure failure;
    failure.code = RISK_BAD_VERSION;
    failure.message = absl::StrCat("the program was compiled for version ", abi_version,
                                   " of the C interface, this library has version ", RISK_ABI_VERSION);
    return failure;
  });
}

void risk_free(void* result) { std::free(result); }

int risk_edition_open(const char* name, const risk_options* options, risk_edition** edition,
                      risk_error** error) {
  if (edition != nullptr) *edition = nullptr;
  return Guard(error, [&]() -> Failure {
    if (name == nullptr || edition == nullptr) return BadArgument("name or edition is NULL");
    return risk::c_api::Keep(risk::c_api::Load(name, OrUsual(options)), OrUsual(options), edition);
  });
}

int risk_edition_open_files(const risk_file* files, size_t count, const risk_options* options,
                            risk_edition** edition, risk_error** error) {
  if (edition != nullptr) *edition = nullptr;
  return Guard(error, [&]() -> Failure {
    if (files == nullptr || edition == nullptr) return BadArgument("files or edition is NULL");
    std::vector<risk::RuleText> texts;
    for (size_t i = 0; i < count; ++i) {
      if (files[i].path == nullptr || files[i].text == nullptr) {
        return BadArgument("path or text of a file is NULL", absl::StrCat("files[", i, "]"));
      }
      texts.push_back({files[i].path, std::string(files[i].text, files[i].size)});
    }
    return risk::c_api::Keep(risk::Editions::LoadTexts(std::move(texts)), OrUsual(options), edition);
  });
}

int risk_edition_share(const risk_edition* edition, risk_edition** shared, risk_error** error) {
  if (shared != nullptr) *shared = nullptr;
  return Guard(error, [&]() -> Failure {
    if (edition == nullptr || shared == nullptr) return BadArgument("edition or shared is NULL");
    *shared = new risk_edition(*edition);
    return Fine();
  });
}

void risk_edition_free(risk_edition* edition) { delete edition; }

const char* risk_edition_name(const risk_edition* edition) {
  return edition == nullptr ? "" : edition->name.c_str();
}

const char* risk_edition_hash(const risk_edition* edition) {
  return edition == nullptr ? "" : edition->assessor.edition().hash().c_str();
}

int risk_edition_describe(const risk_edition* edition, char** json, size_t* size,
                          risk_error** error) {
  return GiveBack(json, size, error, [&](std::string& text) -> Failure {
    if (edition == nullptr) return BadArgument("edition is NULL");
    text = risk::c_api::DescribeEdition(*edition);
    return Fine();
  });
}

int risk_describe(char** json, size_t* size, risk_error** error) {
  return GiveBack(json, size, error, [&](std::string& text) -> Failure {
    text = risk::c_api::DescribeLibrary();
    return Fine();
  });
}

int risk_schema(const char* which, char** json, size_t* size, risk_error** error) {
  return GiveBack(json, size, error, [&](std::string& text) -> Failure {
    const std::string name = which == nullptr ? "" : which;
    if (name == "input") {
      text = risk::JsonSchema(*risk::v1::Case::descriptor(), risk::JsonUse::kInput);
    } else if (name == "output") {
      text = risk::JsonSchema(*risk::v1::Assessment::descriptor(), risk::JsonUse::kOutput);
    } else {
      return BadArgument("which schema? one of input, output");
    }
    return Fine();
  });
}

}  // extern "C"
