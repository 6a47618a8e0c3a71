// Closing a month without a company: it stays marked, and the next close bills what is due of it by
// then, as if nothing had ever been wrong.
#include <doctest/doctest.h>

#include "billing/close.hpp"
#include "billing/effect.hpp"
#include "billing/proof/verify.hpp"
#include "billing/prune.hpp"
#include "unit/billing/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace except_test {
namespace {

struct Office : Books {
  explicit Office(LatePolicy late = LatePolicy::adjust) : Books(late) {
    for (const char* company : {"bolag-1", "bolag-2"}) subscribe(company, "2026-01");
  }

  CloseResult close_but(const char* month, std::vector<std::string> except) {
    const Instant now{zone.end(Month::parse(month)).unix_us + 86'400'000'000};
    return change([&] {
      return close_month(*store, zone, Month::parse(month), now,
                         {.except = std::move(except), .actor = "Anna", .reason = "e2 is wrong"});
    });
  }

  std::string findings() {
    auto transaction = store->begin(Store::Access::read);
    std::string text;
    for (const Finding& finding : verify(*store, zone, {}).findings)
      text += finding.place + ": " + finding.stored + " | " + finding.expected + "\n";
    return text;
  }

  // All that a company was ever invoiced.
  std::string paid(const std::string& company) {
    Money sum(0, Currency("SEK"));
    for (const InvoiceLine& line : store->lines({.company = company})) sum = sum + line.net_amount;
    return sum.to_string();
  }
};

}  // namespace

TEST_CASE("a close names every company that cannot be rated, and changes nothing") {
  Office office;
  office.subscribe("bolag-3", "2026-01");
  office.use("bolag-1", "2026-01", 5);
  office.use("bolag-2", "2026-01", -5);
  office.use("bolag-3", "2026-01", -6);
  const auto close = [&] { office.close("2026-01"); };
  CHECK(error_of(close, "2 companies cannot be rated") == "unrated");
  CHECK(error_of(close,
                 "it may be event \"e2\" of source \"test\", of 2026-01-01T00:00:00+01:00, "
                 "quantity -5\n") == "unrated");
  CHECK(error_of(close, "event \"e3\"") == "unrated");
  CHECK(error_of(close, "--except \"bolag-2\" --except \"bolag-3\"") == "unrated");
  CHECK(error_of([&] { office.close_but("2026-01", {"bolag-2"}); }, "1 company cannot") ==
        "unrated");
  CHECK(error_of([&] { office.close_but("2026-01", {"nobody"}); }, "\"nobody\"") == "not_found");
  CHECK(office.store->closed_months().empty());
  CHECK(office.store->changed().empty());
}

TEST_CASE("a close writes out twenty reasons, and counts the others") {
  Office office;
  for (int i = 10; i < 32; ++i) {
    const std::string id = "x" + std::to_string(i);
    office.change([&] { office.store->put_company({id, ""}); });
    office.subscribe(id, "2026-01");
    office.use(id, "2026-01", -5);
  }
  const auto close = [&] { office.close("2026-01"); };
  CHECK(error_of(close, "22 companies cannot be rated") == "unrated");
  CHECK(error_of(close, "company \"x29\"") == "unrated");
  CHECK(error_of(close, "\n  and 2 more: `porto status --tasks`\n") == "unrated");
  CHECK(error_of(close, "--except \"x31\"") == "unrated");
  CHECK(error_of(close, "company \"x30\"").starts_with("does not say"));
}

TEST_CASE("a change of few of many companies says what is due of them alone") {
  Office office;
  for (int i = 0; i < 40; ++i) {
    const std::string id = "x" + std::to_string(i);
    office.change([&] { office.store->put_company({id, ""}); });
    office.subscribe(id, "2026-01");
  }
  office.use("x7", "2026-01", 1);  // so that the month has its events
  office.close("2026-01");
  const Effect effect = office.change([&] {
    EffectOf measured(*office.store, office.zone, {});
    for (const char* company : {"bolag-1", "x5"}) {
      const std::string id = std::string("late-") + company;
      const DatedEvent event{{.source = "test",
                              .event_id = id,
                              .company = company,
                              .occurred_at = office.zone.start({2026, 1}),
                              .quantity = 10'500},
                             {2026, 1}};
      settle_later(*office.store, office.store->append({&event, 1}).late);
    }
    return measured.take();
  });
  REQUIRE(effect.months.size() == 2);
  CHECK(effect.months[0].company == "bolag-1");
  CHECK(effect.months[1].company == "x5");
  for (const Effect::ChangedMonth& month : effect.months)
    CHECK(month.after.value().to_string() == "506.00");
  CHECK(effect.before.value().to_string() == "1000.00");
  CHECK(effect.after.value().to_string() == "1012.00");
}

TEST_CASE("who is left out is settled by the next close, as if never wrong") {
  Office office;
  office.use("bolag-1", "2026-01", 12'000);
  office.use("bolag-2", "2026-01", -5);
  office.use("bolag-2", "2026-01", 0);
  office.use("bolag-2", "2026-02", 10'500);
  const CloseResult january = office.close_but("2026-01", {"bolag-2", "bolag-2"});
  CHECK(summary(january.invoice.lines) == "bolag-1:1:fee:500.00 bolag-1:2:usage:24.00");
  REQUIRE(january.tasks.size() == 1);
  CHECK(january.tasks[0].what == TaskKind::excepted);
  CHECK(january.tasks[0].company == "bolag-2");
  CHECK(january.tasks[0].error == ErrorCode::negative_usage);
  CHECK(office.store->changed() == std::vector<CompanyMonth>{{Month(2026, 1), "bolag-2"}});
  const std::vector<Change> changes = office.store->changes();
  CHECK(changes.back().kind == ChangeKind::company_except);
  CHECK(changes.back().company == "bolag-2");
  CHECK(changes.back().from == "2026-01");
  CHECK(changes.back().actor == "Anna");
  CHECK(changes.back().reason == "e2 is wrong");
  CHECK(office.findings().empty());

  // While it is wrong, the next close is refused too, and the mark stays through an exception.
  CHECK(error_of([&] { office.close("2026-02"); }, "2026-01 of company \"bolag-2\"") == "unrated");
  CHECK(summary(office.close_but("2026-02", {"bolag-2"}).invoice.lines) == "bolag-1:1:fee:500.00");
  CHECK(office.store->changed().size() == 2);
  CHECK(office.findings().empty());

  office.take_back("e2");
  const Invoice march = office.close("2026-03");
  CHECK(summary(march.lines) ==
        "bolag-1:1:fee:500.00 bolag-2:1:fee:500.00 bolag-2:2:adjustment:500.00 "
        "bolag-2:3:adjustment:506.00");
  CHECK(office.paid("bolag-2") == "1506.00");
  CHECK(office.store->changed().empty());
  CHECK(office.findings().empty());
}

TEST_CASE("who could be rated may be left out too, and it is said") {
  Office office;
  office.use("bolag-2", "2026-01", 12'000);
  const CloseResult january = office.close_but("2026-01", {"bolag-2"});
  CHECK(summary(january.invoice.lines) == "bolag-1:1:fee:500.00");
  CHECK_FALSE(january.tasks.at(0).error);
  CHECK(january.tasks.at(0).reason ==
        "the next close bills what is due of 2026-01; it could be rated");
  CHECK(summary(office.close("2026-02").lines) ==
        "bolag-1:1:fee:500.00 bolag-2:1:fee:500.00 bolag-2:2:adjustment:524.00");
  CHECK(office.findings().empty());
}

TEST_CASE("a late mistake in a closed month stops nobody else either") {
  Office office;
  office.use("bolag-2", "2026-01", 11'000);
  office.close("2026-01");
  office.use("bolag-2", "2026-01", -20'000);
  office.use("bolag-1", "2026-01", 11'000);
  CHECK(office.findings().empty());
  CHECK(error_of([&] { office.close("2026-02"); }, "event \"e2\"") == "unrated");
  // bolag-1 is settled, bolag-2 is not.
  CHECK(summary(office.close_but("2026-02", {"bolag-2"}).invoice.lines) ==
        "bolag-1:1:fee:500.00 bolag-1:2:adjustment:12.00");
  CHECK(office.findings().empty());
  office.take_back("e2");
  CHECK(summary(office.close("2026-03").lines) ==
        "bolag-1:1:fee:500.00 bolag-2:1:fee:500.00 bolag-2:2:adjustment:500.00");
  CHECK(office.paid("bolag-2") == "1512.00");
  CHECK(office.findings().empty());
}

TEST_CASE("a ledger that refuses late usage takes back what is on no invoice yet") {
  Office office(LatePolicy::refuse);
  office.use("bolag-1", "2026-01", 5);
  office.use("bolag-2", "2026-01", -5);
  office.close_but("2026-01", {"bolag-2"});
  CHECK(error_of([&] { office.take_back("e1"); }) == "month_closed");
  CHECK(office.take_back("e2"));
  CHECK(summary(office.close("2026-02").lines) ==
        "bolag-1:1:fee:500.00 bolag-2:1:fee:500.00 bolag-2:2:adjustment:500.00");
}

TEST_CASE("the events of a month are kept until the company that was left out is settled") {
  Office office;
  office.use("bolag-2", "2026-01", -5);
  office.close_but("2026-01", {"bolag-2"});
  const auto prune = [&] {
    office.change([&] {
      porto::internal::prune(*office.store, office.zone, Month(2026, 2),
                             parse_rfc3339("2026-05-01T00:00:00Z"));
    });
  };
  CHECK(error_of(prune, "no invoice has settled that yet") == "conflict");
  office.take_back("e1");
  office.close("2026-02");
  CHECK(error_of(prune) == "no error");
}

TEST_CASE("what puts it right says what the next close bills") {
  Office office;
  office.use("bolag-2", "2026-01", -5);
  office.close_but("2026-01", {"bolag-2"});
  const Effect effect = office.change([&] {
    EffectOf measured(*office.store, office.zone, "bolag-2");
    void_event(*office.store, office.zone, Books::void_of("e1"));
    return measured.take();
  });
  REQUIRE(effect.months.size() == 1);
  CHECK(effect.before.value().to_string() == "0.00");
  CHECK(effect.after.value().to_string() == "500.00");
}

TEST_CASE("a company is billed all of its marked months again once all of them can be rated") {
  Office office;
  office.use("bolag-2", "2026-01", 12'000);
  office.close_but("2026-01", {"bolag-2"});
  office.use("bolag-2", "2026-02", -5);
  office.close_but("2026-02", {"bolag-2"});
  const auto effect_of = [&](const char* event) {
    return office.change([&] {
      EffectOf measured(*office.store, office.zone, "bolag-2");
      void_event(*office.store, office.zone, Books::void_of(event));
      return measured.take();
    });
  };
  const Effect healed = effect_of("e2");
  CHECK(healed.months.size() == 2);
  CHECK(healed.before.value().to_string() == "0.00");
  CHECK(healed.after.value().to_string() == "1024.00");
  CHECK(summary(office.close("2026-03").lines) ==
        "bolag-1:1:fee:500.00 bolag-2:1:fee:500.00 bolag-2:2:adjustment:524.00 "
        "bolag-2:3:adjustment:500.00");
}

TEST_CASE("a change after which a company cannot be rated says that it is billed no longer") {
  Office office;
  office.use("bolag-2", "2026-01", 12'000);
  office.close("2026-01");
  office.use("bolag-2", "2026-01", 1'000);
  const Effect lost = office.change([&] {
    EffectOf measured(*office.store, office.zone, {});
    const DatedEvent event{{.source = "test",
                            .event_id = "below",
                            .company = "bolag-2",
                            .occurred_at = office.zone.start({2026, 1}),
                            .quantity = -50'000},
                           {2026, 1}};
    settle_later(*office.store, office.store->append({&event, 1}).late);
    return measured.take();
  });
  REQUIRE(lost.months.size() == 1);
  CHECK(lost.months[0].before.value().to_string() == "536.00");
  CHECK_FALSE(lost.months[0].after);
  CHECK(lost.notices.size() == 1);
  // What changes nothing of it says nothing of it.
  const Effect nothing = office.change([&] {
    EffectOf measured(*office.store, office.zone, {});
    return measured.take();
  });
  CHECK(nothing.months.empty());
  CHECK(nothing.notices.empty());
}

}  // namespace except_test
