#include "risk/report/html/citations.h"

#include <vector>

#include "absl/strings/match.h"

namespace risk::report::html {

void AddCites(const google::protobuf::RepeatedPtrField<v1::Source>& cited, Sources& sources, Values& values) {
  const std::vector<int> numbers = sources.Numbers(cited);
  values.Flag("has_cites", !numbers.empty());
  for (size_t i = 0; i < numbers.size(); ++i) {
    values.Add("cites").Set("source_number", numbers[i]).Set("separator", i == 0 ? "" : ", ");
  }
}

void AddSources(const Sources& sources, Values& page) {
  page.Flag("has_sources", !sources.empty());
  int number = 0;
  for (const Sources::Entry& entry : sources.entries()) {
    const bool is_link = absl::StartsWith(entry.url, "https://") || absl::StartsWith(entry.url, "http://");
    page.Add("source")
        .Set("number", ++number)
        .Set("source_text", entry.text)
        .Set("source_url", is_link ? entry.url : "")
        .Set("source_place", is_link ? "" : entry.url);
  }
}

}  // namespace risk::report::html
