// The path of a ledger chooses its store. What the module of the other throws arrives as what it
// is, although its types are hidden in both.
#include "store/opening/open_store.hpp"

#include <doctest/doctest.h>

#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

namespace porto::testing::open_store_test {

using namespace internal;
namespace {

constexpr const char* nobody_listens =
    "postgresql://anna:secret@127.0.0.1:1/mail?connect_timeout=1";

TEST_CASE("a path is that of a file, whatever is like a URL in it") {
  const TempDir dir;
  for (const char* name : {"ledger.db", "postgresql:", "postgres"}) {
    CAPTURE(name);
    CHECK(create_store(dir.path(name), {})->info().currency == "SEK");
    CHECK(open_store(dir.path(name))->info().currency == "SEK");
  }
  CHECK(create_store(":memory:", {})->info().currency == "SEK");
  CHECK(thrown([&] { open_store(dir.path("none.db")); }).code == ErrorCode::not_found);
}

#ifdef PORTO_HAS_MODULE
TEST_CASE("an error of the module is an Error, with its code and its place") {
  for (const char* scheme : {"postgresql", "postgres"}) {
    CAPTURE(scheme);
    try {
      open_store(std::string(scheme) + ":///mail?ledger=No%20Name");
      FAIL("nothing was thrown");
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::invalid_argument);
      CHECK(error.where() == "path");
    }
  }
}

TEST_CASE("an error of a type that the module alone knows is an Error, too") {
  const Thrown opening = thrown([] { open_store(nobody_listens); });
  CHECK(opening.code == ErrorCode::io);
  CHECK(opening.says("postgresql://anna@127.0.0.1:1/mail"));
  const Thrown creating = thrown([] { create_store(nobody_listens, {}); });
  CHECK(creating.code == ErrorCode::io);
  CHECK_FALSE(creating.says("secret"));
}
#else
TEST_CASE("without the module, the package that has it is named") {
  const Thrown error = thrown([] { open_store(nobody_listens); });
  CHECK(error.code == ErrorCode::not_found);
  CHECK(error.says("install the package libporto-postgresql"));
  CHECK_FALSE(error.says("secret"));
}
#endif

}  // namespace
}  // namespace porto::testing::open_store_test
