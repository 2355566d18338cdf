// The rules that the engine and hand-written C++ are compared on: mixed shapes over real fields of
// a case.
#ifndef BENCHMARKS_RULES_H_
#define BENCHMARKS_RULES_H_

#include <cstddef>

namespace benchmarks {

struct Rule {
  const char* when;  // as in a rule file
  int points;
};

inline constexpr Rule kRules[] = {
    // Numbers and answers.
    {"offending.conviction_count >= 5", 2},
    {"offending.custodial_sentences > 0", 1},
    {"offending.offence_count >= 10 && offending.custodial_sentences >= 2", 2},
    {"offending.conviction_count > offending.custodial_sentences * 3", -1},
    {"offending.ever.homicide", 5},
    {"offending.ever.arson || offending.ever.firearm || offending.ever.weapon", 3},
    {"offending.ever.violence && offending.ever.domestic_abuse", 3},
    {"offending.escalating && !offending.minimises", 1},
    {"offending.failed_conditional_release", 2},
    {"(offending.escalating || offending.planned) && "
     "(offending.ever.weapon || offending.ever.robbery)",
     2},
    {"relationships.has_partner && relationships.partner_has_children", 1},
    {"relationships.lives_with_child || relationships.regular_child_presence || "
     "relationships.child_contact",
     2},
    {"relationships.new_relationship && offending.ever.domestic_abuse", 3},
    {"!relationships.family_support", 1},
    {"domestic_abuse.perpetrator_now && !domestic_abuse.victim_now", 3},
    {"domestic_abuse.perpetrator_before ? relationships.new_relationship : "
     "domestic_abuse.perpetrator_now",
     1},
    // Dates.
    {"offending.first_conviction_on < add_years(assessed_on, -10)", 1},
    {"offending.last_conviction_on > add_months(assessed_on, -24)", 2},
    {"years_between(offending.first_conviction_on, offending.last_conviction_on) >= 5", 1},
    {"days_between(offending.last_conviction_on, assessed_on) <= 180", 2},
    // Lists: some element.
    {"offending.convictions.exists(o, o.kind == Offence.Kind.ASSAULT && o.domestic)", 3},
    {"offending.convictions.exists(o, o.kind in [Offence.Kind.ROBBERY, Offence.Kind.ARSON, "
     "Offence.Kind.FIREARM])",
     3},
    {"offending.convictions.exists(o, o.index && o.sentence_months >= 12)", 2},
    {"offending.convictions.exists(o, o.against_partner && "
     "o.convicted_on > add_years(assessed_on, -5))",
     3},
    {"relationships.children.exists(c, c.lives_with_subject)", 2},
    {"relationships.children.exists(c, c.age_years < 5)", 1},
    {"relationships.children.exists(c, c.age_years < 5 && c.lives_with_subject)", 2},
    {"relationships.children.exists(c, c.worries && !c.contact_assessed)", 3},
    {"relationships.people.exists(p, p.kind == RelatedPerson.Kind.PARTNER && "
     "p.lives_with_subject)",
     1},
    {"relationships.people.exists(p, p.kind in [RelatedPerson.Kind.PARTNER, "
     "RelatedPerson.Kind.FORMER_PARTNER] && p.pregnant)",
     3},
    {"relationships.people.exists(p, p.victim && p.fears_subject)", 3},
    {"relationships.people.exists(p, p.ended_on > add_months(assessed_on, -6))", 2},
    {"relationships.people.exists(p, p.police_force == 'Southshire')", 1},
    {"domestic_abuse.incidents.exists(i, i.strangulation)", 4},
    {"domestic_abuse.incidents.exists(i, i.weapon || i.threat_to_kill)", 4},
    {"domestic_abuse.incidents.exists(i, i.happened_on > add_months(assessed_on, -12))", 2},
    {"domestic_abuse.incidents.exists(i, i.kind == Incident.Kind.PHYSICAL && i.child_present)", 3},
    {"domestic_abuse.incidents.exists(i, i.separation && "
     "i.happened_on > add_months(assessed_on, -6))",
     3},
    {"enquiries.exists(e, e.stream == Enquiry.Stream.POLICE_DOMESTIC_ABUSE && "
     "e.answers.exists(a, a.adverse))",
     2},
    {"enquiries.exists(e, e.answers.exists(a, a.detail == EnquiryAnswer.Detail.NO_TRACE && "
     "days_between(a.answered_on, assessed_on) > 28))",
     1},
    {"enquiries.exists(e, e.stream == Enquiry.Stream.CHILDRENS_SERVICES && !e.told_reason)", 1},
    // Lists: every element.
    {"offending.convictions.all(o, o.convicted_on < add_years(assessed_on, -2))", -1},
    {"relationships.children.all(c, c.contact_kind == Child.Contact.NONE || "
     "c.contact_kind == Child.Contact.SUPERVISED)",
     -1},
    {"relationships.people.all(p, p.interviewed || p.knows_history)", -1},
    {"domestic_abuse.incidents.all(i, !i.injury)", -1},
    {"enquiries.all(e, e.made_on > add_days(assessed_on, -60))", -1},
    // Lists: how many.
    {"size(domestic_abuse.incidents) >= 4", 2},
    {"size(domestic_abuse.incidents.filter(i, "
     "i.happened_on > add_months(assessed_on, -12))) >= 3",
     3},
    {"size(offending.convictions.filter(o, o.outcome == Offence.Outcome.CONVICTED)) >= 2", 1},
    {"size(relationships.children.filter(c, c.lives_with_subject)) >= 2", 1},
};

inline constexpr size_t kRuleCount = sizeof(kRules) / sizeof(kRules[0]);

}  // namespace benchmarks

#endif  // BENCHMARKS_RULES_H_
