#include "risk/inspection/case_row.h"

#include <algorithm>

namespace risk::inspection {

using evaluation::Truth;

namespace {

constexpr int kValueBytes = 2;

}  // namespace

RowLayout::RowLayout(const Edition& edition, size_t questions, size_t standards)
    : first_question(static_cast<int>(edition.prompts().size())),
      first_selection(first_question + static_cast<int>(questions)),
      first_tally(first_selection + static_cast<int>(edition.selections().size())),
      first_standard(first_tally + static_cast<int>(edition.tallies().size())),
      first_value(first_standard + static_cast<int>(standards)) {
  const auto& selections = edition.selections();
  const auto values =
      std::count_if(selections.begin(), selections.end(),
                    [](const edition::Selection& its) { return its.by.has_value(); });
  size = first_value + kValueBytes * static_cast<int>(values);
}

int CaseRow::value(int index) const {
  if (selected(index) != Truth::kTrue) return -1;
  const int place = at(layout_->first_selection + index) >> 4;
  const int first = layout_->first_value + kValueBytes * place;
  return at(first) | at(first + 1) << 8;
}

void CaseRow::SetValue(int index, int place, int number) {
  Set(layout_->first_selection + index,
      static_cast<uint8_t>(static_cast<int>(Truth::kTrue) | place << 4));
  const int first = layout_->first_value + kValueBytes * place;
  Set(first, static_cast<uint8_t>(number & 0xff));
  Set(first + 1, static_cast<uint8_t>(number >> 8));
}

Answer CaseRow::Unpack(uint8_t packed) {
  return {static_cast<v1::Verdict>(packed & 7), static_cast<v1::Verdict>((packed >> 3) & 7),
          (packed & 64) != 0, (packed & 128) != 0};
}

uint8_t CaseRow::Pack(const Answer& answer) {
  return static_cast<uint8_t>(answer.verdict | (answer.from_record << 3) |
                              (answer.is_judged ? 64 : 0) | (answer.cannot_harm ? 128 : 0));
}

}  // namespace risk::inspection
