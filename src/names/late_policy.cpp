// Names of the policies of a ledger: see porto/ledger_options.hpp.
#include "base/text.hpp"
#include "porto/error.hpp"
#include "porto/ledger_options.hpp"

namespace porto {

using namespace internal;

const char* to_string(LatePolicy policy) noexcept {
  switch (policy) {
    case LatePolicy::adjust:
      return "adjust";
    case LatePolicy::refuse:
      return "refuse";
  }
  return "unknown";
}

LatePolicy parse_late_policy(std::string_view name) {
  for (const LatePolicy policy : {LatePolicy::adjust, LatePolicy::refuse})
    if (name == to_string(policy)) return policy;
  throw Error(ErrorCode::invalid_argument,
              "there is no policy " + in_quotes(name) + " for late usage; it is adjust or refuse");
}

}  // namespace porto
