// 202402 is a month only when it is said to be one.
#include "porto/calendar.hpp"

#ifdef PORTO_WRONG
porto::Month month() { return 202402; }
#else
porto::Month month() { return porto::Month::from_number(202402); }
#endif
