// An event borrows its texts: one that is gone before the event is used is refused.
#include <string>

#include "porto/usage.hpp"

#ifdef PORTO_WRONG
porto::UsageEvent event(int number) { return {.event_id = std::to_string(number)}; }
#else
porto::UsageEvent event(const std::string& id) { return {.event_id = id}; }
#endif
