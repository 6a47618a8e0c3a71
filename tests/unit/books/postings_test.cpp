// Which article and account a line has.
#include "books/postings.hpp"

#include <doctest/doctest.h>

#include "billing/catalogue.hpp"
#include "store/memory/memory_store.hpp"
#include "unit/books/fixture.hpp"

using namespace porto;
using namespace porto::internal;

namespace postings_test {
namespace {

const std::string booked_tariff = R"toml(id        = "both"
version   = 1
effective = "2024-02"
currency  = "SEK"
minimum   = 10

[[charge]]
id      = "own"
fee     = 100
article = "OWN"
account = 3001

[[charge]]
id      = "half"
fee     = 100
article = "HALF"

[[charge]]
id      = "none"
fee     = 100
)toml";

}  // namespace

TEST_CASE("a line has what its charge says, else what the books file says") {
  const auto store = make_memory_store({"Europe/Stockholm", "SEK", 2});
  const auto transaction = store->begin(Store::Access::write);
  add_tariff(*store, booked_tariff, "both.toml");
  const Postings postings(*store, {"STD", "3999", "", "3990"});
  const auto posting = [&](const char* charge, LineKind kind) {
    InvoiceLine line = testing::march_line("a", "1.00");
    line.charge = charge;
    line.kind = kind;
    line.tariff = kind == LineKind::item ? "" : "both";
    const Posting of = postings.of(line);
    return of.article + " " + of.account;
  };
  CHECK(posting("own", LineKind::fee) == "OWN 3001");
  CHECK(posting("own", LineKind::adjustment) == "OWN 3001");
  CHECK(posting("half", LineKind::usage) == "HALF 3999");
  CHECK(posting("none", LineKind::fee) == "STD 3999");
  CHECK(posting("", LineKind::minimum) == "STD 3999");
  CHECK(posting("item-12", LineKind::item) == "STD 3990");
}

}  // namespace postings_test
