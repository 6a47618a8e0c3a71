// Names of outcomes, and the kinds of reasons.
#include "porto/usage.hpp"

namespace porto {

const char* to_string(Outcome outcome) noexcept {
  switch (outcome) {
    case Outcome::stored:
      return "stored";
    case Outcome::duplicate:
      return "duplicate";
    case Outcome::conflict:
      return "conflict";
    case Outcome::rejected:
      return "rejected";
  }
  return "unknown";
}

std::string_view kind_of_reason(std::string_view reason) noexcept {
  return reason.substr(0, reason.find(": "));
}

}  // namespace porto
