// Names of how bad a mistake in a tariff document is.
#include "names/table.hpp"
#include "porto/tariff.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr Name<Mistake::Severity> severities[] = {
    {Mistake::Severity::error, "error"},
    {Mistake::Severity::warning, "warning"},
};

}  // namespace

const char* to_string(Mistake::Severity severity) noexcept { return name_of(severity, severities); }

}  // namespace porto
