// A month is not a moment: a zone joins them.
#include "porto/calendar.hpp"

#ifdef PORTO_WRONG
bool before(porto::Month month, porto::Instant instant) { return month < instant; }
#else
bool before(porto::Month month, porto::Instant instant, const porto::Zone& zone) {
  return zone.end(month) <= instant;
}
#endif
