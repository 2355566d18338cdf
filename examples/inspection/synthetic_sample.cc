#include "examples/inspection/synthetic_sample.h"

#include <random>
#include <string>

namespace examples {
namespace {

using namespace risk::v1;  // the vocabulary of cases, all of it

// Whole numbers only: the distributions of the standard library differ from one to the next.
class Dice {
 public:
  explicit Dice(uint32_t seed) : engine_(seed) {}
  int Below(int most) { return static_cast<int>(engine_() % static_cast<uint32_t>(most)); }
  bool In100(int often) { return Below(100) < often; }

 private:
  std::mt19937 engine_;
};

Date On(int year, int month, int day) {
  Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

void Say(bool yes, Answer* answer) { answer->set_value(yes ? Answer::YES : Answer::NO); }

// What there is to know of a case, whether anybody looked or not.
struct Truth {
  bool abuse = false;
  bool grave = false;  // strangled the partner
  bool child = false;
  bool violence = false;
  bool release = false;
  bool event = false;

  bool is_complex() const { return abuse || violence; }
};

Truth DrawTruth(Dice& dice) {
  Truth truth;
  truth.abuse = dice.In100(55);
  truth.grave = truth.abuse && dice.In100(30);
  truth.child = dice.In100(55);
  truth.violence = dice.In100(35);
  truth.release = dice.In100(40);
  truth.event = dice.In100(45);
  return truth;
}

void SetRisks(const Truth& truth, Dice& dice, Case& record) {
  if (!truth.child) {
    Relationships& relationships = *record.mutable_relationships();
    relationships.clear_children();
    for (Answer* answer :
         {relationships.mutable_has_children(), relationships.mutable_lives_with_child(),
          relationships.mutable_child_contact(), relationships.mutable_partner_has_children()}) {
      Say(false, answer);
    }
    Say(false, relationships.mutable_people(0)->mutable_has_children());
    Address& home = *record.mutable_accommodation()->mutable_addresses(0);
    home.clear_occupants();
    home.add_occupants("p1");
    Say(false, home.mutable_child_lives_there());
  }
  if (truth.abuse) {
    DomesticAbuse& abuse = *record.mutable_domestic_abuse();
    Say(true, abuse.mutable_perpetrator_before());
    Incident& incident = *abuse.add_incidents();
    incident.set_id("i1");
    *incident.mutable_happened_on() = On(2018, 6 + dice.Below(6), 1 + dice.Below(28));
    incident.set_kind(Incident::PHYSICAL);
    incident.set_victim("p1");
    incident.set_victim_kind(Incident::PARTNER);
    incident.add_abusers("subject");
    Say(true, incident.mutable_violence());
    Say(true, incident.mutable_injury());
    Say(truth.grave, incident.mutable_strangulation());
    for (Answer* no :
         {incident.mutable_weapon(), incident.mutable_threat_to_kill(), incident.mutable_sexual(),
          incident.mutable_child_present(), incident.mutable_child_hurt(),
          incident.mutable_control(), incident.mutable_stalking(), incident.mutable_separation(),
          incident.mutable_pregnant_victim(), incident.mutable_honour_based(),
          incident.mutable_suicide_threat()}) {
      Say(false, no);
    }
    Say(true, abuse.mutable_incidents_complete());
    if (truth.grave) Say(true, abuse.mutable_markers()->mutable_strangulation_ever());
    Say(true, record.mutable_relationships()->mutable_people(0)->mutable_victim());
  }
  if (truth.violence) {
    Offence& offence = *record.mutable_offending()->add_convictions();
    offence = record.offending().convictions(0);
    offence.set_kind(Offence::ASSAULT);
    *offence.mutable_happened_on() = On(2018, 1 + dice.Below(12), 1 + dice.Below(28));
    *offence.mutable_convicted_on() = On(2019, 2, 1 + dice.Below(28));
    Say(false, offence.mutable_index());
    Say(true, offence.mutable_stranger());
    Say(true, record.mutable_offending()->mutable_ever()->mutable_violence());
  }
}

void AddEnquiry(Enquiry::Stream stream, const std::string& about, const Quality& quality,
                Dice& dice, Case& record) {
  if (!dice.In100(quality.information)) return;
  Enquiry& enquiry = *record.add_enquiries();
  enquiry.set_id("e" + std::to_string(record.enquiries_size()));
  enquiry.set_stream(stream);
  *enquiry.mutable_made_on() = On(2019, 8, 5 + dice.Below(20));
  enquiry.set_to("Westford");
  enquiry.add_about("subject");
  enquiry.add_about(about);
  if (dice.In100(15)) return;  // never answered
  EnquiryAnswer& answer = *enquiry.add_answers();
  *answer.mutable_answered_on() = On(2019, 9, 2 + dice.Below(20));
  answer.set_detail(dice.In100(20) ? EnquiryAnswer::THIN : EnquiryAnswer::USABLE);
  Say(false, answer.mutable_adverse());
  Say(true, answer.mutable_items_complete());
  if (!dice.In100(quality.information)) return;
  EnquiryUse& use = *enquiry.add_uses();
  *use.mutable_used_on() = On(2019, 10, 1 + dice.Below(14));
  use.set_how(EnquiryUse::LEVEL_SETTING);
}

Level LevelFor(const Truth& truth, Group group) {
  const bool is_at_risk = group == KNOWN_ADULT ? truth.abuse
                          : group == PUBLIC    ? truth.violence
                                               : truth.abuse && truth.child;
  return is_at_risk ? (truth.grave && group != PUBLIC ? HIGH : MEDIUM) : LOW;
}

void SetAssessment(const Truth& truth, const Quality& quality, Dice& dice, Case& record) {
  AssessmentRecord& assessment = *record.mutable_assessments(0);
  const bool is_analysed = dice.In100(quality.analysis);
  LevelsByGroup& levels = *assessment.mutable_community();
  levels.set_children(is_analysed ? LevelFor(truth, CHILDREN) : LOW);
  levels.set_known_adult(is_analysed ? LevelFor(truth, KNOWN_ADULT) : LOW);
  levels.set_public_(is_analysed ? LevelFor(truth, PUBLIC) : LOW);
  *assessment.mutable_completed_on() =
      dice.In100(quality.reviews + 25) ? On(2019, 9, 20) : On(2019, 4, 8);
  Say(is_analysed, assessment.mutable_full_analysis());
  assessment.set_label(!is_analysed     ? AssessmentRecord::ACQUISITIVE
                       : truth.abuse    ? AssessmentRecord::DOMESTIC_ABUSE
                       : truth.violence ? AssessmentRecord::VIOLENCE
                                        : AssessmentRecord::DRIVING);
  Say(false, assessment.mutable_screening()->mutable_opted_out());
  const bool names_victims = dice.In100(quality.victims);
  Say(names_victims, assessment.mutable_victims_named());
  Say(names_victims, record.mutable_relationships()->mutable_victims_identified());
  Say(dice.In100(quality.engagement), assessment.mutable_person_took_part());
  Say(dice.In100(quality.information + 15),
      record.mutable_supervision()->mutable_information_on_file_read());
  Say(dice.In100(quality.engagement), record.mutable_person()->mutable_diversity_considered());
  Say(dice.In100(70), record.mutable_person()->mutable_motivated());
  if (dice.In100(quality.services)) {
    Need& need = *record.mutable_circumstances()->add_needs();
    need.set_section(dice.In100(50) ? Need::ALCOHOL : Need::EMPLOYMENT);
    Say(true, need.mutable_linked_to_reoffending());
  }
  Say(dice.In100(50), record.mutable_circumstances()->mutable_protective()->mutable_work());
}

void SetPlan(const Truth& truth, const Quality& quality, Dice& dice, Case& record) {
  if (dice.In100(8)) return;
  Plan& plan = *record.add_plans();
  plan.set_id("plan1");
  *plan.mutable_made_on() = On(2019, 4, 12);
  plan.set_contact_days(14);
  *plan.mutable_review_due_on() = On(2019, 9, 30);
  if (dice.In100(quality.services)) *plan.add_reviewed_on() = On(2019, 9, 24);
  Say(dice.In100(quality.engagement), plan.mutable_person_involved());
  const bool is_with_agencies = dice.In100(quality.planning);
  Say(is_with_agencies, plan.mutable_linked_to_multi_agency());
  Say(is_with_agencies, plan.mutable_shared_with_agencies());
  const auto add = [&plan](PlanAction::Pillar pillar, PlanAction::Kind kind,
                           Concern::Family family) {
    PlanAction& action = *plan.add_actions();
    action.set_pillar(pillar);
    action.set_kind(kind);
    action.add_families(family);
    action.set_who("responsible officer");
    *action.mutable_due_on() = On(2019, 12, 1);
  };
  if (dice.In100(quality.services))
    add(PlanAction::INTERVENTIONS, PlanAction::CONSTRUCTIVE, Concern::THINKING);
  if (truth.abuse && dice.In100(quality.planning)) {
    add(PlanAction::MONITORING, PlanAction::RESTRICTIVE, Concern::DOMESTIC_ABUSE);
  }
  if (truth.abuse && dice.In100(quality.victims)) {
    add(PlanAction::VICTIM_SAFETY, PlanAction::RESTRICTIVE, Concern::DOMESTIC_ABUSE);
  }
  if (dice.In100(quality.planning)) {
    Contingency& contingency = *plan.add_contingencies();
    contingency.set_trigger("moves out, or drinks again");
    contingency.set_who("responsible officer");
  }
}

void SetSupervision(const Truth& truth, const Quality& quality, Dice& dice, Case& record) {
  Supervision& supervision = *record.mutable_supervision();
  Officer& officer = *supervision.mutable_officers(0);
  const bool is_services_officer = dice.In100(quality.services_officers);
  officer.set_grade(is_services_officer ? Officer::PROBATION_SERVICES_OFFICER
                                        : Officer::PROBATION_OFFICER);
  officer.set_caseload(is_services_officer ? 45 + dice.Below(35) : 35 + dice.Below(25));
  // Whoever holds too many complex cases sees each less.
  const int often = quality.contact - (is_services_officer && truth.is_complex() ? 12 : 0);
  Say(dice.In100(often + 10), supervision.mutable_contact_enough());
  Say(dice.In100(10), supervision.mutable_telephone_only());
  Say(dice.In100(often), supervision.mutable_agencies_coordinated());
  Say(dice.In100(quality.engagement), supervision.mutable_family_engaged());
  if (dice.In100(often)) {
    HomeVisit& visit = *supervision.add_home_visits();
    *visit.mutable_done_on() = On(2019, 8, 12);
    visit.set_address("a1");
  }
  if (dice.In100(often)) {
    Oversight& oversight = *supervision.add_oversight();
    *oversight.mutable_done_on() = On(2019, 9, 10);
    oversight.set_kind(Oversight::SUPERVISION_MEETING);
    Say(true, oversight.mutable_risk_discussed());
    Say(true, oversight.mutable_decision_recorded());
  }
  for (int month = 4; month <= 10; ++month) {
    Appointment& appointment = *supervision.add_appointments();
    *appointment.mutable_due_on() = On(2019, month, 3);
    appointment.set_kind(Appointment::OFFICE);
    Say(false, appointment.mutable_concern_noted());
    const bool is_kept = month == 10 || dice.In100(88);
    Say(is_kept, appointment.mutable_attended());
    if (is_kept) continue;
    Say(false, appointment.mutable_acceptable_reason());
    if (dice.In100(quality.engagement + 12))
      *appointment.mutable_followed_up_on() = On(2019, month, 6);
  }
  if (dice.In100(truth.release ? quality.resettlement : quality.services)) {
    Intervention& intervention = *supervision.add_interventions();
    intervention.set_kind(Intervention::ONE_TO_ONE);
    intervention.set_status(Intervention::STARTED);
    *intervention.mutable_started_on() = On(2019, 5, 20);
  }
}

void SetReviews(const Truth& truth, const Quality& quality, Dice& dice, Case& record) {
  Acute& acute = *record.mutable_circumstances()->mutable_acute();
  if (dice.In100(quality.services)) Say(dice.In100(20), acute.mutable_lost_work());
  if (!truth.event) return;
  Event& event = *record.add_events();
  event.set_id("event1");
  event.set_kind(truth.abuse ? Event::DOMESTIC_INCIDENT : Event::POLICE_CALL_OUT);
  *event.mutable_happened_on() = On(2019, 7, 1 + dice.Below(20));
  *event.mutable_known_on() = On(2019, 7, 22);
  const bool is_reviewed = dice.In100(quality.reviews);
  Say(is_reviewed, event.mutable_review_done());
  if (is_reviewed) *event.mutable_reviewed_on() = On(2019, 7, 29);
}

// Draws of their own, so that the rest of the sample is the same with and without them.
void SetOfficeAndCourt(const Truth& truth, const Quality& quality, Dice& dice, Case& record) {
  constexpr const char* kOffices[] = {"Westford North", "Westford Centre", "Riverside"};
  const int office = dice.Below(10);
  record.mutable_supervision()->set_office(kOffices[office < 5 ? 0 : office < 9 ? 1 : 2]);
  if (!dice.In100(45)) return;
  Decision& report = *record.add_decisions();
  report.set_purpose(Decision::COURT_REPORT);
  *report.mutable_opened_on() = On(2019, 2, 18);
  *report.mutable_concluded_on() = On(2019, 3, 21);
  Say(true, report.mutable_concluded());
  if (!truth.abuse || !dice.In100(quality.information - 28)) return;
  Enquiry& enquiry = *record.add_enquiries();
  enquiry.set_id("court1");
  enquiry.set_stream(Enquiry::POLICE_DOMESTIC_ABUSE);
  enquiry.set_purpose(Decision::COURT_REPORT);
  *enquiry.mutable_made_on() = On(2019, 2, 20);
  enquiry.set_to("Westford");
  enquiry.add_about("subject");
  enquiry.add_about("p1");
  if (dice.In100(20)) return;  // never answered
  EnquiryAnswer& answer = *enquiry.add_answers();
  *answer.mutable_answered_on() = On(2019, 3, 4 + dice.Below(10));
  answer.set_detail(dice.In100(20) ? EnquiryAnswer::THIN : EnquiryAnswer::USABLE);
  Say(false, answer.mutable_adverse());
  Say(true, answer.mutable_items_complete());
  if (!dice.In100(quality.information)) return;
  EnquiryUse& use = *enquiry.add_uses();
  *use.mutable_used_on() = On(2019, 3, 18);
  use.set_how(EnquiryUse::REPORT);
}

void SetRelease(const Quality& quality, Dice& dice, Case& record) {
  Sentence& sentence = *record.mutable_sentence();
  sentence.set_kind(Sentence::DETERMINATE);
  sentence.set_stage(Sentence::ON_LICENCE);
  sentence.set_length_months(16);
  Say(dice.In100(quality.resettlement), sentence.mutable_pre_release_plan());
  Release& release = *sentence.add_releases();
  release.set_kind(Release::AT_SENTENCE_POINT);
  *release.mutable_released_on() = On(2019, 3, 25);
  if (dice.In100(quality.resettlement)) release.set_address("a1");
  const bool is_in_time = dice.In100(quality.resettlement);
  *release.mutable_handover_on() = is_in_time ? On(2019, 2, 20) : On(2019, 3, 24);
  Say(!is_in_time, release.mutable_handover_late());
  Say(is_in_time, release.mutable_allocated_in_time());
  *release.mutable_first_appointment_on() = On(2019, 3, 25);
  Say(dice.In100(quality.resettlement), release.mutable_first_appointment_kept());
}

}  // namespace

std::vector<Case> SyntheticSample(const Case& plain, const Quality& quality, int cases,
                                  uint32_t seed) {
  Dice dice(seed), other_dice(seed + 1);
  std::vector<Case> sample;
  for (int i = 0; i < cases; ++i) {
    Case& record = sample.emplace_back(plain);
    const std::string number = std::to_string(i + 1);
    record.set_case_id("made-up-" + std::string(number.size() < 5 ? 5 - number.size() : 0, '0') +
                       number);
    const Truth truth = DrawTruth(dice);
    SetRisks(truth, dice, record);
    AddEnquiry(Enquiry::POLICE_DOMESTIC_ABUSE, "p1", quality, dice, record);
    if (truth.child) AddEnquiry(Enquiry::CHILDRENS_SERVICES, "c1", quality, dice, record);
    SetAssessment(truth, quality, dice, record);
    SetPlan(truth, quality, dice, record);
    SetSupervision(truth, quality, dice, record);
    SetReviews(truth, quality, dice, record);
    if (truth.release) SetRelease(quality, dice, record);
    SetOfficeAndCourt(truth, quality, other_dice, record);
  }
  return sample;
}

}  // namespace examples
