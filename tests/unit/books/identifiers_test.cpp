// Numbers of companies.
#include "books/identifiers.hpp"

#include <doctest/doctest.h>

using namespace porto::internal;

TEST_CASE("Swedish numbers have a last digit that is right") {
  CHECK(without_marks("556677-8899") == "5566778899");
  CHECK(is_swedish_organisation("5566778899"));
  CHECK(is_swedish_organisation("2120000142"));
  CHECK(!is_swedish_organisation("5566778898"));
  CHECK(!is_swedish_organisation("556677889"));
  CHECK(!is_swedish_organisation("556677889x"));
  CHECK(is_swedish_vat_number("SE556677889901"));
  CHECK(!is_swedish_vat_number("SE556677889801"));
  CHECK(!is_swedish_vat_number("SE556677889902"));
  CHECK(begins_with_country("EL123"));
  CHECK(!begins_with_country("e1"));
  CHECK(!is_digits(""));
}
