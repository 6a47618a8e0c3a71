// Verify: a ledger that nobody has touched passes, whatever has happened in it, and what cannot be
// recomputed any more is said. verify_tampering_test.cpp has the other side.
#include "billing/proof/verify.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "billing/domains.hpp"
#include "billing/prune.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "unit/billing/audited.hpp"
#include "unit/billing/by_days.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace verify_test {
namespace {

bool has_note(const VerifyReport& report, const std::string& says) {
  return std::ranges::any_of(
      report.notes, [&](const std::string& note) { return note.find(says) != std::string::npos; });
}

std::uint64_t count_of(const VerifyReport& report, Check check) {
  for (const VerifyReport::Count& checked : report.checked)
    if (checked.check == check) return checked.count;
  return 0;
}

// Both stores, with everything in them.
void check_untouched(Audited books) {
  const VerifyReport report = books.verify();
  CHECK(summary(report) == "");
  CHECK(report.ok());
  CHECK(count_of(report, Check::tariffs) == 2);
  CHECK(count_of(report, Check::voids) == 2);
  CHECK(count_of(report, Check::events) == 16);
  CHECK(count_of(report, Check::chain) == 2);
  CHECK(count_of(report, Check::lines) == books.store->lines({}).size());
  CHECK(report.last == books.store->closed_months().back());
  CHECK(has_note(report, "1 closed month of companies changed since"));
}

}  // namespace

TEST_CASE("a ledger that nobody has touched passes") {
  check_untouched(Audited());
  check_untouched(Audited(create_sqlite_store(":memory:", {})));
}

TEST_CASE("an empty ledger passes") {
  Books books;
  auto transaction = books.store->begin(Store::Access::read);
  const VerifyReport report = verify(*books.store, books.zone, {});
  CHECK(report.ok());
  CHECK_FALSE(report.last);
}

TEST_CASE("settled changes pass: also those that end where they began, or at nothing") {
  Audited books;
  books.close("2026-03", "2026-04-02T00:00:00Z");
  const std::string small = books.own("bolag-2", "2026-03-10T10:00:00Z", 1);  // in the allowance
  books.take_back(books.own("bolag-1", "2026-03-11T10:00:00Z", 70'000));
  books.close("2026-04", "2026-05-02T00:00:00Z");
  CHECK(summary(books.verify()) == "");
  books.take_back(small);  // bolag-2 used nothing in March after all
  CHECK(summary(books.verify()) == "");
  books.close("2026-05", "2026-06-02T00:00:00Z");
  CHECK(summary(books.verify()) == "");
  CHECK(books.verify().notes.empty());
}

TEST_CASE("a subscription that begins in a closed month passes, marked and then settled") {
  Audited books;
  books.change([&] { subscribe(*books.store, {"bolag-3", "vitec-epost", {2026, 2}, {}}); });
  CHECK(summary(books.verify()) == "");
  books.close("2026-03", "2026-04-02T00:00:00Z");
  CHECK(summary(books.verify()) == "");
}

TEST_CASE("usage of a month before the first closed one is settled, and passes") {
  Audited books(create_sqlite_store(":memory:", {}));
  books.own("bolag-3", "2025-12-10T10:00:00Z", 20'000);
  books.own("bolag-2", "2025-12-10T10:00:00Z", 3);  // without a subscription
  books.change([&] { subscribe(*books.store, {"bolag-3", "vitec-epost", {2025, 12}, {}}); });
  CHECK(summary(books.verify()) == "");
  books.close("2026-03", "2026-04-02T00:00:00Z");
  const auto settled = books.store->lines({.company = "bolag-3", .usage_month = Month(2025, 12)});
  REQUIRE(settled.size() == 1);
  CHECK(settled.front().net_amount.to_string() == "620.00");
  CHECK(summary(books.verify()) == "");
  CHECK(books.verify().notes.empty());
  books.take_back(books.own("bolag-2", "2025-12-11T10:00:00Z", 4));  // to nothing new
  books.close("2026-04", "2026-05-02T00:00:00Z");
  CHECK(summary(books.verify()) == "");
  books.change([&] { prune(*books.store, books.zone, {2026, 2}, {1}); });
  CHECK(summary(books.verify()) == "");
}

TEST_CASE("a month before the first closed one that cannot be rated waits for the next close") {
  Audited books(create_sqlite_store(":memory:", {}));
  books.change([&] { subscribe(*books.store, {"bolag-3", "vitec-epost", {2025, 12}, {}}); });
  books.own("bolag-3", "2025-12-10T10:00:00Z", 3);
  books.close("2026-03", "2026-04-02T00:00:00Z");
  books.own("bolag-3", "2025-12-11T10:00:00Z", -50'000);
  CHECK(summary(books.verify()) == "");
  CHECK(has_note(books.verify(), "1 closed month of companies changed since"));
}

TEST_CASE("a pruned month whose usage went to nobody since passes") {
  ByDays books;
  books.change([&] { add_domain(*books.store, {"a.se", "bolag-1", {}, {}}); });
  books.on("bolag-1", "2025-03-01");
  books.send("", "2025-03-10T10:00:00Z", 12'000, "a.se");
  books.close("2025-03");
  books.prune_before({2025, 4});
  books.change([&] {
    remove_domain(*books.store, "a.se", "bolag-1",
                  {.actor = "anna", .reason = "not theirs", .settle = true});
  });
  const VerifyReport report = books.reading([&] { return verify(*books.store, books.zone, {}); });
  CHECK(summary(report) == "");
  CHECK(has_note(report, "1 closed month of companies changed since"));
}

TEST_CASE("what was pruned is told, and the rest still checked") {
  Audited books(create_sqlite_store(":memory:", {}));
  const PruneResult pruned = books.change([&] {
    return prune(*books.store, books.zone, {2026, 2}, parse_rfc3339("2026-04-02T00:00:00Z"));
  });
  CHECK(pruned.events == 11);
  const VerifyReport report = books.verify();
  CHECK(summary(report) == "");
  CHECK(has_note(report, "11 events of batches 1 to 11"));
  CHECK(has_note(report, "the events through 2026-01 have been pruned"));
  books.close("2026-03", "2026-04-02T00:00:00Z");
  CHECK(summary(books.verify()) == "");
}

namespace {

// A charge on each event, of which the whole quantity is this one's.
void check_without_events(std::int64_t quantity) {
  Audited books;
  books.change([&] {
    std::string card = replaced(storage, "\"storage\"", "\"card\"");
    card = replaced(card, "price = 1", "price = 1\nminimum = 3\neach  = \"event\"");
    add_tariff(*books.store, card, "card.toml");
    subscribe(*books.store, {"bolag-3", "card", {2026, 3}, {}});
  });
  books.own("bolag-3", "2026-03-10T10:00:00Z", quantity, "storage");
  books.close("2026-03", "2026-04-02T00:00:00Z");
  CHECK(summary(books.verify()) == "");
  books.change([&] { prune(*books.store, books.zone, {2026, 4}, {1}); });
  const VerifyReport report = books.verify();
  CHECK(summary(report) == "");
  CHECK(has_note(report, "2026-03, company \"bolag-3\": its lines can no longer be recomputed"));
}

}  // namespace

TEST_CASE("lines that were computed from each event cannot be recomputed without them") {
  check_without_events(150);
  check_without_events(0);  // so that the sum of no events is right
}

TEST_CASE("progress is told in events, and may stop the work") {
  Audited books;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> told;
  VerifyOptions options;
  options.on_progress = [&](std::uint64_t done, std::uint64_t all) {
    told.emplace_back(done, all);
  };
  books.verify(options);
  REQUIRE(!told.empty());
  CHECK(told.back() == std::pair<std::uint64_t, std::uint64_t>(16, 16));
  options.on_progress = [](auto...) { throw Error(ErrorCode::cancelled, "stop"); };
  CHECK(error_of([&] { books.verify(options); }) == "cancelled");
}

TEST_CASE("many events are read in parts, and told of") {
  Books books;
  constexpr std::size_t in_one_batch = 100'000;
  constexpr std::size_t batches = 2;
  std::vector<std::string> ids(in_one_batch + batches);
  std::vector<DatedEvent> events;
  const Month march(2026, 3);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    ids[i] = "m" + std::to_string(i);
    events.push_back({{.source = "test",
                       .event_id = ids[i],
                       .company = "bolag-1",
                       .occurred_at = books.zone.start(march),
                       .quantity = 1},
                      march});
  }
  books.change([&] {
    const std::span all(events);
    books.store->append(all.first(in_one_batch));
    for (std::size_t i = in_one_batch; i < ids.size(); ++i) books.store->append(all.subspan(i, 1));
  });
  std::vector<std::uint64_t> told;
  VerifyOptions options;
  options.on_progress = [&](std::uint64_t done, std::uint64_t) { told.push_back(done); };
  const auto transaction = books.store->begin(Store::Access::read);
  const VerifyReport report = verify(*books.store, books.zone, options);
  CHECK(summary(report) == "");
  CHECK(count_of(report, Check::events) == ids.size());
  CHECK(told == std::vector<std::uint64_t>{50'000, 100'000, 100'002});
}

}  // namespace verify_test
