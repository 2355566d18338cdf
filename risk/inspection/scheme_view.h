// A scheme as an inspection goes through it: rated standards and their key questions in order, and
// the prompts of each.
#ifndef RISK_INSPECTION_SCHEME_VIEW_H_
#define RISK_INSPECTION_SCHEME_VIEW_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "risk/edition/edition.h"
#include "risk/inspection/case_row.h"
#include "risk/v1/edition.pb.h"

namespace risk::inspection {

struct RatedQuestion {
  const v1::Standard::Question* text = nullptr;
  std::string id;    // "assessment.safety"
  std::string code;  // "2.1.3"
  int standard = 0;  // position in SchemeView::standards
  bool is_by_cases = false;
  std::vector<int> prompts;  // indices in Edition::prompts()
};

struct RatedStandard {
  const edition::Standard* rule = nullptr;
  std::string code;
  int first_question = 0;  // position in SchemeView::questions
  int question_count = 0;

  bool is_by_cases() const { return rule->text->basis() == v1::Standard::CASES; }
};

class SchemeView {
 public:
  // The edition has a scheme.
  explicit SchemeView(std::shared_ptr<const Edition> of);

  const Edition& edition() const { return *edition_; }
  const v1::Scheme& text() const { return *edition_->scheme()->text; }
  bool gives_ratings() const { return text().band_size() > 0; }
  const RowLayout& layout() const { return layout_; }

  const std::vector<RatedStandard>& standards() const { return standards_; }
  const std::vector<RatedQuestion>& questions() const { return questions_; }
  // Positions, or -1.
  int FindStandard(absl::string_view id) const;
  int FindQuestion(absl::string_view id) const;
  // Index in Edition::prompts() of one that belongs to a rated question, or -1.
  int FindPrompt(absl::string_view id) const;
  // The question that a prompt belongs to, by its index; -1 if the scheme does not rate it.
  int QuestionOf(int prompt) const { return question_of_[static_cast<size_t>(prompt)]; }

 private:
  std::shared_ptr<const Edition> edition_;
  std::vector<RatedStandard> standards_;
  std::vector<RatedQuestion> questions_;
  std::vector<int> question_of_;
  RowLayout layout_;
};

}  // namespace risk::inspection

#endif  // RISK_INSPECTION_SCHEME_VIEW_H_
