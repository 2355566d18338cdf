// Cases with one long list, for each list that a case can hold.
//
//   for (const LongList& list : LongLists()) Use(CaseWith(list, 1000));
//
#ifndef BENCHMARKS_LONG_LISTS_H_
#define BENCHMARKS_LONG_LISTS_H_

#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "risk/v1/case.pb.h"
#include "risk/v1/date.pb.h"

namespace benchmarks {

struct LongList {
  std::string name;  // "domestic_abuse.incidents"
  std::vector<const google::protobuf::FieldDescriptor*> way;  // to the list, which is the last

  // Entries that a case may hold at most, as the limits of the library have it: less than `most` where others
  // stand around the list, or it has a limit of its own. `most` for a list of texts, numbers or enums.
  int Most(int most) const;
  bool is_of_messages() const {
    return way.back()->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE;
  }
};

// Every repeated field of the schema, at every place, by reflection.
std::vector<LongList> LongLists();

// A case that holds nothing but so many entries of the list. Each has an id of its own, days that differ, kinds
// and answers that take turns: what rules compare differs from entry to entry.
risk::v1::Case CaseWith(const LongList& list, int entries);

// The day on which such cases are assessed.
risk::v1::Date DayOfAssessment();

}  // namespace benchmarks

#endif  // BENCHMARKS_LONG_LISTS_H_
