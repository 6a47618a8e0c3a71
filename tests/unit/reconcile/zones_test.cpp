// Months of another zone than the ledger's: metered usage is summed up from the events.
#include "unit/reconcile/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace zones_test {
namespace {

const std::string counts = "company,month,quantity\n";

// Events around the turn of a month, which Stockholm has an hour before UTC in winter.
struct TurnOfMonth : Reconciling {
  TurnOfMonth() {
    claim("a.example", "c");
    add("e1", "c", "2024-02-29T22:59:59Z", 1);
    add("e2", "c", "2024-02-29T23:00:00Z", 2);
    add("e3", "a.example", "2024-02-29T23:59:59.999999Z", 4);
    add("e4", "c", "2024-03-01T00:00:00Z", 8);
    add("e5", "c", "2024-02-29T23:30:00Z", 16'000, "gb");
    add("e6", "nobody.example", "2024-02-29T23:30:00Z", 32);
  }

  void void_event(const std::string& id) {
    const auto transaction = store->begin(Store::Access::write);
    store->add_void({"test", id, "me", "wrong", {}},
                    zone.month_of(store->event("test", id)->occurred_at));
    transaction->commit();
  }
  void prune(Month through) {
    close(through);
    const auto transaction = store->begin(Store::Access::write);
    store->prune(through, zone.end(through), zone.end(through),
                 [&](Instant time) { return zone.month_of(time); });
    transaction->commit();
  }
};

}  // namespace

TEST_CASE("months are cut where their zone cuts them") {
  TurnOfMonth r;
  const std::string file = "company,month,quantity\nc,2024-02,7\nc,2024-03,8\n";
  CHECK(r.rows(file) ==
        "2024-02 c: 1 - 7 = -6 differs\n"
        "2024-03: 32 - none = 32 only_metered\n"
        "2024-03 c: 14 - 8 = 6 differs\n");
  CHECK(r.rows(file, in_zone("UTC")) ==
        "2024-02: 32 - none = 32 only_metered\n"
        "2024-02 c: 7 - 7 = 0 same\n"
        "2024-03 c: 8 - 8 = 0 same\n");
  CHECK(r.rows(file, in_zone("Europe/Stockholm")) == r.rows(file));
  CHECK(r.rows(file, in_zone("Europe/Oslo")) == r.rows(file));  // from events, and the same
  CHECK(r.rows(counts + "c,2024-02,16\n", of_meter("gb", in_zone("UTC"))) ==
        "2024-02 c: 16 - 16 = 0 same\n");
}

TEST_CASE("a column map says the zone too") {
  TurnOfMonth r;
  CHECK(r.rows("K,M,A\nc,2024-03,8\n", with_map("company=K,month=M,quantity=A,zone=UTC")) ==
        "2024-03 c: 8 - 8 = 0 same\n");
}

TEST_CASE("events are summed up by domain and in total") {
  TurnOfMonth r;
  CHECK(r.rows("domain,month,quantity\na.example,2024-02,4\n", in_zone("UTC")) ==
        "2024-02: 3 - none = 3 only_metered\n"
        "2024-02 @a.example: 4 - 4 = 0 same\n"
        "2024-02 @nobody.example: 32 - none = 32 only_metered\n");
  CHECK(r.rows("month,quantity\n2024-02,39\n", in_zone("UTC")) == "2024-02: 39 - 39 = 0 same\n");
}

TEST_CASE("voided events count in no zone") {
  TurnOfMonth r;
  r.void_event("e2");
  CHECK(r.rows("month,quantity\n2024-02,37\n", in_zone("UTC")) == "2024-02: 37 - 37 = 0 same\n");
}

TEST_CASE("a month whose events were pruned is refused by name") {
  TurnOfMonth r;
  r.prune(Month(2024, 2));
  r.check_error(counts + "c,2024-02,7\n", "2024-02 cannot be summed up in \"UTC\"", in_zone("UTC"),
                ErrorCode::not_found, "zone");
  r.check_error(counts + "c,2024-03,7\n", "the events of 2024-02 were pruned",
                in_zone("Asia/Tokyo"), ErrorCode::not_found, "zone");
  CHECK(r.rows(counts + "c,2024-03,8\n", in_zone("UTC")) == "2024-03 c: 8 - 8 = 0 same\n");
  CHECK(r.rows(counts + "c,2024-02,1\n") == "2024-02 c: 1 - 1 = 0 same\n");  // by the totals
}

TEST_CASE("a zone that there is not is refused") {
  TurnOfMonth r;
  r.check_error(counts + "c,2024-02,7\n", "Europe/Stokholm", in_zone("Europe/Stokholm"),
                ErrorCode::unknown_zone);
}

}  // namespace zones_test
