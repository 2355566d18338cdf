// Numbers the sources that a report refers to, in the order of first mention.
#ifndef RISK_REPORT_SOURCES_H_
#define RISK_REPORT_SOURCES_H_

#include <map>
#include <string>
#include <vector>

#include "google/protobuf/repeated_ptr_field.h"
#include "risk/report/page.h"
#include "risk/v1/edition.pb.h"

namespace risk::report {

class Sources {
 public:
  // " [2, 5]", or nothing.
  std::string Mention(const google::protobuf::RepeatedPtrField<v1::Source>& sources);
  // The numbers themselves, in order.
  std::vector<int> Numbers(const google::protobuf::RepeatedPtrField<v1::Source>& sources);
  // Number 1 first: what each is, without its address, and the address.
  struct Entry {
    std::string text;
    std::string url;
  };
  const std::vector<Entry>& entries() const { return entries_; }
  // The list of all that were mentioned.
  void Write(Page* page) const;
  bool empty() const { return entries_.empty(); }

 private:
  std::map<std::string, int> numbers_;
  std::vector<Entry> entries_;
};

}  // namespace risk::report

#endif  // RISK_REPORT_SOURCES_H_
