// The only source that includes CLI11: see command_line.hpp.
#include "command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <sstream>
#include <utility>

#include "failure.hpp"
#include "slips.hpp"
#include "wrapped.hpp"

namespace porto_cli {
namespace {

const char* const kOthersWork =
    "\n\n--ledger, --output, --csv and --quiet work here too: see `porto --help`.";

/// "porto tariff add", for that command.
std::string words_of(const CLI::App& command) {
  const CLI::App* parent = command.get_parent();
  return (parent == nullptr ? "" : words_of(*parent) + " ") + command.get_name();
}

/// The command that was named, as far as it was.
const CLI::App& named_command(const CLI::App& command) {
  const std::vector<CLI::App*> named = command.get_subcommands();
  return named.empty() ? command : named_command(*named.front());
}

/// Adds the commands below this one, at any depth.
void add_below(const CLI::App& command, std::vector<std::string>& words) {
  for (const CLI::App* below : command.get_subcommands({})) {
    words.push_back(words_of(*below));
    add_below(*below, words);
  }
}

void add_options(const CLI::App& command, KnownCommand& known) {
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : option->get_lnames()) known.options.push_back("--" + name);
  if (command.get_parent() != nullptr) add_options(*command.get_parent(), known);
}

KnownCommand known(const CLI::App& command) {
  KnownCommand known;
  known.words = words_of(command);
  add_options(command, known);
  for (const CLI::Option* option : command.get_options())
    if (option->get_positional()) {
      const std::vector<std::string> values = option->results();
      known.arguments.push_back(
          {option->get_name(true), values.empty() ? std::string() : values.front()});
    }
  add_below(command, known.commands);
  return known;
}

Failure misunderstood(const std::string& why, const CLI::App& program) {
  return wrong_usage({}, why + see_help(known(named_command(program))));
}

/// What to say of the arguments that nothing takes: of the first option among them, since what
/// follows it may be its value, else of the first one. Empty if there are none.
std::string unexpected(const CLI::App& program) {
  const std::vector<std::string> arguments = program.remaining(true);
  if (arguments.empty()) return {};
  const CLI::App& named = named_command(program);
  const KnownCommand command = known(named);
  for (const std::string& argument : arguments)
    if (argument.size() > 1 && argument.front() == '-') return unknown_option(argument, command);
  if (!command.commands.empty()) return unknown_command(arguments.front(), command);
  return unknown_argument(arguments.front(), command);
}

/// Descriptions of options end where the other lines of help do.
class WrappingFormatter : public CLI::Formatter {
 public:
  std::string make_option_desc(const CLI::Option* option) const override {
    constexpr std::size_t line_width = 100;
    return wrapped(option->get_description(), line_width - column_width_);
  }
};

// What the parser keeps of an option has no place for its choices but this: the name of the check.
CLI::Validator one_of(const std::vector<std::string>& choices) {
  std::string name;
  for (const std::string& choice : choices) name += choice + '\n';
  return CLI::IsMember(choices).name(name);
}

std::vector<std::string> choices_of(CLI::Option& option) {
  std::vector<std::string> choices;
  try {
    std::istringstream names(option.get_validator(0)->get_name());
    for (std::string choice; std::getline(names, choice);) choices.push_back(choice);
  } catch (const CLI::OptionNotFound&) {
    return choices;  // nothing checks it
  }
  return choices;
}

DescribedOption described_option(CLI::Option& option) {
  DescribedOption described;
  const bool is_argument = option.get_positional();
  described.name = is_argument ? option.get_name(true) : "--" + option.get_lnames().front();
  if (!option.get_snames().empty()) described.short_name = "-" + option.get_snames().front();
  // Behind the name of the type stands what checks it.
  const std::string type = option.get_type_name();
  if (option.get_items_expected_max() > 0) described.value = type.substr(0, type.find(':'));
  described.description = option.get_description();
  described.choices = choices_of(option);
  described.variable = option.get_envname();
  described.usual = option.get_default_str();
  described.is_required = option.get_required();
  described.is_repeated = option.get_items_expected_max() > 1 ||
                          option.get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll;
  return described;
}

DescribedCommand described_command(CLI::App& command) {
  DescribedCommand described;
  described.words = words_of(command);
  described.name = command.get_name();
  described.heading = command.get_group();
  described.summary = command.get_description();
  described.pages = command.get_footer();
  const std::size_t rest = described.pages.rfind(kOthersWork);
  if (rest != std::string::npos) described.pages.resize(rest);
  for (CLI::Option* option : command.get_options()) {
    auto& list = option->get_positional() ? described.arguments : described.options;
    list.push_back(described_option(*option));
  }
  for (CLI::App* below : command.get_subcommands([](CLI::App*) { return true; }))
    described.commands.push_back(described_command(*below));
  return described;
}

CLI::Validator refusing(Fault fault) { return CLI::Validator(fault, ""); }

template <class Number>
CLI::Option* add_bounded(CLI::App* command, const std::string& name, Number& value,
                         const std::string& description, Number min, Number max) {
  return command->add_option(name, value, description)->check(CLI::Range(min, max, ""));
}

}  // namespace

Option Option::required() {
  option_->required();
  return *this;
}

Option Option::excludes(Option other) {
  option_->excludes(other.option_);
  return *this;
}

Option Option::or_from_environment(const std::string& variable) {
  option_->envname(variable)->capture_default_str();
  return *this;
}

bool Option::is_given() const { return option_->count() > 0; }

std::string fault_of_empty(const std::string& value) {
  return value.empty() ? "a value is needed" : "";
}

Command Command::under(const char* heading) const {
  Command same = *this;
  same.heading_ = heading;
  return same;
}

Command Command::add_command(const std::string& name, const std::string& summary,
                             const std::string& pages) {
  CLI::App* command = command_->add_subcommand(name, summary);
  command->group(heading_);
  command->fallthrough();  // global options may stand after the command too
  command->footer(pages + kOthersWork);
  return Command(command);
}

Option Command::add_flag(const std::string& name, bool& value, const std::string& description) {
  return Option(command_->add_flag(name, value, description));
}

Option Command::add_text(const std::string& name, std::string& value,
                         const std::string& description, const std::string& type, Fault fault) {
  return Option(
      command_->add_option(name, value, description)->type_name(type)->check(refusing(fault)));
}

Option Command::add_optional_text(const std::string& name, std::optional<std::string>& value,
                                  const std::string& description, const std::string& type) {
  const auto take = [&value](const std::string& text) { value = text; };
  return Option(
      command_->add_option_function<std::string>(name, take, description)->type_name(type));
}

Option Command::add_texts(const std::string& name, std::vector<std::string>& values,
                          const std::string& description, const std::string& type) {
  return Option(
      command_->add_option(name, values, description)->type_name(type)->expected(1)->take_all());
}

Option Command::add_choice(const std::string& name, std::string& value,
                           const std::string& description, const std::string& type,
                           const std::vector<std::string>& choices) {
  return Option(
      command_->add_option(name, value, description)->type_name(type)->check(one_of(choices)));
}

Option Command::add_number(const std::string& name, std::int32_t& value,
                           const std::string& description, const std::string& type) {
  return Option(command_->add_option(name, value, description)->type_name(type));
}

Option Command::add_number(const std::string& name, std::int32_t& value,
                           const std::string& description, const std::string& type,
                           std::int32_t min, std::int32_t max) {
  return Option(add_bounded(command_, name, value, description, min, max)->type_name(type));
}

Option Command::add_number(const std::string& name, std::uint32_t& value,
                           const std::string& description, const std::string& type,
                           std::uint32_t min, std::uint32_t max) {
  return Option(add_bounded(command_, name, value, description, min, max)->type_name(type));
}

Option Command::add_argument(const std::string& name, std::string& value,
                             const std::string& description) {
  return Option(command_->add_option(name, value, description)->required()->type_name(""));
}

Option Command::add_arguments(const std::string& name, std::vector<std::string>& values,
                              const std::string& description) {
  return Option(command_->add_option(name, values, description)->required()->type_name(""));
}

void Command::require_command() {
  CLI::App* const command = command_;
  command->require_subcommand(0, 1);
  command->callback([command] {
    if (command->get_subcommands().empty())
      throw wrong_usage({}, "a command is needed here; see `" + words_of(*command) + " --help`");
  });
}

void Command::runs(std::function<void()> action) { command_->callback(std::move(action)); }

CommandLine::CommandLine(const std::string& name, const std::string& about,
                         const std::string& pages)
    : program_(std::make_unique<CLI::App>(about, name)) {
  program_->footer(pages);
  const auto formatter = std::make_shared<WrappingFormatter>();
  program_->formatter(formatter);  // commands inherit it
  formatter->label("REQUIRED", "(required)");
  formatter->label("SUBCOMMAND", "COMMAND");
  formatter->label("Positionals", "Arguments");
  program().require_command();
}

CommandLine::~CommandLine() = default;

Command CommandLine::program() { return Command(program_.get()); }

void CommandLine::add_version(Command app, const std::string& text) {
  const char* const what = "Print the version and exit";
  program_->set_version_flag("--version", text, what);
  Command version = app.add_command("version", what, "The same as `porto --version`.");
  version.runs([this, text] { printed_ = text + "\n"; });
}

void CommandLine::add_help(Command app) {
  Command help = app.add_command("help", "Print the help of porto, or of a command",
                                 "The same as --help after the command.\n\nExample:\n"
                                 "  $ porto help company add");
  const auto words = std::make_shared<std::vector<std::string>>();
  help.command_->add_option("COMMAND", *words, "The command")->type_name("");
  help.runs([this, words] {
    const CLI::App* command = program_.get();
    for (const std::string& word : *words) {
      const auto below =
          command->get_subcommands([&](const CLI::App* one) { return one->get_name() == word; });
      if (below.empty()) throw wrong_usage({}, unknown_command(word, known(*command)));
      command = below.front();
    }
    printed_ = program_->get_formatter()->make_help(command, words_of(*command),
                                                    CLI::AppFormatMode::Normal);
  });
}

void CommandLine::before(std::function<void()> action) {
  program_->parse_complete_callback(std::move(action));
}

std::string CommandLine::named() const {
  const std::string words = words_of(named_command(*program_));
  return words.substr(std::min(words.find(' ') + 1, words.size()));
}

DescribedCommand CommandLine::described() const { return described_command(*program_); }

std::string CommandLine::run(int argc, char** argv) {
  try {
    printed_.clear();
    program_->parse(argc, argv);
    return printed_;
  } catch (const CLI::CallForHelp&) {
    return program_->help();
  } catch (const CLI::CallForVersion& version) {
    return std::string(version.what()) + "\n";
  } catch (const CLI::ParseError& error) {
    // What is missing may be what nothing took, under a name with a slip in it.
    const std::string slip = unexpected(*program_);
    if (!slip.empty()) throw wrong_usage({}, slip);
    throw misunderstood(error.what(), *program_);
  }
}

}  // namespace porto_cli
