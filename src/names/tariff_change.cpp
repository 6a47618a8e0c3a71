// Names of what has become of a field from one tariff document to another.
#include "names/table.hpp"
#include "porto/tariff_tools.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr Name<TariffChange::Kind> change_kinds[] = {
    {TariffChange::Kind::added, "added"},
    {TariffChange::Kind::removed, "removed"},
    {TariffChange::Kind::changed, "changed"},
};

}  // namespace

const char* to_string(TariffChange::Kind kind) noexcept { return name_of(kind, change_kinds); }

}  // namespace porto
