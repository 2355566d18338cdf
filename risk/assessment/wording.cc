#include "risk/assessment/wording.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "risk/schema/field.h"
#include "risk/schema/path.h"
#include "risk/schema/wording.h"

namespace risk::assessment {

using evaluation::Value;
using evaluation::ValueKind;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using v1::FieldNote;

std::string ValueText(const Value& value, const expression::Type& type) {
  if (value.Is(ValueKind::kInt) && type.enumeration() != nullptr) {
    const evaluation::IntRange range = value.int_range();
    if (!range.is_definite()) return "not known";
    return schema::ValueWording(*type.enumeration(), static_cast<int>(range.low));
  }
  if (value.is_error()) return "not known";
  const std::string text = value.ToText();
  return text == "unknown" ? "not known" : text;
}

std::string Fill(const edition::Wording& wording, const std::vector<edition::Show>& shows,
                 const RuleRow& row, CaseEvaluation& evaluation) {
  std::string filled;
  for (const edition::Wording::Piece& piece : wording.pieces) {
    if (piece.show < 0) {
      filled += piece.text;
      continue;
    }
    const edition::Formula& formula = shows[piece.show].value;
    filled += ValueText(evaluation.Evaluate(formula, &row), formula.checked->type());
  }
  return filled;
}

FieldNote::Agency AgencyFor(const MissingField& missing) {
  for (auto field = missing.fields.rbegin(); field != missing.fields.rend(); ++field) {
    const FieldNote& note = schema::NoteOf(**field);
    if (note.ask_size() > 0) return note.ask(0);
  }
  return FieldNote::PRACTITIONER;
}

std::string Asked(const MissingField& missing) {
  const FieldDescriptor& field = *missing.fields.back();
  if (field.is_repeated()) return absl::StrCat("all ", schema::FieldWording(field));
  return absl::StrCat(schema::IsAnswer(field.message_type()) ? "whether " : "the ",
                      schema::FieldWording(field));
}

std::string Question(const MissingField& missing, FieldNote::Agency agency) {
  const FieldDescriptor& field = *missing.fields.back();
  const bool has_parent = missing.fields.size() > 1;
  const std::string about =
      has_parent ? absl::StrCat(
                       " (", schema::FieldWording(*missing.fields[missing.fields.size() - 2]), ")")
                 : "";
  if (agency == FieldNote::PRACTITIONER) return absl::StrCat("Record ", Asked(missing), about, ".");
  const bool is_question = schema::IsAnswer(field.message_type()) && !field.is_repeated();
  return absl::StrCat("Ask ", schema::AgencyName(agency), is_question ? " " : " for ",
                      Asked(missing), about, ".");
}

}  // namespace risk::assessment
