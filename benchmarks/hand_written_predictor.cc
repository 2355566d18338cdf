#include "benchmarks/hand_written_predictor.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace benchmarks {
namespace {

using risk::edition::RuleKind;
using risk::v1::Date;
using risk::v1::PredictorInputs;

// The items of an instrument by their ids.
class Items {
 public:
  Items(const risk::Edition& edition, const std::string& id) {
    instrument_ = edition.instruments()[edition.Find(RuleKind::kInstrument, id)].text;
    for (const risk::v1::Instrument::Item& item : instrument_->item()) items_[item.id()] = &item;
  }
  const risk::v1::Instrument& instrument() const { return *instrument_; }
  double points(const std::string& id) const { return items_.at(id)->points(); }
  std::array<double, 4> polynomial(const std::string& id) const {
    std::array<double, 4> result = {};
    const auto& given = items_.at(id)->polynomial();
    std::copy(given.begin(), given.end(), result.begin());
    return result;
  }
  std::array<double, 2> pair(const std::string& id) const {
    return {points(id + "_male"), points(id + "_female")};
  }

 private:
  const risk::v1::Instrument* instrument_ = nullptr;
  std::map<std::string, const risk::v1::Instrument::Item*> items_;
};

const risk::v1::Table& TableOf(const risk::Edition& edition, const std::string& id) {
  return *edition.tables()[edition.Find(RuleKind::kTable, id)].text;
}

int64_t ParameterOf(const risk::Edition& edition, const std::string& id) {
  return edition.parameters()[edition.Find(RuleKind::kParameter, id)].text->value(0).int_();
}

int64_t MonthsBetween(const Date& from, const Date& to) {
  const int64_t months = 12 * (to.year() - from.year()) + to.month() - from.month();
  return to.day() < from.day() ? months - 1 : months;
}
int64_t YearsBetween(const Date& from, const Date& to) {
  return std::max<int64_t>(0, MonthsBetween(from, to) / 12);
}

double Evaluate(const std::array<double, 4>& p, double x) {
  return x * (p[0] + x * (p[1] + x * (p[2] + x * p[3])));
}

}  // namespace

HandWrittenPredictor::HandWrittenPredictor(const risk::Edition& edition) {
  for (Model* model : {&static_, &dynamic_}) {
    const std::string version = model == &static_ ? "static" : "dynamic";
    const Items items(edition, "all_reoffending_" + version);
    model->intercept = items.points("intercept");
    model->female = items.points("female");
    model->first_sanction = items.points("first_sanction");
    model->second_sanction = items.points("second_sanction");
    model->sanctions = items.points("sanctions");
    model->gap = items.pair("second_sanction_gap");
    model->log_rate = items.pair("log_rate");
    model->log_rate_squared = {items.polynomial("log_rate_squared_male")[1],
                               items.polynomial("log_rate_squared_female")[1]};
    model->age = {items.polynomial("age_male"), items.polynomial("age_female")};
    model->offence_free = items.polynomial("offence_free");
    for (const auto& row : TableOf(edition, "arp_" + version + "_offence_weight").row()) {
      for (const std::string& key : row.key()) model->offence[std::stoi(key)] = row.number();
    }
    for (int i = 0; i < 3; ++i) bands_[i] = items.instrument().band(i + 1).from();
  }
  const Items items(edition, "all_reoffending_dynamic");
  dynamic_.accommodation = items.points("accommodation");
  dynamic_.unemployed = items.points("unemployed");
  dynamic_.living_with_partner = items.points("living_with_partner");
  dynamic_.relationship = items.points("relationship");
  dynamic_.relationship_living_with_partner = items.points("relationship_living_with_partner");
  dynamic_.domestic_abuse = items.points("domestic_abuse");
  dynamic_.regular_activities = items.points("regular_activities");
  dynamic_.drug_motivation = items.points("drug_motivation");
  dynamic_.alcohol_now = items.points("alcohol_now");
  dynamic_.alcohol_binge = items.points("alcohol_binge");
  dynamic_.impulsivity = items.points("impulsivity");
  dynamic_.attitudes = items.points("attitudes");
  dynamic_.heroin = items.points("heroin");
  dynamic_.other_opiates = items.points("other_opiates");
  dynamic_.crack = items.points("crack");
  dynamic_.powder_cocaine = items.points("powder_cocaine");
  dynamic_.prescribed_drugs = items.points("prescribed_drugs");
  dynamic_.benzodiazepines = items.points("benzodiazepines");
  dynamic_.cannabis = items.points("cannabis");
  dynamic_.steroids = items.points("steroids");
  dynamic_.other_drugs = items.points("other_drugs");
  for (const auto& row : TableOf(edition, "offence_codes").row()) {
    for (const std::string& key : row.key()) category_of_[key] = static_cast<int>(row.number());
  }
  career_boost_ = static_cast<double>(ParameterOf(edition, "all_reoffending_career_boost"));
  unemployed_score_ = static_cast<double>(ParameterOf(edition, "unemployed_score"));
  offence_free_cap_ = ParameterOf(edition, "offence_free_months_cap");
}

PredictorScore HandWrittenPredictor::Static(const PredictorInputs& inputs,
                                            const risk::v1::Date& assessed_on) const {
  return Score(StaticSum(static_, inputs, assessed_on));
}

PredictorScore HandWrittenPredictor::Dynamic(const PredictorInputs& inputs,
                                             const risk::v1::Date& assessed_on) const {
  return Score(StaticSum(dynamic_, inputs, assessed_on) + DynamicSum(inputs));
}

double HandWrittenPredictor::StaticSum(const Model& model, const PredictorInputs& inputs,
                                       const risk::v1::Date& assessed_on) const {
  const size_t g = inputs.gender() == PredictorInputs::FEMALE ? 1 : 0;
  const Date& birth = inputs.date_of_birth();
  const Date& followup = inputs.has_date_at_start_of_followup()
                             ? inputs.date_at_start_of_followup()
                             : inputs.date_of_current_conviction();
  const double age = static_cast<double>(YearsBetween(birth, followup));
  const int64_t sanctions = inputs.total_number_of_sanctions_for_all_offences();
  const double career = static_cast<double>(
      std::max<int64_t>(0, YearsBetween(birth, inputs.date_of_current_conviction()) -
                               inputs.age_at_first_sanction()));
  const int64_t months = std::max<int64_t>(
      0, std::min(offence_free_cap_, MonthsBetween(followup, assessed_on)));
  double sum = model.intercept + Evaluate(model.age[g], age);
  if (g == 1) sum += model.female;
  const auto category = category_of_.find(inputs.current_offence_code());
  sum += model.offence[category == category_of_.end() ? 0 : category->second];
  sum += model.sanctions * static_cast<double>(sanctions);
  sum += Evaluate(model.offence_free, static_cast<double>(months));
  if (sanctions == 1) {
    sum += model.first_sanction;
  } else if (sanctions == 2) {
    sum += model.second_sanction + model.gap[g] * career;
  } else {
    const double rate = std::log(static_cast<double>(sanctions) / (career + career_boost_));
    sum += rate * (model.log_rate[g] + rate * model.log_rate_squared[g]);
  }
  return sum;
}

double HandWrittenPredictor::DynamicSum(const PredictorInputs& in) const {
  const Model& m = dynamic_;
  double sum = m.accommodation * (in.suitability_of_accommodation() - 1);
  if (in.is_unemployed()) sum += m.unemployed * unemployed_score_;
  const double relationship = in.current_relationship_with_partner() - 1;
  sum += m.relationship * relationship;
  if (in.current_relationship_status() == PredictorInputs::IN_RELATIONSHIP_LIVING_TOGETHER) {
    sum += m.living_with_partner + m.relationship_living_with_partner * relationship;
  }
  if (in.evidence_of_domestic_abuse()) sum += m.domestic_abuse;
  sum += m.regular_activities * (in.regular_offending_activities() - 1);
  sum += m.drug_motivation * (in.motivation_to_tackle_drug_misuse() - 1);
  sum += m.alcohol_now * (in.current_alcohol_use_problems() - 1);
  sum += m.alcohol_binge * (in.excessive_alcohol_use() - 1);
  sum += m.impulsivity * (in.impulsivity_problems() - 1);
  sum += m.attitudes * (in.pro_criminal_attitudes() - 1);
  if (in.has_heroin_usage()) sum += m.heroin;
  if (in.has_other_opiate_usage()) sum += m.other_opiates;
  if (in.has_crack_cocaine_usage()) sum += m.crack;
  if (in.has_powder_cocaine_usage()) sum += m.powder_cocaine;
  if (in.has_misused_prescription_drug_usage()) sum += m.prescribed_drugs;
  if (in.has_benzodiazepines_usage()) sum += m.benzodiazepines;
  if (in.has_cannabis_usage()) sum += m.cannabis;
  if (in.has_steroids_usage()) sum += m.steroids;
  if (in.has_other_drugs_usage() || in.has_ketamine_usage() || in.has_spice_usage() ||
      in.has_hallucinogens_usage() || in.has_solvents_usage()) {
    sum += m.other_drugs;
  }
  return sum;
}

PredictorScore HandWrittenPredictor::Score(double sum) const {
  PredictorScore score;
  const double percent = 100 / (1 + std::exp(-sum));
  score.percent = std::min(99.99, std::floor(percent * 100 + 0.5) / 100);
  for (double from : bands_) score.band += score.percent >= from;
  return score;
}

}  // namespace benchmarks
