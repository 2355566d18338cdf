// What must hold between a record and a changed one, over the records of all rule cases and examples.
#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "risk/assessor.h"
#include "risk/edition/editions.h"
#include "risk/rule_testing.h"
#include "risk/schema/field.h"
#include "risk/v1/case.pb.h"
#include "tests/assessment/less_information.h"
#include "tests/assessment/random_case.h"
#include "tests/edition/road_table.h"
#include "tests/rules/samples.h"

namespace risk {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

Assessor Load(const EditionResult& edition) {
  EXPECT_TRUE(edition.ok()) << ToString(edition.problems);
  return *Assessor::Create(edition.edition);
}

class Metamorphic : public testing::Test {
 protected:
  static const Assessor& assessor() {
    static const Assessor& loaded = *new Assessor(Load(Editions::Load(kSampledEdition)));
    return loaded;
  }
  static const Edition& edition() { return assessor().edition(); }

  Results Evaluate(const v1::Case& record, const v1::Date& day) { return Evaluate(assessor(), record, day); }
  Results Evaluate(const Assessor& with, const v1::Case& record, const v1::Date& day) {
    AssessOptions options;
    options.assessed_on = day;
    const absl::StatusOr<const Results*> results = with.Evaluate(record, options, scratch_[&with]);
    EXPECT_TRUE(results.ok()) << results.status();
    return results.ok() ? **results : Results();
  }

 private:
  std::map<const Assessor*, Assessor::Workspace> scratch_;
};

// The rules that came out differently; levels by their titles.
std::set<std::string> Different(const Edition& edition, const Results& a, const Results& b) {
  std::set<std::string> rules;
  for (size_t i = 0; i < a.factors.size(); ++i) {
    if (a.factors[i] != b.factors[i]) rules.insert(edition.factors()[i].text->id());
  }
  for (size_t i = 0; i < a.findings.size(); ++i) {
    if (a.findings[i] != b.findings[i]) rules.insert(edition.findings()[i].text->id());
  }
  for (size_t i = 0; i < a.checks.size(); ++i) {
    if (a.checks[i] != b.checks[i]) rules.insert(edition.checks()[i].text->id());
  }
  for (size_t i = 0; i < a.instruments.size(); ++i) {
    if (a.instruments[i].low != b.instruments[i].low || a.instruments[i].high != b.instruments[i].high) {
      rules.insert(edition.instruments()[i].text->id());
    }
  }
  return rules;
}

// Levels and factors: what is said of the person, whatever is said of the record.
std::set<std::string> DifferentOfPerson(const Edition& edition, const Results& a, const Results& b) {
  std::set<std::string> rules;
  for (size_t i = 0; i < a.levels.size(); ++i) {
    if (a.levels[i].at_least != b.levels[i].at_least || a.levels[i].could_be != b.levels[i].could_be) {
      rules.insert(edition.levels()[i].text->title());
    }
  }
  for (size_t i = 0; i < a.factors.size(); ++i) {
    if (a.factors[i] != b.factors[i]) rules.insert(edition.factors()[i].text->id());
  }
  return rules;
}

// A place is an id of an address, or the name of an area.
void RenamePlaces(const std::set<std::string>& addresses, google::protobuf::RepeatedPtrField<std::string>& places) {
  for (std::string& place : places) {
    if (addresses.count(place) > 0) place = absl::StrCat("renamed ", place);
  }
}

void RenamePlaces(v1::Case& record) {
  std::set<std::string> addresses;
  for (const v1::Address& address : record.accommodation().addresses()) addresses.insert(address.id());
  for (v1::Enquiry& enquiry : *record.mutable_enquiries()) {
    RenamePlaces(addresses, *enquiry.mutable_places());
    for (v1::EnquiryAnswer& answer : *enquiry.mutable_answers()) RenamePlaces(addresses, *answer.mutable_places());
  }
}

// Another name for everybody and everything that has one.
void Rename(Message& message) {
  const auto& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  const auto renamed = [](const std::string& id) { return id == "subject" ? id : absl::StrCat("renamed ", id); };
  for (const FieldDescriptor* field : fields) {
    const bool names = field->cpp_type() == FieldDescriptor::CPPTYPE_STRING &&
                       (field->name() == "id" || schema::NoteOf(*field).refers_to_size() > 0);
    if (names && !field->is_repeated()) {
      reflection.SetString(&message, field, renamed(reflection.GetString(message, field)));
    } else if (field->is_repeated() && (names || field->message_type() != nullptr)) {
      for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
        if (names) {
          reflection.SetRepeatedString(&message, field, i, renamed(reflection.GetRepeatedString(message, field, i)));
        } else {
          Rename(*reflection.MutableRepeatedMessage(&message, field, i));
        }
      }
    } else if (field->message_type() != nullptr) {
      Rename(*reflection.MutableMessage(&message, field));
    }
  }
}

TEST_F(Metamorphic, NamesDoNotMatter) {
  for (const Sample& sample : Samples()) {
    v1::Case renamed = sample.record;
    RenamePlaces(renamed);
    Rename(renamed);
    EXPECT_EQ(Different(edition(), Evaluate(sample.record, sample.assessed_on), Evaluate(renamed, sample.assessed_on)),
              std::set<std::string>())
        << sample.name;
  }
}

TEST_F(Metamorphic, TheOrderOfListsDoesNotMatter) {
  uint64_t seed = 0;
  for (const Sample& sample : Samples()) {
    v1::Case shuffled = sample.record;
    RandomCase(++seed).Shuffle(shuffled);
    EXPECT_EQ(Different(edition(), Evaluate(sample.record, sample.assessed_on), Evaluate(shuffled, sample.assessed_on)),
              std::set<std::string>())
        << sample.name;
  }
}

TEST_F(Metamorphic, LessInformationNeverNarrows) {
  const std::set<std::string> closed = ClosedLists(edition());
  uint64_t seed = 0;
  for (const Sample& sample : Samples()) {
    const Results narrow = Evaluate(sample.record, sample.assessed_on);
    if (narrow.errors > 0 || narrow.contradictions > 0) continue;
    RandomCase random(++seed);
    for (int round = 0; round < 4; ++round) {
      v1::Case less = sample.record;
      random.Remove(less, 0.02 * (1 << 2 * round), closed);
      const Results wide = Evaluate(less, sample.assessed_on);
      if (wide.errors > 0) continue;
      EXPECT_EQ(Contradiction(edition(), wide, narrow), "") << sample.name << "\n" << less.ShortDebugString();
    }
  }
}

// Items that an act may lower. A standing answer ("ever violent", "ever convicted of a sexual offence") counts
// by itself only while no record shows what it tells of: an act that is added may be just that. And a fresh
// answer takes the place of one that was overtaken.
bool MayFall(const std::string& item) {
  static const std::set<std::string>& items = *new std::set<std::string>{
      "level_public.public_violence_untold", "level_known_adult.adult_sexual_harm",
      "level_children.children_record_aged", "level_known_adult.adult_record_aged"};
  return items.count(item) > 0;
}

// The items of levels that said more before.
std::set<std::string> Fallen(const Assessor& assessor, const v1::Case& before, const v1::Case& after, const v1::Date& day) {
  const auto seen = [&](const v1::Case& record) {
    v1::CaseFile file;
    v1::TestCase& test = *file.add_case_();
    *test.mutable_given() = record;
    *test.mutable_assessed_on() = day;
    return RunCases(assessor, file, "").coverage;
  };
  const std::map<std::string, Coverage> was = seen(before);
  const std::map<std::string, Coverage> is = seen(after);
  std::set<std::string> fallen;
  for (const auto& [rule, coverage] : was) {
    const auto now = is.find(rule);
    if (!absl::StartsWith(rule, "level_") || now == is.end()) continue;
    if (now->second.is_false > coverage.is_false || now->second.is_true < coverage.is_true) fallen.insert(rule);
  }
  return fallen;
}

// Every act of the table of roads, added to a record with those it was done to.
TEST_F(Metamorphic, AnActAddedNeverLowers) {
  const size_t tellings = Tellings().size();
  size_t next = 0;
  std::map<std::string, int> lowered;
  for (const Sample& sample : Samples()) {
    for (int k = 0; k < 8; ++k) {
      const Telling& telling = Tellings()[next++ % tellings];
      v1::Case act = telling.told;
      v1::Case people = With(v1::Case(), *telling.kind);
      people.mutable_relationships()->MergeFrom(act.relationships());
      act.clear_relationships();
      v1::RelatedPerson& partner = *people.mutable_relationships()->add_people();
      partner.set_id("p1");
      partner.set_kind(v1::RelatedPerson::PARTNER);
      people.mutable_relationships()->add_children()->set_id("c1");
      Rename(act);
      Rename(people);
      v1::Case before = sample.record;
      before.MergeFrom(people);
      // In a message that is not there nothing is known; in one that is, some lists are closed.
      for (v1::Provenance* of_part :
           {before.mutable_offending()->mutable_provenance(), before.mutable_behaviour()->mutable_provenance(),
            before.mutable_domestic_abuse()->mutable_provenance(), before.mutable_safeguarding()->mutable_provenance()}) {
        of_part->set_reference("the service's file");  // an empty message is as good as none
      }
      v1::Case after = before;
      after.MergeFrom(act);
      const Results low = Evaluate(before, sample.assessed_on);
      const Results high = Evaluate(after, sample.assessed_on);
      if (low.errors > 0 || high.errors > 0 || high.contradictions > low.contradictions) continue;
      for (size_t i = 0; i < low.levels.size(); ++i) {
        const bool is_lower = high.levels[i].at_least < low.levels[i].at_least || high.levels[i].could_be < low.levels[i].could_be;
        if (!is_lower || !lowered.emplace(absl::StrCat(edition().levels()[i].text->title(), telling.name()), 1).second) continue;
        const std::set<std::string> fallen = Fallen(assessor(), before, after, sample.assessed_on);
        if (!fallen.empty() && std::all_of(fallen.begin(), fallen.end(), MayFall)) continue;
        ADD_FAILURE() << telling.name() << " lowered " << edition().levels()[i].text->title() << " in " << sample.name
                      << ": " << absl::StrJoin(fallen, ", ");
      }
    }
  }
}

// A second record of the same day and victim, or one that says it is the same incident, is the same.
template <typename List, typename Same>
void Double(List& list, Same same) {
  const int size = list.size();
  for (int i = 0; i < size; ++i) {
    auto twice = list[i];
    if (same(list[i], twice)) *list.Add() = twice;
  }
}

bool IsFullDate(const v1::Date& date) { return date.year() > 0 && date.month() > 0 && date.day() > 0; }

TEST_F(Metamorphic, ARecordTwiceIsOneOccasion) {
  for (const Sample& sample : Samples()) {
    v1::Case doubled = sample.record;
    const auto dated = [](const v1::Offence& one, v1::Offence&) { return IsFullDate(one.happened_on()) && one.has_victim(); };
    Double(*doubled.mutable_offending()->mutable_other(), dated);
    // One night may have several days in court, so that without one there may have been two nights.
    Double(*doubled.mutable_offending()->mutable_convictions(), [&](const v1::Offence& one, v1::Offence& twice) {
      return dated(one, twice) && IsFullDate(one.convicted_on());
    });
    Double(*doubled.mutable_domestic_abuse()->mutable_incidents(), [](const v1::Incident& one, v1::Incident& twice) {
      twice.clear_id();
      return IsFullDate(one.happened_on()) && one.has_victim();
    });
    if (!sample.record.has_offending()) doubled.clear_offending();
    if (!sample.record.has_domestic_abuse()) doubled.clear_domestic_abuse();
    EXPECT_EQ(DifferentOfPerson(edition(), Evaluate(sample.record, sample.assessed_on), Evaluate(doubled, sample.assessed_on)),
              std::set<std::string>())
        << sample.name;
  }
}

}  // namespace
}  // namespace risk
