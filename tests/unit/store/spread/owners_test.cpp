// Which company has a domain on a day.
#include "store/spread/owners.hpp"

#include <doctest/doctest.h>

namespace porto::internal::spread::owners_test {

TEST_CASE("a domain is on each day of the company that claims it then") {
  const Owners owners({{"a.se", "old", {}, Day({2025, 6}, 9)},
                       {"a.se", "new", Day({2025, 6}, 11), {}},
                       {"b.se", "new", {}, {}}});
  CHECK(owners.of("a.se", Day({2020, 1}, 1)) == "old");
  CHECK(owners.of("a.se", Day({2025, 6}, 9)) == "old");
  CHECK(owners.of("a.se", Day({2025, 6}, 10)).empty());
  CHECK(owners.of("a.se", Day({2025, 6}, 11)) == "new");
  CHECK(owners.of("c.se", Day({2025, 6}, 11)).empty());
  CHECK(owners.domains_of("new") == std::vector<std::string>{"a.se", "b.se"});
  CHECK(owners.domains_of("old") == std::vector<std::string>{"a.se"});
  CHECK(owners.domains_of("nobody").empty());
  CHECK(Owners({}).empty());
}

}  // namespace porto::internal::spread::owners_test
