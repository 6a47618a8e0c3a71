// What the store tests share: the two kinds of store, transactions in one line, small events.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "porto/error.hpp"
#include "store/memory/memory_store.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "support/temp_dir.hpp"

namespace porto::testing {

inline const LedgerOptions options{"Europe/Stockholm", "SEK"};

/// The kinds of store that the suite runs against.
struct InMemory {
  std::unique_ptr<Store> store = make_memory_store({options.zone, options.currency, 1});
};
struct InSqlite {
  TempDir dir;
  std::unique_ptr<Store> store = create_sqlite_store(dir.path("ledger.db"), options);
};

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

inline Appended append(Store& store, const std::vector<DatedEvent>& events) {
  return write(store, [&] { return store.append(events); });
}

/// The code of the Error that `work` ends with.
template <typename Work>
ErrorCode code_of(Work work) {
  try {
    work();
  } catch (const Error& error) {
    return error.code();
  }
  FAIL("no Error was thrown");
  return ErrorCode::internal;
}

}  // namespace porto::testing
