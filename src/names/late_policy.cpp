// Names of what a ledger does with late usage.
#include "base/text.hpp"
#include "names/table.hpp"
#include "porto/error.hpp"
#include "porto/ledger_options.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr Name<LatePolicy> late_policies[] = {
    {LatePolicy::adjust, "adjust"},
    {LatePolicy::refuse, "refuse"},
};

}  // namespace

const char* to_string(LatePolicy policy) noexcept { return name_of(policy, late_policies); }

LatePolicy parse_late_policy(std::string_view name) {
  if (const auto policy = value_of(name, late_policies)) return *policy;
  throw Error(ErrorCode::invalid_argument, "there is no policy " + in_quotes(name) +
                                               " for late usage; it is " +
                                               choices_of(late_policies));
}

}  // namespace porto
