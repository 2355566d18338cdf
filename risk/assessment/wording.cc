#include "risk/assessment/wording.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "risk/assessment/record.h"

namespace risk::assessment {

using evaluation::Value;
using evaluation::ValueKind;
using google::protobuf::Descriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using v1::FieldNote;

std::string ValueText(const Value& value, const expression::Type& type) {
  if (value.Is(ValueKind::kInt) && type.enumeration() != nullptr) {
    const evaluation::IntRange range = value.int_range();
    if (!range.is_definite()) return "not known";
    const EnumValueDescriptor* named =
        type.enumeration()->FindValueByNumber(static_cast<int>(range.low));
    if (named == nullptr) return absl::StrCat(range.low);
    if (!NoteOf(*named).wording().empty()) return NoteOf(*named).wording();
    return absl::StrReplaceAll(absl::AsciiStrToLower(named->name()), {{"_", " "}});
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

absl::string_view AgencyName(FieldNote::Agency agency) {
  switch (agency) {
    case FieldNote::PRACTITIONER:
      return "the practitioner";
    case FieldNote::SUPERVISED_PERSON:
      return "the supervised person";
    case FieldNote::POLICE:
      return "the police";
    case FieldNote::CHILDRENS_SERVICES:
      return "children's services";
    case FieldNote::ADULT_SERVICES:
      return "adult services";
    case FieldNote::HEALTH_SERVICE:
      return "the health service";
    case FieldNote::PRISON_SERVICE:
      return "the prison";
    case FieldNote::COURT_SERVICE:
      return "the court";
    case FieldNote::PARTNER_OR_VICTIM:
      return "the partner or victim, where it is safe to ask,";
    case FieldNote::HOUSING_PROVIDER:
      return "the housing provider";
    case FieldNote::MANAGER:
      return "the manager";
    default:
      return "";
  }
}

FieldNote::Agency AgencyFor(const MissingField& missing) {
  for (auto field = missing.fields.rbegin(); field != missing.fields.rend(); ++field) {
    const FieldNote& note = NoteOf(**field);
    if (note.ask_size() > 0) return note.ask(0);
  }
  return FieldNote::PRACTITIONER;
}

std::string FieldWording(const FieldDescriptor& field) {
  const std::string& wording = NoteOf(field).wording();
  return wording.empty() ? absl::StrReplaceAll(field.name(), {{"_", " "}}) : wording;
}

std::string Asked(const MissingField& missing) {
  const FieldDescriptor& field = *missing.fields.back();
  if (field.is_repeated()) return absl::StrCat("all ", FieldWording(field));
  return absl::StrCat(IsAnswer(field.message_type()) ? "whether " : "the ", FieldWording(field));
}

std::string Question(const MissingField& missing, FieldNote::Agency agency) {
  const FieldDescriptor& field = *missing.fields.back();
  const bool has_parent = missing.fields.size() > 1;
  const std::string about =
      has_parent ? absl::StrCat(" (", FieldWording(*missing.fields[missing.fields.size() - 2]), ")")
                 : "";
  if (agency == FieldNote::PRACTITIONER) return absl::StrCat("Record ", Asked(missing), about, ".");
  const bool is_question = IsAnswer(field.message_type()) && !field.is_repeated();
  return absl::StrCat("Ask ", AgencyName(agency), is_question ? " " : " for ", Asked(missing),
                      about, ".");
}

}  // namespace risk::assessment
