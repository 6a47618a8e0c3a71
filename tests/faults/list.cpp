// Every function of porto.h is in the table of calls, and nothing else is.
//
//   list SYMBOLS.TXT
#include <fstream>
#include <iostream>
#include <set>

#include "faults/calls/scene.hpp"

int main(int argc, char** argv) {
  std::set<std::string> missing, unknown;
  std::ifstream symbols(argc == 2 ? argv[1] : "");
  for (std::string name; std::getline(symbols, name);) missing.insert(name);
  if (missing.empty()) {
    std::cerr << "usage: list SYMBOLS.TXT\n";
    return 2;
  }
  const std::set<std::string> known = missing;
  for (const porto::testing::Call& call : porto::testing::all_calls()) {
    missing.erase(call.function);
    if (known.count(call.function) == 0) unknown.insert(call.function);
  }
  for (const std::string& name : missing)
    std::cout << name << " is not called in tests/faults/calls: add a row\n";
  for (const std::string& name : unknown) std::cout << name << " is no function of porto.h\n";
  return missing.empty() && unknown.empty() ? 0 : 1;
}
