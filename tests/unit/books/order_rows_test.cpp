// Order rows: what stands in them, and that quantity times price is the amount of the line.
#include "books/order_rows.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "books/export.hpp"
#include "unit/billing/fixture.hpp"
#include "unit/books/fixture.hpp"

using namespace porto;
using namespace porto::internal;

namespace order_rows_test {
namespace {

struct LineCase {
  const char* quantity;
  const char* price;  // empty: a limit
  const char* per;
  const char* net;
  const char* decimals;  // of the target, price and quantity: "22"
  const char* row;       // "quantity unit price"
};

InvoiceLine line_of(const LineCase& what) {
  InvoiceLine line = testing::march_line("a", what.net);
  line.quantity = Decimal::parse(what.quantity);
  line.base_quantity = Decimal::parse(what.per);
  line.unit_price.reset();
  if (*what.price != '\0')
    line.unit_price = Decimal::parse(what.price);
  else
    line.unit = "";  // a limit
  return line;
}

BooksExport rows_of_line(const InvoiceLine& line, int price_decimals, int quantity_decimals) {
  BooksSettings settings;
  settings.rows = {price_decimals, quantity_decimals};
  const auto store = make_memory_store({});
  const std::vector<CompanyLines> companies = {{Company{"a", "A"}, {line}}};
  BooksExport made{Month(2026, 3)};
  add_order_rows(companies, Postings(*store, {}), settings, made);
  return made;
}

}  // namespace

TEST_CASE("a row is the line where the target can hold it, and else one of its amount") {
  const LineCase cases[] = {
      {"1", "500", "1", "500.00", "22", "1 H87 500"},
      {"30000", "0.012", "1", "360.00", "22", "1 LS 360"},
      {"30000", "0.012", "1", "360.00", "32", "30000 H87 0.012"},
      {"30000", "12", "1000", "360.00", "32", "30000 H87 0.012"},
      {"30001", "0.012", "1", "360.01", "32", "30001 H87 0.012"},
      {"30001", "0.012", "1", "360.02", "32", "1 LS 360.02"},  // rounded up by its tariff
      {"15", "500", "31", "241.94", "22", "1 LS 241.94"},
      {"2.505", "1", "1", "2.51", "22", "1 LS 2.51"},
      {"2.505", "1", "1", "2.51", "23", "2.505 H87 1"},
      {"1", "", "1", "-12.50", "22", "-1 LS 12.5"},
      {"1", "", "1", "0.00", "22", "1 LS 0"},
      {"-1", "28.97", "1", "-28.97", "22", "-1 H87 28.97"},
      {"-30000", "0.012", "1", "-360.00", "22", "-1 LS 360"},
  };
  for (const LineCase& one : cases) {
    const BooksExport made =
        rows_of_line(line_of(one), one.decimals[0] - '0', one.decimals[1] - '0');
    REQUIRE(made.rows.size() == 1);
    const OrderRow& row = made.rows[0];
    CHECK(row.quantity.to_string() + " " + row.unit + " " + row.unit_price.to_string() == one.row);
    const Decimal product = row.quantity * row.unit_price;
    CHECK(product.round(2, RoundingMode::half_up) == Decimal::parse(one.net));
    const bool is_told = std::ranges::any_of(made.notices, [](const std::string& notice) {
      return notice.find("the amount as the price") != std::string::npos;
    });
    CHECK(is_told == (row.unit == "LS" && *one.price != '\0'));
  }
}

TEST_CASE("an export has the frozen lines of a closed month, and refuses a preview") {
  testing::Books books;
  books.subscribe("bolag-1", "2026-01");
  books.use("bolag-1", "2026-01", 40'000);
  books.change([&] { books.store->put_company({"bolag-1", "Bolaget", "1017", "Kim", "", "42"}); });
  const auto exported = [&] {
    return books.change([&] {
      return export_books(*books.store, Month(2026, 1),
                          {.books = "[defaults]\narticle = \"POST\"\naccount = 3041\n"});
    });
  };
  CHECK(testing::error_of(exported, "2026-01 is not closed") == "month_open");
  books.close("2026-01");
  const BooksExport made = exported();
  REQUIRE(made.rows.size() == 2);
  CHECK(made.rows[1].company == "bolag-1");
  CHECK(made.rows[1].line == 2);
  CHECK(made.rows[1].customer_number == "1017");
  CHECK(made.rows[1].reference == "Kim");
  CHECK(made.rows[1].article == "POST");
  CHECK(made.rows[1].account == "3041");
  CHECK(made.rows[1].cost_centre == "42");
  CHECK(made.rows[1].net_amount.to_string() == "360.00");
}

TEST_CASE("what a row lacks is told") {
  InvoiceLine line = line_of({"1", "500", "1", "500.00", "", ""});
  const BooksExport made = rows_of_line(line, 2, 2);
  REQUIRE(made.notices.size() == 2);
  CHECK(made.notices[0].starts_with("1 row without an article"));
  CHECK(made.notices[1].starts_with("1 row without a customer number"));
}

}  // namespace order_rows_test
