// All that an inspection keeps of a case.
#ifndef RISK_INSPECTION_CASE_ROW_H_
#define RISK_INSPECTION_CASE_ROW_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "risk/edition/edition.h"
#include "risk/evaluation/value/truth.h"
#include "risk/v1/inspection_record.pb.h"

namespace risk::inspection {

// What counts, and what follows from the record alone.
struct Answer {
  v1::Verdict verdict = v1::UNDECIDED;
  v1::Verdict from_record = v1::UNDECIDED;
  bool is_judged = false;
  // Of an undecided prompt: if it arises at all, it is met.
  bool cannot_harm = false;
};

// Where each kind of byte begins in the row of a case. Prompts come first; values, of 16 bits each,
// come last.
struct RowLayout {
  RowLayout() = default;
  RowLayout(const Edition& edition, size_t questions, size_t standards);

  int first_question = 0, first_selection = 0, first_tally = 0, first_standard = 0, first_value = 0;
  int size = 0;
};

// A byte for each prompt, question, selection, tally and standard. The layout must outlive it.
class CaseRow {
 public:
  explicit CaseRow(const RowLayout& layout)
      : layout_(&layout), bytes_(static_cast<size_t>(layout.size), '\0') {}

  std::string id;

  Answer prompt(int index) const { return Unpack(at(index)); }
  Answer question(int index) const { return Unpack(at(layout_->first_question + index)); }
  // Of a selection with `by`: whether its value is known.
  evaluation::Truth selected(int index) const { return Low(at(layout_->first_selection + index)); }
  // Of a selection with `by`: the number of its value, or -1 if that is not known.
  int value(int index) const;
  evaluation::Truth among(int tally) const { return High(at(layout_->first_tally + tally)); }
  evaluation::Truth holds(int tally) const { return Low(at(layout_->first_tally + tally)); }
  // Whether the standard, by its position, is about the case.
  evaluation::Truth concerns(int standard) const {
    return Low(at(layout_->first_standard + standard));
  }

  void SetPrompt(int index, const Answer& answer) { Set(index, Pack(answer)); }
  void SetQuestion(int index, const Answer& answer) {
    Set(layout_->first_question + index, Pack(answer));
  }
  void SetSelected(int index, evaluation::Truth belongs) {
    Set(layout_->first_selection + index, static_cast<uint8_t>(belongs));
  }
  // `place` is the position among the selections with `by`; below 16.
  void SetValue(int index, int place, int number);
  void SetTally(int index, evaluation::Truth among, evaluation::Truth holds) {
    Set(layout_->first_tally + index, static_cast<uint8_t>(static_cast<uint8_t>(among) << 4 |
                                                           static_cast<uint8_t>(holds)));
  }
  void SetConcerns(int standard, evaluation::Truth concerns) {
    Set(layout_->first_standard + standard, static_cast<uint8_t>(concerns));
  }

  // As it is stored: as many bytes as the layout says.
  const std::string& bytes() const { return bytes_; }
  std::string& bytes() { return bytes_; }

 private:
  uint8_t at(int index) const { return static_cast<uint8_t>(bytes_[static_cast<size_t>(index)]); }
  void Set(int index, uint8_t packed) {
    bytes_[static_cast<size_t>(index)] = static_cast<char>(packed);
  }
  static Answer Unpack(uint8_t packed);
  static uint8_t Pack(const Answer& answer);
  static evaluation::Truth Low(uint8_t packed) {
    return static_cast<evaluation::Truth>(packed & 7);
  }
  static evaluation::Truth High(uint8_t packed) {
    return static_cast<evaluation::Truth>(packed >> 4);
  }

  const RowLayout* layout_;
  std::string bytes_;
};

}  // namespace risk::inspection

#endif  // RISK_INSPECTION_CASE_ROW_H_
