#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "risk/case_assessor.h"
#include "risk/case_reader.h"
#include "risk/cli/case_inputs.h"
#include "risk/cli/commands.h"
#include "risk/cli/problem_forms.h"

namespace risk::cli {

namespace {

// What is read as not known, or asked about, with the first places.
void WriteNotes(const CaseInput& input, Output& out) {
  constexpr int kMostPlaces = 5;
  if (!input.problems.empty()) return;
  for (const v1::Note& note : input.notes) {
    out.Write(absl::StrCat(input.name, ": note: ", note.text(), " [", note.code(), "]\n"));
    std::string places;
    for (int i = 0; i < note.path_size() && i < kMostPlaces; ++i) {
      absl::StrAppend(&places, i == 0 ? "  " : ", ", note.path(i));
    }
    if (note.path_size() > kMostPlaces) {
      absl::StrAppend(&places, " and ", note.path_size() - kMostPlaces, " more");
    }
    if (!places.empty()) out.Write(absl::StrCat(places, "\n"));
  }
}

// What is wrong with a case is the result here, unless the file could not be read at all.
void WriteText(const CaseInput& input, bool is_quiet, const Streams& streams) {
  Output* to = input.unreadable ? streams.err : streams.out;
  for (const InputProblem& problem : input.problems) to->Write(problem.ToString());
  if (input.problems.empty() && !is_quiet) streams.out->Write(absl::StrCat(input.name, ": valid\n"));
  WriteNotes(input, *streams.out);
}

}  // namespace

int RunValidate(const Arguments& arguments, const Streams& streams) {
  CaseOptions dates;
  dates.assessed_on = arguments.assessed_on;
  ReadOptions options;
  options.allow_unknown_fields = arguments.allow_unknown_fields;
  int exit_code = kFine;
  std::optional<ProblemForms> forms;
  if (ProblemForms::Has(arguments.format)) forms.emplace(arguments.format, *streams.out);
  CaseInputs inputs(arguments, streams);
  for (size_t i = 0; i < inputs.files().size(); ++i) {
    inputs.Begin(i);
    for (CaseInput& input : ReadCases(inputs.files()[i], options)) {
      ValidateCase(dates, &input);
      if (forms.has_value()) {
        for (const InputProblem& problem : input.problems) forms->Add(FoundIn(problem));
        for (const v1::Note& note : input.notes) {
          if (input.problems.empty()) forms->Add(FoundIn(note, input.name));
        }
      } else {
        WriteText(input, arguments.quiet, streams);
      }
      const int code =
          input.unreadable ? kUnreadable : (input.problems.empty() ? kFine : kFindings);
      if (code > exit_code) exit_code = code;
      inputs.Count(FateOf(input, input.record.has_value()));
      if (streams.out->failed()) return exit_code;
    }
  }
  const bool is_complete = exit_code != kUnreadable;
  if (forms.has_value()) forms->Finish(is_complete);
  return std::max(exit_code, inputs.Finish());
}

}  // namespace risk::cli
