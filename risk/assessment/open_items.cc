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

Consequences::Consequences(const Levels& levels, CaseEvaluation& evaluation)
    : levels_(levels), evaluation_(evaluation) {
  std::vector<int> missing;
  std::vector<char> is_listed;
  for (const Raiser& raiser : levels.raisers) {
    for (const int id : raiser.missing) {
      is_listed.resize(evaluation.pieces().size(), 0);
      if (!std::exchange(is_listed[id], 1)) missing.push_back(id);
    }
  }
  FirstQuestions first(missing, evaluation);
  of_piece_.resize(evaluation.pieces().size());
  for (const Raiser& raiser : levels.raisers) AskCertain(raiser, raiser.ways, first);
  is_certain_.assign(of_piece_.size(), 0);
  for (const int id : pieces_) is_certain_[id] = 1;
  for (const Raiser& raiser : levels.raisers) Ask(raiser, raiser.ways, first);
}

// What has to be asked whichever way is chosen.
void Consequences::AskCertain(const Raiser& raiser, const Ways& ways, FirstQuestions& first) {
  AskPieces(raiser, ways, first);
  if (ways.is_any) return;
  for (const Ways& part : ways.parts) AskCertain(raiser, part, first);
}

// A choice is made only where what is asked in any case is enough: who cannot answer the one
// question may answer another.
void Consequences::Ask(const Raiser& raiser, const Ways& ways, FirstQuestions& first) {
  AskPieces(raiser, ways, first);
  const auto enough = std::find_if(ways.parts.begin(), ways.parts.end(),
                                   [&](const Ways& part) { return IsCertain(part, first); });
  if (ways.is_any && enough != ways.parts.end()) {
    Ask(raiser, *enough, first);
    return;
  }
  for (const Ways& part : ways.parts) Ask(raiser, part, first);
}

bool Consequences::IsCertain(const Ways& ways, FirstQuestions& first) const {
  const auto is_certain = [&](const Ways& part) { return IsCertain(part, first); };
  if (!ways.parts.empty()) {
    return ways.is_any ? std::any_of(ways.parts.begin(), ways.parts.end(), is_certain)
                       : std::all_of(ways.parts.begin(), ways.parts.end(), is_certain);
  }
  return std::all_of(ways.pieces.begin(), ways.pieces.end(), [&](int id) {
    const std::vector<int>& questions = first.For(id);
    return std::all_of(questions.begin(), questions.end(),
                       [&](int question) { return is_certain_[question] != 0; });
  });
}

void Consequences::AskPieces(const Raiser& raiser, const Ways& ways, FirstQuestions& first) {
  for (const int id : ways.pieces) {
    for (const int question : first.For(id)) AddRaiser(raiser, question);
  }
}

void Consequences::AddRaiser(const Raiser& raiser, int id) {
  OfPiece& piece = of_piece_[id];
  if (piece.could_be.empty()) {
    piece.could_be.resize(levels_.ranges.size(), v1::LEVEL_UNSPECIFIED);
    pieces_.push_back(id);
  }
  piece.could_be[raiser.group] = std::max(piece.could_be[raiser.group], raiser.level);
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
    for (std::string& path : pieces.Paths(line.pieces)) line.item.add_path(std::move(path));
    items.push_back(std::move(line.item));
  }
  return items;
}

}  // namespace risk::assessment
