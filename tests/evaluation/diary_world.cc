#include "tests/evaluation/diary_world.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "risk/expression/checker.h"
#include "risk/expression/type.h"

namespace risk::test {

using diary::Chapter;
using diary::Diary;
using diary::Entry;
using diary::Row;
using evaluation::ViewSource;
using evaluation::ViewSpec;
using expression::Binding;
using expression::Kind;
using expression::Type;

namespace {

constexpr const char* kFields[] = {"told", "on", "who", "shade", "points"};

}  // namespace

DiaryWorld::DiaryWorld(bool joins) : environment_(Diary::descriptor(), "risk.diary") {
  environment_.DeclareVariable("assessed_on", Type::Of(Kind::kDate));
  all_ = std::make_shared<ViewSpec>();
  all_->type = Row::descriptor();
  for (const char* key : {"on", "who"}) all_->same.push_back(Row::descriptor()->FindFieldByName(key));
  all_->highest.resize(Row::descriptor()->field_count());
  all_->highest[Row::descriptor()->FindFieldByName("shade")->index()] = true;
  ViewSource entry = Road("entry", {"entries"}, "e.hit");
  const std::vector<Binding> bound = {{"e", Type::Message(Entry::descriptor())}};
  if (joins) {
    entry.key = Check("e.id", bound);
    entry.links = {Check("e.follows", bound)};
  }
  all_->sources.push_back(std::move(entry));
  all_->sources.push_back(Road("chapter", {"chapters", "c.entries"}, "e.hit || c.loud"));
  ViewSource ever;
  ever.id = "ever";
  ever.when = Check("ever");
  ever.fields.resize(Row::descriptor()->field_count());
  ever.fields[0] = Check("true");
  all_->sources.push_back(std::move(ever));
  environment_.DeclareVariable("view.all", Type::List(Type::Message(Row::descriptor())));

  late_ = std::make_shared<ViewSpec>();
  late_->type = Row::descriptor();
  late_->same = all_->same;
  late_->highest.resize(Row::descriptor()->field_count());
  ViewSource source;
  source.id = "late";
  source.loops = {Check("view.all")};
  source.when = Check("r.on >= date('2020-01-01')", {{"r", Type::Message(Row::descriptor())}});
  source.fields.resize(Row::descriptor()->field_count());
  source.copies = true;
  late_->sources.push_back(std::move(source));
  environment_.DeclareVariable("view.late", Type::List(Type::Message(Row::descriptor())));
}

ViewSource DiaryWorld::Road(absl::string_view id, const std::vector<std::string>& loops,
                            absl::string_view when) {
  ViewSource source;
  source.id = std::string(id);
  std::vector<Binding> bound;
  for (const std::string& loop : loops) {
    source.loops.push_back(Check(loop, bound));
    const auto& type = source.loops.back()->type().element();
    bound.push_back({type.message() == Chapter::descriptor() ? "c" : "e", type});
  }
  source.when = Check(when, bound);
  source.fields.resize(Row::descriptor()->field_count());
  for (const char* name : kFields) {
    source.fields[Row::descriptor()->FindFieldByName(name)->index()] =
        Check(absl::StrCat("e.", name), bound);
  }
  return source;
}

std::shared_ptr<const expression::CheckedExpression> DiaryWorld::Check(
    absl::string_view text, const std::vector<Binding>& bound) const {
  expression::CheckResult result = expression::CheckBound(text, bound, environment_);
  if (!result.ok()) ADD_FAILURE() << text << ": " << result.diagnostics[0].message;
  return std::move(result.expression);
}

std::unique_ptr<evaluation::PlanBuilder> DiaryWorld::Builder(
    const Implications& implications) const {
  auto builder = std::make_unique<evaluation::PlanBuilder>(environment_);
  builder->SetAssessedOn(environment_.FindVariable("assessed_on"));
  for (const auto& implication : implications) {
    EXPECT_GE(builder->AddImplication(implication), 0) << builder->reason();
  }
  EXPECT_GE(builder->AddView(all_, environment_.FindVariable("view.all")), 0) << builder->reason();
  EXPECT_GE(builder->AddView(late_, environment_.FindVariable("view.late")), 0)
      << builder->reason();
  return builder;
}

std::vector<evaluation::Value> DiaryWorld::Variables(
    const Diary& record, evaluation::Evaluation& evaluation,
    const evaluation::ImpliedAnswers* implied) const {
  std::vector<evaluation::Value> variables(environment_.variables().size());
  evaluation::Activation activation;
  activation.record = &record;
  activation.variables = variables;
  activation.implied = implied;
  variables[environment_.FindVariable("assessed_on")] =
      evaluation::Value::Date({kDiaryDay, kDiaryDay});
  variables[environment_.FindVariable("view.all")] = MakeView(*all_, activation, evaluation);
  variables[environment_.FindVariable("view.late")] = MakeView(*late_, activation, evaluation);
  return variables;
}

namespace {

// Three days in two years, so that dates often agree and often overlap.
constexpr int kDays[][3] = {{2019, 5, 1}, {2020, 3, 2}, {2020, 3, 9}};

void SetDay(v1::Date* date, int index) {
  date->set_year(kDays[index][0]);
  date->set_month(kDays[index][1]);
  date->set_day(kDays[index][2]);
}

void RandomAnswer(v1::Answer* answer, const Choose& choose) {
  answer->set_value(choose(2) ? v1::Answer::YES : v1::Answer::NO);
}

void RandomEntry(Entry* entry, const Choose& choose) {
  const char* const ids[] = {"x", "y", "z"};
  if (choose(3) == 0) entry->set_id(ids[choose(3)]);
  if (choose(3) == 0) entry->set_follows(ids[choose(3)]);
  if (choose(5)) RandomAnswer(entry->mutable_hit(), choose);
  if (choose(4)) RandomAnswer(entry->mutable_told(), choose);
  if (choose(4)) {
    SetDay(entry->mutable_on(), choose(3));
    if (choose(3) == 0) entry->mutable_on()->clear_day();
    if (choose(4) == 0) {
      entry->mutable_on()->clear_day();
      entry->mutable_on()->clear_month();
    }
  }
  if (choose(4)) entry->set_who(choose(2) ? "p" : "q");
  if (choose(2)) entry->set_shade(static_cast<diary::Shade>(choose(4)));
  if (choose(2)) entry->set_points(choose(3));
}

template <typename Holder>
void RandomEntries(Holder* holder, int most, const Choose& choose) {
  for (int i = choose(most + 1); i > 0; --i) RandomEntry(holder->add_entries(), choose);
  if (choose(4)) holder->mutable_entries_complete()->set_value(v1::Answer::YES);
}

void FillAnswer(v1::Answer* answer, const Choose& choose) {
  if (answer->value() == v1::Answer::VALUE_UNSPECIFIED) RandomAnswer(answer, choose);
}

void FillEntry(Entry* entry, const Choose& choose) {
  FillAnswer(entry->mutable_hit(), choose);
  FillAnswer(entry->mutable_told(), choose);
  v1::Date* on = entry->mutable_on();
  if (!on->has_day()) {
    int day = choose(3);
    while (on->has_year() && kDays[day][0] != on->year()) day = (day + 1) % 3;
    SetDay(on, day);
  }
  if (!entry->has_who()) entry->set_who(choose(2) ? "p" : "q");
  if (entry->shade() != diary::LIGHT && entry->shade() != diary::DARK) {
    entry->set_shade(choose(2) ? diary::LIGHT : diary::DARK);
  }
  if (!entry->has_points()) entry->set_points(choose(3));
}

template <typename Holder>
void FillEntries(Holder* holder, int most_more, const Choose& choose) {
  for (Entry& entry : *holder->mutable_entries()) FillEntry(&entry, choose);
  if (holder->entries_complete().value() == v1::Answer::YES) return;
  for (int more = choose(most_more + 1); more > 0; --more) {
    Entry* entry = holder->add_entries();
    // One that was not shown may have an id that others name, and name ids that others have.
    const char* const ids[] = {"x", "y", "z"};
    if (choose(2)) entry->set_id(ids[choose(3)]);
    if (choose(2)) entry->set_follows(ids[choose(3)]);
    FillEntry(entry, choose);
  }
  holder->mutable_entries_complete()->set_value(v1::Answer::YES);
}

}  // namespace

Diary RandomDiary(const Choose& choose) {
  Diary diary;
  RandomEntries(&diary, 3, choose);
  for (int i = choose(3); i > 0; --i) {
    Chapter* chapter = diary.add_chapters();
    if (choose(2)) RandomAnswer(chapter->mutable_loud(), choose);
    RandomEntries(chapter, 2, choose);
  }
  if (choose(6)) diary.mutable_chapters_complete()->set_value(v1::Answer::YES);
  if (choose(6)) RandomAnswer(diary.mutable_ever(), choose);
  if (choose(2)) RandomAnswer(diary.mutable_narrow(), choose);
  if (choose(2)) RandomAnswer(diary.mutable_wide(), choose);
  if (choose(2)) RandomAnswer(diary.mutable_widest(), choose);
  if (choose(2)) RandomAnswer(diary.mutable_calm(), choose);
  return diary;
}

Diary CompleteDiary(const Diary& record, int most_more, const Choose& choose) {
  Diary complete = record;
  FillEntries(&complete, most_more, choose);
  if (complete.chapters_complete().value() != v1::Answer::YES) {
    for (int more = choose(most_more + 1); more > 0; --more) complete.add_chapters();
    complete.mutable_chapters_complete()->set_value(v1::Answer::YES);
  }
  for (Chapter& chapter : *complete.mutable_chapters()) {
    FillAnswer(chapter.mutable_loud(), choose);
    FillEntries(&chapter, most_more, choose);
  }
  FillAnswer(complete.mutable_ever(), choose);
  FillAnswer(complete.mutable_narrow(), choose);
  FillAnswer(complete.mutable_wide(), choose);
  FillAnswer(complete.mutable_widest(), choose);
  FillAnswer(complete.mutable_calm(), choose);
  return complete;
}

namespace {

Row RowOf(const Entry& entry) {
  Row row;
  *row.mutable_told() = entry.told();
  *row.mutable_on() = entry.on();
  row.set_who(entry.who());
  row.set_shade(entry.shade());
  row.set_points(entry.points());
  return row;
}

bool IsYes(const v1::Answer& answer) { return answer.value() == v1::Answer::YES; }

// False if the two disagree.
bool MergeRow(const Row& other, Row* row) {
  if (IsYes(other.told())) row->mutable_told()->set_value(v1::Answer::YES);
  row->set_shade(std::max(row->shade(), other.shade()));
  return other.on().SerializeAsString() == row->on().SerializeAsString() &&
         other.who() == row->who() && other.points() == row->points();
}

bool ShareId(const Entry& a, const Entry& b) {
  for (const std::string& x : {a.id(), a.follows()}) {
    for (const std::string& y : {b.id(), b.follows()}) {
      if (!x.empty() && x == y) return true;
    }
  }
  return false;
}

}  // namespace

std::optional<std::vector<Row>> RowsOf(const Diary& complete, bool joins, const Choose& choose) {
  std::vector<Row> rows;
  std::vector<const Entry*> left;
  for (const Entry& entry : complete.entries()) {
    if (IsYes(entry.hit())) left.push_back(&entry);
  }
  while (!left.empty()) {
    std::vector<const Entry*> same = {left[0]};
    left.erase(left.begin());
    Row row = RowOf(*same[0]);
    for (size_t i = 0; joins && i < same.size(); ++i) {
      for (size_t j = 0; j < left.size();) {
        if (!ShareId(*same[i], *left[j])) {
          ++j;
          continue;
        }
        if (!MergeRow(RowOf(*left[j]), &row)) return std::nullopt;
        same.push_back(left[j]);
        left.erase(left.begin() + static_cast<int64_t>(j));
      }
    }
    rows.push_back(row);
  }
  for (const Chapter& chapter : complete.chapters()) {
    for (const Entry& entry : chapter.entries()) {
      if (IsYes(entry.hit()) || IsYes(chapter.loud())) rows.push_back(RowOf(entry));
    }
  }
  if (IsYes(complete.ever())) {
    Entry any;  // what a standing answer does not say may be anything
    FillEntry(&any, choose);
    any.mutable_told()->set_value(v1::Answer::YES);
    rows.push_back(RowOf(any));
  }
  return rows;
}

bool IsLate(const Row& row) { return row.on().year() >= 2020; }

}  // namespace risk::test
