#include "risk/assessment/open_items.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "risk/assessment/wording.h"
#include "risk/schema/date.h"
#include "risk/schema/path.h"
#include "risk/schema/wording.h"

namespace risk::assessment {

using google::protobuf::FieldDescriptor;

void AddEffect(v1::Group group, v1::Level from, v1::Level to, v1::OpenItem& item) {
  if (to <= from) return;
  for (v1::Effect& effect : *item.mutable_effect()) {
    if (effect.group() != group) continue;
    effect.set_to(std::max(effect.to(), to));
    return;
  }
  v1::Effect& effect = *item.add_effect();
  effect.set_group(group);
  effect.set_from(from);
  effect.set_to(to);
}

namespace {

// Pieces that one agency can answer about one message of the record.
struct Topic {
  v1::OpenItem item;
  std::vector<MissingField> fields;
  std::set<std::string> plain_paths;
  v1::Level highest = v1::LEVEL_UNSPECIFIED;
};

std::string WordingOf(const Topic& topic) {
  const v1::FieldNote::Agency agency = topic.item.ask();
  if (topic.fields.size() == 1) return Question(topic.fields[0], agency);
  const bool asks = agency != v1::FieldNote::PRACTITIONER;
  const auto& path = topic.fields[0].fields;
  const std::string about =
      path.size() > 1 ? absl::StrCat(" (", schema::FieldWording(*path[path.size() - 2]), ")") : "";
  std::string wording = asks ? absl::StrCat("Ask ", schema::AgencyName(agency), about, ": ")
                             : absl::StrCat("Record", about, ": ");
  for (size_t i = 0; i < topic.fields.size(); ++i) {
    absl::StrAppend(&wording, i == 0 ? "" : "; ", Asked(topic.fields[i]));
  }
  return absl::StrCat(wording, ".");
}

void AddPiece(const std::string& piece, const Raiser& raiser, const Levels& levels,
              CaseEvaluation& evaluation, std::map<std::string, Topic>& topics) {
  MissingField field = FindField(*v1::Case::descriptor(), piece);
  if (field.fields.empty()) return;
  const v1::FieldNote::Agency agency = AgencyFor(field);
  const std::string plain = schema::PlainPath(piece);
  const std::string parent =
      plain.substr(0, plain.rfind('.') == std::string::npos ? 0 : plain.rfind('.'));
  Topic& topic = topics[absl::StrCat(parent, " ", agency)];
  v1::OpenItem& item = topic.item;
  item.set_ask(agency);
  if (topic.plain_paths.insert(plain).second) topic.fields.push_back(std::move(field));
  if (std::find(item.path().begin(), item.path().end(), piece) == item.path().end()) {
    item.add_path(piece);
  }
  const edition::GroupLevel& group = evaluation.edition().levels()[raiser.group];
  AddEffect(group.text->group(), levels.ranges[raiser.group].at_least, raiser.level, item);
  if (raiser.level <= topic.highest || raiser.item == nullptr) return;
  topic.highest = raiser.level;
  item.set_because(absl::StrCat("Would decide: ", raiser.item->text->because().empty()
                                                      ? raiser.item->text->title()
                                                      : raiser.item->text->because()));
}

int WidestChange(const v1::OpenItem& item) {
  int widest = 0;
  for (const v1::Effect& effect : item.effect()) {
    widest = std::max(widest, static_cast<int>(effect.to()) - static_cast<int>(effect.from()));
  }
  return widest;
}

int64_t DueDay(const v1::OpenItem& item) {
  const std::optional<schema::Days> due = schema::DaysOf(item.due());
  return due.has_value() ? due->first : std::numeric_limits<int64_t>::max();
}

// The line with the smaller key comes first.
auto RankOf(const v1::OpenItem& item) {
  return std::make_tuple(-WidestChange(item), -item.effect_size(), DueDay(item),
                         item.check().empty(), item.check().empty() ? item.title() : item.check(),
                         item.element());
}

void Absorb(const v1::OpenItem& other, v1::OpenItem& item) {
  item.add_also(other.check());
  // What else is to be asked in the same enquiry is said in the same line.
  if (!absl::StrContains(item.wording(), other.wording())) {
    item.set_wording(absl::StrCat(item.wording(), " ", other.wording()));
  }
  for (const v1::Effect& effect : other.effect()) {
    AddEffect(effect.group(), effect.from(), effect.to(), item);
  }
  for (const std::string& path : other.path()) {
    if (std::find(item.path().begin(), item.path().end(), path) == item.path().end()) {
      item.add_path(path);
    }
  }
  if (DueDay(other) < DueDay(item)) *item.mutable_due() = other.due();
  item.set_need_is_certain(item.need_is_certain() || other.need_is_certain());
}

}  // namespace

std::vector<OpenLine> UncoveredPieces(const Levels& levels, const std::vector<OpenLine>& checks,
                                      CaseEvaluation& evaluation) {
  std::set<std::string> covered;
  for (const OpenLine& line : checks) {
    covered.insert(line.item.path().begin(), line.item.path().end());
  }
  std::map<std::string, Topic> topics;
  for (const Raiser& raiser : levels.raisers) {
    for (const std::string& piece : raiser.missing) {
      if (covered.count(piece) == 0) AddPiece(piece, raiser, levels, evaluation, topics);
    }
  }
  std::vector<OpenLine> lines;
  for (auto& [key, topic] : topics) {
    const auto& path = topic.fields[0].fields;
    const bool is_alone = topic.fields.size() == 1;
    const FieldDescriptor& about =
        *path[is_alone || path.size() == 1 ? path.size() - 1 : path.size() - 2];
    topic.item.set_title(schema::FieldWording(about));
    topic.item.set_wording(WordingOf(topic));
    lines.push_back({std::move(topic.item), ""});
  }
  return lines;
}

std::vector<v1::OpenItem> Ranked(std::vector<OpenLine> lines) {
  const auto sort = [&lines] {
    std::stable_sort(lines.begin(), lines.end(), [](const OpenLine& a, const OpenLine& b) {
      return RankOf(a.item) < RankOf(b.item);
    });
  };
  sort();
  std::map<std::pair<std::string, std::string>, size_t> first_of;
  std::vector<OpenLine> merged;
  for (OpenLine& line : lines) {
    if (!line.group_as.empty()) {
      const auto [place, is_new] =
          first_of.emplace(std::make_pair(line.group_as, line.item.element()), merged.size());
      if (!is_new) {
        Absorb(line.item, merged[place->second].item);
        continue;
      }
    }
    merged.push_back(std::move(line));
  }
  lines = std::move(merged);
  sort();
  std::vector<v1::OpenItem> items;
  for (OpenLine& line : lines) items.push_back(std::move(line.item));
  return items;
}

}  // namespace risk::assessment
