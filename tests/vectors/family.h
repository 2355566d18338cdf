// What the replay knows of one family of vectors: how a record becomes cases, and what an official
// tool would have returned on them, in the record's own shape. One file a family.
#ifndef TESTS_VECTORS_FAMILY_H_
#define TESTS_VECTORS_FAMILY_H_

#include <memory>
#include <string>
#include <vector>

#include "nlohmann/json.hpp"
#include "risk/v1/assessment.pb.h"

namespace risk::vectors {

using Json = nlohmann::ordered_json;

struct CaseOfRecord {
  Json record;              // a risk.v1.Case
  std::string assessed_on;  // "2026-08-04"
};

class Family {
 public:
  virtual ~Family() = default;
  virtual std::string Edition() const = 0;
  // Whether a record is one of these. No two families take the same.
  virtual bool Takes(const Json& record) const = 0;
  virtual std::vector<CaseOfRecord> Cases(const Json& record) const = 0;
  // Of what is returned only the members that are expected are compared.
  virtual Json Expected(const Json& record) const = 0;
  virtual Json Returned(const Json& record,
                        const std::vector<v1::Assessment>& assessments) const = 0;
};

// A published value as a record has it.
inline Json ValueOf(const v1::PublishedResult::Value& value) {
  if (value.has_number()) return value.number();
  if (value.has_flag()) return value.flag();
  return value.text();
}

std::unique_ptr<Family> ActuarialFamily();
std::unique_ptr<Family> TieringFamily();

}  // namespace risk::vectors

#endif  // TESTS_VECTORS_FAMILY_H_
