// Usage events as they come over the C ABI, and what recording them did on its way back.
#pragma once

#include <vector>

#include "arguments.hpp"
#include "handles.hpp"
#include "porto/usage.hpp"

namespace porto::c {

/// The events lie struct_size bytes apart, as the program that made them knows the struct. Their
/// texts are the caller's.
std::vector<UsageEvent> read_events(const porto_event* events, std::size_t count);

/// Gives the results of events to the caller; returns the status that goes with them.
std::int32_t give_results(const std::vector<RecordResult>& results, std::int32_t* outcomes,
                          RowsOut& rejected);

}  // namespace porto::c
