// Numbers of invoices: given once, in order, without gaps; and what keeps them so.
#include "books/numbers.hpp"

#include <doctest/doctest.h>

#include "books/export.hpp"
#include "unit/billing/fixture.hpp"

using namespace porto;
using namespace porto::internal;

namespace {

const std::string accounts = R"toml(
[seller]
name = "S"
[numbers]
prefix = "E-"
first = 1001
[[vat]]
id = "standard"
category = "S"
rate = 25
account = 2611
[defaults]
account = 3041
[[buyer]]
company = "bolag-2"
days = 10
)toml";

struct Numbered : testing::Books {
  Numbered() {
    for (const char* id : {"bolag-2", "bolag-1"}) subscribe(id, "2026-01");
    close("2026-01");
    close("2026-02");
  }
  BooksExport exported(Month month, std::optional<Day> issued, const std::string& more = "") {
    return change([&] {
      return export_books(*store, month,
                          {.format = BooksFormat::sie, .books = accounts + more, .issued = issued});
    });
  }
  std::string numbers(Month month, std::optional<Day> issued, const std::string& more = "") {
    std::string text;
    for (const NumberedInvoice& one : exported(month, issued, more).invoices)
      text += one.number.company + " " + one.number.number + " " + one.number.issued.to_string() +
              " " + one.number.due.to_string() + (one.is_new ? " new;" : ";");
    return text;
  }
};

const Month january(2026, 1);
const Month february(2026, 2);
const Day first_of_february(february, 1);

}  // namespace

TEST_CASE("numbers are given in the order of the ids, and every later export has the same") {
  Numbered books;
  CHECK(books.numbers(january, first_of_february) ==
        "bolag-1 E-1001 2026-02-01 2026-03-03 new;bolag-2 E-1002 2026-02-01 2026-02-11 new;");
  const std::string same =
      "bolag-1 E-1001 2026-02-01 2026-03-03;bolag-2 E-1002 2026-02-01 2026-02-11;";
  CHECK(books.numbers(january, Day(Month(2026, 9), 9)) == same);
  CHECK(books.numbers(january, {}) == same);
  CHECK(books.numbers(february, Day(Month(2026, 3), 1)) ==
        "bolag-1 E-1003 2026-03-01 2026-03-31 new;bolag-2 E-1004 2026-03-01 2026-03-11 new;");
}

TEST_CASE("a company without lines has no number") {
  Numbered books;
  CHECK(books.numbers(january, first_of_february).find("bolag-3") == std::string::npos);
  testing::Books nothing;
  nothing.use("bolag-3", "2026-01", 5);
  nothing.subscribe("bolag-3", "2026-02");
  nothing.close("2026-01");
  const BooksExport made = nothing.change([&] {
    return export_books(*nothing.store, january,
                        {.format = BooksFormat::sie, .books = accounts, .issued = {}});
  });
  CHECK(made.invoices.empty());
  CHECK(made.files.empty());
}

TEST_CASE("numbers follow time") {
  Numbered books;
  const auto code = [&](Month month, std::optional<Day> issued, const char* says) {
    return testing::error_of([&] { books.numbers(month, issued); }, says);
  };
  CHECK(code(january, {}, "say their date") == "invalid_argument");
  CHECK(code(january, Day(january, 30), "before the month is over") == "invalid_argument");
  books.numbers(january, Day(Month(2026, 3), 5));
  CHECK(code(february, Day(Month(2026, 3), 4), "2026-03-05") == "conflict");
  CHECK(books.numbers(february, Day(Month(2026, 3), 5)) != "");

  Numbered later;
  later.numbers(february, Day(Month(2026, 3), 1));
  CHECK(testing::error_of([&] { later.numbers(january, Day(Month(2026, 3), 1)); },
                          "2026-02 has numbers") == "conflict");
}

TEST_CASE("a series has its own numbers, and no number is given twice") {
  Numbered books;
  books.numbers(january, first_of_february);
  const auto other = [&](const char* more) {
    std::string toml = accounts;
    toml.replace(toml.find("prefix = \"E-\""), 13, more);
    return books.change([&] {
      return export_books(
                 *books.store, february,
                 {.format = BooksFormat::sie, .books = toml, .issued = Day(Month(2026, 3), 1)})
          .invoices.at(0)
          .number.number;
    });
  };
  CHECK(testing::error_of([&] { other("series = \"2\"\nprefix = \"E-\""); }, "E-1001") ==
        "conflict");
  CHECK(other("series = \"2\"\nprefix = \"F\"") == "F1001");
}

TEST_CASE("an export that fails gives no number") {
  Numbered books;
  const std::string no_vat = "[seller]\nname = \"S\"\n[defaults]\naccount = 3041\n";
  CHECK(testing::error_of(
            [&] {
              books.change([&] {
                return export_books(
                    *books.store, january,
                    {.format = BooksFormat::sie, .books = no_vat, .issued = first_of_february});
              });
            },
            "there is no [[vat]]") == "bad_input");
  CHECK(books.store->invoice_numbers().empty());
}
