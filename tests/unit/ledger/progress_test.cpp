// Long calls tell how far they are, and end where the caller wants no more; nothing is changed
// then.
#include <doctest/doctest.h>

#include <filesystem>
#include <functional>
#include <string>

#include "porto/audit.hpp"
#include "porto/ledger.hpp"
#include "support/tariffs.hpp"
#include "support/temp_dir.hpp"

namespace porto {

using namespace internal;
using namespace testing;
namespace progress_test {
namespace {

constexpr Instant june{1748900000000000};  // 2025-06-02
constexpr int companies = 600;             // more than are rated between two calls

Ledger ledger_of_may(const std::string& path) {
  Ledger ledger = Ledger::create(path);
  ledger.add_tariff(vitec);
  std::vector<Company> known;
  std::vector<Subscription> subscriptions;
  for (int i = 0; i < companies; ++i) {
    known.push_back({"c" + std::to_string(i), ""});
    subscriptions.emplace_back(known.back().id, "vitec-epost", Month(2025, 5));
  }
  ledger.add_companies(known);
  ledger.subscribe_all(subscriptions);
  const UsageEvent event{.source = "test",
                         .event_id = "e",
                         .company = "c0",
                         .occurred_at = parse_rfc3339("2025-05-05T08:00:00Z")};
  ledger.record({&event, 1});
  return ledger;
}

// What a call has told, and when it is to be stopped.
struct Told {
  std::uint64_t calls = 0;
  std::uint64_t done = 0;
  std::uint64_t total = 0;
  std::uint64_t stop_at = 0;  // that call; 0: never

  OnProgress taken() {
    return [this](std::uint64_t now, std::uint64_t of) {
      CHECK(now >= done);
      done = now;
      total = of;
      if (++calls == stop_at) throw Error(ErrorCode::cancelled, "enough");
    };
  }
};

using Run = std::function<void(Ledger&, OnProgress)>;

// Stops the call each time it tells something, then lets it go on to its end.
Told told_by(Ledger& ledger, const Run& run, const std::function<bool()>& unchanged) {
  for (std::uint64_t stop = 1;; ++stop) {
    Told told{.stop_at = stop};
    try {
      run(ledger, told.taken());
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::cancelled);
      CHECK(unchanged());
      continue;
    }
    return told;
  }
}

TEST_CASE("closing, pruning, simulating and copying tell their progress, and stop") {
  const TempDir dir;
  Ledger ledger = ledger_of_may(dir.path("porto.db"));
  const Month may(2025, 5);

  const Told closed = told_by(
      ledger, [&](Ledger& l, OnProgress on) { l.close(may, june, {.on_progress = on}); },
      [&] { return ledger.closed_months().empty(); });
  CHECK(closed.calls > 2);
  CHECK(closed.done >= companies);

  const SimulationOptions months{.instead_of = {}, .from = may, .through = Month(2025, 6)};
  const Told simulated = told_by(
      ledger,
      [&](Ledger& l, OnProgress on) {
        SimulationOptions options = months;
        options.on_progress = on;
        l.simulate(vitec, "vitec", options);
      },
      [] { return true; });
  CHECK(simulated.calls > 4);
  CHECK(simulated.done == 2);
  CHECK(simulated.total == 2);

  const std::string copy = dir.path("copy.db");
  const Told copied = told_by(
      ledger, [&](Ledger& l, OnProgress on) { l.backup(copy, {.on_progress = on}); },
      [&] { return !std::filesystem::exists(copy); });
  CHECK(copied.done == copied.total);
  CHECK(copied.done > 0);

  const Told pruned = told_by(
      ledger, [&](Ledger& l, OnProgress on) { l.prune(Month(2025, 6), june, {.on_progress = on}); },
      [&] { return ledger.event("test", "e").has_value(); });
  CHECK(pruned.calls >= 1);
  CHECK(pruned.done == 1);
  CHECK(ledger.invoice(may).state == MonthState::pruned);
  CHECK(ledger.verify().ok());
}

}  // namespace
}  // namespace progress_test

}  // namespace porto
