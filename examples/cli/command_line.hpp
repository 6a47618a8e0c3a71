// Commands and their options as the commands themselves describe them. The parser behind this is
// CLI11, which only command_line.cpp includes: a command's file costs what its own lines cost.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "described.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace porto_cli {

/// An option or argument of a command: a handle, to be passed by value.
class Option {
 public:
  explicit Option(CLI::Option* option) : option_(option) {}

  /// May not be left out.
  Option required();
  /// May not stand beside `other`.
  Option excludes(Option other);
  /// Is read from an environment variable where it is left out. Help shows the variable, and the
  /// value that holds without it.
  Option or_from_environment(const std::string& variable);
  /// Once the command line is read: whether it, or the environment, says the value.
  bool is_given() const;

 private:
  CLI::Option* option_;
};

/// What is wrong with the value of an option; empty if nothing is.
using Fault = std::string (*)(const std::string& value);
std::string fault_of_empty(const std::string& value);

/// A command: a handle, to be passed by value. What options are bound to must live until the
/// command has run. `type` is what help calls the value: "FILE".
class Command {
 public:
  explicit Command(CLI::App* command) : command_(command) {}

  /// The same command; what is added to this handle stands under a heading of its help.
  Command under(const char* heading) const;
  /// A command below this one, with its help: a summary in a line, and pages that show an example.
  Command add_command(const std::string& name, const std::string& summary,
                      const std::string& pages);

  Option add_flag(const std::string& name, bool& value, const std::string& description);
  /// May be left out; but not be empty, where no other `fault` is given.
  Option add_text(const std::string& name, std::string& value, const std::string& description,
                  const std::string& type, Fault fault = fault_of_empty);
  /// May be left out, or be empty, which are two things.
  Option add_optional_text(const std::string& name, std::optional<std::string>& value,
                           const std::string& description, const std::string& type);
  /// May be repeated.
  Option add_texts(const std::string& name, std::vector<std::string>& values,
                   const std::string& description, const std::string& type);
  /// One of the choices.
  Option add_choice(const std::string& name, std::string& value, const std::string& description,
                    const std::string& type, const std::vector<std::string>& choices);
  /// Any number, or one between two bounds, both included.
  Option add_number(const std::string& name, std::int32_t& value, const std::string& description,
                    const std::string& type);
  Option add_number(const std::string& name, std::int32_t& value, const std::string& description,
                    const std::string& type, std::int32_t min, std::int32_t max);
  Option add_number(const std::string& name, std::uint32_t& value, const std::string& description,
                    const std::string& type, std::uint32_t min, std::uint32_t max);
  /// A value that has its place on the command line instead of a name; required.
  Option add_argument(const std::string& name, std::string& value, const std::string& description);
  /// At least one such value.
  Option add_arguments(const std::string& name, std::vector<std::string>& values,
                       const std::string& description);

  /// Does nothing by itself: one of the commands below it must be named.
  void require_command();
  /// Does this when it is named.
  void runs(std::function<void()> action);

 private:
  friend class CommandLine;
  CLI::App* command_;
  const char* heading_ = "Commands";
};

/// The command line as a whole.
class CommandLine {
 public:
  /// `name` is the program's, `pages` end its help.
  CommandLine(const std::string& name, const std::string& about, const std::string& pages);
  ~CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  /// The program itself: its options are the global ones, and its commands are below it.
  Command program();
  /// Adds --version, and the command `version` below `app`, which print the text.
  void add_version(Command app, const std::string& text);
  /// Adds the command `help` below `app`, which prints what --help of a command does.
  void add_help(Command app);

  /// Does this before the command that was named, once all options are known.
  void before(std::function<void()> action);
  /// The words of the command that was named, as far as they are known: "tariff list".
  std::string named() const;
  /// All commands with their options.
  DescribedCommand described() const;
  /// Runs the command that the arguments name. Gives what is to be printed if they ask for help or
  /// the version. Throws Failure: of the command, or wrong usage.
  std::string run(int argc, char** argv);

 private:
  std::unique_ptr<CLI::App> program_;
  std::string printed_;
};

}  // namespace porto_cli
