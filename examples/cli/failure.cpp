// The form of a complaint: see failure.hpp.
#include "failure.hpp"

namespace porto_cli {

std::string complaint(const std::string& where, const std::string& what) {
  // Some messages of the library begin with the place already.
  const bool placed = where.empty() || what.compare(0, where.size() + 1, where + ":") == 0;
  return "porto: " + (placed ? what : where + ": " + what);
}

Failure failed(const std::string& where, const std::string& what) {
  return Failure(Failure::failed, complaint(where, what));
}

Failure wrong_usage(const std::string& where, const std::string& what) {
  return Failure(Failure::wrong_usage, complaint(where, what));
}

}  // namespace porto_cli
