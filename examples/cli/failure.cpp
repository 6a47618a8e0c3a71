#include "failure.hpp"

namespace porto_cli {

std::string complaint(const std::string& where, const std::string& what) {
  return "porto: " + (where.empty() ? what : where + ": " + what);
}

Failure failed(const std::string& where, const std::string& what) {
  return Failure(Failure::failed, complaint(where, what));
}

Failure wrong_usage(const std::string& where, const std::string& what) {
  return Failure(Failure::wrong_usage, complaint(where, what));
}

}  // namespace porto_cli
