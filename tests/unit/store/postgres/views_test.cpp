// The views of a ledger on a server: the columns of those of a file, and what they say.
#include "porto/money.hpp"
#include "unit/store/fixture.hpp"

namespace porto::testing::postgres_views_test {

using namespace internal;
namespace {

class LedgerWithRows {
 public:
  LedgerWithRows() {
    run("INSERT INTO company (no, id, name) VALUES (1, 'a', 'Bolaget'), (2, 'b', '');"
        "INSERT INTO meter (no, id, decimals) VALUES (2, 'gb', 3), (3, 'big', 18);"
        "INSERT INTO source (no, id) VALUES (1, 's');"
        "INSERT INTO domain (no, id) VALUES (1, 'a.se');"
        "INSERT INTO tariff VALUES ('t', 1, 202401, '', '', 1)");
  }
  std::string run(const std::string& sql) const { return kind_.database.run(sql); }
  /// The rows of a view, one a line.
  std::string rows(const std::string& view, const std::string& order) const {
    return run("SELECT string_agg(one::text, '\n' ORDER BY " + order + ") FROM " + view +
               " AS one");
  }

 private:
  InPostgres kind_;
};

std::string line_of(int number, const std::string& minor, const std::string& currency) {
  return "INSERT INTO invoice_line VALUES (202402, 'a', " + std::to_string(number) +
         ", 'c', 'usage', 'text', '2.5', 'gb', '0.4', '1', '1.00', " + minor + ", '" + currency +
         "', 't', 1, 202312);";
}

}  // namespace

TEST_CASE("views on a server have the columns that are documented, in their order") {
  const LedgerWithRows ledger;
  const auto columns = [&](const std::string& view) {
    return ledger.run(
        "SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute"
        " WHERE attrelid = '" +
        view + "'::regclass AND attnum > 0");
  };
  CHECK(columns("v_company") == "company name customer_number reference language cost_centre");
  CHECK(columns("v_subscription") == "company tariff from_day through_day");
  CHECK(columns("v_usage_month") == "month company meter quantity quantity_units decimals events");
  CHECK(columns("v_invoice_line") ==
        "month company line charge kind text quantity unit unit_price base_quantity exact_amount "
        "net_amount net_minor currency tariff tariff_version usage_month");
  CHECK(columns("v_month") == "month closed_at lines net_amount net_minor currency hash");
  CHECK(columns("v_void") ==
        "voided_at source event_id company domain meter quantity_units decimals actor reason "
        "replaced_by import");
}

TEST_CASE("v_company and v_subscription on a server") {
  const LedgerWithRows ledger;
  ledger.run(
      "INSERT INTO subscription VALUES ('a', 't', 20240101, NULL),"
      " ('a', 'u', 20231105, 20240229)");
  CHECK(ledger.rows("v_company", "company") ==
        "(a,Bolaget,\"\",\"\",\"\",\"\")\n"
        "(b,\"\",\"\",\"\",\"\",\"\")");
  CHECK(ledger.rows("v_subscription", "tariff") ==
        "(a,t,2024-01-01,)\n(a,u,2023-11-05,2024-02-29)");
}

TEST_CASE("v_usage_month on a server says quantities exactly, as porto does") {
  const LedgerWithRows ledger;
  const auto said = [&](int meter, const std::string& quantity) {
    ledger.run(
        "DELETE FROM usage_month; INSERT INTO usage_month (lane, epoch, month, company_no,"
        " meter_no, quantity, events) VALUES (0, 1, 202402, 1, " +
        std::to_string(meter) + ", " + quantity + ", 7)");
    return ledger.rows("v_usage_month", "month");
  };
  CHECK(said(1, "41") == "(2024-02,a,messages,41,41,0,7)");
  CHECK(said(1, "4100") == "(2024-02,a,messages,4100,4100,0,7)");
  CHECK(said(2, "2500") == "(2024-02,a,gb,2.5,2500,3,7)");
  CHECK(said(2, "3000") == "(2024-02,a,gb,3,3000,3,7)");
  CHECK(said(2, "-5") == "(2024-02,a,gb,-0.005,-5,3,7)");
  CHECK(said(2, "0") == "(2024-02,a,gb,0,0,3,7)");
  CHECK(said(3, "-9223372036854775808") ==
        "(2024-02,a,big,-9.223372036854775808,-9223372036854775808,18,7)");
}

TEST_CASE("v_usage_month adds up lanes, epochs and the days of claimed domains") {
  const LedgerWithRows ledger;
  ledger.run(
      "INSERT INTO usage_month (lane, epoch, month, company_no, meter_no, quantity, events) VALUES"
      " (0, 1, 202402, 1, 1, 5, 2), (0, 2, 202402, 1, 1, -5, -2), (1, 1, 202402, 1, 1, 7, 3),"
      " (0, 1, 202403, 1, 1, 9, 1), (2, 1, 202403, 1, 1, -9, -1);"
      "INSERT INTO domain_day (lane, epoch, day, domain_no, meter_no, quantity, events) VALUES"
      " (0, 1, 20240228, 1, 1, 10, 1), (0, 1, 20240229, 1, 1, 20, 1), (3, 1, 20240301, 1, 1, 40,"
      " 1);"
      "INSERT INTO sending_domain VALUES ('a.se', 'a', NULL, 20240228),"
      " ('a.se', 'b', 20240301, NULL)");
  CHECK(ledger.rows("v_usage_month", "month, company") ==
        "(2024-02,a,messages,17,17,0,4)\n(2024-03,b,messages,40,40,0,1)");
}

TEST_CASE("v_invoice_line and v_month on a server") {
  const LedgerWithRows ledger;
  ledger.run(
      "INSERT INTO period VALUES (202402, 1709276400000000, 'h', 1, 1, NULL, NULL),"
      " (202403, 1711954800000120, 'i', 1, 1, NULL, NULL);" +
      line_of(1, "86000", "SEK") + line_of(2, "-2", "SEK"));
  CHECK(
      ledger.rows("v_invoice_line", "line DESC")
          .starts_with("(2024-02,a,2,c,usage,text,2.5,gb,0.4,1,1.00,-0.02,-2,SEK,t,1,2023-12)\n"));
  CHECK(ledger.rows("v_month", "month") ==
        "(2024-02,2024-03-01T07:00:00Z,2,859.98,85998,SEK,h)\n"
        "(2024-03,2024-04-01T07:00:00.00012Z,0,0.00,0,SEK,i)");
}

TEST_CASE("times of views on a server are those that porto writes") {
  const LedgerWithRows ledger;
  for (const std::int64_t at : {0LL, 1LL, 86'399'999'999LL, 86'400'000'000LL, 951'782'400'000'000LL,
                                1'709'254'861'100'000LL, 7'258'118'399'999'999LL}) {
    CAPTURE(at);
    CHECK(ledger.run("SELECT time_text(" + std::to_string(at) + ")") == to_rfc3339(Instant{at}));
  }
}

TEST_CASE("amounts of every currency have its decimals on a server") {
  const LedgerWithRows ledger;
  ledger.run("INSERT INTO period VALUES (202402, 1709276400000000, 'h', 1, 1, NULL, NULL)");
  std::string lines;
  std::string expected;
  int count = 0;
  for (char a = 'A'; a <= 'Z'; ++a)
    for (char b = 'A'; b <= 'Z'; ++b)
      for (char c = 'A'; c <= 'Z'; ++c) {
        const std::string code{a, b, c};
        try {
          const Money money = Money(-12045, Currency(code));
          lines += line_of(++count, "-12045", code);
          expected += money.to_string() + ";";
        } catch (const Error&) {
        }
      }
  REQUIRE(count > 150);
  ledger.run(lines);
  CHECK(ledger.run("SELECT string_agg(net_amount || ';', '' ORDER BY line) FROM v_invoice_line") ==
        expected);
}

TEST_CASE("v_void on a server has events that were voided alone, and with their import") {
  const InPostgres kind;
  Store& store = *kind.store;
  write(store, [&] { store.add_claim({"a.se", (store.put_company({"b", ""}), "b"), {}, {}}); });
  ImportRecord record;
  write(store, [&] { record.no = store.add_import(record); });
  {
    const auto recording = store.begin(Store::Access::record);
    const Recorded recorded = store.record(
        std::vector{event("e-1", 25), domain_event("e-2", Day({2025, 6}, 3), 7)}, record.no);
    record.events = recorded.stored;
    record.finished = true;
    store.update_import(record);
    recording->commit();
  }
  append(store, {event("e-3", 9)});
  write(store, [&] {
    store.add_void({"s", "e-1", "anna", "twice", {1'709'276'400'000'001}}, {2025, 6});
    ImportUndo undo;
    undo.import = record.no;
    undo.actor = "eva";
    undo.reason = "wrong";
    undo.undone_at = {1'709'276'400'000'000};
    store.undo_import(undo, month_of);
  });
  CHECK(kind.database.run("SELECT string_agg(one::text, '\n' ORDER BY event_id) FROM v_void one") ==
        "(2024-03-01T07:00:00.000001Z,s,e-1,a,,messages,25,0,anna,twice,,)\n"
        "(2024-03-01T07:00:00Z,s,e-2,,a.se,messages,7,0,eva,wrong,,1)");
}

}  // namespace porto::testing::postgres_views_test
