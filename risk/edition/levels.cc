#include "risk/edition/levels.h"

#include <cmath>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "risk/edition/formulas.h"
#include "risk/edition/names.h"
#include "risk/edition/reasons.h"
#include "risk/v1/level.pb.h"

namespace risk::edition {
namespace {

bool IsLevel(double points) {
  return points == std::floor(points) && points >= v1::LOW && points <= v1::VERY_HIGH;
}

// Totals of an instrument that gives a level must be numbers of Level.
void CheckLevelInstrument(EditionBuilder& builder, const Placed<v1::Instrument>& placed) {
  const v1::Instrument& text = *placed.text;
  constexpr char kHint[] = "1 is LOW, 2 MEDIUM, 3 HIGH, 4 VERY_HIGH";
  if (text.combine() != v1::Instrument::HIGHEST && text.combine() != v1::Instrument::LOOKUP &&
      text.combine() != v1::Instrument::COMBINE_UNSPECIFIED) {
    builder.reporter.Error(placed.at.Child("combine").Value(), "not-a-level",
                           "an instrument that gives a level combines by HIGHEST or LOOKUP",
                           "levels are not counted or added");
  }
  if (!placed.at.Has("base")) {
    RequireField(builder, placed.at, "base", "the level when no item is true: 1 is LOW");
  } else if (!IsLevel(text.base())) {
    builder.reporter.Error(placed.at.Child("base").Value(), "points-outside-level",
                           absl::StrCat("base ", text.base(), " is no level"), kHint);
  }
  if (!text.whole()) RequireField(builder, placed.at, "whole", "levels are whole numbers");
  for (int i = 0; i < text.item_size(); ++i) {
    const At item = placed.at.Child("item", i);
    RequireBecause(builder, item);
    if (!item.Has("points") || IsLevel(text.item(i).points())) continue;
    builder.reporter.Error(item.Child("points").Value(), "points-outside-level",
                           absl::StrCat(text.item(i).points(), " points are no level"), kHint);
  }
}

// The instrument that a level names in `field`, one that is made for each element or one that is
// not; -1 if there is none.
int FindLevelInstrument(EditionBuilder& builder, const At& at, const char* field,
                        const std::string& id, bool is_for_each) {
  if (id.empty()) return -1;
  const At place = at.Child(field);
  const Named* named = UseOrReport(builder, place.Value(), "instrument", id);
  if (named == nullptr) return -1;
  const Placed<v1::Instrument> placed = builder.One<v1::Instrument>(named->index);
  if (placed.text->has_for_each() != is_for_each) {
    builder.reporter
        .Error(place.Value(), "bad-each",
               absl::StrCat("the instrument \"", id, "\" is ", is_for_each ? "not " : "",
                            "made for each element"),
               is_for_each ? "\"instrument\" takes the level of the group as a whole"
                           : "\"each_instrument\" takes the level of each person")
        .other.push_back(named->at.Child("id").Value());
    return -1;
  }
  Instrument& instrument = builder.edition.instruments[named->index];
  if (!instrument.is_level) CheckLevelInstrument(builder, placed);
  instrument.is_level = true;
  return named->index;
}

}  // namespace

void BuildLevels(EditionBuilder& builder) {
  if (builder.level_header == nullptr) return;
  const At header(builder.level_header, &builder.level_header->root);
  std::map<int, Place> groups;
  for (int i = 0; i < builder.edition.text.level_size(); ++i) {
    const v1::GroupLevelRule& text = builder.edition.text.level(i);
    const At at = header.Child("level", i);
    GroupLevel& level = builder.edition.levels.emplace_back();
    level.text = &text;
    RequireField(builder, at, "group");
    RequireField(builder, at, "title");
    if (!at.Has("each_instrument")) RequireField(builder, at, "instrument", "or \"each_instrument\"");
    auto [first, is_new] = groups.emplace(text.group(), at.Child("group").Value());
    if (!is_new && text.group() != v1::GROUP_UNSPECIFIED) {
      builder.reporter
          .Error(at.Child("group").Value(), "duplicate-group",
                 absl::StrCat("two levels for ", v1::Group_Name(text.group())))
          .other.push_back(first->second);
    }
    level.recorded =
        CheckFormula(builder, at, {"recorded", &text.recorded(), Wants::kInt, false, true, true});
    level.instrument =
        FindLevelInstrument(builder, at, "instrument", text.instrument(), false);
    level.each_instrument =
        FindLevelInstrument(builder, at, "each_instrument", text.each_instrument(), true);
  }
}

}  // namespace risk::edition
