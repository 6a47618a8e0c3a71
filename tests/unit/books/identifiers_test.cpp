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
  CHECK(has_luhn_digit("50501055"));
  CHECK(has_luhn_digit("2865434"));
  CHECK(!has_luhn_digit("50501056"));
  CHECK(!has_luhn_digit(""));
  CHECK(begins_with_country("EL123"));
  CHECK(!begins_with_country("e1"));
  CHECK(!is_digits(""));
}

TEST_CASE("an IBAN has check digits that are right") {
  for (const char* right : {"SE4550000000058398257466", "GB82WEST12345698765432", "NO9386011117947",
                            "MT84MALT011000012345MTLCAST001S"})
    CHECK(is_iban(right));
  for (const char* wrong :
       {"SE4550000000058398257467", "SE4550000000058398254766", "se4550000000058398257466",
        "GB82WEST1234569876543-", "SE45", "", "NO93860111179471234567890123456789012"})
    CHECK(!is_iban(wrong));
}
