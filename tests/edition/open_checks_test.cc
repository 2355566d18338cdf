// What check.ID and finding.ID are, over everything that their conditions can be.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "risk/edition/edition.h"
#include "risk/evaluation/plan/plan_run.h"
#include "risk/evaluation/value/date_arithmetic.h"
#include "risk/v1/case.pb.h"

namespace risk {
namespace {

using evaluation::Truth;

constexpr char kHeader[] = R"(
id: "open" version: "1" title: "T" jurisdiction: "Nowhere" in_force { from { year: 2020 } }
level { group: PUBLIC instrument: "level" title: "Public" }
)";

// `needed` is that there is a partner, `satisfied` that there is a new relationship; of a child,
// that it lives with the person and that contact was assessed. The filter keeps children that are
// not unborn.
constexpr char kRules[] = R"text(
topic: "Rules"
instrument {
  id: "level" title: "Public" combine: HIGHEST base: 1 whole: true because: "A level."
  item { id: "item" when: "domestic_abuse.suspected" points: 3 because: "Suspected." }
  SOURCE
}
check {
  id: "one" title: "T" ask: POLICE wording: "Ask." due { days: 1 } because: "Reason." SOURCE
  needed: "relationships.has_partner"
  satisfied: "relationships.new_relationship"
}
check {
  id: "endless" title: "T" ask: POLICE wording: "Ask." due { days: 1 } because: "Reason." SOURCE
  needed: "relationships.has_partner // a comment"
}
check {
  id: "each" title: "T" ask: POLICE wording: "Ask." due { days: 1 } because: "Reason." SOURCE
  for_each { list: "relationships.children.filter(c, !c.unborn)" name: "c" label: "c.id" }
  needed: "c.lives_with_subject"
  satisfied: "c.contact_assessed"
}
finding {
  id: "of_each" title: "T" kind: PRACTICE_GAP severity: NOTE wording: "W." because: "R." SOURCE
  for_each { list: "relationships.children.filter(c, !c.unborn)" name: "c" label: "c.id" }
  when: "c.lives_with_subject"
}
finding {
  id: "of_checks" title: "T" kind: PRACTICE_GAP severity: NOTE wording: "W." because: "R." SOURCE
  when: "check.one && check.each"
}
)text";

class OpenChecks : public testing::Test {
 protected:
  void SetUp() override {
    EditionResult result = Edition::Load(
        {{"edition.textproto", kHeader},
         {"rules.textproto",
          absl::StrReplaceAll(kRules, {{"SOURCE", "source { title: \"M\" mark: PROPOSAL }"}})}});
    ASSERT_TRUE(result.ok()) << ToString(result.problems);
    edition_ = result.edition;
  }

  Truth Run(int step, const std::string& relationships) {
    v1::Case record;
    const std::string text = absl::StrCat("relationships {", relationships, "}");
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &record)) << text;
    EXPECT_TRUE(edition_->plan()
                    .Run(record.SerializeAsString(), evaluation::DayOf({2024, 6, 1}), scratch_)
                    .ok());
    return scratch_.truth(step);
  }

  const edition::Check& check(const char* id) const {
    return edition_->checks().at(edition_->Find(edition::RuleKind::kCheck, id));
  }

  std::shared_ptr<const Edition> edition_;
  evaluation::PlanRun scratch_;
};

// The text of an Answer field with this truth; unknown is not recorded.
std::string Field(const char* name, Truth truth) {
  if (truth == Truth::kUnknown) return "";
  return absl::StrCat(" ", name, " { value: ", truth == Truth::kTrue ? "YES" : "NO", " }");
}

constexpr Truth kAll[] = {Truth::kFalse, Truth::kTrue, Truth::kUnknown};

TEST_F(OpenChecks, OpenUnlessCertainlyNotNeededOrCertainlySatisfied) {
  for (Truth needed : kAll) {
    for (Truth satisfied : kAll) {
      const std::string record =
          Field("has_partner", needed) + Field("new_relationship", satisfied);
      const bool is_open = needed != Truth::kFalse && satisfied != Truth::kTrue;
      const bool is_certain = needed == Truth::kTrue && satisfied != Truth::kTrue;
      EXPECT_EQ(Run(check("one").open.output, record), is_open ? Truth::kTrue : Truth::kFalse);
      EXPECT_EQ(Run(check("one").open_certain.output, record),
                is_certain ? Truth::kTrue : Truth::kFalse);
      EXPECT_EQ(Run(check("endless").open.output, record),
                needed != Truth::kFalse ? Truth::kTrue : Truth::kFalse);
    }
  }
}

TEST_F(OpenChecks, ForEachSpeaksOfAnyRecordedElement) {
  const int open = check("each").open.output;
  const int certain = check("each").open_certain.output;
  const edition::Finding& finding =
      edition_->findings().at(edition_->Find(edition::RuleKind::kFinding, "of_each"));
  // The list is open throughout: nothing is said of children that nobody recorded.
  EXPECT_EQ(Run(open, ""), Truth::kFalse);
  EXPECT_EQ(Run(finding.made.output, ""), Truth::kFalse);
  for (Truth unborn : kAll) {
    for (Truth lives_with : kAll) {
      for (Truth assessed : kAll) {
        const std::string child = absl::StrCat("children {", Field("unborn", unborn),
                                               Field("lives_with_subject", lives_with),
                                               Field("contact_assessed", assessed), " }");
        const std::string done =
            " children { unborn { value: NO } lives_with_subject { value: NO } }";
        for (const std::string& record : {child, child + done, done + child}) {
          const bool may_count = unborn != Truth::kTrue && lives_with != Truth::kFalse;
          const bool counts = unborn == Truth::kFalse && lives_with == Truth::kTrue;
          const bool is_satisfied = assessed == Truth::kTrue;
          EXPECT_EQ(Run(open, record), may_count && !is_satisfied ? Truth::kTrue : Truth::kFalse)
              << record;
          EXPECT_EQ(Run(certain, record), counts && !is_satisfied ? Truth::kTrue : Truth::kFalse)
              << record;
          EXPECT_EQ(Run(finding.made.output, record), counts      ? Truth::kTrue
                                                      : may_count ? Truth::kUnknown
                                                                  : Truth::kFalse)
              << record;
        }
      }
    }
  }
}

TEST_F(OpenChecks, OtherRulesReadThem) {
  const int both =
      edition_->findings().at(edition_->Find(edition::RuleKind::kFinding, "of_checks")).made.output;
  EXPECT_EQ(Run(both, "has_partner { value: YES } children { }"), Truth::kTrue);
  EXPECT_EQ(Run(both, "has_partner { value: NO } children { }"), Truth::kFalse);
  EXPECT_EQ(Run(both, "has_partner { value: YES }"), Truth::kFalse);
}

}  // namespace
}  // namespace risk
