#include "risk/next.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace risk {
namespace {

// Lines of the assessment that are one conversation, the most consequential first.
struct Conversation {
  v1::FieldNote::Agency agency = v1::FieldNote::AGENCY_UNSPECIFIED;
  std::string unit;
  std::vector<const v1::OpenItem*> lines;
};

// What is still to be asked for, and what knowing it is worth.
using OpenPieces = absl::flat_hash_map<absl::string_view, double>;

// A rise by one level more counts as much as four by one less.
double WeightOf(v1::Level from, v1::Level to) {
  double weight = 1;
  for (int level = from + 1; level < to; ++level) weight *= 4;
  return weight;
}

OpenPieces PiecesOf(const v1::Assessment& assessment) {
  OpenPieces open;
  for (const v1::GroupLevel& level : assessment.level()) {
    for (const v1::LevelReason& reason : level.could_raise()) {
      const double weight = WeightOf(level.at_least(), reason.level());
      const auto& missing = reason.explanation().missing();
      for (const int piece : missing) open[assessment.piece(piece)] += weight / missing.size();
    }
  }
  if (open.empty()) return open;
  // A wider answer, asked for in the stead of several that follow from it, is behind no rule.
  for (const v1::OpenItem& item : assessment.missing()) {
    for (const std::string& path : item.path()) open.emplace(path, 1);
  }
  return open;
}

// What any unit of an agency can answer goes into the first conversation with that agency.
std::vector<Conversation> ConversationsOf(const v1::Assessment& assessment) {
  std::vector<Conversation> conversations;
  std::map<std::pair<int, std::string>, size_t> by_unit;
  std::map<int, size_t> first_of_agency;
  for (const bool has_unit : {true, false}) {
    for (const v1::OpenItem& item : assessment.missing()) {
      if (item.ask_unit().empty() == has_unit || item.path().empty()) continue;
      const auto first = first_of_agency.emplace(item.ask(), conversations.size()).first;
      const size_t place =
          has_unit
              ? by_unit.emplace(std::make_pair(item.ask(), item.ask_unit()), conversations.size())
                    .first->second
              : first->second;
      if (place == conversations.size()) {
        conversations.push_back({item.ask(), item.ask_unit(), {}});
      }
      conversations[place].lines.push_back(&item);
    }
  }
  return conversations;
}

// What a conversation is worth, of pieces that are still open.
double GainOf(const Conversation& conversation, OpenPieces open) {
  double gain = 0;
  for (const v1::OpenItem* line : conversation.lines) {
    for (const std::string& path : line->path()) {
      const auto piece = open.find(path);
      if (piece == open.end()) continue;
      gain += piece->second;
      open.erase(piece);
    }
  }
  return gain;
}

void Close(const Conversation& conversation, OpenPieces& open) {
  for (const v1::OpenItem* line : conversation.lines) {
    for (const std::string& path : line->path()) open.erase(path);
  }
}

// The conversations to hold, the most worth first.
std::vector<const Conversation*> Chosen(const std::vector<Conversation>& conversations,
                                        const OpenPieces& all) {
  std::vector<const Conversation*> chosen;
  OpenPieces open = all;
  while (!open.empty()) {
    const Conversation* best = nullptr;
    double best_gain = 0;
    for (const Conversation& conversation : conversations) {
      const double gain = GainOf(conversation, open);
      if (gain > best_gain) {
        best = &conversation;
        best_gain = gain;
      }
    }
    if (best == nullptr) break;
    Close(*best, open);
    chosen.push_back(best);
  }
  // An early choice may have become needless: later ones bring all that it brings.
  for (size_t i = 0; i < chosen.size();) {
    OpenPieces without = all;
    for (size_t other = 0; other < chosen.size(); ++other) {
      if (other != i) Close(*chosen[other], without);
    }
    if (GainOf(*chosen[i], without) > 0) {
      ++i;
    } else {
      chosen.erase(chosen.begin() + i);
    }
  }
  return chosen;
}

void AddEffect(const v1::Effect& effect, v1::Ask& ask) {
  for (v1::Effect& other : *ask.mutable_effect()) {
    if (other.group() != effect.group()) continue;
    other.set_to(std::max(other.to(), effect.to()));
    return;
  }
  *ask.add_effect() = effect;
}

bool IsEarlier(const v1::Date& a, const v1::Date& b) {
  return std::make_tuple(a.year(), a.month(), a.day()) <
         std::make_tuple(b.year(), b.month(), b.day());
}

// Brings up the lines that still bring something, and takes it off the list.
v1::Ask Hold(const Conversation& conversation, OpenPieces& open) {
  v1::Ask ask;
  ask.set_agency(conversation.agency);
  ask.set_unit(conversation.unit);
  for (const v1::OpenItem* line : conversation.lines) {
    v1::AskItem item;
    for (const std::string& path : line->path()) {
      if (open.erase(path) > 0) item.add_path(path);
    }
    if (item.path().empty()) continue;
    item.set_check(line->check());
    item.set_title(line->title());
    item.set_element(line->element());
    item.set_wording(line->wording());
    *ask.add_item() = std::move(item);
    for (const v1::Effect& effect : line->effect()) AddEffect(effect, ask);
    if (line->has_due() && (!ask.has_due() || IsEarlier(line->due(), ask.due()))) {
      *ask.mutable_due() = line->due();
    }
  }
  return ask;
}

}  // namespace

v1::Asks NextAsks(const v1::Assessment& assessment) {
  v1::Asks asks;
  asks.set_case_id(assessment.case_id());
  asks.set_edition(assessment.edition());
  *asks.mutable_assessed_on() = assessment.assessed_on();
  OpenPieces open = PiecesOf(assessment);
  const std::vector<Conversation> conversations = ConversationsOf(assessment);
  for (const Conversation* conversation : Chosen(conversations, open)) {
    *asks.add_ask() = Hold(*conversation, open);
  }
  return asks;
}

}  // namespace risk
