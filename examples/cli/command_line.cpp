// The only source that includes CLI11: see command_line.hpp.
#include "command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

#include "failure.hpp"

namespace porto_cli {
namespace {

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

Failure misunderstood(const std::string& why, const CLI::App& program) {
  return wrong_usage({}, why + "; see `" + words_of(named_command(program)) + " --help`");
}

/// Whether two names are the same, or begin with the same four letters.
bool are_alike(const std::string& name, const std::string& other) {
  return name == other || (name.size() >= 4 && other.starts_with(name.substr(0, 4)));
}

/// Adds the commands below this one, at any depth, that have a name like it.
void add_alike(const CLI::App& command, const std::string& name, std::string& list) {
  for (const CLI::App* below : command.get_subcommands({})) {
    if (are_alike(below->get_name(), name))
      list += (list.empty() ? "`" : ", `") + words_of(*below) + "`";
    add_alike(*below, name, list);
  }
}

/// What to say of an argument that nothing takes.
std::string unexpected(const CLI::ExtrasError& error, const CLI::App& program) {
  const CLI::App& named = named_command(program);
  const std::string argument = program.remaining(true).front();
  if (argument.starts_with('-') || named.get_subcommands({}).empty()) return error.what();
  std::string alike;
  add_alike(named, argument, alike);
  return "there is no command \"" + argument + "\"" + (alike.empty() ? "" : "; perhaps " + alike);
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
  command->footer(pages + "\n\n--ledger, --output and --quiet work here too: see `porto --help`.");
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
  return Option(command_->add_option(name, value, description)
                    ->type_name(type)
                    ->check(CLI::IsMember(choices)));
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
  const auto formatter = program_->get_formatter();  // commands inherit it
  formatter->label("REQUIRED", "(required)");
  formatter->label("SUBCOMMAND", "COMMAND");
  formatter->label("Positionals", "Arguments");
  program().require_command();
}

CommandLine::~CommandLine() = default;

Command CommandLine::program() { return Command(program_.get()); }

void CommandLine::add_version(const std::string& text) {
  program_->set_version_flag("--version", text, "Print the version and exit");
}

void CommandLine::before(std::function<void()> action) {
  program_->parse_complete_callback(std::move(action));
}

std::string CommandLine::named() const {
  const std::string words = words_of(named_command(*program_));
  return words.substr(std::min(words.find(' ') + 1, words.size()));
}

std::string CommandLine::run(int argc, char** argv) {
  try {
    program_->parse(argc, argv);
    return {};
  } catch (const CLI::CallForHelp&) {
    return program_->help();
  } catch (const CLI::CallForVersion& version) {
    return std::string(version.what()) + "\n";
  } catch (const CLI::ExtrasError& error) {
    throw misunderstood(unexpected(error, *program_), *program_);
  } catch (const CLI::ParseError& error) {
    throw misunderstood(error.what(), *program_);
  }
}

}  // namespace porto_cli
