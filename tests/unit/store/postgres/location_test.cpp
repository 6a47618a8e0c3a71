// Where a ledger on a server is: its URL, and what is told of it.
#include "store/postgres/connection/location.hpp"

#include <doctest/doctest.h>

#include "porto/error.hpp"
#include "support/thrown.hpp"

namespace porto::testing::location_test {

using namespace internal;

TEST_CASE("the name of the ledger is porto's, and the rest of the URL is for libpq") {
  const Location plain = location_of("postgresql://ada@db.example.com:5433/billing");
  CHECK(plain.conninfo == "postgresql://ada@db.example.com:5433/billing");
  CHECK(plain.ledger == "porto");
  CHECK(plain.prepares);
  const Location named =
      location_of("postgresql://db/billing?sslmode=require&ledger=acme_2&prepare=off&port=6432");
  CHECK(named.conninfo == "postgresql://db/billing?sslmode=require&port=6432");
  CHECK(named.ledger == "acme_2");
  CHECK_FALSE(named.prepares);
  CHECK(location_of("postgresql://db/billing?ledger=acme").conninfo == "postgresql://db/billing");
}

TEST_CASE("a password is not shown") {
  const Location location = location_of(
      "postgresql://ada:s3cret@db.example.com/"
      "billing?password=other&ledger=acme&sslpassword=third");
  CHECK(location.shown == "postgresql://ada@db.example.com/billing?ledger=acme");
  CHECK(location_of("postgresql:///billing?host=/run/pg&user=ada&password=x").shown ==
        "postgresql://ada@/billing?host=/run/pg&ledger=porto");
}

TEST_CASE("a name that would have to be quoted is none") {
  for (const char* name : {"", "Acme", "1a", "a-b", "a.b", "pg_x", "a\"b", "\xC3\xA5"}) {
    CAPTURE(name);
    CHECK(thrown([&] { location_of(std::string("postgresql://db/x?ledger=") + name); }).code ==
          ErrorCode::invalid_argument);
  }
  CHECK_NOTHROW(location_of("postgresql://db/x?ledger=" + std::string(63, 'a')));
  CHECK_THROWS_AS(location_of("postgresql://db/x?ledger=" + std::string(64, 'a')), Error);
}

TEST_CASE("what libpq does not take is told without what was given") {
  const Thrown error = thrown([] { location_of("postgresql://ada:s3cret@db/x?nonsense=1"); });
  CHECK(error.code == ErrorCode::invalid_argument);
  CHECK_FALSE(error.says("s3cret"));
}

}  // namespace porto::testing::location_test
