#include "risk/edition/instrument_body.h"

#include <cstddef>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "risk/edition/formulas.h"

namespace risk::edition {
namespace {

using InstrumentItem = v1::Instrument::Item;

class Body {
 public:
  explicit Body(const v1::Instrument& instrument) : instrument_(instrument) {}

  std::string Text() const {
    std::string total = Total();
    if (!instrument_.raised_by().empty()) {
      total = absl::StrCat("greatest(", total, ", ", AsNumber(instrument_.raised_by()), ")");
    }
    if (instrument_.applies().empty()) return total;
    return Choice(instrument_.applies(), total, Base());
  }

 private:
  std::string Number(double number) const {
    if (instrument_.whole()) return absl::StrCat("(", static_cast<int64_t>(number), ")");
    return absl::StrFormat("double(%.17g)", number);
  }
  std::string AsNumber(const std::string& text) const {
    return instrument_.whole() ? InBrackets(text) : absl::StrCat("double", InBrackets(text));
  }
  std::string Base() const {
    return Number(instrument_.combine() == v1::Instrument::COUNT ? 0 : instrument_.base());
  }
  static std::string Choice(const std::string& condition, const std::string& yes,
                            const std::string& no) {
    return absl::StrCat("(", InBrackets(condition), " ? ", yes, " : ", no, ")");
  }

  std::string Contribution(const InstrumentItem& item) const {
    if (instrument_.combine() == v1::Instrument::COUNT) return Number(1);
    const std::string points =
        item.points_from().empty() ? Number(item.points()) : AsNumber(item.points_from());
    if (item.value().empty()) return points;
    return absl::StrCat("(", points, " * ", AsNumber(item.value()), ")");
  }
  std::string ItemOr(const InstrumentItem& item, const std::string& otherwise) const {
    return item.when().empty() ? Contribution(item)
                               : Choice(item.when(), Contribution(item), otherwise);
  }

  // The sum of items from `first` on, as a tree that is not deeper than it must be.
  std::string Sum(int first, int count) const {
    if (count == 1) return ItemOr(instrument_.item(first), Number(0));
    const int half = count / 2;
    return absl::StrCat("(", Sum(first, half), " + ", Sum(first + half, count - half), ")");
  }

  std::string Total() const {
    const int count = instrument_.item_size();
    std::string total = Base();
    switch (instrument_.combine()) {
      case v1::Instrument::HIGHEST:
        for (const InstrumentItem& item : instrument_.item()) {
          absl::StrAppend(&total, ", ", ItemOr(item, Base()));
        }
        return absl::StrCat("greatest(", total, ")");
      case v1::Instrument::LOOKUP:
        for (int i = count - 1; i >= 0; --i) total = ItemOr(instrument_.item(i), total);
        return total;
      default:
        return absl::StrCat("(", total, " + ", Sum(0, count), ")");
    }
  }

  const v1::Instrument& instrument_;
};

}  // namespace

std::string BodyOf(const v1::Instrument& instrument) {
  // Items are reported as missing elsewhere.
  return instrument.item().empty() ? "dyn(0)" : Body(instrument).Text();
}

std::vector<std::string> ExpressionsOf(const v1::Instrument& instrument) {
  std::vector<std::string> texts = {instrument.applies(), instrument.raised_by()};
  for (const InstrumentItem& item : instrument.item()) {
    texts.insert(texts.end(), {item.when(), item.value(), item.points_from()});
  }
  return texts;
}

}  // namespace risk::edition
