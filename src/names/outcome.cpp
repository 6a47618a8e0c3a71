// Names of the outcomes of recording.
#include "names/table.hpp"
#include "porto/usage.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr Name<Outcome> outcomes[] = {
    {Outcome::stored, "stored"},
    {Outcome::duplicate, "duplicate"},
    {Outcome::conflict, "conflict"},
    {Outcome::rejected, "rejected"},
};

}  // namespace

const char* to_string(Outcome outcome) noexcept { return name_of(outcome, outcomes); }

}  // namespace porto
