// Invoices of a month: tax by group, totals, credit notes and what they refer to.
#include "books/month_invoices.hpp"

#include <doctest/doctest.h>

#include "unit/billing/fixture.hpp"
#include "unit/books/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using testing::march_line;

namespace month_invoices_test {
namespace {

const std::string two_rates = R"toml(
[[vat]]
id = "standard"
category = "S"
rate = 25
[[vat]]
id = "books"
category = "S"
rate = 6
articles = ["BOK"]
)toml";

// A store in which March 2026 is closed, and numbers can be given.
struct March {
  std::unique_ptr<Store> store = make_memory_store({});
  BooksSettings settings = read_books(two_rates, "b.toml");
  std::vector<CompanyLines> companies;
  Lacking lacking{"b.toml"};
  std::unique_ptr<Transaction> transaction = store->begin(Store::Access::write);

  explicit March(std::vector<InvoiceLine> lines) : companies{{Company{"a", "A"}, lines}} {
    store->put_company({"a", "A"});
    for (const int month : {1, 2, 3})
      store->add_closed_month({Month(2026, month), {1}}, {}, {}, {});
  }
  void number(Month month, int no, bool is_credit_note = false) {
    const Money none(0, Currency("SEK"));
    store->add_invoice_number(
        {{month, "a", "1", no, std::to_string(no), Day(month.next(), 1), Day(month.next(), 5)},
         is_credit_note,
         none,
         none});
  }
  MonthInvoice invoice() {
    const MonthNumbers numbers(*store, Month(2026, 3), companies, settings,
                               {.issued = Day(Month(2026, 4), 1)});
    const Postings postings(*store, {"POST", "3041", "BOK", ""});
    MonthInvoice made = invoices_of(companies, postings, settings, numbers, lacking).at(0);
    lacking.refuse();
    preceding = "";
    for (const InvoiceNumber* one : made.preceding) preceding += one->number + " ";
    for (const Month one : made.unnumbered) preceding += "no " + one.to_string() + " ";
    return made;
  }
  std::string preceding;
};

InvoiceLine item_line(const char* net, int number) {
  InvoiceLine line = march_line("a", net, number);
  line.kind = LineKind::item;
  return line;
}

}  // namespace

TEST_CASE("the tax of a group is that of its sum, rounded once, away from zero at a half") {
  const struct {
    std::vector<InvoiceLine> lines;
    const char* sums;  // "rate taxable tax; ... net vat total"
  } cases[] = {
      {{march_line("a", "500.02")}, "25 500.02 125.01; 500.02 125.01 625.03"},
      {{march_line("a", "-500.02")}, "25 -500.02 -125.01; -500.02 -125.01 -625.03"},
      {{march_line("a", "0.01"), march_line("a", "0.01", 2)}, "25 0.02 0.01; 0.02 0.01 0.03"},
      {{march_line("a", "100"), item_line("50", 2)}, "6 50 3; 25 100 25; 150 28 178"},
      {{march_line("a", "100"), march_line("a", "-100", 2)}, "25 0 0; 0 0 0"},
  };
  for (const auto& one : cases) {
    March march(one.lines);
    const MonthInvoice invoice = march.invoice();
    std::string sums;
    for (const TaxGroup& group : invoice.groups)
      sums += group.vat->rate.to_string() + " " + group.taxable.to_string() + " " +
              group.tax.to_string() + "; ";
    sums +=
        invoice.net.to_string() + " " + invoice.vat.to_string() + " " + invoice.total().to_string();
    CHECK(sums == one.sums);
    CHECK(invoice.is_credit_note() == (invoice.net < 0));
  }
}

TEST_CASE("an invoice refers to what it adjusts, a credit note at least to the one before") {
  InvoiceLine adjustment = march_line("a", "-10.00", 2);
  adjustment.usage_month = Month(2026, 1);
  {
    March march({march_line("a", "100.00"), adjustment});
    march.number(Month(2026, 1), 1);
    march.number(Month(2026, 2), 2);
    march.invoice();
    CHECK(march.preceding == "1 ");
  }
  {
    March march({adjustment});  // January was never numbered
    march.number(Month(2026, 2), 1);
    march.invoice();
    CHECK(march.preceding == "no 2026-01 ");  // February's invoice is not what it corrects
  }
  {
    March march({march_line("a", "100.00"), adjustment});
    march.number(Month(2026, 2), 1);
    march.invoice();
    CHECK(march.preceding == "no 2026-01 ");
  }
  {
    March march({march_line("a", "-10.00")});  // a credit note credits no credit note
    march.number(Month(2026, 1), 1);
    march.number(Month(2026, 2), 2, true);
    march.invoice();
    CHECK(march.preceding == "1 ");
  }
  {
    March march({march_line("a", "-10.00")});
    march.number(Month(2026, 1), 1);
    march.number(Month(2026, 2), 2);
    march.invoice();
    CHECK(march.preceding == "2 ");
  }
  {
    March march({march_line("a", "10.00")});
    march.number(Month(2026, 2), 1);
    march.invoice();
    CHECK(march.preceding == "");
  }
}

TEST_CASE("nothing of a credit note is due") {
  const auto due = [](const char* net) {
    return March({march_line("a", net)}).invoice().number.due;
  };
  CHECK(due("-10.00") == Day(Month(2026, 4), 1));
  CHECK(due("10.00") == Day(Month(2026, 5), 1));
}

TEST_CASE("a books file without [[vat]] is told once") {
  March march({march_line("a", "1.00"), march_line("a", "1.00", 2)});
  march.settings = read_books("", "b.toml");
  CHECK(testing::error_of([&] { march.invoice(); }, "b.toml: there is no [[vat]]") == "bad_input");
}

}  // namespace month_invoices_test
