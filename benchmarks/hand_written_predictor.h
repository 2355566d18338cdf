// The All Reoffending Predictor as somebody would write it by hand, over the generated classes.
//
// Knows nothing of what is missing: every answer must be there. Its coefficients are read from the
// edition, so that both are the same model.
#ifndef BENCHMARKS_HAND_WRITTEN_PREDICTOR_H_
#define BENCHMARKS_HAND_WRITTEN_PREDICTOR_H_

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "risk/edition/edition.h"
#include "risk/v1/date.pb.h"
#include "risk/v1/predictor_inputs.pb.h"

namespace benchmarks {

struct PredictorScore {
  double percent = 0;
  int band = 0;  // counted from 0
};

class HandWrittenPredictor {
 public:
  // `edition` must hold the instruments all_reoffending_static and all_reoffending_dynamic.
  explicit HandWrittenPredictor(const risk::Edition& edition);

  PredictorScore Static(const risk::v1::PredictorInputs& inputs, const risk::v1::Date& assessed_on) const;
  PredictorScore Dynamic(const risk::v1::PredictorInputs& inputs, const risk::v1::Date& assessed_on) const;

 private:
  using Pair = std::array<double, 2>;  // male, female
  using Polynomial = std::array<double, 4>;
  struct Model {
    double intercept = 0, female = 0, first_sanction = 0, second_sanction = 0, sanctions = 0;
    Pair gap = {}, log_rate = {}, log_rate_squared = {};
    std::array<Polynomial, 2> age = {};
    Polynomial offence_free = {};
    std::array<double, 32> offence = {};  // by category
    double accommodation = 0, unemployed = 0, living_with_partner = 0, relationship = 0;
    double relationship_living_with_partner = 0, domestic_abuse = 0, regular_activities = 0;
    double drug_motivation = 0, alcohol_now = 0, alcohol_binge = 0, impulsivity = 0, attitudes = 0;
    double heroin = 0, other_opiates = 0, crack = 0, powder_cocaine = 0, prescribed_drugs = 0;
    double benzodiazepines = 0, cannabis = 0, steroids = 0, other_drugs = 0;
  };
  double StaticSum(const Model& model, const risk::v1::PredictorInputs& inputs,
                   const risk::v1::Date& assessed_on) const;
  double DynamicSum(const risk::v1::PredictorInputs& inputs) const;
  PredictorScore Score(double sum) const;

  Model static_, dynamic_;
  std::unordered_map<std::string, int> category_of_;
  double career_boost_ = 0, unemployed_score_ = 0;
  int64_t offence_free_cap_ = 0;
  std::array<double, 3> bands_ = {};  // where the second and further ones start
};

}  // namespace benchmarks

#endif  // BENCHMARKS_HAND_WRITTEN_PREDICTOR_H_
