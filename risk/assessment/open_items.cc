#include "risk/assessment/open_items.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_set.h"
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

// A part whose answers perhaps cannot be had costs as much as any number of answers.
constexpr int kDeclined = 100'000'000;
constexpr int kAnswer = 1000;
constexpr int kNotReckoned = -1;

std::vector<int> MissingOf(const Levels& levels, int pieces) {
  std::vector<int> missing;
  std::vector<char> is_listed(static_cast<size_t>(pieces), 0);
  for (const Raiser& raiser : levels.raisers) {
    for (const int id : raiser.missing) {
      if (!std::exchange(is_listed[id], 1)) missing.push_back(id);
    }
  }
  return missing;
}

}  // namespace

Consequences::Consequences(const Levels& levels, CaseEvaluation& evaluation)
    : levels_(levels),
      evaluation_(evaluation),
      first_(MissingOf(levels, evaluation.pieces().size()), evaluation) {
  of_piece_.resize(evaluation.pieces().size());
  raisers_of_.resize(of_piece_.size());
  for (const Raiser& raiser : levels.raisers) {
    for (const int id : raiser.missing) ++raisers_of_[id];
  }
  for (const Raiser& raiser : levels.raisers) {
    if (raiser.ways != nullptr) Ask(raiser, *raiser.ways);
  }
  // First where what is asked for anyway is enough, then where the fewest answers are.
  for (const bool is_last : {false, true}) {
    std::vector<Choice> choices;
    std::swap(choices, choices_);
    for (size_t i = 0; i < choices.size(); ++i) {
      int cost = 0;
      const Ways& part = Cheapest(*choices[i].ways, &cost);
      if (cost > 0 && !is_last) {
        choices_.push_back(choices[i]);
        continue;
      }
      Choose(choices[i], part);
      // What a choice brings up is decided at once.
      if (!is_last) continue;
      choices.insert(choices.end(), choices_.begin(), choices_.end());
      choices_.clear();
    }
  }
  LetListsWait();
}

// Lists wait for what their undecided closures rest on, if that is asked for anyway, or takes fewer
// answers than there are lists.
void Consequences::LetListsWait() {
  std::map<std::vector<int>, std::vector<int>> waiting;  // lists, by what is to be asked in their stead
  for (const int id : pieces_) {
    const std::vector<int> wide = first_.ClosesList(id);
    std::vector<int> others;
    bool will_tell = !wide.empty();
    for (const int first : wide) {
      will_tell = will_tell && first_.IsQuestion(first) && !first_.WasAnswered(first);
      if (!IsAsked(first)) others.push_back(first);
    }
    if (will_tell) waiting[others].push_back(id);
  }
  for (const auto& [others, lists] : waiting) {
    if (others.size() >= lists.size()) continue;
    for (const int id : lists) {
      for (const int first : first_.ClosesList(id)) AddEffectsOf(id, first);
      pieces_.erase(std::find(pieces_.begin(), pieces_.end(), id));
    }
  }
}

// Asks for a piece in the stead of another.
void Consequences::AddEffectsOf(int other, int id) {
  const OfPiece of_other = of_piece_[other];
  if (static_cast<size_t>(id) >= of_piece_.size()) of_piece_.resize(id + 1);
  OfPiece& piece = of_piece_[id];
  if (piece.could_be.empty()) {
    piece.could_be.resize(levels_.ranges.size(), v1::LEVEL_UNSPECIFIED);
    pieces_.push_back(id);
  }
  for (size_t group = 0; group < piece.could_be.size(); ++group) {
    piece.could_be[group] = std::max(piece.could_be[group], of_other.could_be[group]);
  }
  piece.gain += of_other.gain;
  if (piece.highest == nullptr) piece.highest = of_other.highest;
}

// What has to be asked whichever way is chosen.
void Consequences::Ask(const Raiser& raiser, const Ways& ways) {
  if (ways.is_any) {
    choices_.push_back({&raiser, &ways});
    return;
  }
  for (const int id : ways.pieces) {
    for (const int question : first_.For(id)) AddRaiser(raiser, question);
  }
  for (const auto& part : ways.parts) Ask(raiser, *part);
}

// Where nobody can answer any of them, each is shown.
void Consequences::Choose(const Choice& choice, const Ways& part) {
  if (CostOf(part) < kDeclined) return Ask(*choice.raiser, part);
  for (const auto& each : choice.ways->parts) Ask(*choice.raiser, *each);
}

const Ways& Consequences::Cheapest(const Ways& ways, int* cost) {
  const Ways* cheapest = nullptr;
  for (const auto& part : ways.parts) {
    const int one = CostOf(*part);
    if (cheapest != nullptr && one > *cost) continue;  // the last of several: the narrowest is said last
    cheapest = part.get();
    *cost = one;
  }
  return *cheapest;
}

// One that more rules rest on is the better question; two cost more than one in any case.
int Consequences::CostOfAnswer(int id) const {
  const size_t piece = static_cast<size_t>(id);
  return kAnswer - std::min(kAnswer / 3, piece < raisers_of_.size() ? raisers_of_[piece] : 0);
}

// Of one that is not asked for yet.
int Consequences::CostOfQuestion(int id) {
  const size_t question = static_cast<size_t>(id);
  if (question >= costs_.size()) costs_.resize(question + 1, kNotReckoned);
  int& cost = costs_[question];
  if (cost == kNotReckoned) {
    const bool is_open = first_.IsQuestion(id) && !first_.WasAnswered(id);
    cost = is_open ? CostOfAnswer(id) : kDeclined;
  }
  return cost;
}

// What it needs in answers besides those that are asked for. Many choices share their parts, and little is
// asked for between one choice and the next.
int Consequences::CostOf(const Ways& ways) {
  if (!ways.is_any && ways.parts.empty()) return Reckon(ways);
  const auto known = cost_of_ways_.find(&ways);
  if (known != cost_of_ways_.end() && known->second.asked == pieces_.size()) return known->second.cost;
  const int cost = Reckon(ways);
  cost_of_ways_[&ways] = {pieces_.size(), cost};
  return cost;
}

int Consequences::Reckon(const Ways& ways) {
  int cost = 0;
  if (ways.is_any) {
    Cheapest(ways, &cost);
    return cost;
  }
  for (const int id : ways.pieces) {
    for (const int question : first_.For(id)) {
      const int one = CostOfQuestion(question);
      if (one >= kDeclined) return kDeclined;
      if (!IsAsked(question)) cost += one;
    }
    if (cost >= kDeclined) return kDeclined;
  }
  for (const auto& part : ways.parts) {
    cost = std::min(kDeclined, cost + CostOf(*part));
    if (cost >= kDeclined) break;
  }
  return cost;
}

bool Consequences::IsAsked(int id) const {
  return static_cast<size_t>(id) < of_piece_.size() && !of_piece_[id].could_be.empty();
}

void Consequences::AddRaiser(const Raiser& raiser, int id) {
  if (static_cast<size_t>(id) >= of_piece_.size()) of_piece_.resize(id + 1);
  OfPiece& piece = of_piece_[id];
  if (piece.could_be.empty()) {
    piece.could_be.resize(levels_.ranges.size(), v1::LEVEL_UNSPECIFIED);
    pieces_.push_back(id);
  }
  piece.could_be[raiser.group] = std::max(piece.could_be[raiser.group], raiser.level);
  if (std::exchange(piece.last, &raiser) == &raiser) return;
  piece.gain += static_cast<double>(raiser.level) / raiser.missing.size();
  if (raiser.item == nullptr) return;
  if (piece.highest == nullptr || raiser.level > piece.highest->level) piece.highest = &raiser;
}

void Consequences::AddEffects(int piece, v1::OpenItem& item) const {
  const std::vector<v1::Level>& could_be = of_piece_[piece].could_be;
  for (size_t group = 0; group < could_be.size(); ++group) {
    AddEffect(evaluation_.edition().levels()[group].text->group(), levels_.ranges[group].at_least,
              could_be[group], item);
  }
}

const Raiser* Consequences::HighestRaiser(int piece) const { return of_piece_[piece].highest; }

namespace {

// Pieces that one agency can answer about one message of the record.
struct Topic {
  OpenLine line;
  std::vector<MissingField> fields;
  std::set<MissingField> seen;
  v1::Level highest = v1::LEVEL_UNSPECIFIED;
};

std::string WordingOf(const Topic& topic) {
  const v1::FieldNote::Agency agency = topic.line.item.ask();
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

void AddPiece(int id, const Consequences& consequences, const Pieces& pieces, Topic& topic) {
  const MissingField& field = pieces.at(id).field;
  v1::OpenItem& item = topic.line.item;
  item.set_ask(AgencyFor(field));
  if (topic.seen.insert(field).second) topic.fields.push_back(field);
  topic.line.pieces.push_back(id);
  topic.line.gain += consequences.GainOf(id);
  consequences.AddEffects(id, item);
  const Raiser* raiser = consequences.HighestRaiser(id);
  if (raiser == nullptr || raiser->level <= topic.highest) return;
  topic.highest = raiser->level;
  const v1::Instrument::Item& text = *raiser->item->text;
  item.set_because(
      absl::StrCat("Would decide: ", text.because().empty() ? text.title() : text.because()));
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
struct Rank {
  int widest;
  int groups;
  int64_t due;
  bool has_no_check;
  double gain;
  std::string name;
  std::string element;

  Rank(const v1::OpenItem& item, double gain)
      : widest(-WidestChange(item)),
        groups(-item.effect_size()),
        due(DueDay(item)),
        has_no_check(item.check().empty()),
        gain(-gain),
        name(item.check().empty() ? item.title() : item.check()),
        element(item.element()) {}
  bool operator<(const Rank& other) const {
    return std::tie(widest, groups, due, has_no_check, gain, name, element) <
           std::tie(other.widest, other.groups, other.due, other.has_no_check, other.gain,
                    other.name, other.element);
  }
};

void Sort(std::vector<OpenLine>& lines) {
  std::vector<std::pair<Rank, size_t>> order;
  order.reserve(lines.size());
  for (size_t i = 0; i < lines.size(); ++i)
    order.emplace_back(Rank(lines[i].item, lines[i].gain), i);
  std::sort(order.begin(), order.end());
  std::vector<OpenLine> sorted;
  sorted.reserve(lines.size());
  for (const auto& [rank, i] : order) sorted.push_back(std::move(lines[i]));
  lines = std::move(sorted);
}

// Lines of one enquiry, as one. What is said or settled already is not repeated.
struct Enquiry {
  size_t line = 0;
  absl::flat_hash_set<std::string> wordings;
  absl::flat_hash_set<int> pieces;
};

void MergeInto(OpenLine& line, Enquiry& enquiry, OpenLine other) {
  v1::OpenItem& item = line.item;
  item.add_also(other.item.check());
  if (enquiry.wordings.insert(other.item.wording()).second) {
    absl::StrAppend(item.mutable_wording(), " ", other.item.wording());
  }
  for (const v1::Effect& effect : other.item.effect()) {
    AddEffect(effect.group(), effect.from(), effect.to(), item);
  }
  for (const int id : other.pieces) {
    if (enquiry.pieces.insert(id).second) line.pieces.push_back(id);
  }
  if (line.answered_in.empty()) line.answered_in = other.answered_in;
  line.gain += other.gain;
  if (DueDay(other.item) < DueDay(item)) *item.mutable_due() = other.item.due();
  item.set_need_is_certain(item.need_is_certain() || other.item.need_is_certain());
}

}  // namespace

std::vector<OpenLine> UncoveredPieces(const Consequences& consequences,
                                      const std::vector<OpenLine>& checks,
                                      CaseEvaluation& evaluation) {
  const Pieces& pieces = evaluation.pieces();
  std::vector<char> is_covered(pieces.size(), 0);
  for (const OpenLine& line : checks) {
    for (const int id : line.pieces) is_covered[id] = 1;
    for (const int id : line.completed) is_covered[id] = 1;
  }
  std::map<std::pair<std::string, int>, Topic> topics;  // by the path of the message, and agency
  for (const int id : consequences.pieces()) {
    const std::vector<const FieldDescriptor*>& fields = pieces.at(id).field.fields;
    if (is_covered[id] || fields.empty()) continue;
    std::string message;
    for (size_t i = 0; i + 1 < fields.size(); ++i) message = schema::ChildPath(message, *fields[i]);
    Topic& topic = topics[{message, AgencyFor(pieces.at(id).field)}];
    AddPiece(id, consequences, pieces, topic);
  }
  std::vector<OpenLine> lines;
  for (auto& [key, topic] : topics) {
    const auto& path = topic.fields[0].fields;
    const bool is_alone = topic.fields.size() == 1;
    const FieldDescriptor& about =
        *path[is_alone || path.size() == 1 ? path.size() - 1 : path.size() - 2];
    topic.line.item.set_title(schema::FieldWording(about));
    topic.line.item.set_wording(WordingOf(topic));
    lines.push_back(std::move(topic.line));
  }
  return lines;
}

std::vector<v1::OpenItem> Ranked(std::vector<OpenLine> lines, const Pieces& pieces) {
  Sort(lines);
  std::map<std::pair<std::string, std::string>, Enquiry> enquiries;
  std::vector<OpenLine> merged;
  for (OpenLine& line : lines) {
    if (!line.group_as.empty()) {
      const auto [place, is_new] =
          enquiries.emplace(std::make_pair(line.group_as, line.item.element()), Enquiry());
      Enquiry& enquiry = place->second;
      if (!is_new) {
        MergeInto(merged[enquiry.line], enquiry, std::move(line));
        continue;
      }
      enquiry.line = merged.size();
      enquiry.wordings.insert(line.item.wording());
      enquiry.pieces.insert(line.pieces.begin(), line.pieces.end());
    }
    merged.push_back(std::move(line));
  }
  Sort(merged);
  std::vector<v1::OpenItem> items;
  for (OpenLine& line : merged) {
    if (!line.answered_in.empty()) line.item.add_path(absl::StrCat(line.answered_in, "[]"));
    for (std::string& path : pieces.Paths(line.pieces)) line.item.add_path(std::move(path));
    items.push_back(std::move(line.item));
  }
  return items;
}

}  // namespace risk::assessment
