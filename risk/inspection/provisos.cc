#include "risk/inspection/provisos.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/repeated_field.h"

namespace risk::inspection {
namespace {

class Provisos {
 public:
  explicit Provisos(v1::Inspection& result) : result_(result) {}

  // Adds `what` under each source that is still to be verified or our own.
  void Add(const std::string& what, const google::protobuf::RepeatedPtrField<v1::Source>& sources) {
    for (const v1::Source& source : sources) {
      if (source.mark() == v1::Source::LOOKED_UP) continue;
      v1::RestsOn* found = nullptr;
      for (v1::RestsOn& one : *result_.mutable_rests_on()) {
        if (one.source().SerializeAsString() == source.SerializeAsString()) found = &one;
      }
      if (found == nullptr) {
        found = result_.add_rests_on();
        *found->mutable_source() = source;
      }
      found->set_what(absl::StrCat(found->what(), found->what().empty() ? "" : "; ", what));
    }
  }

  void Note(std::string code, std::string text) {
    v1::Note& note = *result_.add_note();
    note.set_code(std::move(code));
    note.set_text(std::move(text));
  }

 private:
  v1::Inspection& result_;
};

}  // namespace

void AddProvisos(const SchemeView& scheme, int outside_use, v1::Inspection& result) {
  const v1::Scheme& text = scheme.text();
  Provisos provisos(result);
  if (text.band_size() > 0) provisos.Add("rounding of shares", text.rounding_source());
  for (const v1::Scheme::Band& band : text.band()) {
    provisos.Add(absl::StrCat(v1::Rating_Name(band.rating()), " from ", band.from_percent(), " %"),
                 band.source());
  }
  for (const v1::Scheme::Overall& overall : text.overall()) {
    provisos.Add(
        absl::StrCat(v1::Rating_Name(overall.rating()), " from ", overall.from_points(), " points"),
        overall.source());
  }
  provisos.Add("the lowest key question decides; codes of standards", text.source());
  if (text.has_discretion()) provisos.Add("tests for discretion", text.discretion().source());
  if (text.has_limiter()) provisos.Add("limiter", text.limiter().source());
  if (text.has_sample()) provisos.Add("size of the sample", text.sample().source());
  for (const RatedStandard& standard : scheme.standards()) {
    provisos.Add(absl::StrCat("standard ", standard.code), standard.rule->text->source());
  }
  if (outside_use > 0) {
    provisos.Note("outside-use",
                  absl::StrCat(outside_use, outside_use == 1 ? " case is" : " cases are",
                               " of a day on which inspectors did not use this scheme"));
  }
  for (const v1::StandardResult& standard : result.standard()) {
    if (!scheme.gives_ratings() || standard.rating().high() != v1::RATING_UNSPECIFIED) continue;
    provisos.Note("not-rated", absl::StrCat(standard.code(), " ", standard.title(),
                                            standard.basis() == v1::Standard::CASES
                                                ? " has no relevant case"
                                                : " has no recorded judgement"));
  }
  for (const std::string& limit : scheme.edition().text().limits()) provisos.Note("limit", limit);
}

}  // namespace risk::inspection
