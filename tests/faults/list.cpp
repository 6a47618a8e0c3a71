// Every function of porto.h is in the table of calls, and nothing else is; and every text that one
// takes, as a parameter or in a struct, is one that texts.cpp spoils.
//
//   list SYMBOLS.TXT PORTO.H
#include <fstream>
#include <iostream>
#include <iterator>
#include <regex>
#include <set>

#include "faults/calls/scene.hpp"
#include "faults/sample.hpp"

namespace porto::testing {
namespace {

using Names = std::set<std::string>;
using Matches = std::sregex_iterator;

std::string without_comments(std::string header) {
  for (std::size_t at; (at = header.find("/*")) != header.npos;)
    header.erase(at, header.find("*/", at) + 2 - at);
  return header;
}

// The structs and functions of the header, and what each takes: members or parameters.
struct Declared {
  Names texts;    // an array of them as "texts[0]"
  Names structs;  // that it has pointers to
};
using Header = std::map<std::string, Declared>;

Declared declared_in(const std::string& declarations) {
  static const std::regex text(R"(const char\*( const\*)? (\w+))");
  static const std::regex structure(R"(const (porto_\w+)\* \w+)");
  Declared all;
  for (Matches at(declarations.begin(), declarations.end(), text), end; at != end; ++at)
    all.texts.insert((*at)[2].str() + ((*at)[1].matched ? "[0]" : ""));
  for (Matches at(declarations.begin(), declarations.end(), structure), end; at != end; ++at)
    all.structs.insert((*at)[1]);
  return all;
}

Header read_header(const char* path) {
  std::ifstream file(path);
  const std::string header = without_comments({std::istreambuf_iterator<char>(file), {}});
  Header all;
  for (const char* pattern :
       {R"(typedef struct (\w+) \{([^}]*)\})", R"(PORTO_API [^;(]*(porto_\w+)\(([^;]*)\);)"}) {
    const std::regex declaration(pattern);
    for (Matches at(header.begin(), header.end(), declaration), end; at != end; ++at)
      all[(*at)[1]] = declared_in((*at)[2]);
  }
  return all;
}

// Takes from the texts of a struct, and of those in it, the one that a call has asked for.
void take_member(Header& header, const std::string& structure, const std::string& member) {
  Declared& declared = header[structure];
  declared.texts.erase(member);
  for (const std::string& inner : declared.structs) take_member(header, inner, member);
}

// Takes from the header what a call has asked for: "company", "events[0].company".
void take_asked(Header& header, const Call& call, const std::string& sample) {
  Scene scene(sample);
  call.prepare(scene);
  call.run(scene);
  for (const std::string parameter : scene.parameters) {
    const std::size_t dot = parameter.rfind('.');
    if (dot == parameter.npos) header[call.function].texts.erase(parameter);
    if (dot == parameter.npos) continue;
    for (const std::string& structure : header[call.function].structs)
      take_member(header, structure, parameter.substr(dot + 1));
  }
}

bool lists_functions(const char* symbols) {
  Names missing;
  std::ifstream file(symbols);
  for (std::string line; std::getline(file, line);)  // "name" or, later than 0.1.0, "name NODE"
    missing.insert(line.substr(0, line.find(' ')));
  const Names known = missing;
  bool all = !known.empty();
  for (const Call& call : all_calls()) {
    missing.erase(call.function);
    if (known.contains(call.function)) continue;
    all = false;
    std::cout << call.function << " is no function of porto.h\n";
  }
  for (const std::string& name : missing)
    std::cout << name << " is not called in tests/faults/calls: add a row\n";
  return all && missing.empty();
}

bool lists_texts(const char* path) {
  Header header = read_header(path);
  bool all = header.size() > 1;
  const std::string sample = sample_file();
  for (const Call& call : all_calls()) take_asked(header, call, sample);
  for (const auto& [owner, declared] : header)
    for (const std::string& text : declared.texts) {
      all = false;
      std::cout << text << " of " << owner << " is asked for in no call: add it\n";
    }
  return all;
}

}  // namespace
}  // namespace porto::testing

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: list SYMBOLS.TXT PORTO.H\n";
    return 2;
  }
  const bool functions = porto::testing::lists_functions(argv[1]);
  return porto::testing::lists_texts(argv[2]) && functions ? 0 : 1;
}
