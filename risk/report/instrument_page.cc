#include "risk/report/instrument_page.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "risk/edition/edition.h"
#include "risk/report/result_words.h"
#include "risk/report/words.h"
#include "risk/v1/assessment.pb.h"
#include "risk/v1/case.pb.h"

namespace risk {
namespace {

// "`a`, `b`"
template <typename Names>
std::string Quoted(const Names& names) {
  return absl::StrCat("`", absl::StrJoin(names, "`, `"), "`");
}

// The parts of the record that it reads, by the message that holds them.
std::string ReadsText(const edition::Published& published) {
  std::map<std::string, std::set<std::string>> fields;
  for (const std::string& path : published.paths) {
    const size_t dot = path.rfind('.');
    fields[dot == std::string::npos ? "" : path.substr(0, dot)].insert(
        dot == std::string::npos ? path : path.substr(dot + 1));
  }
  std::vector<std::string> parts;
  for (const auto& [holder, names] : fields) {
    parts.push_back(holder.empty() ? Quoted(names)
                                   : absl::StrCat("of `", holder, "`: ", Quoted(names)));
  }
  return absl::StrJoin(parts, "; ");
}

// Once each, in the order of their first.
void AddOnce(const std::string& name, std::vector<std::string>& names) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

std::string RefusalsText(const Edition& edition, const edition::Published& published) {
  std::vector<std::string> types;
  for (const auto& refused : published.refused_by) {
    for (int refusal : edition.validations()[refused.validation].refusals) {
      AddOnce(edition.refusals()[refusal].text->type(), types);
    }
  }
  return types.empty() ? "" : Quoted(types);
}

std::string RangesText(const Edition& edition, const v1::Published& text) {
  std::string ranges;
  for (const std::string& id : text.instrument()) {
    const int index = edition.Find(edition::RuleKind::kInstrument, id);
    const v1::Instrument& instrument = *edition.instruments()[index].text;
    absl::StrAppend(&ranges, "- Range here: `", id, "` (", instrument.title(), "), ",
                    instrument.item_size(), " items");
    std::vector<std::string> bands;
    for (const v1::Instrument::Band& band : instrument.band()) bands.push_back(band.id());
    if (!bands.empty()) absl::StrAppend(&ranges, ", bands ", Quoted(bands));
    absl::StrAppend(&ranges, ".\n");
  }
  return ranges;
}

// What comes of an example: of the tool, and of the ranges beside it.
std::string OutcomeText(const Edition& edition, const v1::Assessment& assessment,
                        const std::string& id) {
  std::string text;
  for (const v1::PublishedResult& result : assessment.published()) {
    if (result.id() != id) continue;
    absl::StrAppend(&text, "- As published: ", report::ResultWord(result), ".\n");
    if (result.has_corrected()) {
      absl::StrAppend(&text, "- Without known defects: ", report::CorrectedWord(result), ". ",
                      absl::StrJoin(result.corrected().because(), " "), "\n");
    }
  }
  for (const v1::InstrumentResult& instrument : assessment.instrument()) {
    const int index = edition.Find(edition::RuleKind::kInstrument, instrument.id());
    absl::StrAppend(&text, "- Range here, ", edition.instruments()[index].text->title(), ": ",
                    report::Sentence(report::ResultWord(instrument)), "\n");
  }
  return text;
}

std::string ExampleText(const Assessor& assessor, const edition::Published& published, int index) {
  const v1::Published::Example& example = published.text->example(index);
  const auto& record = static_cast<const v1::Case&>(*published.examples[index]);
  std::string text = absl::StrCat("\nExample: ", report::Sentence(example.title()), "\n\n");
  for (absl::string_view line : absl::StrSplit(absl::StripAsciiWhitespace(example.record()), '\n')) {
    absl::StrAppend(&text, "    ", line, "\n");
  }
  AssessOptions options;
  options.assessed_on = record.assessment_date();
  options.detail = Detail::kResults;
  options.instruments.push_back(published.text->id());
  for (const std::string& id : published.text->instrument()) options.instruments.push_back(id);
  const absl::StatusOr<v1::Assessment> assessment = assessor.Assess(record, options);
  absl::StrAppend(&text, "\n",
                  assessment.ok() ? OutcomeText(assessor.edition(), *assessment, published.text->id())
                                  : absl::StrCat("- ", assessment.status().message(), "\n"));
  return text;
}

std::string SectionText(const Assessor& assessor, const edition::Published& published) {
  const Edition& edition = assessor.edition();
  const v1::Published& text = *published.text;
  std::string section = absl::StrCat("\n## ", text.title(), "\n\n`", text.id(), "`");
  if (!text.model_version().empty()) absl::StrAppend(&section, ", model ", text.model_version());
  if (!text.thresholds_version().empty()) {
    absl::StrAppend(&section, ", thresholds ", text.thresholds_version());
  }
  absl::StrAppend(&section, ". ", text.because(), "\n\n");
  std::vector<std::string> names;
  for (const v1::Published::Value& value : text.value()) AddOnce(value.name(), names);
  if (!names.empty()) absl::StrAppend(&section, "- Gives ", Quoted(names), ".\n");
  absl::StrAppend(&section, "- Reads ", ReadsText(published), ".\n");
  const std::string refusals = RefusalsText(edition, published);
  if (!refusals.empty()) absl::StrAppend(&section, "- Refuses with ", refusals, ".\n");
  for (const std::string& note : text.note()) absl::StrAppend(&section, "- ", note, "\n");
  absl::StrAppend(&section, RangesText(edition, text));
  for (const v1::Source& source : text.source()) {
    absl::StrAppend(&section, "- Source: ", source.title(),
                    source.clause().empty() ? "" : ", ", source.clause(), ".\n");
  }
  for (int i = 0; i < text.example_size(); ++i) {
    absl::StrAppend(&section, ExampleText(assessor, published, i));
  }
  return section;
}

}  // namespace

std::string InstrumentPage(const Assessor& assessor) {
  const Edition& edition = assessor.edition();
  if (edition.published().empty()) return "";
  std::string page = absl::StrCat(
      "# Official instruments: ", edition.name(), "\n\n", edition.text().title(),
      ". Made by `risk editions --instruments --edition ", edition.text().id(), "`; do not edit.\n\n",
      "Each tool reads the record its own way: for it an unanswered question is \"no\", 0 or an "
      "error. What it returns is given beside our\nrange, in which an unanswered question can still "
      "turn out either way. The range holds every result that the\nmissing answers could give. It "
      "ends at results that they can give where each answer counts once; where several terms "
      "hang\non one missing answer (gender, the number of sanctions) it may be wider.\n");
  for (const edition::Published& published : edition.published()) {
    absl::StrAppend(&page, SectionText(assessor, published));
  }
  return page;
}

}  // namespace risk
