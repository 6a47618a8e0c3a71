// The kinds of reasons.
#include "porto/usage.hpp"

namespace porto {

std::string_view kind_of_reason(std::string_view reason) noexcept {
  return reason.substr(0, reason.find(": "));
}

}  // namespace porto
