#include "risk/cli/help.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/report/page.h"

namespace risk::cli {
namespace {

constexpr int kWidth = 90;
constexpr size_t kOptionColumn = 26;

// Options with their texts beside them.
void WriteOptions(const std::vector<OptionHelp>& options, report::Page* page) {
  page->Heading("Options");
  for (const OptionHelp& option : options) {
    std::string mark =
        absl::StrCat(option.name, option.value.empty() ? "" : " ", option.value, "  ");
    if (mark.size() < kOptionColumn) mark.append(kOptionColumn - mark.size(), ' ');
    page->Item(2, mark, option.text);
  }
}

}  // namespace

std::string CommandNames() {
  std::vector<std::string> names;
  for (const CommandHelp& command : Commands()) names.push_back(command.name);
  return absl::StrJoin(names, ", ");
}

std::string GeneralHelp() {
  report::Page page(kWidth, false);
  page.Line(2, "risk assess examples/cases/review_a.textproto");
  page.Line(2, "risk assess --as-known-at 2021-06-25 --explain case.json");
  page.Gap();
  page.Line(
      0,
      "Reads a case on probation and says what is known, how serious the risk of harm is as a "
      "range, "
      "what is missing and whom to ask, and what must happen, each with reasons and sources. It "
      "supports a decision and does not replace professional judgement.");
  page.Heading("Commands (risk COMMAND --help says more)");
  for (const CommandHelp& command : Commands()) {
    std::string mark = absl::StrCat(command.name, "  ");
    mark.resize(12, ' ');
    page.Item(2, mark, command.summary);
  }
  WriteOptions({{"-h, --help", "", "this text"}, {"--version", "", "the version of the library"}},
               &page);
  page.Heading("Exit codes");
  page.Item(2, "0  ", "fine; what was found about a case, however serious, is no failure");
  page.Item(2, "1  ",
            "finished, but a case was rejected or could not be assessed, a rule case failed, or an "
            "edition has errors");
  page.Item(2, "2  ", "the command line is wrong, or names an edition that does not exist");
  page.Item(2, "3  ", "something could not be read or written");
  page.Item(2, "4  ", "a bug in this program; please report it");
  page.Line(2, "With several files the highest code counts; one bad file never stops the others.");
  return page.Take();
}

std::string HelpFor(const std::string& name) {
  report::Page page(kWidth, false);
  for (const CommandHelp& command : Commands()) {
    if (command.name != name) continue;
    for (const std::string& example : command.examples) page.Line(2, example);
    page.Gap();
    std::string operand = command.operand;
    if (!command.one_operand && !operand.empty()) operand += "...";
    if (!command.needs_operand && !operand.empty()) operand = absl::StrCat("[", operand, "]");
    page.Line(0, absl::StrCat("usage: risk ", name, command.options.empty() ? "" : " [OPTION]...",
                              operand.empty() ? "" : " ", operand));
    page.Gap();
    page.Line(0, command.text);
    std::vector<OptionHelp> options = command.options;
    options.push_back({"-h, --help", "", "this text"});
    WriteOptions(options, &page);
  }
  return page.Take();
}

}  // namespace risk::cli
