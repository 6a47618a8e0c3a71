// Numbers of invoices as they are kept: one for a company's month, without gaps and doubles.
#include "unit/store/fixture.hpp"
#include "unit/store/raw.hpp"

namespace porto::testing::invoice_numbers_test {

using namespace internal;
namespace {

const Month may_of_numbers(2026, 5);

GivenNumber number_of(const std::string& company, std::int64_t no, Month month = may_of_numbers,
                      const std::string& series = "1") {
  const Currency sek("SEK");
  return {{month, company, series, no, series + "-" + std::to_string(no), Day(month.next(), 1),
           Day(month.next(), 30)},
          company == "b",
          Money(company == "b" ? -100 : 100, sek),
          Money(25, sek),
          "S 25% of 1.00: 0.25"};
}

void close_months(Store& store) {
  write(store, [&] {
    for (const char* id : {"a", "b", "c"}) store.put_company({id, ""});
    for (const Month month : {may_of_numbers, may_of_numbers.next()})
      store.add_closed_month({month, {1}}, {}, {}, {});
  });
}

auto code_of_adding(Store& store, const GivenNumber& number) {
  return code_of([&] { write(store, [&] { store.add_invoice_number(number); }); });
}

}  // namespace

TEST_CASE_TEMPLATE("numbers come back by month and company", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  close_months(store);
  CHECK(store.invoice_numbers().empty());
  const GivenNumber first = number_of("b", 1001);
  const GivenNumber second = number_of("a", 1002);
  const GivenNumber other = number_of("a", 1, may_of_numbers.next(), "2");
  write(store, [&] {
    for (const GivenNumber& one : {first, second, other}) store.add_invoice_number(one);
  });
  CHECK(store.invoice_numbers() == std::vector{second, first, other});
}

TEST_CASE_TEMPLATE("a number is one month's, and a series has no gap", Kind, PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  close_months(store);
  write(store, [&] { store.add_invoice_number(number_of("a", 1001)); });
  CHECK(code_of_adding(store, number_of("a", 1002)) == ErrorCode::conflict);  // a has one
  CHECK(code_of_adding(store, number_of("b", 1001)) == ErrorCode::conflict);
  CHECK(code_of_adding(store, number_of("b", 1003)) == ErrorCode::conflict);
  CHECK(code_of_adding(store, number_of("b", 1000)) == ErrorCode::conflict);
  GivenNumber same_text = number_of("b", 7, may_of_numbers, "2");
  same_text.number.number = "1-1001";
  CHECK(code_of_adding(store, same_text) == ErrorCode::conflict);
  CHECK(code_of_adding(store, number_of("nobody", 1002)) == ErrorCode::not_found);
  CHECK(code_of_adding(store, number_of("b", 1002, Month(2026, 9))) == ErrorCode::month_open);
  CHECK(store.invoice_numbers().size() == 1);
  write(store, [&] { store.add_invoice_number(number_of("b", 1002)); });
  CHECK(store.invoice_numbers().size() == 2);
}

TEST_CASE("an SQLite shell can neither change, remove nor skip a number") {
  InSqlite kind;
  close_months(*kind.store);
  write(*kind.store, [&] { kind.store->add_invoice_number(number_of("a", 1001)); });
  Raw raw(kind.dir.path("ledger.db"));
  CHECK(raw.run("UPDATE invoice_number SET no = 5").find("never changed") != std::string::npos);
  CHECK(raw.run("DELETE FROM invoice_number").find("never removed") != std::string::npos);
  CHECK(raw.run("INSERT INTO invoice_number VALUES (202605, 'b', '1', 1003, 'x', 20260601,"
                " 20260630, 'invoice', 1, 1, '')")
            .find("no gaps") != std::string::npos);
  CHECK(raw.run("INSERT INTO invoice_number VALUES (202605, 'b', '1', 1002, 'x', 20260601,"
                " 20260630, 'invoice', 1, 1, '')") == "");
}

TEST_CASE("an SQLite shell can replace no number, whichever of its keys is taken") {
  InSqlite kind;
  close_months(*kind.store);
  write(*kind.store, [&] { kind.store->add_invoice_number(number_of("a", 1001)); });
  Raw raw(kind.dir.path("ledger.db"));
  const std::string before = raw.run("SELECT * FROM invoice_number");
  for (const char* key : {"202605, 'a', '2', 1, 'x'",       // the month and company
                          "202605, 'b', '2', 1, '1-1001'",  // the number
                          "202605, 'b', '1', 1001, 'x'",    // its place in the series
                          "202605, 'a', '1', 1001, '1-1001'"}) {
    CAPTURE(key);
    const std::string sql = std::string("INTO invoice_number VALUES (") + key +
                            ", 20300101, 20300101, 'invoice', 1, 1, '')";
    CHECK(raw.run("REPLACE " + sql) != "");
    CHECK(raw.run("INSERT OR IGNORE " + sql) != "");
    CHECK(raw.run("SELECT * FROM invoice_number") == before);
  }
  CHECK(raw.run("UPDATE OR REPLACE invoice_number SET due = 20300101") != "");
  CHECK(raw.run("SELECT * FROM invoice_number") == before);
}

TEST_CASE_TEMPLATE("numbers that differ by case are one, as names of files are", Kind,
                   PORTO_STORES) {
  Kind kind;
  Store& store = *kind.store;
  close_months(store);
  write(store, [&] { store.add_invoice_number(number_of("a", 1, may_of_numbers, "E")); });
  CHECK(code_of_adding(store, number_of("b", 1, may_of_numbers, "e")) == ErrorCode::conflict);
}

}  // namespace porto::testing::invoice_numbers_test
