// Names of the rounding modes.
#include <vector>

#include "base/text.hpp"
#include "names/table.hpp"
#include "porto/decimal.hpp"
#include "porto/error.hpp"

namespace porto {

using namespace internal;

namespace {

constexpr Name<RoundingMode> rounding_modes[] = {
    {RoundingMode::half_up, "half_up"},     {RoundingMode::half_even, "half_even"},
    {RoundingMode::half_down, "half_down"}, {RoundingMode::up, "up"},
    {RoundingMode::down, "down"},           {RoundingMode::ceiling, "ceiling"},
    {RoundingMode::floor, "floor"},
};

}  // namespace

const char* to_string(RoundingMode mode) noexcept { return name_of(mode, rounding_modes); }

RoundingMode parse_rounding_mode(std::string_view name) {
  if (const auto mode = value_of(name, rounding_modes)) return *mode;
  std::vector<std::string_view> known;
  for (const auto& mode : rounding_modes) known.push_back(mode.text);
  std::string message = in_quotes(name) + " is not a rounding mode";
  if (const auto meant = nearest(name, known); !meant.empty())
    message += "; did you mean " + in_quotes(meant) + "?";
  throw Error(ErrorCode::invalid_argument,
              message + " There are " + choices_of(rounding_modes, " and ") + ".");
}

}  // namespace porto
