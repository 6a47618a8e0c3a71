// A ledger that has seen everything: closed months with adjustments, a void, domains that moved, a
// change that waits to be settled; for the tests of verify, statement and prune.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "billing/domains.hpp"
#include "billing/late.hpp"
#include "billing/proof/verify.hpp"
#include "billing/void_event.hpp"
#include "unit/billing/fixture.hpp"

namespace porto::testing {

using namespace internal;

/// 1 SEK for each GB of storage, which is metered with two decimals.
inline const std::string storage = R"toml(id        = "storage"
version   = 1
effective = "2026-01"
name      = "Storage"
currency  = "SEK"
language  = "en"

[[charge]]
id    = "gb"
meter = "storage"
price = 1
)toml";

struct Audited : Books {
  Audited() { fill(); }
  explicit Audited(std::unique_ptr<Store> of) : Books(std::move(of)) { fill(); }

  /// Records an event of a company, or of a domain; the id is "e1", "e2", ...
  std::string own(const std::string& company, const char* at, std::int64_t quantity,
                  std::string_view meter = messages_meter) {
    return record("test", company, "", at, quantity, meter);
  }
  std::string of_domain(const std::string& domain, const char* at, std::int64_t quantity) {
    return record("mailgun", "", domain, at, quantity, messages_meter);
  }

  VerifyReport verify(const VerifyOptions& options = {}) {
    auto transaction = store->begin(Store::Access::read);
    return porto::internal::verify(*store, zone, options);
  }

 private:
  void fill() {
    change([&] {
      store->add_meter({"storage", 2});
      add_tariff(*store, storage, "storage.toml");
      store->set_counting("mailgun", "delivered");
      porto::internal::subscribe(*store, {"bolag-1", "vitec-epost", {2026, 1}, {}});
      porto::internal::subscribe(*store, {"bolag-1", "storage", {2026, 1}, Month(2026, 1)});
      porto::internal::subscribe(*store, {"bolag-2", "vitec-epost", {2026, 1}, {}});
      add_domain(*store,
                 {"a.example", "bolag-2", Day::from_number(20260110), Day::from_number(20260120)});
      add_domain(*store, {"b.example", "bolag-1", {}, {}});
    });
    january();
    close("2026-01", "2026-02-01T12:00:00Z");
    late();
    own("bolag-1", "2026-02-05T10:00:00Z", 10'500);
    own("bolag-1", "2026-02-06T10:00:00Z", 75, "storage");  // no longer subscribed to
    own("bolag-2", "2026-02-06T10:00:00Z", 3);
    close("2026-02", "2026-03-01T12:00:00Z");
    own("bolag-3", "2026-02-07T10:00:00Z", 20'000);  // waits to be settled
    own("bolag-1", "2026-03-05T10:00:00Z", 7);
  }

  std::string record(const char* source, const std::string& company, const std::string& domain,
                     const char* at, std::int64_t quantity, std::string_view meter) {
    const std::string id = "e" + std::to_string(++events);
    const Instant when = parse_rfc3339(at);
    DatedEvent dated{{.source = source,
                      .event_id = id,
                      .company = company,
                      .meter = meter,
                      .occurred_at = when,
                      .quantity = quantity,
                      .domain = domain},
                     zone.month_of(when)};
    if (!domain.empty()) dated.day = zone.day_of(when);
    change([&] { settle_later(*store, store->append({&dated, 1}).late); });
    return id;
  }

  // Each end of a claim has usage on the day before, on it and after it.
  void january() {
    own("bolag-1", "2026-01-05T10:00:00Z", 12'000);
    own("bolag-1", "2026-01-06T10:00:00Z", 250, "storage");
    own("bolag-3", "2026-01-07T10:00:00Z", 5);
    of_domain("a.example", "2026-01-09T10:00:00Z", 1);
    of_domain("a.example", "2026-01-10T10:00:00Z", 10'020);
    of_domain("a.example", "2026-01-11T10:00:00Z", 3);
    of_domain("a.example", "2026-01-20T10:00:00Z", 4);
    of_domain("a.example", "2026-01-21T10:00:00Z", 5);
    of_domain("b.example", "2026-01-15T10:00:00Z", 6);
  }
  void late() {
    own("bolag-1", "2026-01-08T10:00:00Z", 1'000);
    take_back(own("bolag-1", "2026-01-09T10:00:00Z", 30));
    take_back("e3");  // all that bolag-3 had
  }
};

/// "check: place | stored | expected" of each finding, one a line.
inline std::string summary(const VerifyReport& report) {
  std::string text;
  for (const Finding& finding : report.findings)
    text += std::string(to_string(finding.check)) + ": " + finding.place + " | " + finding.stored +
            " | " + finding.expected + "\n";
  return text;
}

}  // namespace porto::testing
