// The views that are promised to readers with SQL: their columns, and what they say.
#include "porto/money.hpp"
#include "unit/store/fixture.hpp"
#include "unit/store/raw.hpp"

namespace porto::testing::views_test {

using namespace internal;
namespace {

// A ledger file with rows of an SQLite shell, and what a query says then.
class LedgerWithRows {
 public:
  LedgerWithRows() {
    create_sqlite_store(path_, options);
    REQUIRE(run("INSERT INTO company (no, id, name) VALUES (1, '=SUM(A1)', 'Bolaget AB');"
                "INSERT INTO meter (no, id, decimals) VALUES (2, 'gb', 3), (3, 'big', 18);"
                "INSERT INTO source (no, id) VALUES (1, 's');"
                "INSERT INTO domain (no, id) VALUES (1, 'a.se');"
                "INSERT INTO tariff VALUES ('t', 1, 202401, '', '', 1)") == "");
  }
  std::string run(const std::string& sql) { return Raw(path_).run(sql); }

 private:
  TempDir dir_;
  std::string path_ = dir_.path("ledger.db");
};

std::string line_of(int number, const std::string& minor, const std::string& currency) {
  return "INSERT INTO invoice_line VALUES (202402, '=SUM(A1)', " + std::to_string(number) +
         ", 'c', 'usage', 'text', '2.5', 'gb', '0.4', '1', '1.00', " + minor + ", '" + currency +
         "', 't', 1, 202312);";
}

}  // namespace

TEST_CASE("views have the columns that are documented, in their order") {
  LedgerWithRows ledger;
  const auto columns = [&](const std::string& view) {
    return ledger.run("SELECT group_concat(name, ' ') FROM pragma_table_info('" + view + "')");
  };
  CHECK(columns("v_company") == "company name customer_number reference language cost_centre;");
  CHECK(columns("v_subscription") == "company tariff from_day through_day;");
  CHECK(columns("v_usage_month") == "month company meter quantity quantity_units decimals events;");
  CHECK(columns("v_invoice_line") ==
        "month company line charge kind text quantity unit unit_price base_quantity exact_amount "
        "net_amount net_minor currency tariff tariff_version usage_month;");
  CHECK(columns("v_month") == "month closed_at lines net_amount net_minor currency hash;");
  CHECK(columns("v_void") ==
        "voided_at source event_id company domain meter quantity_units decimals actor reason "
        "replaced_by import;");
}

TEST_CASE("v_company and v_subscription") {
  LedgerWithRows ledger;
  REQUIRE(ledger.run("INSERT INTO subscription VALUES ('=SUM(A1)', 't', 20240101, NULL),"
                     " ('=SUM(A1)', 'u', 20231105, 20240229)") == "");
  CHECK(ledger.run("SELECT * FROM v_company") == "=SUM(A1)|Bolaget AB||||;");
  CHECK(ledger.run("SELECT * FROM v_subscription") ==
        "=SUM(A1)|t|2024-01-01|NULL;=SUM(A1)|u|2023-11-05|2024-02-29;");
}

TEST_CASE("v_usage_month says quantities exactly, as porto does") {
  LedgerWithRows ledger;
  const auto said = [&](int meter, const std::string& quantity) {
    ledger.run("DELETE FROM usage_month; INSERT INTO usage_month VALUES (202402, 1, " +
               std::to_string(meter) + ", " + quantity + ", 7)");
    return ledger.run("SELECT * FROM v_usage_month");
  };
  CHECK(said(1, "41") == "2024-02|=SUM(A1)|messages|41|41|0|7;");
  CHECK(said(1, "4100") == "2024-02|=SUM(A1)|messages|4100|4100|0|7;");
  CHECK(said(2, "2500") == "2024-02|=SUM(A1)|gb|2.5|2500|3|7;");
  CHECK(said(2, "3000") == "2024-02|=SUM(A1)|gb|3|3000|3|7;");
  CHECK(said(2, "-5") == "2024-02|=SUM(A1)|gb|-0.005|-5|3|7;");
  CHECK(said(2, "0") == "2024-02|=SUM(A1)|gb|0|0|3|7;");
  CHECK(said(3, "-9223372036854775808") ==
        "2024-02|=SUM(A1)|big|-9.223372036854775808|-9223372036854775808|18|7;");
}

TEST_CASE("v_invoice_line and v_month") {
  LedgerWithRows ledger;
  REQUIRE(ledger.run("INSERT INTO period VALUES (202402, 1709276400000000, 'h', 1, 1, NULL, NULL),"
                     " (202403, 1711954800000120, 'i', 1, 1, NULL, NULL);" +
                     line_of(1, "86000", "SEK") + line_of(2, "-2", "SEK")) == "");
  CHECK(ledger.run("SELECT * FROM v_invoice_line WHERE line = 2") ==
        "2024-02|=SUM(A1)|2|c|usage|text|2.5|gb|0.4|1|1.00|-0.02|-2|SEK|t|1|2023-12;");
  CHECK(ledger.run("SELECT * FROM v_month") ==
        "2024-02|2024-03-01T07:00:00Z|2|859.98|85998|SEK|h;"
        "2024-03|2024-04-01T07:00:00.00012Z|0|0.00|0|SEK|i;");
}

TEST_CASE("amounts of every currency have its decimals") {
  LedgerWithRows ledger;
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
  REQUIRE(ledger.run(lines) == "");
  CHECK(ledger.run("SELECT net_amount FROM v_invoice_line ORDER BY line") == expected);
}

TEST_CASE("v_void has events that were voided alone, and with their import") {
  LedgerWithRows ledger;
  REQUIRE(
      ledger.run(
          "INSERT INTO usage_event VALUES (1, 1, 'e-1', 1, 0, 0, 2, 0, 2500),"
          " (2, 1, 'e-2', 0, 1, 20240229, 1, 0, 7), (3, 1, 'e-3', 1, 0, 0, 1, 0, 9);"
          "INSERT INTO void (no, seq, source_no, event_id, actor, reason, voided_at, digest,"
          " replaced_by) VALUES (1, 1, 1, 'e-1', 'anna', 'twice', 1709276400000001, '', NULL),"
          " (2, 99, 1, 'pruned', 'bo', 'late', 1709276400000000, '', 'e-9');"
          "INSERT INTO import VALUES (4, 0, 1, 2, 2, 0, 0, 0, 0, 0, '');"
          "INSERT INTO import_part VALUES (1, 2, 4);"
          "INSERT INTO import_undo VALUES (1, 4, 'eva', 'wrong', 1709276400000000, 1, 1, '')") ==
      "");
  CHECK(ledger.run("SELECT * FROM v_void ORDER BY event_id") ==
        "2024-03-01T07:00:00.000001Z|s|e-1|=SUM(A1)|NULL|gb|2500|3|anna|twice|NULL|NULL;"
        "2024-03-01T07:00:00Z|s|e-2|NULL|a.se|messages|7|0|eva|wrong|NULL|4;"
        "2024-03-01T07:00:00Z|s|pruned|NULL|NULL|NULL|NULL|NULL|bo|late|e-9|NULL;");
}

}  // namespace porto::testing::views_test
