// The table in tests/edition/roads/: which roads bring an act on record, and how each tells of it.
#ifndef RISK_TESTS_EDITION_ROAD_TABLE_H_
#define RISK_TESTS_EDITION_ROAD_TABLE_H_

#include <map>
#include <string>
#include <vector>

#include "google/protobuf/repeated_ptr_field.h"
#include "risk/v1/case.pb.h"
#include "tests/edition/roads.pb.h"

namespace risk {

// All files of the table. A mistake in one fails the test that runs.
const test::RoadTable& Table();

// A record in text format; `of` names it in messages.
v1::Case Record(const std::string& text, const std::string& of);

// What every road is added to: everything was asked and answered, or nothing is known but who is there.
std::map<std::string, v1::Case> Bases();
v1::Case With(v1::Case record, const test::ActKind& kind);  // and who else the kind of act needs

// One road telling of one kind of act.
struct Telling {
  const test::ActKind* kind = nullptr;
  const test::Road* road = nullptr;
  const test::Saying* say = nullptr;
  v1::Case told;

  std::string name() const;
  bool Tells(const std::string& what) const;
};
const std::vector<Telling>& Tellings();

// "level_staff.*" and "*.adult_stalking" name several.
bool Names(const std::string& pattern, const std::string& name);
bool NamesAny(const google::protobuf::RepeatedPtrField<std::string>& patterns, const std::string& name);

}  // namespace risk

#endif  // RISK_TESTS_EDITION_ROAD_TABLE_H_
