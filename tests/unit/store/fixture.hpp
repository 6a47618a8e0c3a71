// Shared by the store tests: the two kinds of store, transactions in one line, small events.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "porto/error.hpp"
#include "store/memory/memory_store.hpp"
#include "store/sqlite/sqlite_store.hpp"
#ifdef PORTO_TESTS_ON_SERVER
#include "store/postgres/postgres_store.hpp"
#include "support/postgres.hpp"
#endif
#ifdef PORTO_TESTS_ON_SERVERS
#include "store/spread/spread_store.hpp"
#include "support/postgres.hpp"
#endif
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

namespace porto::testing {

using namespace internal;

inline const LedgerOptions options{"Europe/Stockholm", "SEK"};

/// The kinds of store that the suite runs against: those without a server or, where the same
/// sources are a program of their own, that of a server or of three.
struct InMemory {
  std::unique_ptr<Store> store = make_memory_store({options.zone, options.currency, 2});
};
struct InSqlite {
  TempDir dir;
  std::unique_ptr<Store> store = create_sqlite_store(dir.path("ledger.db"), options);
};
#ifdef PORTO_TESTS_ON_SERVER
struct InPostgres {
  TestDatabase database;
  std::unique_ptr<Store> store = create_postgres_store(database.url(), options, {});
};
#define PORTO_STORES InPostgres
#elif defined(PORTO_TESTS_ON_SERVERS)
struct InSpread : TestServers {
  struct Refusing;

  explicit InSpread(LatePolicy late = LatePolicy::adjust) {
    LedgerOptions made = options;
    made.late = late;
    store = create_server_store(url(), made, {});
  }
  std::unique_ptr<Store> store;
};
struct InSpread::Refusing : InSpread {
  Refusing() : InSpread(LatePolicy::refuse) {}
};
#define PORTO_STORES InSpread
#else
#define PORTO_STORES InMemory, InSqlite
#endif

/// The month of a time as the events here have them.
inline Month month_of(Instant time) {
  return Month::from_number(static_cast<int>(time.unix_us / 1000));
}

/// An event of company "a" in `month`; the texts are borrowed.
inline DatedEvent event(std::string_view id, std::int64_t quantity = 1,
                        std::string_view company = "a", Month month = {2025, 6}) {
  UsageEvent usage{.source = "s",
                   .event_id = id,
                   .company = company,
                   .occurred_at = {month.number() * std::int64_t{1000}},
                   .quantity = quantity};
  return {usage, month};
}

/// An event of a sending domain on a day.
inline DatedEvent domain_event(std::string_view id, Day day, std::int64_t quantity = 1,
                               std::string_view domain = "a.se") {
  UsageEvent usage{.source = "s",
                   .event_id = id,
                   .company = {},
                   .occurred_at = {day.month().number() * std::int64_t{1000} + day.day()},
                   .quantity = quantity,
                   .domain = domain};
  return {usage, day.month(), day};
}

/// A usage line of June 2025, on version 1 of tariff "vitec".
inline InvoiceLine line(const std::string& company, int number) {
  return {.month = {2025, 6},
          .company = company,
          .line = number,
          .charge = "epost",
          .kind = LineKind::usage,
          .text = "E-post, 30000 meddelanden ut\xC3\xB6ver 10000; \"citat\", komma\nrad",
          .quantity = 30000,
          .unit = "H87",
          .unit_price = Decimal::parse("0.012"),
          .base_quantity = 1,
          .exact_amount = 360,
          .net_amount = {36000, Currency("SEK")},
          .tariff = "vitec",
          .tariff_version = 1,
          .usage_month = {2025, 6}};
}

/// Does `work` in one write transaction and commits it.
template <typename Work>
auto write(Store& store, Work work) {
  const auto transaction = store.begin(Store::Access::write);
  if constexpr (std::is_void_v<decltype(work())>) {
    work();
    transaction->commit();
  } else {
    auto result = work();
    transaction->commit();
    return result;
  }
}

inline AppendResult append(Store& store, const std::vector<DatedEvent>& events) {
  return write(store, [&] { return store.append(events); });
}

/// The code of the Error that `work` ends with; none if it does not fail.
template <typename Work>
std::optional<ErrorCode> code_of(Work work) {
  return thrown(work).code;
}

}  // namespace porto::testing
