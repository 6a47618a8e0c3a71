// Money is added to money, not to a bare number.
#include "porto/money.hpp"

#ifdef PORTO_WRONG
porto::Money more(porto::Money money) { return money + 1; }
#else
porto::Money more(porto::Money money) { return money + porto::Money(1, money.currency()); }
#endif
