// A ledger with tariffs that prorate, for tests of subscriptions that have days of a month.
#pragma once

#include "billing/prune.hpp"
#include "unit/billing/fixture.hpp"

namespace porto::testing {

using namespace internal;

inline const std::string by_days = replaced(vitec, "round ", "prorate   = \"days\"\nround ");
inline const std::string dear = replaced(replaced(by_days, "vitec-epost", "dyr"), "0.012", "0.02");
// 2 % of the value of each message.
inline const std::string each_event = R"toml(id        = "each"
version   = 1
effective = "2024-02"
currency  = "SEK"
prorate   = "days"

[[charge]]
id      = "each"
meter   = "messages"
each    = "event"
percent = 2
)toml";

// The Vitec tariff by days is version 2.
struct ByDays : Books {
  explicit ByDays(LatePolicy late = LatePolicy::adjust) : Books(late) {
    change([&] {
      add_tariff(*store, replaced(by_days, "version   = 1", "version   = 2"), "by-days.toml");
      add_tariff(*store, dear, "dear.toml");
      add_tariff(*store, each_event, "each.toml");
    });
  }

  void on(const std::string& company, const char* from, const char* through = nullptr,
          const std::string& tariff = "vitec-epost") {
    Subscription subscription{company, tariff, Day::parse(from)};
    if (through) subscription.through = Day::parse(through);
    change([&] { porto::internal::subscribe(*store, subscription); });
  }

  void end(const std::string& company, const char* through,
           const std::string& tariff = "vitec-epost") {
    change([&] { porto::internal::unsubscribe(*store, company, tariff, Day::parse(through)); });
  }

  void send(const std::string& company, const char* at, std::int64_t quantity,
            const std::string& domain = {}) {
    const std::string id = "e" + std::to_string(++events);
    const Instant when = parse_rfc3339(at);
    DatedEvent event{{.source = "test",
                      .event_id = id,
                      .company = company,
                      .occurred_at = when,
                      .quantity = quantity,
                      .domain = domain},
                     zone.month_of(when)};
    if (!domain.empty()) event.day = zone.day_of(when);
    change([&] { settle_later(*store, store->append({&event, 1}).late); });
  }

  void prune_before(Month month) {
    change([&] { prune(*store, zone, month, parse_rfc3339("2025-12-01T00:00:00Z")); });
  }

  template <class Read>
  auto reading(Read&& read) {
    auto transaction = store->begin(Store::Access::read);
    return read();
  }

  // "bolag-1 messages 7/1" of each total that is unbilled: quantity and events.
  std::string unbilled(const char* month) {
    std::string text;
    for (const MonthUsage& usage : invoice(month).unbilled)
      text += (text.empty() ? "" : ", ") + usage.company + " " + usage.meter + " " +
              usage.amount().to_string() + "/" + std::to_string(usage.events);
    return text;
  }

  std::string due(const char* month) {
    return reading(
        [&] { return summary(Biller(*store, zone).due(Month::parse(month), "bolag-1")); });
  }

  bool reads_events(const char* month) {
    return reading(
        [&] { return Biller(*store, zone).reads_events(Month::parse(month), "bolag-1"); });
  }
};

}  // namespace porto::testing
