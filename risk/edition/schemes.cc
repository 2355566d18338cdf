#include "risk/edition/schemes.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "risk/edition/names.h"
#include "risk/edition/reasons.h"
#include "risk/schema/names.h"

namespace risk::edition {
namespace {

// Where the bands of a scale begin: in shares or in points.
struct Beginning {
  v1::Rating rating;
  int from;
  At at;
};

// Reports bands that overlap, leave a gap, or cannot be reached. A band ends where the next begins.
void CheckBands(EditionBuilder& builder, const At& scheme, const char* field, const char* from,
                int most, std::vector<Beginning> bands) {
  if (bands.empty()) return;
  for (const Beginning& band : bands) {
    RequireField(builder, band.at, "rating");
    RequireSource(builder, band.at);
    if (band.from < 0 || band.from > most) {
      builder.reporter.Error(
          band.at.Child(from).Value(), "unreachable-band",
          absl::StrCat("begins at ", band.from, ", and the range is 0 to ", most));
    }
  }
  std::stable_sort(bands.begin(), bands.end(), [](const Beginning& a, const Beginning& b) {
    return a.from != b.from ? a.from < b.from : a.rating < b.rating;
  });
  if (bands.front().from > 0) {
    builder.reporter.Error(bands.front().at.Name(), "band-gap",
                           absl::StrCat("nothing is said of 0 to ", bands.front().from - 1),
                           "the lowest band begins at 0");
  }
  for (size_t i = 1; i < bands.size(); ++i) {
    if (bands[i].from == bands[i - 1].from || bands[i].rating <= bands[i - 1].rating) {
      Problem& problem = builder.reporter.Error(
          bands[i].at.Child(from).Value(), "band-overlap",
          absl::StrCat(v1::Rating_Name(bands[i].rating), " begins at ", bands[i].from, " and ",
                       v1::Rating_Name(bands[i - 1].rating), " at ", bands[i - 1].from),
          "a better rating begins at a higher figure, and each rating once");
      problem.other.push_back(bands[i - 1].at.Child(from).Value());
    } else if (bands[i].rating > bands[i - 1].rating + 1) {
      builder.reporter.Error(
          bands[i].at.Name(), "band-gap",
          absl::StrCat("no ", field, " for ",
                       v1::Rating_Name(static_cast<v1::Rating>(bands[i - 1].rating + 1))));
    }
  }
  if (bands.front().rating != v1::INADEQUATE || bands.back().rating != v1::OUTSTANDING) {
    builder.reporter.Error(
        scheme.Child("id").Value(), "band-gap",
        absl::StrCat("a ", field, " for each rating from INADEQUATE to OUTSTANDING"));
  }
}

void BuildBands(EditionBuilder& builder, const At& at, const v1::Scheme& text, size_t rated) {
  std::vector<Beginning> shares;
  int most_points = 0;
  for (int i = 0; i < text.band_size(); ++i) {
    shares.push_back({text.band(i).rating(), text.band(i).from_percent(), at.Child("band", i)});
    most_points = std::max(most_points, text.band(i).points());
  }
  CheckBands(builder, at, "band", "from_percent", 100, std::move(shares));
  std::vector<Beginning> totals;
  for (int i = 0; i < text.overall_size(); ++i) {
    totals.push_back(
        {text.overall(i).rating(), text.overall(i).from_points(), at.Child("overall", i)});
  }
  CheckBands(builder, at, "overall", "from_points", most_points * static_cast<int>(rated),
             std::move(totals));
  if (text.band_size() > 0) {
    RequireField(builder, at, "rounding", "EXACT, HALF_UP or DOWN");
    if (text.rounding_source_size() == 0) {
      RequireField(builder, at, "rounding_source", "what says so, or that nothing does");
    }
    for (int i = 0; i < text.rounding_source_size(); ++i) {
      CheckSource(builder, at.Child("rounding_source", i));
    }
  } else if (text.overall_size() > 0) {
    builder.reporter.Error(at.Child("overall", 0).Name(), "unused-field",
                           "\"overall\" has no meaning without a \"band\"");
  }
}

// The questions that a scheme picks are those of the standard.
void CheckQuestions(EditionBuilder& builder, const At& at, const v1::Scheme::Rated& rated,
                    const v1::Standard& standard) {
  std::vector<std::string> ids;
  for (const v1::Standard::Question& question : standard.question()) ids.push_back(question.id());
  for (int i = 0; i < rated.question_size(); ++i) {
    if (std::find(ids.begin(), ids.end(), rated.question(i)) != ids.end()) continue;
    builder.reporter.Error(
        at.Child("question", i).Value(), "unknown-question",
        absl::StrCat("\"", standard.id(), "\" has no key question \"", rated.question(i), "\""),
        schema::DidYouMean(rated.question(i), ids));
  }
}

void BuildRated(EditionBuilder& builder, const At& at, Scheme& scheme) {
  std::map<std::string, Place> seen;
  for (int i = 0; i < scheme.text->rates_size(); ++i) {
    const At rated = at.Child("rates", i);
    const std::string& id = scheme.text->rates(i).standard();
    RequireField(builder, rated, "code");
    const Named* named = UseOrReport(builder, rated.Child("standard").Value(), "standard", id);
    if (named == nullptr) continue;
    const Place place = rated.Child("standard").Value();
    auto [first, is_new] = seen.emplace(id, place);
    if (!is_new) {
      builder.reporter.Error(place, "rated-twice", absl::StrCat("\"", id, "\" is rated twice"))
          .other.push_back(first->second);
      continue;
    }
    scheme.standards.push_back(named->index);
    CheckQuestions(builder, rated, scheme.text->rates(i),
                   *builder.One<v1::Standard>(named->index).text);
  }
}

void BuildLimiter(EditionBuilder& builder, const At& at, Scheme& scheme) {
  RequireSource(builder, at);
  for (const char* field : {"standard", "all_at_most", "overall_at_most"}) {
    RequireField(builder, at, field);
  }
  const v1::Scheme::Limiter& text = scheme.text->limiter();
  for (int i = 0; i < text.standard_size(); ++i) {
    const Place place = at.Child("standard", i).Value();
    const Named* named = UseOrReport(builder, place, "standard", text.standard(i));
    if (named == nullptr) continue;
    const auto found = std::find(scheme.standards.begin(), scheme.standards.end(), named->index);
    if (found == scheme.standards.end()) {
      builder.reporter.Error(place, "not-rated",
                             absl::StrCat("the scheme does not rate \"", text.standard(i), "\""));
      continue;
    }
    scheme.limited_by.push_back(static_cast<int>(found - scheme.standards.begin()));
  }
}

void CheckNumber(EditionBuilder& builder, const At& at, const char* field, int value, int least,
                 int most) {
  if (value >= least && value <= most) return;
  builder.reporter.Error(at.Child(field).Value(), "wrong-value",
                         absl::StrCat("\"", field, "\" is a number from ", least, " to ", most));
}

void BuildScheme(EditionBuilder& builder, int index) {
  const Placed<v1::Scheme> placed = builder.One<v1::Scheme>(index);
  const v1::Scheme& text = *placed.text;
  const At& at = placed.at;
  Scheme& scheme = builder.edition.schemes[index];
  scheme.text = &text;
  scheme.at = builder.LocationOf(at);
  for (const char* field : {"title", "of", "rates"}) RequireField(builder, at, field);
  RequireBecause(builder, at);
  RequireSource(builder, at);
  BuildRated(builder, at, scheme);
  BuildBands(builder, at, text, static_cast<size_t>(text.rates_size()));
  if (text.has_limiter()) BuildLimiter(builder, at.Child("limiter"), scheme);
  if (text.has_discretion()) {
    const At discretion = at.Child("discretion");
    RequireSource(builder, discretion);
    CheckNumber(builder, discretion, "within_points", text.discretion().within_points(), 0, 100);
    CheckNumber(builder, discretion, "cases", text.discretion().cases(), 0, 1000);
    CheckNumber(builder, discretion, "at_most_cases", text.discretion().at_most_cases(), 0, 1000);
  }
  if (text.has_sample()) {
    const At sample = at.Child("sample");
    RequireSource(builder, sample);
    CheckNumber(builder, sample, "confidence_percent", text.sample().confidence_percent(), 50, 99);
    CheckNumber(builder, sample, "margin_points", text.sample().margin_points(), 1, 50);
  }
  if (index > 0) {
    builder.reporter
        .Error(at.Child("id").Value(), "two-schemes", "an edition has one scheme",
               "a layer that has another removes the one beneath: remove: \"scheme.…\"")
        .other.push_back(builder.One<v1::Scheme>(0).at.Child("id").Value());
  }
}

class SchemeLoader : public RuleLoader {
 public:
  SchemeLoader() : RuleLoader({RuleKind::kScheme, "scheme", "scheme"}) {}

  void Build(EditionBuilder& builder) const override {
    builder.edition.schemes.resize(builder.Count<v1::Scheme>());
    const int count = static_cast<int>(builder.edition.schemes.size());
    for (int i = 0; i < count; ++i) BuildScheme(builder, i);
  }
};

}  // namespace

const RuleLoader& Schemes() {
  static const SchemeLoader& loader = *new SchemeLoader;
  return loader;
}

}  // namespace risk::edition
