// An event borrows its texts, also those that it gets later.
#include <string>

#include "porto/usage.hpp"

void name(porto::UsageEvent& event, const std::string& company, const char* domain) {
#ifdef PORTO_WRONG
  event.company = company + "-test";
#else
  event.company = company;
#endif
  event.domain = domain;
}
