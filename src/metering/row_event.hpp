// From the texts of a row to a usage event, the same for every input format.
#pragma once

#include <optional>
#include <string_view>

#include "base/refusal.hpp"
#include "formats/reader.hpp"
#include "metering/meters.hpp"
#include "porto/usage.hpp"

namespace porto::internal {

/// Reads the row's quantity and time; its ids are judged when it is recorded. Rows without a meter
/// are of messages, rows without a source of `source`. The event's views are the row's.
/// Returns why there is no event, or nothing.
std::optional<Refusal> read_event(const Row& row, const Meters& meters, std::string_view source,
                                  UsageEvent& event);

/// Reads a quantity exactly, in units of 10^-decimals of its meter: "250", "1.5". Returns why not,
/// or nothing.
std::optional<Refusal> read_quantity(std::string_view text, const Meter& meter,
                                     std::int64_t& quantity);

/// True for an id such as "1.23E+15", which a spreadsheet makes of a long number.
bool looks_mangled(std::string_view id) noexcept;

}  // namespace porto::internal
