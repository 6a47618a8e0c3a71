// The implementation of Ledger: store, zone and transactions. Its functions are defined by subject:
// ledger.cpp, outlook.cpp, audit.cpp.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "porto/ledger.hpp"
#include "store/store.hpp"

namespace porto {

namespace internal {

/// The rooms below keep ids; callers lend them.
inline std::optional<std::string> owned(std::optional<std::string_view> id) {
  if (!id) return {};
  return std::string(*id);
}

}  // namespace internal

struct Ledger::Impl {
  explicit Impl(std::unique_ptr<internal::Store> opened)
      : store(std::move(opened)), zone(store->info().zone) {}

  /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
  template <class Body>
  auto write(Body&& body) {
    auto transaction = store->begin(internal::Store::Access::write);
    if constexpr (std::is_void_v<decltype(body())>) {
      body();
      transaction->commit();
    } else {
      auto result = body();
      transaction->commit();
      return result;
    }
  }

  template <class Body>
  auto read(Body&& body) {
    auto snapshot = store->begin(internal::Store::Access::read);
    return body();
  }

  std::unique_ptr<internal::Store> store;
  Zone zone;
};

}  // namespace porto
