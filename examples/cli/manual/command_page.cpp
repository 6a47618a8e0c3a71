// What help says of a command, taken apart and put into the sections of a manual.
#include "command_page.hpp"

#include <algorithm>
#include <cctype>

#include "roff.hpp"

namespace porto_manual {
namespace {

using porto_cli::DescribedCommand;
using porto_cli::DescribedOption;

std::string without_dashes(const std::string& option) {
  return option.substr(option.find_first_not_of('-'));
}

/// "Fl Fl ledger Ar FILE", macros without the point.
std::string flag(const DescribedOption& option) {
  const std::string name = "Fl Fl " + argument(without_dashes(option.name));
  return option.value.empty() ? name : name + " Ar " + argument(option.value);
}

std::string synopsis_of(const DescribedOption& argument_of) {
  const std::string name = "Ar " + argument(argument_of.name);
  return (argument_of.is_required ? "." : ".Op ") + name + (argument_of.is_repeated ? " ..." : "");
}

void add_synopsis(Page& page, const DescribedCommand& command) {
  page.section("SYNOPSIS");
  page.macro(".Nm " + argument(command.words));
  for (const DescribedOption& option : command.options)
    if (option.is_required) page.macro("." + flag(option));
  for (const DescribedOption& option : command.options)
    if (!option.is_required && option.short_name != "-h")
      page.macro(".Op " + flag(option) + (option.is_repeated ? " ..." : ""));
  for (const DescribedOption& one : command.arguments) page.macro(synopsis_of(one));
  if (!command.commands.empty()) page.macro(".Ar COMMAND");
}

std::string as_sentence(std::string text) {
  if (!text.empty() && text.back() != '.') text += '.';
  return text;
}

std::string listed(const std::vector<std::string>& values) {
  std::string list;
  for (const std::string& value : values) list += (list.empty() ? "`" : ", `") + value + "`";
  return list;
}

/// What help says of an option, and what it says by its form.
std::string described(const DescribedOption& option) {
  std::string text = as_sentence(option.description);
  if (!option.choices.empty()) text += " One of " + listed(option.choices) + ".";
  if (!option.variable.empty()) text += " Where it is left out: `" + option.variable + "` says it";
  if (!option.variable.empty()) text += ", else it is `" + option.usual + "`.";
  if (option.is_required) text += " Required.";
  return text;
}

void add_options(Page& page, const DescribedCommand& command) {
  page.section("OPTIONS");
  page.begin_tags();
  for (const DescribedOption& one : command.arguments)
    page.tag("Ar " + argument(one.name), described(one));
  for (const DescribedOption& option : command.options) {
    const std::string short_name =
        option.short_name.empty() ? "" : "Fl " + without_dashes(option.short_name) + " , ";
    page.tag(short_name + flag(option), described(option));
  }
  page.end_list();
}

void add_commands(Page& page, const DescribedCommand& command) {
  if (command.commands.empty()) return;
  page.section("COMMANDS");
  std::string heading;
  for (std::size_t i = 0; i < command.commands.size(); ++i) {
    const DescribedCommand& below = command.commands[i];
    if (i == 0 || below.heading != heading) {
      if (i != 0) page.end_list();
      heading = below.heading;
      if (heading != "Commands") page.subsection(heading);
      page.begin_tags();
    }
    page.tag("Xr " + page_name(below) + " 1", as_sentence(below.summary));
  }
  page.end_list();
}

/// The pages of help, taken apart: examples and statuses have sections of their own in a manual.
struct Parts {
  std::vector<std::string> description;
  std::vector<std::string> examples;
  std::vector<std::string> environment;  ///< lines that are indented, no others
  std::vector<std::string> status;
};

Parts parts_of(const std::string& pages) {
  Parts parts;
  std::vector<std::string>* into = &parts.description;
  for (const std::string& line : split(pages, '\n')) {
    const bool is_indented = begins_with(line, "  ");
    if (line == "Example:" || line == "Examples:") {
      into = &parts.examples;
      continue;
    }
    if (begins_with(line, "Exit status: ")) {
      into = &parts.status;
      into->push_back(line.substr(line.find(':') + 2));
      continue;
    }
    if (line == "Environment:") {
      into = &parts.environment;
      continue;
    }
    if (into == &parts.environment && !is_indented) into = &parts.description;
    // After an example the description goes on; a status is a paragraph.
    if (into == &parts.examples && !line.empty() && !is_indented) into = &parts.description;
    if (into == &parts.status && line.empty()) into = &parts.description;
    into->push_back(line);
  }
  return parts;
}

/// Paragraphs, and displays of what is indented.
void add_text(Page& page, const std::vector<std::string>& lines) {
  std::string words;
  std::vector<std::string> shown;
  const auto flush = [&] {
    if (!words.empty()) page.paragraph(words);
    if (!shown.empty()) page.display(shown);
    words.clear();
    shown.clear();
  };
  for (const std::string& line : lines) {
    const bool is_shown = begins_with(line, "  ");
    if (line.empty() || (is_shown ? !words.empty() : !shown.empty())) flush();
    if (is_shown) shown.push_back(line.substr(2));
    if (!is_shown && !line.empty()) words += line + " ";
  }
  flush();
}

void add_section(Page& page, const std::string& title, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  page.section(title);
  add_text(page, lines);
}

/// Lines of a name, blanks, and what it is.
void add_environment(Page& page, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  page.section("ENVIRONMENT");
  page.begin_tags();
  for (const std::string& line : lines) {
    const std::string variable = trimmed(line);
    const std::size_t blank = variable.find(' ');
    page.tag("Ev " + argument(variable.substr(0, blank)),
             as_sentence(trimmed(variable.substr(blank))));
  }
  page.end_list();
}

std::vector<std::string> related(const DescribedCommand& command, const DescribedCommand* parent) {
  std::vector<std::string> pages;
  if (parent == nullptr) return {"porto(3)", "porto-tariff(5)"};
  pages.push_back("porto(1)");
  if (parent->words != "porto") pages.push_back(page_name(*parent) + "(1)");
  if (begins_with(command.words, "porto tariff")) pages.push_back("porto-tariff(5)");
  return pages;
}

std::string about(const DescribedCommand& command) {
  std::string text = command.summary;
  if (command.words == "porto") return "count usage and turn it into invoice lines";
  text[0] = static_cast<char>(std::tolower(text[0]));
  return text;
}

}  // namespace

std::string page_name(const DescribedCommand& command) {
  std::string name = command.words;
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

std::string command_page(const DescribedCommand& command, const DescribedCommand* parent,
                         const Release& release) {
  Page page(page_name(command), 1, about(command), release);
  const Parts parts = parts_of(command.pages);
  add_synopsis(page, command);
  page.section("DESCRIPTION");
  if (parent == nullptr) page.paragraph(command.summary);
  add_text(page, parts.description);
  add_commands(page, command);
  add_options(page, command);
  if (parent != nullptr)
    page.paragraph("The options of `porto` work here too, before or behind the command.");
  add_environment(page, parts.environment);
  add_section(page, "EXIT STATUS", parts.status);
  add_section(page, "EXAMPLES", parts.examples);
  page.see_also(related(command, parent));
  return page.text();
}

}  // namespace porto_manual
