// A decimal is not made from a binary fraction.
#include "porto/decimal.hpp"

#ifdef PORTO_WRONG
porto::Decimal price() { return 0.012; }
#else
porto::Decimal price() { return porto::Decimal::parse("0.012"); }
#endif
