// One file and several who use it at once, or a disk that takes no more: the faults that other
// billing systems have had there, with their tracker entries.
#include <doctest/doctest.h>

#include <algorithm>
#include <thread>

#include "porto/ledger.hpp"
#include "support/no_room.hpp"
#include "support/tariffs.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace shared_file_test {
namespace {

RecordResult record(Ledger& ledger, std::string_view id, std::int64_t quantity = 1) {
  const UsageEvent event = {.source = "test",
                            .event_id = id,
                            .company = "bolag-1",
                            .occurred_at = parse_rfc3339("2025-05-15T12:00:00Z"),
                            .quantity = quantity};
  return ledger.record({&event, 1}).at(0);
}

}  // namespace

TEST_CASE("a commit that failed and was sent again counts once (openmeter #5118)") {
  const TempDir dir;
  const std::string path = dir.path("porto.db");
  Ledger ledger = Ledger::create(path);
  {
    const NoRoom no_room;
    CHECK(thrown([&] { record(ledger, "e1"); }).code == ErrorCode::full);
  }
  CHECK(record(ledger, "e1").outcome == Outcome::stored);
  CHECK(record(ledger, "e1").outcome == Outcome::duplicate);
  CHECK(ledger.usage().at(0).quantity == 1);
}

TEST_CASE("six that close the same month make one invoice (frappe/central #170)") {
  const TempDir dir;
  const std::string path = dir.path("porto.db");
  {
    Ledger ledger = Ledger::create(path);
    ledger.add_tariff(vitec);
    ledger.add_company({"bolag-1", ""});
    ledger.subscribe({"bolag-1", "vitec-epost", Month(2025, 5), {}});
    record(ledger, "e", 10'001);
  }
  std::vector<CloseResult> closings(6, CloseResult{{Month(2025, 5), MonthState::open, {}, {}}});
  {
    std::vector<std::jthread> workers;
    for (CloseResult& closing : closings)
      workers.emplace_back([&] {
        closing = Ledger::open(path).close(Month(2025, 5), parse_rfc3339("2025-06-01T08:00:00Z"));
      });
  }
  for (const CloseResult& closing : closings) {
    CHECK(closing.invoice.state == MonthState::closed);
    CHECK(closing.invoice.lines == closings[0].invoice.lines);
  }
  CHECK(std::ranges::count(closings, true, &CloseResult::closed_now) == 1);
  CHECK(Ledger::open(path).closed_months().size() == 1);
}

}  // namespace shared_file_test
