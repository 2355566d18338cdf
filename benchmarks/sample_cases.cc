#include "benchmarks/sample_cases.h"

#include <random>

namespace benchmarks {
namespace {

using risk::v1::Answer;
using risk::v1::Case;
using risk::v1::Child;
using risk::v1::Date;
using risk::v1::Enquiry;
using risk::v1::EnquiryAnswer;
using risk::v1::Incident;
using risk::v1::Offence;
using risk::v1::Provenance;
using risk::v1::RelatedPerson;

class Maker {
 public:
  explicit Maker(std::mt19937& random) : random_(random) {}

  Case Make() {
    Case record;
    record.mutable_provenance()->set_source(Provenance::OWN_FILE);
    record.set_case_id("case-" + std::to_string(Below(10000)));
    Put(record.mutable_assessment_date(), 2026, 6, 1);
    Offending(record);
    Relationships(record);
    DomesticAbuse(record);
    Enquiries(record);
    return record;
  }

 private:
  int Below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  bool Happens(int percent) { return Below(100) < percent; }

  void Put(Date* date, int year, int month, int day) {
    date->set_year(year);
    if (month == 0) return;
    date->set_month(month);
    if (day != 0) date->set_day(day);
  }
  void Day(Date* date, int first_year) {
    const bool has_month = !Happens(5), has_day = has_month && !Happens(10);
    Put(date, first_year + Below(2027 - first_year), has_month ? 1 + Below(12) : 0,
        has_day ? 1 + Below(28) : 0);
  }
  // Two thirds of the answers are recorded; some of them say why there is none.
  void Say(Answer* answer) {
    if (Happens(15)) {
      answer->set_missing(Answer::NOT_ASKED);
      return;
    }
    answer->set_value(Happens(35) ? Answer::YES : Answer::NO);
    if (Happens(8)) answer->mutable_provenance()->set_source(Provenance::SELF_REPORT);
  }
#define SAY(message, field, percent) \
  if (Happens(percent)) Say((message).mutable_##field())

  void Offending(Case& record) {
    auto& o = *record.mutable_offending();
    if (Happens(50)) o.mutable_provenance()->set_source(Provenance::CONVICTION);
    if (Happens(70)) o.set_conviction_count(Below(12));
    if (Happens(50)) o.set_offence_count(Below(25));
    if (Happens(60)) o.set_custodial_sentences(Below(4));
    if (Happens(70)) Day(o.mutable_first_conviction_on(), 2000);
    if (Happens(70)) Day(o.mutable_last_conviction_on(), 2021);
    SAY(o, escalating, 60);
    SAY(o, minimises, 60);
    SAY(o, planned, 30);
    SAY(o, failed_conditional_release, 60);
    SAY(o, convictions_complete, 80);
    auto& ever = *o.mutable_ever();
    SAY(ever, homicide, 70);
    SAY(ever, arson, 60);
    SAY(ever, firearm, 60);
    SAY(ever, weapon, 60);
    SAY(ever, violence, 80);
    SAY(ever, domestic_abuse, 80);
    SAY(ever, robbery, 50);
    for (int n = 1 + Below(3); n > 0; --n) {
      Offence& c = *o.add_convictions();
      if (Happens(95)) c.set_kind(static_cast<Offence::Kind>(1 + Below(37)));
      if (Happens(90)) c.set_outcome(static_cast<Offence::Outcome>(1 + Below(3)));
      if (Happens(80)) Day(c.mutable_convicted_on(), 2012);
      SAY(c, domestic, 60);
      SAY(c, index, 60);
      SAY(c, against_partner, 40);
      if (Happens(50)) c.set_sentence_months(1 + Below(48));
    }
  }

  void Relationships(Case& record) {
    auto& r = *record.mutable_relationships();
    if (Happens(20)) r.mutable_provenance()->set_source(Provenance::SELF_REPORT);
    SAY(r, has_partner, 80);
    SAY(r, new_relationship, 60);
    SAY(r, partner_has_children, 60);
    SAY(r, lives_with_child, 70);
    SAY(r, child_contact, 60);
    SAY(r, regular_child_presence, 40);
    SAY(r, family_support, 50);
    SAY(r, people_complete, 70);
    SAY(r, children_complete, 70);
    for (int n = Below(3); n > 0; --n) {
      RelatedPerson& p = *r.add_people();
      p.set_id("p" + std::to_string(n));
      if (Happens(95)) p.set_kind(static_cast<RelatedPerson::Kind>(1 + Below(11)));
      SAY(p, lives_with_subject, 70);
      SAY(p, victim, 60);
      SAY(p, pregnant, 50);
      SAY(p, interviewed, 50);
      SAY(p, knows_history, 40);
      SAY(p, fears_subject, 40);
      if (Happens(30)) Day(p.mutable_ended_on(), 2024);
      if (Happens(50)) p.set_police_force(Happens(50) ? "Northshire" : "Southshire");
    }
    for (int n = Below(3); n > 0; --n) {
      Child& c = *r.add_children();
      c.set_id("c" + std::to_string(n));
      SAY(c, lives_with_subject, 80);
      if (Happens(70)) c.set_age_years(Below(18));
      if (Happens(70)) c.set_contact_kind(static_cast<Child::Contact>(1 + Below(6)));
      SAY(c, worries, 50);
      SAY(c, contact_assessed, 40);
    }
  }

  void DomesticAbuse(Case& record) {
    auto& d = *record.mutable_domestic_abuse();
    if (Happens(60)) d.mutable_provenance()->set_source(Provenance::POLICE_RECORD);
    SAY(d, perpetrator_now, 70);
    SAY(d, perpetrator_before, 70);
    SAY(d, victim_now, 50);
    SAY(d, incidents_complete, 70);
    for (int n = Below(4); n > 0; --n) {
      Incident& i = *d.add_incidents();
      i.set_id("i" + std::to_string(n));
      if (Happens(80)) Day(i.mutable_happened_on(), 2023);
      if (Happens(90)) i.set_kind(static_cast<Incident::Kind>(1 + Below(13)));
      SAY(i, strangulation, 50);
      SAY(i, weapon, 60);
      SAY(i, threat_to_kill, 50);
      SAY(i, injury, 60);
      SAY(i, child_present, 60);
      SAY(i, separation, 40);
    }
  }

  void Enquiries(Case& record) {
    for (int n = 1 + Below(2); n > 0; --n) {
      Enquiry& e = *record.add_enquiries();
      e.set_stream(Happens(50) ? Enquiry::POLICE_DOMESTIC_ABUSE : Enquiry::CHILDRENS_SERVICES);
      Day(e.mutable_made_on(), 2025);
      e.set_to(Happens(50) ? "Northshire" : "Southshire");
      SAY(e, told_reason, 50);
      if (!Happens(60)) continue;
      EnquiryAnswer& a = *e.add_answers();
      Day(a.mutable_answered_on(), 2025);
      a.set_detail(static_cast<EnquiryAnswer::Detail>(1 + Below(4)));
      SAY(a, adverse, 70);
    }
  }
#undef SAY

  std::mt19937& random_;
};

}  // namespace

std::vector<Case> SampleCases(size_t count) {
  std::mt19937 random(20260601);
  std::vector<Case> cases;
  while (cases.size() < count) {
    Case record = Maker(random).Make();
    const size_t size = record.ByteSizeLong();
    if (size >= 300 && size <= 600) cases.push_back(std::move(record));
  }
  return cases;
}

std::vector<std::string> Serialized(const std::vector<Case>& cases) {
  std::vector<std::string> bytes;
  for (const Case& record : cases) bytes.push_back(record.SerializeAsString());
  return bytes;
}

}  // namespace benchmarks
