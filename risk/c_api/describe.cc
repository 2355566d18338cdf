#include <nlohmann/json.hpp>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "risk/c_api/edition_handle.h"
#include "risk/c_api/failure.h"
#include "risk/edition/edition.h"
#include "risk/edition/editions.h"
#include "risk/version.h"

namespace risk::c_api {
namespace {

using Json = nlohmann::ordered_json;

// "2021-06-25", as far as it is known.
Json DateOf(const v1::Date& date) {
  if (!date.has_year()) return nullptr;
  std::string text = absl::StrFormat("%04d", date.year());
  if (date.has_month()) absl::StrAppendFormat(&text, "-%02d", date.month());
  if (date.has_day()) absl::StrAppendFormat(&text, "-%02d", date.day());
  return text;
}

Json PeriodOf(const v1::Period& period) {
  return {{"from", DateOf(period.from())}, {"to", DateOf(period.to())}};
}

Json RuleOf(const Edition& edition, const edition::WrittenRule& rule) {
  Json json = {{"kind", absl::AsciiStrToLower(rule.text->GetDescriptor()->name())}, {"id", rule.id}};
  json["file"] = std::string(rule.at.file);
  json["line"] = rule.at.line;
  const std::string layer = edition.LayerOf(rule.at);
  json["layer"] = layer.empty() ? edition.layers().front().name : layer;
  return json;
}

std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string DescribeEdition(const risk_edition& handle) {
  const Edition& edition = handle.assessor.edition();
  const v1::Edition& text = edition.text();
  Json json = {{"name", edition.name()},
               {"hash", edition.hash()},
               {"title", text.title()},
               {"jurisdiction", text.jurisdiction()},
               {"published", text.published()},
               {"in_force", PeriodOf(text.in_force())}};
  Json& layers = json["layers"] = Json::array();
  for (const edition::EditionLayer& layer : edition.layers()) {
    layers.push_back({{"name", layer.name}, {"title", layer.title}, {"hash", layer.hash}});
  }
  json["limits"] = Json(std::vector<std::string>(text.limits().begin(), text.limits().end()));
  json["warnings"] = Json::parse(ToJson(handle.warnings));
  Json& rules = json["rules"] = Json::array();
  for (const auto& [step, rule] : edition.written()) rules.push_back(RuleOf(edition, rule));
  return Dump(json);
}

std::string DescribeLibrary() {
  Json json = {{"library_version", kLibraryVersion}, {"abi_version", RISK_ABI_VERSION}};
  Json& editions = json["editions"] = Json::array();
  for (const BuiltInEdition& edition : Editions::BuiltIn()) {
    editions.push_back({{"name", edition.name},
                        {"id", edition.id},
                        {"version", edition.version},
                        {"title", edition.title},
                        {"jurisdiction", edition.jurisdiction},
                        {"extends", edition.extends},
                        {"published", edition.is_published},
                        {"in_force", PeriodOf(edition.in_force)}});
  }
  return Dump(json);
}

}  // namespace risk::c_api
