// Pruning: only what is closed and settled, and the totals stay.
#include "billing/prune.hpp"

#include <doctest/doctest.h>

#include "store/sqlite/sqlite_store.hpp"
#include "unit/billing/audited.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace prune_test {
namespace {

PruneResult prune_before(Books& books, Month before) {
  return books.change(
      [&] { return prune(*books.store, books.zone, before, {1'775'000'000'000'000}); });
}

void check_removed(Audited books) {
  const std::vector<MonthUsage> usage = books.store->usage({});
  const std::vector<InvoiceLine> lines = books.store->lines({});
  const PruneResult pruned = prune_before(books, {2026, 2});
  CHECK(pruned.through == Month(2026, 1));
  CHECK(pruned.events == 11);
  CHECK(books.store->usage({}) == usage);
  CHECK(books.store->lines({}) == lines);
  CHECK_FALSE(books.store->event("test", "e1"));
  CHECK(books.store->event("test", "e12"));
  CHECK(books.store->closed_months().at(0).pruned_at == Instant{1'775'000'000'000'000});
  CHECK(prune_before(books, {2026, 2}).events == 0);
  CHECK(books.store->closed_months().at(0).pruned_at == Instant{1'775'000'000'000'000});
}

}  // namespace

TEST_CASE("pruning removes events and keeps what they came to") {
  check_removed(Audited());
  check_removed(Audited(create_sqlite_store(":memory:", {})));
}

TEST_CASE("what is still needed is not pruned") {
  Audited books;
  CHECK(error_of(
            [&] {
              prune_before(books, {2026, 4});
            },
            "closed through 2026-02; close 2026-03") == "month_open");
  CHECK(error_of(
            [&] {
              prune_before(books, {2026, 3});
            },
            "close 2026-03 first, or prune before") == "conflict");
  CHECK(error_of(
            [&] {
              prune_before(books, {2026, 1});
            },
            "the first closed month is 2026-01") == "invalid_argument");
  CHECK(books.verify().ok());
  books.close("2026-03");
  CHECK(prune_before(books, {2026, 4}).events == 16);

  Books empty;
  CHECK(error_of(
            [&] {
              prune_before(empty, {2026, 4});
            },
            "no month is closed yet") == "month_open");
}

}  // namespace prune_test
