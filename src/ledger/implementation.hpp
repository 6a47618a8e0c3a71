// The implementation of Ledger: store, zone and transactions. Its functions are defined by subject:
// ledger.cpp, changes.cpp, outlook.cpp, audit.cpp, import_log.cpp.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "billing/effect.hpp"
#include "porto/error.hpp"
#include "porto/ledger.hpp"
#include "store/store.hpp"

namespace porto {

namespace internal {

/// Which companies a change can touch, for Impl::change: one, or any.
inline auto only(std::string_view company) {
  return [company] { return std::optional<std::string>(company); };
}
inline std::optional<std::string> any_company() { return {}; }

/// Calls `body` with each of several things that are added; true if one of them changed something.
/// An error about one of many says which.
template <class Item, class Body>
bool do_each(std::span<const Item> items, const char* name, Body&& body) {
  bool changed = false;
  std::size_t index = 0;
  try {
    for (; index < items.size(); ++index) changed = body(items[index]) || changed;
  } catch (const Error& error) {
    if (items.size() == 1) throw;
    const std::string place = std::string(name) + "[" + std::to_string(index) + "]";
    throw Error(error.code(), place + ": " + error.what(), place, error.cause());
  }
  return changed;
}

/// The rooms below keep ids; callers lend them.
inline std::optional<std::string> owned(std::optional<std::string_view> id) {
  if (!id) return {};
  return std::string(*id);
}

}  // namespace internal

struct Ledger::Impl {
  explicit Impl(std::unique_ptr<internal::Store> opened)
      : store(std::move(opened)), zone(store->info().zone) {}

  /// A call of the ledger, while it goes on: there is one at a time. An interrupt of the one before
  /// is forgotten. Error invalid_argument if another goes on.
  class Call {
   public:
    explicit Call(Impl& of) : ledger_(of) {
      if (ledger_.in_call_.exchange(true))
        throw Error(ErrorCode::invalid_argument,
                    "the ledger is in use: a thread waits until the call of another has returned, "
                    "and a callback must not call the ledger that called it",
                    "ledger");
      ledger_.store->interrupted().forget();
    }
    ~Call() { ledger_.in_call_ = false; }
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

   private:
    Impl& ledger_;
  };

  /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
  template <class Body>
  auto write(Body&& body) {
    const Call call(*this);
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

  /// The same for a change of what is billed. `company` gives the only one whose closed months it
  /// can touch; `notices` what there is to know of it, once it is done.
  template <class Company, class Body, class Notices>
  auto change(const ChangeOptions& options, Effect* effect, Company&& company, Body&& body,
              Notices&& notices) {
    const Call call(*this);
    return change_within(options, effect, company, body, notices);
  }
  /// The same within a call.
  template <class Company, class Body, class Notices>
  auto change_within(const ChangeOptions& options, Effect* effect, Company&& company, Body&& body,
                     Notices&& notices) {
    auto transaction = store->begin(internal::Store::Access::write);
    std::optional<internal::EffectOf> measured;
    if (effect) measured.emplace(*store, zone, company());
    const auto finish = [&](bool done) {
      Effect result;
      if (measured) result = measured->take();
      if (measured && done)
        for (std::string& notice : notices()) result.notices.push_back(std::move(notice));
      options.dry_run ? transaction->flush() : transaction->commit();
      if (effect) *effect = std::move(result);
    };
    if constexpr (std::is_void_v<decltype(body())>) {
      body();
      finish(true);
    } else {
      auto result = body();
      finish(done(result));
      return result;
    }
  }
  template <class Company, class Body>
  auto change(const ChangeOptions& options, Effect* effect, Company&& company, Body&& body) {
    return change(options, effect, company, body, [] { return std::vector<std::string>(); });
  }

  template <class Body>
  auto read(Body&& body) {
    const Call call(*this);
    return snapshot(body);
  }
  /// The same within a call.
  template <class Body>
  auto snapshot(Body&& body) {
    auto transaction = store->begin(internal::Store::Access::read);
    return body();
  }

  /// For Impl::change: the company that an event counts for; empty if it counts for none.
  auto owner_of(const Void& what) {
    return [this, &what] {
      const std::optional<StoredEvent> event = store->event(what.source, what.event_id);
      return std::optional(event ? event->owner : std::string());
    };
  }

  std::unique_ptr<internal::Store> store;
  Zone zone;

 private:
  static bool done(bool result) { return result; }
  template <class Result>
  static bool done(const Result&) {
    return true;
  }

  std::atomic<bool> in_call_ = false;
};

}  // namespace porto
