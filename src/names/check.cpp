// Names of the checks of a verification.
#include "names/table.hpp"
#include "porto/audit.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr Name<Check> checks[] = {
    {Check::file, "file"},       {Check::schema, "schema"},   {Check::kept, "kept"},
    {Check::tariffs, "tariffs"}, {Check::terms, "terms"},     {Check::voids, "voids"},
    {Check::events, "events"},   {Check::usage, "usage"},     {Check::imports, "imports"},
    {Check::chain, "chain"},     {Check::changes, "changes"}, {Check::lines, "lines"},
};

}  // namespace

const char* to_string(Check check) noexcept { return name_of(check, checks); }

}  // namespace porto
