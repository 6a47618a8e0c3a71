// Names of line kinds, as they stand in invoice lines.
#include "base/text.hpp"
#include "names/table.hpp"
#include "porto/error.hpp"
#include "porto/tariff.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr Name<LineKind> line_kinds[] = {
    {LineKind::fee, "fee"},
    {LineKind::usage, "usage"},
    {LineKind::minimum, "minimum"},
    {LineKind::maximum, "maximum"},
    {LineKind::adjustment, "adjustment"},
    {LineKind::rounding, "rounding"},
    {LineKind::item, "item"},
};

}  // namespace

const char* to_string(LineKind kind) noexcept { return name_of(kind, line_kinds); }

LineKind parse_line_kind(std::string_view name) {
  if (const auto kind = value_of(name, line_kinds)) return *kind;
  throw Error(ErrorCode::invalid_argument,
              "there is no line kind " + in_quotes(name) + "; it is " + choices_of(line_kinds));
}

}  // namespace porto
