#include "risk/assessment/narrowing.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "risk/evaluation/plan/totals.h"
#include "risk/schema/field.h"

namespace risk::assessment {
namespace {

using evaluation::DoubleRange;
using evaluation::Truth;

constexpr size_t kMostShown = 3;

// How wide the total is if these items add what they add at one end.
double WidthWith(const edition::Instrument& instrument, const std::vector<ItemState>& states,
                 const std::vector<bool>& settled, bool is_high) {
  evaluation::TotalRange sum(instrument.spec.combine, instrument.spec.base);
  for (size_t i = 0; i < states.size(); ++i) {
    DoubleRange contribution = {states[i].contribution.low, states[i].contribution.high};
    Truth counts = states[i].counts;
    if (settled[i]) {
      const Range added = AddedBy(states[i]);
      const double end = is_high ? added.high : added.low;
      if (counts == Truth::kUnknown) counts = end == 0 ? Truth::kFalse : Truth::kTrue;
      contribution = {end, end};
    }
    if (counts != Truth::kFalse && !sum.Add(counts, contribution)) break;
  }
  const DoubleRange total = evaluation::Finished(instrument.spec, sum.Total());
  return total.high - total.low;
}

}  // namespace

void AddNarrowing(const edition::Instrument& instrument, const std::vector<ItemState>& states,
                  CaseEvaluation& evaluation, const RuleRow* row, v1::InstrumentResult& result) {
  std::map<int, std::vector<bool>> items;  // by piece: those that rest on it
  for (size_t i = 0; i < states.size(); ++i) {
    const Range added = AddedBy(states[i]);
    if (added.low == added.high) continue;
    const edition::Item& item = instrument.items[i];
    for (const edition::Formula* formula : {&item.when, &item.value, &item.points_from}) {
      if (!formula->has_value()) continue;
      for (int piece : evaluation.Missing(*formula, row)) {
        // A name that is no place of the record is nothing to ask.
        if (evaluation.pieces().at(piece).field.fields.empty()) continue;
        items.try_emplace(piece, states.size()).first->second[i] = true;
      }
    }
  }
  const double width = WidthWith(instrument, states, std::vector<bool>(states.size()), false);
  absl::flat_hash_map<std::vector<bool>, double> width_with;  // many pieces settle the same items
  std::vector<std::pair<double, int>> worth;
  for (const auto& [piece, settled] : items) {
    const auto [left, is_new] = width_with.try_emplace(settled, 0);
    if (is_new) {
      left->second = std::max(WidthWith(instrument, states, settled, false),
                              WidthWith(instrument, states, settled, true));
    }
    if (width - left->second > 0) worth.emplace_back(left->second - width, piece);  // most first
  }
  std::sort(worth.begin(), worth.end());
  if (worth.size() > kMostShown) worth.resize(kMostShown);
  for (const auto& [by, id] : worth) {
    const Piece& piece = evaluation.pieces().at(id);
    v1::Narrowing& narrowing = *result.add_narrowed_by();
    narrowing.set_path(piece.path);
    narrowing.set_by(-by);
    narrowing.set_wording(schema::NoteOf(*piece.field.fields.back()).wording());
  }
}

}  // namespace risk::assessment
