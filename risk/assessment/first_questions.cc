#include "risk/assessment/first_questions.h"

#include <algorithm>
#include <utility>

#include "risk/schema/field.h"

namespace risk::assessment {

using edition::Implication;

FirstQuestions::FirstQuestions(const std::vector<int>& pieces, CaseEvaluation& evaluation)
    : evaluation_(evaluation), asked_(pieces.begin(), pieces.end()) {
  if (pieces.empty()) return;
  for (const Implication& implication : evaluation.edition().implications()) {
    for (const Implication::Part& part : implication.parts) {
      if (part.spec == nullptr || part.writes.value != part.writes.reassuring) continue;
      writers_[part.writes.path].push_back(&part);
    }
  }
  for (const int piece : pieces) Settling(piece);
  for (auto& [answer, narrow] : waiting_) {
    if (narrow.size() < 2) continue;
    for (auto& [piece, wide] : narrow) first_[piece] = std::move(wide);
  }
}

const std::vector<int>& FirstQuestions::Settling(int piece) {
  const auto known = first_.find(piece);
  if (known != first_.end()) return known->second;
  first_[piece] = {piece};
  const Piece& place = evaluation_.pieces().at(piece);
  if (place.field.is_open_list) return first_[piece];
  const auto writers = writers_.find(place.field.fields);
  if (writers == writers_.end()) return first_[piece];
  for (const Implication::Part* writer : writers->second) {
    std::vector<int> wide = RestsOn(*writer, piece);
    const auto may_stay_open = [this](int first) { return WasAsked(first) || !IsQuestion(first); };
    if (wide.empty() || std::any_of(wide.begin(), wide.end(), may_stay_open)) continue;
    std::vector<int> others;
    for (const int first : wide) {
      if (!asked_.contains(first)) others.push_back(first);
    }
    if (others.empty()) return first_[piece] = std::move(wide);
    const bool is_one_answer = others.size() == 1 && IsAnswer(others[0]);
    if (!is_one_answer || !asked_.contains(piece)) continue;
    waiting_[others[0]].emplace_back(piece, std::move(wide));
    break;
  }
  return first_[piece];
}

std::vector<int> FirstQuestions::ClosesList(int piece) {
  const MissingField field = evaluation_.pieces().at(piece).field;
  if (!field.is_open_list) return {};
  for (const edition::Closure& closure : evaluation_.edition().closures()) {
    if (closure.list != field.fields ||
        evaluation_.TruthOf(closure.when) != evaluation::Truth::kUnknown) {
      continue;
    }
    return Widest(evaluation_.Missing(closure.when), piece);
  }
  return {};
}

// What would have to be known so that the implication decides, the widest in each place; nothing
// if it is decided, or if it rests on the answer itself.
std::vector<int> FirstQuestions::RestsOn(const Implication::Part& writer, int piece) {
  return Widest(evaluation_.MissingOf(writer, evaluation_.pieces().at(piece).element), piece);
}

// What comes first for each of them; nothing if that is the piece itself.
std::vector<int> FirstQuestions::Widest(const std::vector<int>& missing, int piece) {
  std::vector<int> widest;
  for (const int id : std::vector<int>(missing)) {
    for (const int first : std::vector<int>(Settling(id))) {
      if (first == piece) return {};
      if (std::find(widest.begin(), widest.end(), first) == widest.end()) widest.push_back(first);
    }
  }
  return widest;
}

// Asked for many times over, and found by walking the record.
FirstQuestions::State FirstQuestions::StateOf(int piece) {
  const size_t place = static_cast<size_t>(piece);
  if (place >= states_.size()) states_.resize(static_cast<size_t>(evaluation_.pieces().size()), State::kUnread);
  if (states_[place] == State::kUnread) states_[place] = ReadState(piece);
  return states_[place];
}

FirstQuestions::State FirstQuestions::ReadState(int piece) const {
  const google::protobuf::Message* answer = AnswerAt(piece);
  if (answer == nullptr) return State::kOpen;
  const google::protobuf::Descriptor& type = *answer->GetDescriptor();
  const google::protobuf::Reflection& reflection = *answer->GetReflection();
  if (IsAnswer(piece)) {
    switch (reflection.GetEnumValue(*answer, type.FindFieldByNumber(v1::Answer::kMissingFieldNumber))) {
      case v1::Answer::DECLINED:
      case v1::Answer::DOES_NOT_KNOW:
      case v1::Answer::MASKED:
      case v1::Answer::NOT_APPLICABLE:
        return State::kInVain;
      default:
        break;
    }
  }
  const bool is_given = reflection.HasField(*answer, type.FindFieldByNumber(v1::Answer::kValueFieldNumber));
  return is_given ? State::kGiven : State::kOpen;
}

bool FirstQuestions::IsQuestion(int piece) const {
  return IsAnswer(piece) || evaluation_.pieces().at(piece).field.is_open_list;
}

const google::protobuf::Message* FirstQuestions::AnswerAt(int piece) const {
  if (!IsQuestion(piece)) return nullptr;
  const Piece& place = evaluation_.pieces().at(piece);
  const google::protobuf::Message* message = &evaluation_.record();
  const size_t depth = place.field.fields.size();
  for (size_t i = 0; i < depth; ++i) {
    const google::protobuf::FieldDescriptor* field = place.field.fields[i];
    const bool is_list = place.field.is_open_list && i + 1 == depth;
    if (is_list) field = schema::CompletenessField(*field);
    if (field == nullptr) return nullptr;  // a list that is open because nothing is there yet
    const google::protobuf::Reflection& reflection = *message->GetReflection();
    if (field->is_repeated()) {
      if (i + 1 != place.list_depth) return nullptr;
      message = &reflection.GetRepeatedMessage(*message, field, place.element);
    } else {
      message = &reflection.GetMessage(*message, field);
    }
  }
  return message;
}

bool FirstQuestions::IsAnswer(int piece) const {
  const MissingField& field = evaluation_.pieces().at(piece).field;
  return !field.is_open_list && !field.fields.empty() &&
         schema::IsAnswer(field.fields.back()->message_type());
}

}  // namespace risk::assessment
