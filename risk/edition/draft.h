// An edition while it is being built: what the steps of loading share.
//
// Loading goes file by file (loader.h), then name by name (names.h), then rule by rule (values.h,
// facts.h, instruments.h, checks.h), and ends with the order of the rules and the plan (order.h).
// Each step reports what it finds and goes on, so that every problem is listed at once.
#ifndef RISK_EDITION_DRAFT_H_
#define RISK_EDITION_DRAFT_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "risk/edition/edition.h"
#include "risk/edition/model.h"
#include "risk/edition/reporter.h"
#include "risk/expression/ast.h"
#include "risk/v1/edition.pb.h"

namespace risk::edition {

// A rule as written, and where.
template <typename T>
struct Placed {
  const T* text;
  At at;
};

// Something with an id.
struct Named {
  std::string kind;  // "fact", "param", …: as in a dotted name; or "table", "calendar", "closure"
  At at;
  int index = -1;  // among those of its kind
  bool is_used = false;
};

struct Draft {
  Draft(const EditionLimits& limits_in, const google::protobuf::Descriptor* context);

  EditionLimits limits;
  Reporter reporter;
  std::unique_ptr<Parts> finished;  // becomes the edition
  Parts& parts;                     // the same

  std::vector<std::unique_ptr<SourceText>> sources;  // by path
  const SourceText* header = nullptr;                // edition.textproto
  expression::Days in_force{INT64_MIN, INT64_MAX};

  std::vector<Placed<v1::Parameter>> parameters;
  std::vector<Placed<v1::Table>> tables;
  std::vector<Placed<v1::Calendar>> calendars;
  std::vector<Placed<v1::Fact>> facts;
  std::vector<Placed<v1::Closure>> closures;
  std::vector<Placed<v1::Factor>> factors;
  std::vector<Placed<v1::Instrument>> instruments;
  std::vector<Placed<v1::Check>> checks;
  std::vector<Placed<v1::Finding>> findings;
  std::vector<Placed<v1::Obligation>> obligations;

  std::map<std::string, Named, std::less<>> named;       // by id
  std::map<const SourceText*, absl::string_view> paths;  // copies that the edition keeps

  Location LocationOf(const At& at) const { return {paths.at(&at.file()), at.line()}; }
};

}  // namespace risk::edition

#endif  // RISK_EDITION_DRAFT_H_
