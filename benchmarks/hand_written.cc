#include "benchmarks/hand_written.h"

#include <algorithm>

#include "risk/evaluation/value/date_arithmetic.h"

namespace benchmarks {
namespace {

using risk::evaluation::Days;
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

constexpr int kSelfReport = Provenance::SELF_REPORT;

Tri Not(Tri a) { return a == kUnknown ? kUnknown : a == kYes ? kNo : kYes; }
Tri And(Tri a, Tri b) {
  if (a == kNo || b == kNo) return kNo;
  return a == kYes && b == kYes ? kYes : kUnknown;
}
Tri Or(Tri a, Tri b) {
  if (a == kYes || b == kYes) return kYes;
  return a == kNo && b == kNo ? kNo : kUnknown;
}
Tri Or(Tri a, Tri b, Tri c) { return Or(Or(a, b), c); }
Tri Is(bool value) { return value ? kYes : kNo; }

// The source that counts inside a message: its own, else the one inherited.
template <typename M>
int SourceOf(const M& message, int inherited) {
  const int own = message.provenance().source();
  return own != 0 ? own : inherited;
}

Tri Read(const Answer& answer, int inherited, int reassuring) {
  const int value = answer.value();
  if (value == 0) return kUnknown;
  if (value == reassuring && SourceOf(answer, inherited) == kSelfReport) return kUnknown;
  return value == Answer::YES ? kYes : kNo;
}
Tri Read(const Answer& answer, int inherited) { return Read(answer, inherited, Answer::NO); }
bool IsClosed(const Answer& complete, int inherited) {
  return Read(complete, inherited, Answer::YES) == kYes;
}

Days Read(const Date& date) {
  using risk::evaluation::DaysOfParts;
  std::optional<int> year, month, day;
  if (date.has_year()) year = date.year();
  if (date.has_month()) month = date.month();
  if (date.has_day()) day = date.day();
  return DaysOfParts(year, month, day);
}

Tri Before(Days days, int64_t limit) {
  if (days.last < limit) return kYes;
  return days.first >= limit ? kNo : kUnknown;
}
Tri After(Days days, int64_t limit) {
  if (days.first > limit) return kYes;
  return days.last <= limit ? kNo : kUnknown;
}

struct Ints {
  int64_t low, high;
};
Tri AtLeast(Ints n, int64_t limit) {
  if (n.low >= limit) return kYes;
  return n.high < limit ? kNo : kUnknown;
}
Tri Below(Ints n, int64_t limit) { return Not(AtLeast(n, limit)); }

// `field is number` of an enum: 0 and the value "not known" say nothing.
Tri Equals(int value, int not_known, int wanted) {
  return value == 0 || value == not_known ? kUnknown : Is(value == wanted);
}

template <typename List, typename Condition>
Tri Exists(const List& list, bool is_closed, Condition condition) {
  bool is_undecided = !is_closed;
  for (const auto& element : list) {
    const Tri t = condition(element);
    if (t == kYes) return kYes;
    is_undecided |= t == kUnknown;
  }
  return is_undecided ? kUnknown : kNo;
}
template <typename List, typename Condition>
Tri All(const List& list, bool is_closed, Condition condition) {
  bool is_undecided = !is_closed;
  for (const auto& element : list) {
    const Tri t = condition(element);
    if (t == kNo) return kNo;
    is_undecided |= t == kUnknown;
  }
  return is_undecided ? kUnknown : kYes;
}
template <typename List, typename Condition>
Ints Count(const List& list, bool is_closed, Condition condition) {
  Ints count = {0, 0};
  for (const auto& element : list) {
    const Tri t = condition(element);
    count.low += t == kYes;
    count.high += t != kNo;
  }
  if (!is_closed) count.high = INT64_MAX;
  return count;
}

// A kind of offence, person, … as written in the rules.
Tri IsKind(const Offence& o, int kind) { return Equals(o.kind(), Offence::NOT_KNOWN, kind); }
Tri IsKind(const RelatedPerson& p, int kind) {
  return Equals(p.kind(), RelatedPerson::NOT_KNOWN, kind);
}
Tri IsContact(const Child& c, int kind) {
  return Equals(c.contact_kind(), Child::CONTACT_NOT_KNOWN, kind);
}
Ints Number(bool is_set, int value, int64_t low, int64_t high) {
  return is_set ? Ints{value, value} : Ints{low, high};
}

class Rules {
 public:
  Rules(const Case& record, const Thresholds& days, Score* score)
      : case_(record), days_(days), score_(score), source_(record.provenance().source()) {}

  void Run() {
    Offending();
    Relationships();
    DomesticAbuse();
    OffendingDates();
    Convictions();
    Children();
    People();
    Incidents();
    Enquiries();
    Every();
    HowMany();
    for (size_t i = 0; i < kRuleCount; ++i) {
      const Tri t = score_->fired[i];
      const int points = kRules[i].points;
      if (t == kYes) {
        score_->low += points;
        score_->high += points;
      } else if (t == kUnknown) {
        score_->low += std::min(points, 0);
        score_->high += std::max(points, 0);
      }
    }
  }

 private:
  void Set(size_t rule, Tri value) { score_->fired[rule] = value; }

  void Offending() {
    const auto& o = case_.offending();
    const auto& ever = o.ever();
    const int source = SourceOf(o, source_), ever_source = SourceOf(ever, source);
    const Ints convictions = Number(o.has_conviction_count(), o.conviction_count(), 0, INT32_MAX);
    const Ints offences = Number(o.has_offence_count(), o.offence_count(), 0, INT32_MAX);
    const Ints custody = Number(o.has_custodial_sentences(), o.custodial_sentences(), 0, INT32_MAX);
    Set(0, AtLeast(convictions, 5));
    Set(1, AtLeast(custody, 1));
    Set(2, And(AtLeast(offences, 10), AtLeast(custody, 2)));
    Set(3, convictions.low > custody.high * 3    ? kYes
           : convictions.high <= custody.low * 3 ? kNo
                                                 : kUnknown);
    Set(4, Read(ever.homicide(), ever_source));
    const Tri weapon = Read(ever.weapon(), ever_source);
    Set(5, Or(Read(ever.arson(), ever_source), Read(ever.firearm(), ever_source), weapon));
    domestic_abuse_ever_ = Read(ever.domestic_abuse(), ever_source);
    Set(6, And(Read(ever.violence(), ever_source), domestic_abuse_ever_));
    const Tri escalating = Read(o.escalating(), source);
    Set(7, And(escalating, Not(Read(o.minimises(), source))));
    Set(8, Read(o.failed_conditional_release(), source));
    Set(9, And(Or(escalating, Read(o.planned(), source)),
               Or(weapon, Read(ever.robbery(), ever_source))));
  }

  void Relationships() {
    const auto& r = case_.relationships();
    const int source = SourceOf(r, source_);
    Set(10, And(Read(r.has_partner(), source), Read(r.partner_has_children(), source)));
    Set(11, Or(Read(r.lives_with_child(), source), Read(r.regular_child_presence(), source),
               Read(r.child_contact(), source)));
    new_relationship_ = Read(r.new_relationship(), source);
    Set(12, And(new_relationship_, domestic_abuse_ever_));
    Set(13, Not(Read(r.family_support(), source, Answer::YES)));
  }

  void DomesticAbuse() {
    const auto& d = case_.domestic_abuse();
    const int source = SourceOf(d, source_);
    const Tri now = Read(d.perpetrator_now(), source);
    Set(14, And(now, Not(Read(d.victim_now(), source))));
    const Tri before = Read(d.perpetrator_before(), source);
    if (before != kUnknown) {
      Set(15, before == kYes ? new_relationship_ : now);
    } else {
      Set(15, new_relationship_ == now ? now : kUnknown);
    }
  }

  void OffendingDates() {
    const auto& o = case_.offending();
    const Days first = Read(o.first_conviction_on()), last = Read(o.last_conviction_on());
    Set(16, Before(first, days_.ten_years_ago));
    Set(17, After(last, days_.months_24_ago));
    const auto years = risk::evaluation::YearsBetween(first, last);
    Set(18, AtLeast({years.low, years.high}, 5));
    const auto between =
        risk::evaluation::DaysBetween(last, Days{days_.assessed_on, days_.assessed_on});
    Set(19, Not(AtLeast({between.low, between.high}, 181)));
  }

  void Convictions() {
    const auto& o = case_.offending();
    const int source = SourceOf(o, source_);
    convictions_closed_ = IsClosed(o.convictions_complete(), source);
    const auto& list = o.convictions();
    const bool closed = convictions_closed_;
    Set(20, Exists(list, closed, [&](const Offence& c) {
          const Tri assault = IsKind(c, Offence::ASSAULT);
          return assault == kNo ? kNo : And(assault, Read(c.domestic(), SourceOf(c, source)));
        }));
    Set(21, Exists(list, closed, [&](const Offence& c) {
          const int k = c.kind();
          if (k == 0 || k == Offence::NOT_KNOWN) return kUnknown;
          return Is(k == Offence::ROBBERY || k == Offence::ARSON || k == Offence::FIREARM);
        }));
    Set(22, Exists(list, closed, [&](const Offence& c) {
          const Tri index = Read(c.index(), SourceOf(c, source));
          if (index == kNo) return kNo;
          return And(index,
                     AtLeast(Number(c.has_sentence_months(), c.sentence_months(), 0, 1200), 12));
        }));
    Set(23, Exists(list, closed, [&](const Offence& c) {
          const Tri partner = Read(c.against_partner(), SourceOf(c, source));
          if (partner == kNo) return kNo;
          return And(partner, After(Read(c.convicted_on()), days_.five_years_ago));
        }));
  }

  void Children() {
    const auto& r = case_.relationships();
    const int source = SourceOf(r, source_);
    children_closed_ = IsClosed(r.children_complete(), source);
    const auto age = [](const Child& c) { return Number(c.has_age_years(), c.age_years(), 0, 17); };
    Set(24, Exists(r.children(), children_closed_, [&](const Child& c) {
          return Read(c.lives_with_subject(), SourceOf(c, source));
        }));
    Set(25,
        Exists(r.children(), children_closed_, [&](const Child& c) { return Below(age(c), 5); }));
    Set(26, Exists(r.children(), children_closed_, [&](const Child& c) {
          const Tri young = Below(age(c), 5);
          return young == kNo ? kNo : And(young, Read(c.lives_with_subject(), SourceOf(c, source)));
        }));
    Set(27, Exists(r.children(), children_closed_, [&](const Child& c) {
          const int own = SourceOf(c, source);
          const Tri worries = Read(c.worries(), own);
          if (worries == kNo) return kNo;
          return And(worries, Not(Read(c.contact_assessed(), own, Answer::YES)));
        }));
  }

  void People() {
    const auto& r = case_.relationships();
    const int source = SourceOf(r, source_);
    people_closed_ = IsClosed(r.people_complete(), source);
    const auto& people = r.people();
    const bool closed = people_closed_;
    Set(28, Exists(people, closed, [&](const RelatedPerson& p) {
          const Tri partner = IsKind(p, RelatedPerson::PARTNER);
          if (partner == kNo) return kNo;
          return And(partner, Read(p.lives_with_subject(), SourceOf(p, source)));
        }));
    Set(29, Exists(people, closed, [&](const RelatedPerson& p) {
          const Tri either =
              Or(IsKind(p, RelatedPerson::PARTNER), IsKind(p, RelatedPerson::FORMER_PARTNER));
          return either == kNo ? kNo : And(either, Read(p.pregnant(), SourceOf(p, source)));
        }));
    Set(30, Exists(people, closed, [&](const RelatedPerson& p) {
          const int own = SourceOf(p, source);
          const Tri victim = Read(p.victim(), own);
          return victim == kNo ? kNo : And(victim, Read(p.fears_subject(), own));
        }));
    Set(31, Exists(people, closed, [&](const RelatedPerson& p) {
          return After(Read(p.ended_on()), days_.months_6_ago);
        }));
    Set(32, Exists(people, closed, [&](const RelatedPerson& p) {
          return p.has_police_force() ? Is(p.police_force() == "Southshire") : kUnknown;
        }));
  }

  void Incidents() {
    const auto& d = case_.domestic_abuse();
    const int source = SourceOf(d, source_);
    incidents_closed_ = IsClosed(d.incidents_complete(), source);
    const auto& list = d.incidents();
    const bool closed = incidents_closed_;
    Set(33, Exists(list, closed, [&](const Incident& i) {
          return Read(i.strangulation(), SourceOf(i, source));
        }));
    Set(34, Exists(list, closed, [&](const Incident& i) {
          const int own = SourceOf(i, source);
          return Or(Read(i.weapon(), own), Read(i.threat_to_kill(), own));
        }));
    Set(35, Exists(list, closed, [&](const Incident& i) {
          return After(Read(i.happened_on()), days_.months_12_ago);
        }));
    Set(36, Exists(list, closed, [&](const Incident& i) {
          const Tri physical = Equals(i.kind(), Incident::NOT_KNOWN, Incident::PHYSICAL);
          if (physical == kNo) return kNo;
          return And(physical, Read(i.child_present(), SourceOf(i, source)));
        }));
    Set(37, Exists(list, closed, [&](const Incident& i) {
          const Tri separation = Read(i.separation(), SourceOf(i, source));
          if (separation == kNo) return kNo;
          return And(separation, After(Read(i.happened_on()), days_.months_6_ago));
        }));
  }

  void Enquiries() {
    const auto& list = case_.enquiries();
    Set(38, Exists(list, true, [&](const Enquiry& e) {
          if (e.stream() != 0 && e.stream() != Enquiry::POLICE_DOMESTIC_ABUSE) return kNo;
          const int own = SourceOf(e, source_);
          return And(e.stream() == 0 ? kUnknown : kYes,
                     Exists(e.answers(), true, [&](const EnquiryAnswer& a) {
                       return Read(a.adverse(), SourceOf(a, own));
                     }));
        }));
    Set(39, Exists(list, true, [&](const Enquiry& e) {
          return Exists(e.answers(), true, [&](const EnquiryAnswer& a) {
            if (a.detail() != 0 && a.detail() != EnquiryAnswer::NO_TRACE) return kNo;
            const Days days = Read(a.answered_on());
            const auto age =
                risk::evaluation::DaysBetween(days, Days{days_.assessed_on, days_.assessed_on});
            return And(a.detail() == 0 ? kUnknown : kYes, AtLeast({age.low, age.high}, 29));
          });
        }));
    Set(40, Exists(list, true, [&](const Enquiry& e) {
          if (e.stream() != 0 && e.stream() != Enquiry::CHILDRENS_SERVICES) return kNo;
          return And(e.stream() == 0 ? kUnknown : kYes,
                     Not(Read(e.told_reason(), SourceOf(e, source_), Answer::YES)));
        }));
  }

  void Every() {
    const auto& r = case_.relationships();
    const int source = SourceOf(r, source_);
    Set(41, All(case_.offending().convictions(), convictions_closed_, [&](const Offence& c) {
          return Before(Read(c.convicted_on()), days_.two_years_ago);
        }));
    Set(42, All(r.children(), children_closed_, [&](const Child& c) {
          return Or(IsContact(c, Child::NONE), IsContact(c, Child::SUPERVISED));
        }));
    Set(43, All(r.people(), people_closed_, [&](const RelatedPerson& p) {
          const int own = SourceOf(p, source);
          return Or(Read(p.interviewed(), own, Answer::YES), Read(p.knows_history(), own));
        }));
    const auto& d = case_.domestic_abuse();
    const int abuse_source = SourceOf(d, source_);
    Set(44, All(d.incidents(), incidents_closed_, [&](const Incident& i) {
          return Not(Read(i.injury(), SourceOf(i, abuse_source)));
        }));
    Set(45, All(case_.enquiries(), true,
                [&](const Enquiry& e) { return After(Read(e.made_on()), days_.days_60_ago); }));
  }

  void HowMany() {
    const auto& d = case_.domestic_abuse();
    const Ints incidents = {d.incidents_size(), incidents_closed_ ? d.incidents_size() : INT64_MAX};
    Set(46, AtLeast(incidents, 4));
    Set(47, AtLeast(Count(d.incidents(), incidents_closed_,
                          [&](const Incident& i) {
                            return After(Read(i.happened_on()), days_.months_12_ago);
                          }),
                    3));
    const auto& o = case_.offending();
    Set(48, AtLeast(Count(o.convictions(), convictions_closed_,
                          [&](const Offence& c) {
                            return Equals(c.outcome(), Offence::OUTCOME_NOT_KNOWN,
                                          Offence::CONVICTED);
                          }),
                    2));
    const auto& r = case_.relationships();
    const int source = SourceOf(r, source_);
    Set(49, AtLeast(Count(r.children(), children_closed_,
                          [&](const Child& c) {
                            return Read(c.lives_with_subject(), SourceOf(c, source));
                          }),
                    2));
  }

  const Case& case_;
  const Thresholds& days_;
  Score* score_;
  int source_;
  Tri domestic_abuse_ever_ = kUnknown, new_relationship_ = kUnknown;
  bool convictions_closed_ = false, children_closed_ = false, people_closed_ = false,
       incidents_closed_ = false;
};

}  // namespace

Thresholds::Thresholds(int64_t day) : assessed_on(day) {
  using namespace risk::evaluation;
  ten_years_ago = *AddYears(day, -10);
  five_years_ago = *AddYears(day, -5);
  two_years_ago = *AddYears(day, -2);
  months_24_ago = *AddMonths(day, -24);
  months_12_ago = *AddMonths(day, -12);
  months_6_ago = *AddMonths(day, -6);
  days_60_ago = day - 60;
}

void Evaluate(const Case& record, const Thresholds& days, Score* score) {
  score->low = score->high = 0;
  Rules(record, days, score).Run();
}

}  // namespace benchmarks
