#include "risk/cli/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "risk/cli/help.h"
#include "risk/cli/written.h"
#include "risk/schema/names.h"
#include "risk/version.h"

namespace risk::cli {
namespace {

class CommandLine {
 public:
  CommandLine() : app_("") {
    app_.set_help_flag();
    app_.require_subcommand(0, 1);
    for (const CommandHelp& help : Commands()) Add(help);
    app_.add_flag("-h,--help", wants_help_);
    app_.add_flag("--version", wants_version_);
  }

  ParsedArguments Parse(int count, const char* const* values);

 private:
  void Add(const CommandHelp& help);
  void AddOption(CLI::App* command, const OptionHelp& option);
  ParsedArguments Mistake(const std::string& message, const std::string& hint) const;
  ParsedArguments Unknown(const std::string& word) const;
  ParsedArguments WrongValue(const std::string& problem) const;
  std::string CommandName() const;
  std::optional<ParsedArguments> HelpOn(const std::vector<std::string>& words) const;
  std::optional<std::string> FormMistake(const std::vector<std::string>& words) const;

  CLI::App app_;
  Written written_;
  bool wants_help_ = false;
  bool wants_version_ = false;
};

void CommandLine::Add(const CommandHelp& help) {
  CLI::App* command = app_.add_subcommand(help.name, "");
  command->set_help_flag();
  command->add_flag("-h,--help", wants_help_);
  if (!help.operand.empty()) command->add_option("operands", written_.arguments.paths);
  for (const OptionHelp& option : help.options) AddOption(command, option);
}

void CommandLine::AddOption(CLI::App* command, const OptionHelp& option) {
  Arguments& arguments = written_.arguments;
  const std::string& name = option.name;
  if (name == "--edition") command->add_option(name, arguments.edition);
  if (name == "--rules") command->add_option(name, written_.rules);
  if (name == "--base") command->add_option(name, arguments.bases)->allow_extra_args(false);
  if (name == "--instrument") {
    command->add_option(name, arguments.instruments)->allow_extra_args(false);
  }
  if (name == "--assessed-on") command->add_option(name, written_.assessed_on);
  if (name == "--as-known-at") command->add_option(name, written_.known_on);
  if (name == "--format") command->add_option(name, written_.format);
  if (name == "--scheme") command->add_option(name, arguments.edition);
  if (name == "--manager") command->add_option(name, arguments.manager);
  if (name == "--record") command->add_option(name, arguments.record);
  if (name == "--compare") command->add_option(name, arguments.compared);
  if (name == "--compare-on") command->add_option(name, written_.compared_on);
  if (name == "--list-cases") command->add_flag(name, arguments.lists_cases);
  if (name == "--details") command->add_option(name, arguments.detailed);
  if (name == "--explain") command->add_flag(name, arguments.explain);
  if (name == "--replay") command->add_flag(name, arguments.replay);
  if (name == "--brief") command->add_flag(name, arguments.brief);
  if (name == "--all") command->add_flag(name, arguments.all);
  if (name == "--allow-unknown-fields") command->add_flag(name, arguments.allow_unknown_fields);
  if (name == "--width") command->add_option(name, arguments.width);
  if (name == "--junit") command->add_option(name, arguments.junit);
  if (name == "--coverage") command->add_flag(name, arguments.coverage);
  if (name == "--cases") command->add_option(name, arguments.cases)->allow_extra_args(false);
  if (name == "--into") command->add_option(name, arguments.into);
  if (name == "--in") command->add_option(name, arguments.in)->allow_extra_args(false);
  if (name == "--sample") command->add_option(name, arguments.sample);
  if (name == "--seed") command->add_option(name, arguments.seed);
  if (name == "--jobs") command->add_option("-j," + name, arguments.jobs);
  if (name == "--at-least") command->add_option(name, arguments.at_least);
  if (name == "--write-list") command->add_flag(name, arguments.writes_list);
  if (name == "--instruments") command->add_flag(name, arguments.lists_instruments);
  if (name == "--from") command->add_option(name, arguments.edition);
  if (name == "--to") command->add_option(name, arguments.compared);
  if (name == "--fail-on") command->add_option(name, arguments.fail_on);
  if (name == "--fields") command->add_option(name, written_.fields);
  if (name == "--first-line") command->add_option(name, arguments.first_line);
  if (name == "--detail") command->add_option(name, written_.detail);
  if (name == "--delimited") command->add_flag(name, arguments.is_delimited);
  if (name == "--strict") command->add_flag(name, arguments.strict);
  if (name == "--quiet") command->add_flag(name, arguments.quiet);
  if (name == "--listen") command->add_option(name, arguments.listen);
  if (name == "--port") command->add_option(name, arguments.port);
  if (name == "--most-bytes") command->add_option(name, arguments.most_bytes);
  if (name == "--most-seconds") command->add_option(name, arguments.most_seconds);
  if (name == "--sources") command->add_flag(name, arguments.sources);
}

std::string CommandLine::CommandName() const {
  const auto chosen = app_.get_subcommands();
  return chosen.empty() ? "" : chosen.front()->get_name();
}

ParsedArguments CommandLine::Mistake(const std::string& message, const std::string& hint) const {
  const std::string command = CommandName();
  const std::string name = absl::StrCat("risk", command.empty() ? "" : " ", command);
  ParsedArguments parsed;
  parsed.mistake = absl::StrCat(name, ": ", message, "\n", hint.empty() ? "" : "  ", hint,
                                hint.empty() ? "" : "\n", "  try: ", name, " --help\n");
  return parsed;
}

ParsedArguments CommandLine::Unknown(const std::string& word) const {
  const std::string command = CommandName();
  std::vector<std::string> candidates;
  for (const CommandHelp& help : Commands()) {
    if (command.empty()) candidates.push_back(help.name);
    if (help.name != command) continue;
    for (const OptionHelp& option : help.options) candidates.push_back(option.name);
    candidates.push_back("--help");
  }
  const std::string shown = word.substr(0, word.find('='));
  if (absl::StartsWith(word, "-")) {
    return Mistake(absl::StrCat("unknown option \"", shown, "\""),
                   schema::DidYouMean(shown, candidates));
  }
  if (!command.empty()) return Mistake(absl::StrCat("takes no further argument"), "");
  return Mistake(absl::StrCat("unknown command \"", shown, "\""),
                 schema::DidYouMean(shown, candidates));
}

// Of what CLI11 says only the option is worth repeating.
ParsedArguments CommandLine::WrongValue(const std::string& problem) const {
  const size_t begin = problem.find("--");
  if (begin == std::string::npos) return Mistake(problem, "");
  const std::string option = problem.substr(begin, problem.find_first_of(": ", begin) - begin);
  static const std::set<std::string>& numbers =
      *new std::set<std::string>{"--at-least",   "--details", "--first-line", "--jobs", "--most-bytes",
                                 "--most-seconds", "--port",    "--sample",     "--seed", "--width"};
  return Mistake(
      absl::StrCat(option, numbers.count(option) > 0 ? " needs a number" : " needs a value"), "");
}

// "risk help" and "risk help COMMAND".
std::optional<ParsedArguments> CommandLine::HelpOn(const std::vector<std::string>& words) const {
  if (words.empty() || words[0] != "help") return std::nullopt;
  ParsedArguments parsed;
  if (words.size() > 2) return Mistake("help takes one COMMAND", "");
  if (words.size() == 1 || words[1] == "--help" || words[1] == "-h") {
    parsed.help = GeneralHelp();
  } else {
    const auto is_named = [&](const CommandHelp& help) { return help.name == words[1]; };
    if (std::none_of(Commands().begin(), Commands().end(), is_named)) return Unknown(words[1]);
    parsed.help = HelpFor(words[1]);
  }
  return parsed;
}

// The option that a word is, without its value: "-j4" is "--jobs".
std::string OptionIn(const std::string& word) {
  if (absl::StartsWith(word, "-j")) return "--jobs";
  return word.substr(0, word.find('='));
}

// What is wrong with the form of the options, whatever they say.
std::optional<std::string> CommandLine::FormMistake(const std::vector<std::string>& words) const {
  const CommandHelp* command = nullptr;
  std::set<std::string> seen;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (command == nullptr && !absl::StartsWith(word, "-")) {
      for (const CommandHelp& help : Commands()) {
        if (help.name == word) command = &help;
      }
      if (command == nullptr) return std::nullopt;
      continue;
    }
    // The value of "-j4" is in the word, too.
    const size_t equals = absl::StartsWith(word, "-j") && word.size() > 2 ? 1 : word.find('=');
    const std::string name = OptionIn(word);
    if (command == nullptr) {
      for (const CommandHelp& help : Commands()) {
        for (const OptionHelp& option : help.options) {
          if (option.name == name) {
            return absl::StrCat(name, " stands before the command: options stand behind it");
          }
        }
      }
      continue;
    }
    for (const OptionHelp& option : command->options) {
      if (option.name != name) continue;
      const bool takes_value = !option.value.empty();
      if (!takes_value && equals != std::string::npos) return absl::StrCat(name, " takes no value");
      const bool is_empty =
          equals == std::string::npos ? i + 1 < words.size() && words[i + 1].empty()
                                      : equals + 1 == word.size();
      if (takes_value && is_empty) {
        return absl::StrCat(name, " needs a value, and it is empty: is a variable unset?");
      }
      static const std::set<std::string>& several =
          *new std::set<std::string>{"--base", "--cases", "--in", "--instrument"};
      if (!seen.insert(name).second && several.count(name) == 0) {
        return absl::StrCat(name, " is given twice; keep one");
      }
      if (takes_value && equals == std::string::npos) ++i;
    }
  }
  return std::nullopt;
}

ParsedArguments CommandLine::Parse(int count, const char* const* values) {
  std::vector<std::string> words(values + 1, values + std::max(count, 1));
  if (std::optional<ParsedArguments> early = HelpOn(words)) return *std::move(early);
  // Behind "--" every word is an operand, even one that begins with a dash.
  std::vector<std::string> operands;
  const auto end = std::find(words.begin(), words.end(), "--");
  if (end != words.end()) {
    operands.assign(end + 1, words.end());
    words.erase(end, words.end());
  }
  const std::optional<std::string> mistake_of_form = FormMistake(words);
  // Whoever asks for help gets it, whatever else is on the line.
  bool is_fine = true;
  std::string problem;
  std::vector<const char*> rest = {values[0]};
  for (const std::string& word : words) rest.push_back(word.c_str());
  try {
    app_.parse(static_cast<int>(rest.size()), rest.data());
  } catch (const CLI::ExtrasError&) {
    is_fine = false;
  } catch (const CLI::ParseError& error) {
    is_fine = false;
    problem = error.what();
  }
  const std::string command = CommandName();
  ParsedArguments parsed;
  if (wants_help_) {
    parsed.help = command.empty() ? GeneralHelp() : HelpFor(command);
    return parsed;
  }
  if (wants_version_) {
    parsed.help = absl::StrCat("risk ", kLibraryVersion, "\n");
    return parsed;
  }
  if (mistake_of_form.has_value()) return Mistake(*mistake_of_form, "");
  if (!problem.empty()) return WrongValue(problem);
  const std::vector<std::string> extra = app_.remaining(true);
  if (!is_fine || !extra.empty()) return Unknown(extra.empty() ? "" : extra.front());
  if (command.empty()) return Mistake("which command?", absl::StrCat("one of ", CommandNames()));
  for (const CommandHelp& help : Commands()) {
    if (help.name != command) continue;
    written_.arguments.command = help.command;
    if (help.operand.empty() && !operands.empty()) return Mistake("takes no further argument", "");
    std::vector<std::string>& paths = written_.arguments.paths;
    paths.insert(paths.end(), operands.begin(), operands.end());
    if (std::count(paths.begin(), paths.end(), "") > 0) {
      return Mistake(absl::StrCat("an empty name in the place of ", help.operand), "is a variable unset?");
    }
    // Before what is missing: an option whose value is missing has taken the next word for it.
    if (const std::optional<std::string> mistake = TakeDates(written_)) return Mistake(*mistake, "");
    if (help.needs_operand && written_.arguments.paths.empty()) {
      return Mistake(absl::StrCat("no ", help.operand, " given"), "");
    }
    if (help.one_operand && written_.arguments.paths.size() > 1) {
      return Mistake(absl::StrCat("takes one ", help.operand), "");
    }
  }
  if (const std::optional<std::string> mistake = TakeOver(written_)) return Mistake(*mistake, "");
  parsed.arguments = written_.arguments;
  return parsed;
}

}  // namespace

ParsedArguments ParseArguments(int count, const char* const* values) {
  return CommandLine().Parse(count, values);
}

}  // namespace risk::cli
