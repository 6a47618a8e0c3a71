// The names of line kinds, as they stand in invoice lines.
#include "base/text.hpp"
#include "porto/error.hpp"
#include "porto/tariff.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr LineKind kinds[] = {LineKind::fee, LineKind::usage, LineKind::minimum, LineKind::maximum,
                              LineKind::adjustment};

}  // namespace

const char* to_string(LineKind kind) noexcept {
  switch (kind) {
    case LineKind::fee:
      return "fee";
    case LineKind::usage:
      return "usage";
    case LineKind::minimum:
      return "minimum";
    case LineKind::maximum:
      return "maximum";
    case LineKind::adjustment:
      return "adjustment";
  }
  return "unknown";
}

LineKind parse_line_kind(std::string_view name) {
  for (LineKind kind : kinds)
    if (name == to_string(kind)) return kind;
  throw Error(ErrorCode::invalid_argument,
              "there is no line kind " + in_quotes(name) +
                  "; it is fee, usage, minimum, maximum or adjustment");
}

}  // namespace porto
