#include "risk/inspection/scheme_view.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace risk::inspection {

SchemeView::SchemeView(std::shared_ptr<const Edition> of) : edition_(std::move(of)) {
  const edition::Scheme& scheme = *edition_->scheme();
  question_of_.assign(edition_->prompts().size(), -1);
  for (size_t s = 0; s < scheme.standards.size(); ++s) {
    RatedStandard& standard = standards_.emplace_back();
    const int index = scheme.standards[s];
    standard.rule = &edition_->standards()[static_cast<size_t>(index)];
    standard.code = scheme.text->rates(static_cast<int>(s)).code();
    standard.first_question = static_cast<int>(questions_.size());
    const auto& only = scheme.text->rates(static_cast<int>(s)).question();
    for (int q = 0; q < standard.rule->text->question_size(); ++q) {
      const std::string& id = standard.rule->text->question(q).id();
      if (!only.empty() && std::find(only.begin(), only.end(), id) == only.end()) continue;
      ++standard.question_count;
      RatedQuestion& question = questions_.emplace_back();
      question.text = &standard.rule->text->question(q);
      question.id = absl::StrCat(standard.rule->text->id(), ".", question.text->id());
      question.code = only.size() == 1 ? standard.code : absl::StrCat(standard.code, ".", q + 1);
      question.standard = static_cast<int>(s);
      question.is_by_cases = standard.is_by_cases();
      for (size_t p = 0; p < edition_->prompts().size(); ++p) {
        const edition::Prompt& prompt = edition_->prompts()[p];
        if (prompt.standard != index || prompt.question != q) continue;
        question.prompts.push_back(static_cast<int>(p));
        question_of_[p] = static_cast<int>(questions_.size()) - 1;
      }
    }
  }
  layout_ = RowLayout(*edition_, questions_.size(), standards_.size());
}

int SchemeView::FindStandard(absl::string_view id) const {
  for (size_t i = 0; i < standards_.size(); ++i) {
    if (standards_[i].rule->text->id() == id) return static_cast<int>(i);
  }
  return -1;
}

int SchemeView::FindQuestion(absl::string_view id) const {
  for (size_t i = 0; i < questions_.size(); ++i) {
    if (questions_[i].id == id) return static_cast<int>(i);
  }
  return -1;
}

int SchemeView::FindPrompt(absl::string_view id) const {
  const int prompt = edition_->Find(edition::RuleKind::kPrompt, id);
  return prompt >= 0 && QuestionOf(prompt) >= 0 ? prompt : -1;
}

}  // namespace risk::inspection
