#include <cmath>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/report/item_words.h"
#include "risk/report/result_words.h"
#include "risk/report/sections.h"
#include "risk/report/words.h"

namespace risk::report {
namespace {

std::string TotalWord(const v1::InstrumentResult& instrument) {
  if (instrument.low() == instrument.high()) return NumberWord(instrument.low());
  if (std::isinf(instrument.high())) {
    return absl::StrCat(NumberWord(instrument.low()), " or more");
  }
  return absl::StrCat(NumberWord(instrument.low()), ", could be up to ",
                      NumberWord(instrument.high()));
}

std::string BandWord(const v1::InstrumentResult& instrument) {
  const std::string& low = instrument.band_low();
  const std::string& high = instrument.band_high();
  if (low.empty() && high.empty()) return "";
  if (low == high) return absl::StrCat("; band: ", low);
  if (low.empty()) return absl::StrCat("; band: none, could be ", high);
  return absl::StrCat("; band: ", low, ", could be ", high);
}

int Undecided(const v1::InstrumentResult& instrument) {
  int undecided = 0;
  for (const v1::ItemResult& item : instrument.item()) undecided += item.outcome() == v1::UNKNOWN;
  return undecided;
}

}  // namespace

bool IsBlank(const v1::InstrumentResult& instrument) {
  return instrument.item_size() > 0 && Undecided(instrument) == instrument.item_size();
}

std::string ResultWord(const v1::InstrumentResult& instrument) {
  const int undecided = Undecided(instrument);
  std::string text = TotalWord(instrument);
  if (!instrument.unit().empty()) absl::StrAppend(&text, " ", instrument.unit());
  absl::StrAppend(&text, BandWord(instrument));
  if (undecided > 0) {
    absl::StrAppend(&text, "; ", undecided, " of ", instrument.item_size(), " items not known");
  }
  if (instrument.has_as_published()) {
    absl::StrAppend(&text, "; by the scheme's own reading of missing items: ",
                    NumberWord(instrument.as_published()));
    if (!instrument.band_as_published().empty()) {
      absl::StrAppend(&text, " (", instrument.band_as_published(), ")");
    }
  }
  if (instrument.applies() == v1::UNKNOWN) {
    absl::StrAppend(&text, "; whether it applies is not known");
  }
  return text;
}

std::string NarrowedBy(const v1::InstrumentResult& instrument) {
  std::vector<std::string> answers;
  for (const v1::Narrowing& narrowing : instrument.narrowed_by()) {
    answers.push_back(narrowing.wording().empty() ? narrowing.path() : narrowing.wording());
  }
  return answers.empty() ? "" : absl::StrCat("narrowed most by: ", absl::StrJoin(answers, ", "));
}

namespace {

void WriteItems(const v1::InstrumentResult& instrument, int indent, Draft* draft) {
  if (!draft->options.explain) return;
  for (const v1::ItemResult& item : instrument.item()) {
    const std::string points =
        item.low() == item.high()
            ? NumberWord(item.low())
            : absl::StrCat(NumberWord(item.low()), " to ", NumberWord(item.high()));
    draft->page.Item(indent, "- ",
                     absl::StrCat(item.title().empty() ? item.id() : item.title(), ": ", points));
    draft->Explain(indent + 2, item.explanation());
  }
}

void WriteInstrument(const v1::InstrumentResult& instrument, Draft* draft) {
  const std::string narrowed = NarrowedBy(instrument);
  const std::string text =
      absl::StrCat(draft->page.Bold(instrument.title()), ": ", ResultWord(instrument),
                   narrowed.empty() ? "" : "; ", narrowed);
  draft->page.Item(2, "- ",
                   absl::StrCat(Sentence(text), draft->sources.Mention(instrument.source())));
  WriteItems(instrument, 4, draft);
  for (const v1::InstrumentResult& element : instrument.of_element()) {
    if (element.applies() == v1::FALSE) continue;
    draft->page.Item(4, "- ",
                     Sentence(absl::StrCat(element.element(), ": ", ResultWord(element))));
    WriteItems(element, 6, draft);
  }
}

}  // namespace

void WriteInstruments(Draft* draft) {
  bool any = false;
  std::vector<std::string> blank;
  for (const v1::InstrumentResult& instrument : draft->assessment.instrument()) {
    if (instrument.applies() == v1::FALSE) continue;
    if (!any) draft->page.Heading("Instruments");
    any = true;
    if (IsBlank(instrument) && !draft->options.explain) {
      blank.push_back(instrument.title());
    } else {
      WriteInstrument(instrument, draft);
    }
  }
  if (blank.empty()) return;
  draft->page.Item(2, "- ", absl::StrCat("No item known: ", Sentence(absl::StrJoin(blank, "; "))));
}

}  // namespace risk::report
