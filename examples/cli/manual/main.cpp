// Makes the manual pages and completions of porto; a program of the build, which is not installed.
//   porto_manual VERSION DATE ROOT OUTPUT
// ROOT is the source tree; OUTPUT gets man/man1, man/man3, man/man5 and completions/. The same
// sources give the same bytes.
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>

#include "app.hpp"
#include "command_page.hpp"
#include "completion.hpp"
#include "document_page.hpp"
#include "header_page.hpp"

namespace porto_manual {
namespace {

using porto_cli::DescribedCommand;

std::string contents_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file || text.str().empty()) throw std::runtime_error("cannot read " + path);
  return text.str();
}

void write(const std::string& path, const std::string& text) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream file(path, std::ios::binary);
  file << text << std::flush;
  if (!file) throw std::runtime_error("cannot write " + path);
}

void write_command_pages(const DescribedCommand& command, const DescribedCommand* parent,
                         const Release& release, const std::string& output) {
  write(output + "/man/man1/" + page_name(command) + ".1", command_page(command, parent, release));
  for (const DescribedCommand& below : command.commands)
    write_command_pages(below, &command, release, output);
}

void make(const Release& release, const std::string& root, const std::string& output) {
  const DescribedCommand program = porto_cli::described();
  write_command_pages(program, nullptr, release, output);
  write(output + "/man/man5/porto-tariff.5",
        document_page(contents_of(root + "/docs/reference/tariff.md"), "porto-tariff", 5,
                      "the tariff language of porto", {"porto(1)", "porto-tariff(1)", "porto(3)"},
                      release));
  write(output + "/man/man3/porto.3",
        header_page(contents_of(root + "/include/porto/porto.h"), release));
  write(output + "/completions/porto.bash", bash_completion(program));
  write(output + "/completions/_porto", zsh_completion(program));
  write(output + "/completions/porto.fish", fish_completion(program));
}

}  // namespace
}  // namespace porto_manual

int main(int argc, char** argv) {
  if (argc != 5) {
    std::cerr << "usage: porto_manual VERSION DATE ROOT OUTPUT\n";
    return 2;
  }
  try {
    porto_manual::make({argv[1], argv[2]}, argv[3], argv[4]);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "porto_manual: " << error.what() << '\n';
    return 1;
  }
}
