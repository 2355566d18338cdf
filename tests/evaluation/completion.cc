#include "tests/evaluation/completion.h"

#include <algorithm>
#include <string>

namespace risk::test {
namespace {

constexpr v1::Answer::Value kAnswers[] = {v1::Answer::YES, v1::Answer::NO};

// Fills in what is missing. Self-report is dropped: what is stated is then true.
class Completer {
 public:
  Completer(const std::vector<std::string>& fields, int most_more, const Choose& choose)
      : fields_(fields), most_more_(most_more), choose_(choose) {}

  void Fill(SmallRecord* r) {
    bool is_self_report = IsSelfReport(r->provenance(), false);
    r->clear_provenance();
    if (Wants("a")) FillAnswer(r->mutable_a(), is_self_report, v1::Answer::NO);
    if (Wants("b")) FillAnswer(r->mutable_b(), is_self_report, v1::Answer::YES);
    if (Wants("n") && !r->has_n()) r->set_n(choose_(3));
    if (Wants("x") && !r->has_x()) r->set_x(choose_(5) * 0.5 - 1);
    if (Wants("color")) FillColor(r);
    if (Wants("d")) FillDate(r->mutable_d());
    bool had_part = r->has_part();
    if (Wants("part")) FillPart(r->mutable_part(), had_part, is_self_report);
    if (Wants("items")) FillItems(r, is_self_report);
    for (int i = 0; i < r->colors_size(); ++i) {
      if (!IsKnown(r->colors(i))) r->set_colors(i, AnyColor());
    }
    for (v1::Date& date : *r->mutable_dates()) FillDate(&date);
    if (Wants("name") && !r->has_name()) r->set_name(choose_(2) == 0 ? "" : "a");
    if (Wants("flag") && !r->has_flag()) r->set_flag(choose_(2) == 1);
    if (Wants("free") && !r->has_free()) {
      constexpr int64_t kNumbers[] = {INT64_MIN, -1, 0, 7, INT64_MAX};
      r->set_free(kNumbers[choose_(5)]);
    }
    if (Wants("u") && !r->has_u()) r->set_u(static_cast<uint32_t>(1 + choose_(3)));
  }

 private:
  bool Wants(const std::string& field) const {
    return fields_.empty() || std::find(fields_.begin(), fields_.end(), field) != fields_.end();
  }
  static bool IsKnown(int color) { return color == RED || color == BLUE; }
  Color AnyColor() const { return choose_(2) == 0 ? RED : BLUE; }

  static bool IsSelfReport(const v1::Provenance& provenance, bool inherited) {
    if (provenance.source() == v1::Provenance::SOURCE_UNSPECIFIED) return inherited;
    return provenance.source() == v1::Provenance::SELF_REPORT;
  }

  void FillAnswer(v1::Answer* answer, bool is_self_report, v1::Answer::Value reassuring) {
    is_self_report = IsSelfReport(answer->provenance(), is_self_report);
    bool is_known = answer->value() != v1::Answer::VALUE_UNSPECIFIED &&
                    !(is_self_report && answer->value() == reassuring);
    v1::Answer::Value value = is_known ? answer->value() : kAnswers[choose_(2)];
    answer->Clear();
    answer->set_value(value);
  }

  template <typename Message>
  void FillColor(Message* message) {
    if (!IsKnown(message->color())) message->set_color(AnyColor());
  }

  void FillDate(v1::Date* date) {
    constexpr int kYears[] = {2000, 2020, 2021};
    if (!date->has_year()) {
      date->Clear();
      date->set_year(kYears[choose_(3)]);
    }
    if (!date->has_month()) date->set_month(choose_(2) == 0 ? 1 : 12);
    if (!date->has_day()) date->set_day(choose_(2) == 0 ? 1 : 28);
  }

  void FillPart(Part* part, bool was_present, bool is_self_report) {
    is_self_report = IsSelfReport(part->provenance(), is_self_report);
    part->clear_provenance();
    if (Wants("c")) FillAnswer(part->mutable_c(), is_self_report, v1::Answer::NO);
    if (Wants("m") && !part->has_m()) part->set_m(choose_(3));
    if (Wants("colors")) {
      for (int i = 0; i < part->colors_size(); ++i) {
        if (!IsKnown(part->colors(i))) part->set_colors(i, AnyColor());
      }
      if (!was_present) {
        for (int more = choose_(most_more_ + 1); more > 0; --more) part->add_colors(AnyColor());
      }
    }
  }

  void FillItem(Item* item, bool is_self_report) {
    is_self_report = IsSelfReport(item->provenance(), is_self_report);
    item->clear_provenance();
    if (Wants("hit")) FillAnswer(item->mutable_hit(), is_self_report, v1::Answer::NO);
    if (Wants("points") && !item->has_points()) item->set_points(choose_(3));
    if (Wants("on")) FillDate(item->mutable_on());
    if (Wants("item_color")) FillColor(item);
  }

  void FillItems(SmallRecord* record, bool is_self_report) {
    bool is_complete = record->items_complete().value() == v1::Answer::YES &&
                       !IsSelfReport(record->items_complete().provenance(), is_self_report);
    for (Item& item : *record->mutable_items()) FillItem(&item, is_self_report);
    for (int more = is_complete ? 0 : choose_(most_more_ + 1); more > 0; --more) {
      FillItem(record->add_items(), false);
      int place = choose_(record->items_size());
      for (int i = record->items_size() - 1; i > place; --i) {
        record->mutable_items()->SwapElements(i, i - 1);
      }
    }
    record->mutable_items_complete()->Clear();
    record->mutable_items_complete()->set_value(v1::Answer::YES);
  }

  const std::vector<std::string>& fields_;
  const int most_more_;
  const Choose& choose_;
};

// Random parts. Each is present about half the time.
void RandomProvenance(v1::Provenance* provenance, const Choose& choose) {
  constexpr v1::Provenance::Source kSources[] = {v1::Provenance::SELF_REPORT,
                                                 v1::Provenance::POLICE_RECORD};
  provenance->set_source(kSources[choose(2)]);
}

void RandomAnswer(v1::Answer* answer, const Choose& choose) {
  if (choose(4) == 0) {
    answer->set_missing(v1::Answer::NOT_ASKED);
  } else {
    answer->set_value(kAnswers[choose(2)]);
  }
  if (choose(4) == 0) RandomProvenance(answer->mutable_provenance(), choose);
}

void RandomDate(v1::Date* date, const Choose& choose) {
  date->set_year(2019 + choose(3));
  if (choose(3) == 0) return;
  date->set_month(1 + choose(12));
  if (choose(3) > 0) date->set_day(1 + choose(28));
}

Color RandomColor(const Choose& choose) { return static_cast<Color>(choose(4)); }

void RandomItem(Item* item, const Choose& choose) {
  if (choose(4) == 0) RandomProvenance(item->mutable_provenance(), choose);
  if (choose(2)) RandomAnswer(item->mutable_hit(), choose);
  if (choose(2)) item->set_points(choose(3));
  if (choose(2)) RandomDate(item->mutable_on(), choose);
  if (choose(2)) item->set_color(RandomColor(choose));
}

}  // namespace

SmallRecord Complete(const SmallRecord& record, const std::vector<std::string>& fields,
                     int most_more, const Choose& choose) {
  SmallRecord completed = record;
  Completer(fields, most_more, choose).Fill(&completed);
  return completed;
}

SmallRecord RandomRecord(const Choose& choose) {
  SmallRecord r;
  if (choose(6) == 0) RandomProvenance(r.mutable_provenance(), choose);
  if (choose(2)) RandomAnswer(r.mutable_a(), choose);
  if (choose(2)) RandomAnswer(r.mutable_b(), choose);
  if (choose(2)) r.set_n(choose(3));
  if (choose(2)) r.set_x(choose(9) * 0.25 - 1);
  if (choose(2)) r.set_color(RandomColor(choose));
  if (choose(2)) RandomDate(r.mutable_d(), choose);
  if (choose(2)) {
    if (choose(4) == 0) RandomProvenance(r.mutable_part()->mutable_provenance(), choose);
    if (choose(2)) RandomAnswer(r.mutable_part()->mutable_c(), choose);
    if (choose(2)) r.mutable_part()->set_m(choose(3));
    for (int i = choose(3); i > 0; --i) r.mutable_part()->add_colors(RandomColor(choose));
  }
  for (int i = choose(4); i > 0; --i) RandomItem(r.add_items(), choose);
  if (choose(2)) RandomAnswer(r.mutable_items_complete(), choose);
  for (int i = choose(3); i > 0; --i) r.add_colors(RandomColor(choose));
  for (int i = choose(3); i > 0; --i) RandomDate(r.add_dates(), choose);
  if (choose(2)) r.set_name(choose(2) ? "a" : "b");
  if (choose(2)) r.set_flag(choose(2));
  if (choose(2)) r.set_free(choose(7) - 3);
  if (choose(2)) r.set_u(static_cast<uint32_t>(1 + choose(3)));
  return r;
}

namespace {

void ForgetInDate(v1::Date* date) {
  if (date->has_day()) {
    date->clear_day();
  } else if (date->has_month()) {
    date->clear_month();
  } else {
    date->clear_year();
  }
}

void ForgetInItem(Item* item, const Choose& choose) {
  switch (choose(4)) {
    case 0:
      return item->clear_hit();
    case 1:
      return item->clear_points();
    case 2:
      return item->has_on() ? ForgetInDate(item->mutable_on()) : void();
    default:
      return item->set_color(COLOR_NOT_KNOWN);
  }
}

}  // namespace

void Forget(SmallRecord* record, const Choose& choose) {
  SmallRecord& r = *record;
  switch (choose(17)) {
    case 0:
      return r.has_a() ? r.mutable_a()->clear_value() : void();
    case 1:
      return r.clear_b();
    case 2:
      return r.clear_n();
    case 3:
      return r.clear_x();
    case 4:
      return r.clear_color();
    case 5:
      return r.has_d() ? ForgetInDate(r.mutable_d()) : void();
    case 6:
      return r.clear_part();
    case 7:
      if (r.has_part()) r.mutable_part()->clear_c();
      return;
    case 8:
      if (r.has_part()) r.mutable_part()->clear_m();
      return;
    case 9:
      // What a list held can be forgotten once it is open.
      r.mutable_items_complete()->clear_value();
      if (r.items_size() > 0) r.mutable_items()->DeleteSubrange(choose(r.items_size()), 1);
      return;
    case 10:
      return r.clear_items_complete();
    case 11:
    case 12:
      if (r.items_size() > 0) ForgetInItem(r.mutable_items(choose(r.items_size())), choose);
      return;
    case 13:
      if (r.colors_size() > 0) r.set_colors(choose(r.colors_size()), COLOR_UNSPECIFIED);
      return;
    case 14:
      return r.clear_name();
    case 15:
      return r.clear_flag();
    default:
      return r.clear_free();
  }
}

}  // namespace risk::test
