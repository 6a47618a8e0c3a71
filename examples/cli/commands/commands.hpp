// The commands, one function each: it describes the command to CLI11, whose parse() then runs it.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>

#include "session.hpp"

namespace porto_cli {

/// "porto tariff add", for that command.
inline std::string command_line(const CLI::App& command) {
  const CLI::App* parent = command.get_parent();
  return (parent == nullptr ? "" : command_line(*parent) + " ") + command.get_name();
}

/// A command with its help: a summary in a line, and pages that show an example.
inline CLI::App* add_command(CLI::App& parent, const std::string& name, const std::string& summary,
                             const std::string& pages) {
  CLI::App* command = parent.add_subcommand(name, summary);
  command->fallthrough();  // global options may stand after the command too
  command->footer(pages + "\n\n--ledger, --output and --quiet work here too: see `porto --help`.");
  return command;
}

/// An option with a text value that may be left out, but not be empty.
inline CLI::Option* add_text(CLI::App* command, const std::string& name, std::string& value,
                             const std::string& description, const std::string& type) {
  const auto not_empty = [](std::string& given) {
    return given.empty() ? std::string("a value is needed") : std::string();
  };
  return command->add_option(name, value, description)
      ->type_name(type)
      ->check(CLI::Validator(not_empty, ""));
}

/// An argument that has its place on the command line instead of a name.
template <class Value>
CLI::Option* add_argument(CLI::App* command, const std::string& name, Value& value,
                          const std::string& description) {
  return command->add_option(name, value, description)->required()->type_name("");
}

/// Makes a command one that does nothing by itself: one of the commands below it must be named.
inline void require_command(CLI::App& parent) {
  parent.require_subcommand(0, 1);
  parent.callback([&parent] {
    if (parent.get_subcommands().empty())
      throw wrong_usage({}, "a command is needed here; see `" + command_line(parent) + " --help`");
  });
}

void add_init(CLI::App& app, Session& session);
void add_bill(CLI::App& app, Session& session);
void add_company(CLI::App& app, Session& session);
void add_meter(CLI::App& app, Session& session);
void add_tariff(CLI::App& app, Session& session);
void add_tariff_diff(CLI::App& tariff, Session& session);
void add_tariff_plot(CLI::App& tariff, Session& session);
void add_subscribe(CLI::App& app, Session& session);
void add_unsubscribe(CLI::App& app, Session& session);
void add_subscriptions(CLI::App& app, Session& session);
void add_info(CLI::App& app, Session& session);
void add_domain(CLI::App& app, Session& session);
void add_import(CLI::App& app, Session& session);
void add_usage(CLI::App& app, Session& session);
void add_reconcile(CLI::App& app, Session& session);
void add_invoice(CLI::App& app, Session& session);
void add_close(CLI::App& app, Session& session);
void add_simulate(CLI::App& app, Session& session);
void add_status(CLI::App& app, Session& session);
void add_void(CLI::App& app, Session& session);
void add_correct(CLI::App& app, Session& session);
void add_statement(CLI::App& app, Session& session);
void add_verify(CLI::App& app, Session& session);
void add_backup(CLI::App& app, Session& session);
void add_prune(CLI::App& app, Session& session);

}  // namespace porto_cli
