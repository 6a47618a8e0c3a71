// Items: lines that were agreed with a company, from adding them to the invoice that has them.
#include "billing/items.hpp"

#include <doctest/doctest.h>

#include "billing/close.hpp"
#include "billing/companies.hpp"
#include "billing/proof/statement.hpp"
#include "billing/proof/verify.hpp"
#include "unit/billing/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace items_test {
namespace {

const ChangeOptions anna{.actor = "anna", .reason = "agreed with Eva"};

struct Agreed : Books {
  explicit Agreed(LatePolicy late = LatePolicy::adjust) : Books(late) {
    subscribe("bolag-1", "2026-01");
  }

  AddedItem add(const std::string& company, const char* month, const char* amount,
                const std::string& text = "Credit", const ChangeOptions& options = anna) {
    return change([&] {
      return add_item(*store, {company, Month::parse(month), Decimal::parse(amount), text},
                      options);
    });
  }
  void remove(std::int64_t no) {
    change([&] { remove_item(*store, no, anna); });
  }
  std::string lines(const char* month) {
    auto transaction = store->begin(Store::Access::read);
    return summary(Biller(*store, zone).lines(Month::parse(month), {}));
  }
  CloseResult close_but(const char* month, std::vector<std::string> except) {
    const Instant now{zone.end(Month::parse(month)).unix_us + 86'400'000'000};
    return change([&] {
      return close_month(*store, zone, Month::parse(month), now, {.except = std::move(except)});
    });
  }
  std::size_t findings() {
    auto transaction = store->begin(Store::Access::read);
    return verify(*store, zone, {}).findings.size();
  }
};

}  // namespace

TEST_CASE("an item is a line behind those of the company, which needs no subscription") {
  Agreed books;
  const AddedItem credit = books.add("bolag-1", "2026-02", "-100", "Kompensation");
  CHECK(credit.is_new);
  books.add("bolag-3", "2026-02", "12.5", "Extra");
  books.add("bolag-1", "2026-02", "0.01", "Extra");
  CHECK(books.lines("2026-01") == "bolag-1:1:fee:500.00");
  CHECK(books.lines("2026-02") ==
        "bolag-1:1:fee:500.00 bolag-1:2:item:-100.00 bolag-1:3:item:0.01 bolag-3:1:item:12.50");
  books.close("2026-01");
  const CloseResult closed = books.close_but("2026-02", {});
  const InvoiceLine& line = closed.invoice.lines.at(1);
  CHECK(line.charge == "item-" + std::to_string(credit.item.no));
  CHECK(line.text == "Kompensation");
  CHECK(line.quantity == Decimal(-1));
  CHECK(line.unit_price == Decimal(100));
  CHECK(line.exact_amount == Decimal(-100));
  CHECK(line.tariff.empty());
  CHECK(books.lines("2026-02") == summary(closed.invoice.lines));
  CHECK(books.lines("2026-03") == "bolag-1:1:fee:500.00");
  CHECK(books.findings() == 0);
}

TEST_CASE("the same item again changes nothing; who agreed on it and why is kept") {
  Agreed books;
  const AddedItem first = books.add("bolag-1", "2026-02", "-100");
  const AddedItem again = books.add("bolag-1", "2026-02", "-100.00");
  CHECK_FALSE(again.is_new);
  CHECK(again.item.no == first.item.no);
  CHECK(books.add("bolag-1", "2026-02", "-100", "Another").is_new);
  const Change kept = books.store->changes().at(static_cast<std::size_t>(first.item.no) - 1);
  CHECK(kept.kind == ChangeKind::item_add);
  CHECK(kept.item == first.item.no);
  CHECK(kept.company == "bolag-1");
  CHECK(kept.from == "2026-02");
  CHECK(kept.amount == "-100.00");
  CHECK(kept.text == "Credit");
  CHECK(kept.actor == "anna");
  CHECK(kept.reason == "agreed with Eva");
}

TEST_CASE("what cannot be an item is refused") {
  Agreed books;
  const auto code = [&](const char* amount, const std::string& text = "Credit",
                        const std::string& company = "bolag-1", const char* month = "2026-02",
                        const ChangeOptions& options = anna) {
    return error_of([&] { books.add(company, month, amount, text, options); }, "");
  };
  CHECK(code("0") == "invalid_argument");
  CHECK(code("0.001") == "invalid_argument");
  CHECK(code("1", "") == "invalid_argument");
  CHECK(code("1", "two\nlines") == "invalid_argument");
  CHECK(code("1", std::string(256, 'x')) == "invalid_argument");
  CHECK(code("1", "Credit", "nobody") == "not_found");
  CHECK(code("1", "Credit", "bolag-1", "1999-12") == "invalid_argument");
  CHECK(code("1", "Credit", "bolag-1", "2026-02", {.reason = "so"}) == "invalid_argument");
  CHECK(code("1", "Credit", "bolag-1", "2026-02", {.actor = "anna"}) == "invalid_argument");
  CHECK(code("99999999999999999999") == "overflow");
  CHECK(books.store->items({}).empty());
}

TEST_CASE("a closed month keeps its items: the opposite goes to an open one") {
  for (const LatePolicy late : {LatePolicy::adjust, LatePolicy::refuse}) {
    Agreed books(late);
    const std::int64_t no = books.add("bolag-1", "2026-01", "-100").item.no;
    const std::int64_t slip = books.add("bolag-1", "2026-01", "7").item.no;
    books.remove(slip);
    CHECK(error_of([&] { books.remove(slip); }, "there is no item") == "not_found");
    books.close("2026-01");
    CHECK(error_of([&] { books.add("bolag-1", "2026-01", "5"); }, "add the item to 2026-02") ==
          "month_closed");
    CHECK(error_of([&] { books.remove(no); }, "add the opposite, 100.00, to 2026-02") ==
          "month_closed");
    CHECK_FALSE(books.add("bolag-1", "2026-01", "-100").is_new);
    books.add("bolag-1", "2026-02", "100");
    CHECK(books.lines("2026-01") == "bolag-1:1:fee:500.00 bolag-1:2:item:-100.00");
    CHECK(books.lines("2026-02") == "bolag-1:1:fee:500.00 bolag-1:2:item:100.00");
    CHECK(books.findings() == 0);
  }
}

TEST_CASE("late usage of a month with items settles the usage alone") {
  Agreed books;
  books.add("bolag-1", "2026-01", "-100");
  books.close("2026-01");
  books.use("bolag-1", "2026-01", 10'500);
  CHECK(books.lines("2026-02") == "bolag-1:1:fee:500.00 bolag-1:2:adjustment:6.00");
  books.close("2026-02");
  CHECK(books.findings() == 0);
}

TEST_CASE("the item of a company that a close left out is on the next invoice") {
  Agreed books;
  books.subscribe("bolag-2", "2026-01");
  books.add("bolag-2", "2026-01", "-100");
  books.close_but("2026-01", {"bolag-2"});
  CHECK(books.lines("2026-01") == "bolag-1:1:fee:500.00");
  books.add("bolag-2", "2026-02", "3", "Extra");
  const CloseResult next = books.close_but("2026-02", {});
  CHECK(summary(next.invoice.lines) ==
        "bolag-1:1:fee:500.00 bolag-2:1:fee:500.00 bolag-2:2:item:3.00 "
        "bolag-2:3:adjustment:500.00 bolag-2:4:item:-100.00");
  CHECK(next.invoice.lines.back().usage_month == Month(2026, 1));
  CHECK(books.findings() == 0);
  CHECK(books.lines("2026-03") == "bolag-1:1:fee:500.00 bolag-2:1:fee:500.00");
}

TEST_CASE("each item that is late is a line of its own, with its own text") {
  Agreed books;
  books.add("bolag-1", "2026-01", "-100", "Credit");
  books.add("bolag-1", "2026-01", "40", "Setup");
  books.close_but("2026-01", {"bolag-1"});
  const CloseResult next = books.close_but("2026-02", {});
  CHECK(summary(next.invoice.lines) ==
        "bolag-1:1:fee:500.00 bolag-1:2:adjustment:500.00 bolag-1:3:item:-100.00 "
        "bolag-1:4:item:40.00");
  CHECK(next.invoice.lines.at(2).text == "Credit");
  CHECK(next.invoice.lines.at(3).text == "Setup");
  CHECK(books.findings() == 0);
}

TEST_CASE("the first month to close is that of an item, where nothing was earlier") {
  Agreed books;  // bolag-1 from 2026-01
  books.add("bolag-2", "2026-02", "5");
  const auto next = [&] {
    auto transaction = books.store->begin(Store::Access::read);
    return Biller(*books.store, books.zone).next_to_close();
  };
  CHECK(next() == Month(2026, 1));
  books.add("bolag-2", "2025-11", "5");
  CHECK(next() == Month(2025, 11));
}

TEST_CASE("the first change of a ledger may be an item") {
  const std::unique_ptr<Store> store = make_memory_store(
      {.zone = "Europe/Stockholm", .currency = "SEK", .schema_version = 1, .late = {}});
  const auto transaction = store->begin(Store::Access::write);
  store->put_company({"bolag-1", ""});
  const AddedItem added = add_item(*store, {"bolag-1", {2026, 3}, Decimal(5), "Start"}, anna);
  CHECK(added.item.no == 1);
  CHECK(store->changes().at(0).item == 1);
}

TEST_CASE("a statement says who agreed on an item and why") {
  Agreed books;
  const std::int64_t no = books.add("bolag-1", "2026-01", "-100").item.no;
  const auto derived = [&] {
    auto transaction = books.store->begin(Store::Access::read);
    const Statement made = statement(*books.store, books.zone, {2026, 1}, "bolag-1");
    for (const Statement::Derivation& one : made.derivations)
      for (const ExplainStep& step : one.steps)
        if (step.step == "item")
          return step.charge + ": " + step.formula + " = " + step.value + " (line " +
                 std::to_string(step.line) + ")";
    return std::string("none");
  };
  const std::string said =
      "item-" + std::to_string(no) + ": agreed by anna: agreed with Eva = -100.00 (line 2)";
  CHECK(derived() == said);
  books.close("2026-01");
  CHECK(derived() == said);
}

TEST_CASE("a ledger can begin with an item; a company with one stays") {
  Books books;
  books.change([&] { add_item(*books.store, {"bolag-2", {2026, 3}, Decimal(5), "Start"}, anna); });
  CHECK(error_of([&] { books.change([&] { remove_company(*books.store, "bolag-2", anna); }); },
                 "has an item") == "conflict");
  CHECK(
      summary(
          books
              .change([&] {
                return close_month(*books.store, books.zone, {2026, 3}, books.zone.end({2026, 3}));
              })
              .invoice.lines) == "bolag-2:1:item:5.00");
}

}  // namespace items_test
