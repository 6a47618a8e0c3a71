// Usage events as they come over the C ABI, and what recording them did on its way back.
#pragma once

#include <optional>
#include <vector>

#include "arguments.hpp"
#include "porto/usage.hpp"

namespace porto::c {

/// The events lie struct_size bytes apart, as the program that made them knows the struct. Their
/// texts are the caller's.
std::vector<UsageEvent> read_events(const porto_event* events, std::size_t count);
/// A time that was given; 0: it was not.
std::optional<Instant> optional_time(std::int64_t unix_us);

/// Gives the results of `count` events to the caller; returns the status that goes with them.
std::int32_t give_results(const std::vector<RecordResult>& results, std::int32_t* outcomes,
                          porto_rows** rejected);

}  // namespace porto::c
