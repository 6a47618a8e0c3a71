// A ledger in memory with companies on the Vitec tariff, for the billing tests.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "billing/bill.hpp"
#include "billing/catalogue.hpp"
#include "billing/close.hpp"
#include "billing/late.hpp"
#include "billing/subscriptions.hpp"
#include "billing/void_event.hpp"
#include "porto/error.hpp"
#include "store/memory/memory_store.hpp"
#include "support/tariffs.hpp"

namespace porto::testing {

using namespace internal;

struct Books {
  std::unique_ptr<Store> store;
  Zone zone{"Europe/Stockholm"};
  int events = 0;

  explicit Books(LatePolicy late = LatePolicy::adjust)
      : Books(make_memory_store(
            {.zone = "Europe/Stockholm", .currency = "SEK", .schema_version = 1, .late = late})) {}

  explicit Books(std::unique_ptr<Store> of) : store(std::move(of)) {
    auto transaction = store->begin(Store::Access::write);
    add_tariff(*store, vitec, "vitec.toml");
    for (const char* id : {"bolag-1", "bolag-2", "bolag-3"}) store->put_company({id, ""});
    transaction->commit();
  }

  /// Runs a change in a transaction of its own.
  template <class Change>
  auto change(Change&& body) {
    auto transaction = store->begin(Store::Access::write);
    struct Commit {
      Transaction& transaction;
      int uncaught = std::uncaught_exceptions();
      ~Commit() noexcept(false) {
        if (std::uncaught_exceptions() == uncaught) transaction.commit();
      }
    } commit{*transaction};
    return body();
  }

  void subscribe(const std::string& company, const char* from) {
    change([&] {
      porto::internal::subscribe(*store, {company, "vitec-epost", Month::parse(from), {}});
    });
  }

  void unsubscribe(const std::string& company, const char* through) {
    change([&] {
      porto::internal::unsubscribe(*store, company, "vitec-epost",
                                   Month::parse(through).last_day());
    });
  }

  /// Stores an event at the start of the month; its id is "e1", "e2", ...
  void use(const std::string& company, const char* month, std::int64_t quantity) {
    const std::string id = "e" + std::to_string(++events);
    const Month when = Month::parse(month);
    const DatedEvent event{{.source = "test",
                            .event_id = id,
                            .company = company,
                            .occurred_at = zone.start(when),
                            .quantity = quantity},
                           when};
    change([&] { settle_later(*store, store->append({&event, 1}).late); });
  }

  bool take_back(const std::string& id) {
    return change([&] { return void_event(*store, zone, void_of(id)).done; });
  }

  CorrectResult correct(const std::string& id, std::int64_t quantity) {
    return change([&] { return correct_event(*store, zone, void_of(id), quantity); });
  }

  static Void void_of(const std::string& id) {
    return {"test", id, "Anna", "sent by mistake", parse_rfc3339("2026-08-01T00:00:00Z")};
  }

  /// Closes a month a day after it is over.
  Invoice close(const char* month) {
    return closing(month, {zone.end(Month::parse(month)).unix_us + 86'400'000'000}).invoice;
  }
  Invoice close(const char* month, const char* now) {
    return closing(month, parse_rfc3339(now)).invoice;
  }
  CloseResult closing(const char* month, Instant now) {
    return change([&] { return close_month(*store, zone, Month::parse(month), now); });
  }

  Invoice invoice(const char* month, const std::optional<std::string>& company = {}) {
    auto transaction = store->begin(Store::Access::read);
    return porto::internal::invoice(*store, zone, Month::parse(month), company);
  }
};

/// "bolag-1:1:fee:500.00 ..." of an invoice's lines.
inline std::string summary(const std::vector<InvoiceLine>& lines) {
  std::string text;
  for (const InvoiceLine& line : lines)
    text += (text.empty() ? "" : " ") + line.company + ":" + std::to_string(line.line) + ":" +
            to_string(line.kind) + ":" + line.net_amount.to_string();
  return text;
}

/// The code of the Error that a call throws; `where` it matters that nothing else is thrown.
template <class Call>
std::string error_of(Call&& call, const std::string& says = "") {
  try {
    call();
  } catch (const Error& error) {
    const std::string text = error.what();
    return text.find(says) == std::string::npos ? "does not say '" + says + "': " + text
                                                : to_string(error.code());
  }
  return "no error";
}

}  // namespace porto::testing
