// Numbers of invoices: given once, in order, without gaps; and what keeps them so.
#include "books/numbers.hpp"

#include <doctest/doctest.h>

#include "books/export.hpp"
#include "unit/billing/fixture.hpp"

using namespace porto;
using namespace porto::internal;

namespace numbers_test {
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
    return exported_by(accounts + more, month, {.issued = issued});
  }
  BooksExport exported_by(const std::string& toml, Month month, BooksOptions options) {
    options.books = toml;
    if (options.format == BooksFormat::rows) options.format = BooksFormat::sie;
    return change([&] { return export_books(*store, month, options); });
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

TEST_CASE("months that are passed over are told, since they can have no numbers any more") {
  Numbered in_order;
  CHECK(in_order.exported(january, first_of_february).notices.empty());
  CHECK(in_order.exported(february, Day(Month(2026, 3), 1)).notices.empty());
  Numbered books;
  CHECK(books.exported(february, Day(Month(2026, 3), 1)).notices ==
        std::vector<std::string>{"2026-01 has no numbers, and can have none any more: months get "
                                 "theirs in order"});
  Numbered late;
  late.close("2026-03");
  CHECK(late.exported(Month(2026, 3), Day(Month(2026, 4), 1)).notices ==
        std::vector<std::string>{"2026-01 to 2026-02 have no numbers, and can have none any more: "
                                 "months get theirs in order"});
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
  CHECK(testing::error_of([&] { other("series = \"2\"\nprefix = \"E-\""); },
                          "series \"2\" is \"E-1001\", which company \"bolag-1\" has for 2026-01, "
                          "series \"1\": write another prefix") == "conflict");
  CHECK(testing::error_of([&] { other("series = \"2\"\nprefix = \"e-\""); }, "\"e-1001\"") ==
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

TEST_CASE("what was sent is not said otherwise under the same number") {
  Numbered books;
  books.numbers(january, first_of_february);
  const auto with = [](std::string toml, const std::string& what, const std::string& by) {
    toml.replace(toml.find(what), what.size(), by);
    return toml;
  };
  const auto code = [&](const std::string& toml, const char* says) {
    return testing::error_of([&] { books.exported_by(toml, january, {}); }, says);
  };
  const char* both =
      "b.toml: company \"bolag-1\" was given E-1001 as an invoice of 500.00 and VAT 125.00 (S 25% "
      "of "
      "500.00: 125.00), and it would be an invoice of 500.00 and VAT 30.00 (S 6% of 500.00: 30.00)";
  CHECK(testing::error_of(
            [&] {
              books.exported_by(with(accounts, "rate = 25", "rate = 6"), january,
                                {.file_name = "b.toml"});
            },
            both) == "bad_input");
  // The same sums of another category, as if nothing had been taxable.
  const std::string zero = with(accounts, "category = \"S\"\nrate = 25", "category = \"Z\"");
  const std::string exempt =
      with(accounts, "category = \"S\"\nrate = 25", "category = \"E\"\nreason = \"x\"");
  books.exported_by(zero, february, {.issued = Day(Month(2026, 3), 1)});
  CHECK(testing::error_of([&] { books.exported_by(exempt, february, {}); },
                          "(Z 0% of 500.00: 0.00), and it would be an invoice of 500.00 and VAT "
                          "0.00 (E 0% of 500.00: 0.00)") == "bad_input");
  // What does not concern the customer may change: accounts, series, days.
  CHECK(books.exported_by(with(accounts, "account = 3041", "account = 3999"), january, {})
            .invoices.size() == 2);
  CHECK(books.exported_by(with(accounts, "prefix = \"E-\"", "series = \"9\""), january, {})
            .invoices.at(0)
            .number.number == "E-1001");
  CHECK(code(accounts, "") == "no error");
}

TEST_CASE("a date that is years ahead is questioned, and given if it is meant") {
  Numbered books;
  const Day far(Month(2028, 4), 1);
  CHECK(testing::error_of([&] { books.exported(january, far); },
                          "2028-04 is 2 years and 1 month after 2026-03; if it is meant, set "
                          "allow_far") == "invalid_argument");
  CHECK(books.store->invoice_numbers().empty());
  // So is the time of the call that has it from a clock.
  const Instant late = parse_rfc3339("2028-04-01T12:00:00Z");
  CHECK(books.exported_by(accounts, january, {.at = late}).invoices.at(0).number.issued == far);
  const Day later(Month(2031, 4), 1);
  CHECK(books.exported_by(accounts, february, {.issued = later, .at = late, .allow_far = true})
            .invoices.at(0)
            .number.issued == later);
}

TEST_CASE("a date that changes nothing is told, and one that nothing has is refused") {
  Numbered books;
  books.numbers(january, first_of_february);
  const auto notices = [&](std::optional<Day> issued) {
    return books.exported(january, issued).notices;
  };
  CHECK(notices({}).empty());
  CHECK(notices(first_of_february).empty());
  CHECK(
      notices(Day(february, 9)) ==
      std::vector<std::string>{"the date 2026-02-09 is of no use: E-1001 and 1 more were given on "
                               "2026-02-01, and stay so"});
  const std::string accrual = "[sie]\nvouchers = \"accrual\"\n";
  CHECK(testing::error_of([&] { books.exported(january, first_of_february, accrual); },
                          "an accrual is of the last day") == "invalid_argument");
}

TEST_CASE("a file of a month is the same on any day, and an accrual has its own name and sum") {
  Numbered books;
  const auto file = [&](const char* now, const std::string& more) {
    const BooksExport made =
        books.exported_by(accounts + more, january, {.at = parse_rfc3339(now)});
    CHECK(made.files.size() == 1);
    return made.files.at(0).name + "\n" + made.files.at(0).content;
  };
  const std::string accrual = "[sie]\nvouchers = \"accrual\"\n";
  for (const std::string& more : {std::string(), accrual}) {
    const std::string first = file("2026-02-03T12:00:00Z", more);
    CHECK(file("2026-02-09T12:00:00Z", more) == first);
    CHECK(first.find(more.empty() ? "porto-2026-01.si\n" : "porto-2026-01-accrual.si\n") == 0);
    CHECK(first.find(more.empty() ? "#GEN 20260203" : "#GEN 20260131") != std::string::npos);
  }
  CHECK(books.exported(january, {}, accrual).notices ==
        std::vector<std::string>{"an accrual of 1000.00 SEK excluding VAT, of 2 companies, on "
                                 "2026-01-31, taken back on 2026-02-01"});
}

TEST_CASE("a buyer that is no company of the ledger is refused, with the one that is meant") {
  Numbered books;
  const auto code = [&](const std::string& toml, const char* says) {
    return testing::error_of(
        [&] {
          books.exported_by(toml, january, {.file_name = "b.toml", .issued = first_of_february});
        },
        says);
  };
  CHECK(code("[[buyer]]\ncompany = \"bolag-22\"\n[[buyer]]\ncompany = \"elsewhere\"\n",
             "b.toml:2:11: the ledger has no company \"bolag-22\"; did you mean \"bolag-2\"?\n"
             "b.toml:4:11: the ledger has no company \"elsewhere\"; write the id") == "bad_input");
}

}  // namespace numbers_test
