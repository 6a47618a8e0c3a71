// See vouchers.hpp.
#include "books/vouchers.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "books/sie_file.hpp"
#include "porto/porto.h"

namespace porto::internal {
namespace {

using Plain = SieFile::Plain;
using Quoted = SieFile::Quoted;

constexpr const char* cost_centre_dimension = "1";  // reserved for it by the format
constexpr int most_sie_decimals = 2;

// An account and, of revenue, a cost centre.
struct AccountOf {
  std::string account;
  std::string cost_centre{};
  friend auto operator<=>(const AccountOf&, const AccountOf&) = default;
};

// What is added up to 0: debit above, credit below.
struct Voucher {
  Day date;
  std::string text;
  std::map<AccountOf, Decimal> rows{};

  void book(const std::string& account, const std::string& cost_centre, const Decimal& amount) {
    rows[{account, cost_centre}] += amount;
  }
};

std::string program_version() {
  return std::to_string(PORTO_VERSION_MAJOR) + "." + std::to_string(PORTO_VERSION_MINOR) + "." +
         std::to_string(PORTO_VERSION_PATCH);
}

Plain date_of(const Day& day) { return {std::to_string(day.number())}; }

void write_voucher(SieFile& file, const Voucher& voucher, const VoucherSettings& settings,
                   int decimals) {
  file.record("#VER", Quoted{settings.series}, Quoted{""}, date_of(voucher.date),
              Quoted{voucher.text});
  file.open_rows();
  for (const auto& [of, amount] : voucher.rows) {
    if (amount.is_zero()) continue;
    SieFile::Objects objects;
    if (!of.cost_centre.empty()) objects.texts = {cost_centre_dimension, of.cost_centre};
    file.record("#TRANS", Plain{of.account}, objects, Plain{amount.to_string_fixed(decimals)});
  }
  file.close_rows();
}

bool is_empty(const Voucher& voucher) {
  for (const auto& [of, amount] : voucher.rows)
    if (!amount.is_zero()) return false;
  return true;
}

void write_head(SieFile& file, const BooksSettings& settings, const Day& made_on,
                Currency currency) {
  file.record("#FLAGGA", Plain{"0"});
  file.begin_checksum();
  file.record("#PROGRAM", Quoted{"porto"}, Plain{program_version()});
  file.record("#FORMAT", Plain{"PC8"});
  file.record("#GEN", date_of(made_on));
  file.record("#SIETYP", Plain{"4"});
  if (!settings.seller->organisation.empty())
    file.record("#ORGNR", Quoted{settings.seller->organisation});
  file.record("#FNAMN", Quoted{settings.seller->name});
  if (currency.code() != "SEK") file.record("#VALUTA", Plain{std::string(currency.code())});
}

// The cost centres of the file are objects of their dimension, and have their ids as names.
void write_objects(SieFile& file, const std::vector<Voucher>& vouchers) {
  std::map<std::string, bool> cost_centres;
  for (const Voucher& voucher : vouchers)
    for (const auto& [of, amount] : voucher.rows)
      if (!of.cost_centre.empty()) cost_centres[of.cost_centre] = true;
  if (cost_centres.empty()) return;
  file.record("#DIM", Plain{cost_centre_dimension}, Quoted{"Kostnadsst\u00E4lle"});
  for (const auto& [id, is_used] : cost_centres)
    file.record("#OBJEKT", Plain{cost_centre_dimension}, Quoted{id}, Quoted{id});
}

// The date of the file is that of its last invoice, or of the accrual, and no clock's: so the same
// month is the same file on any day. `kind` is a part of its name.
void add_file(const std::vector<Voucher>& vouchers, const BooksSettings& settings,
              const Day& made_on, const std::string& kind, Currency currency, BooksExport& into) {
  SieFile file;
  write_head(file, settings, made_on, currency);
  write_objects(file, vouchers);
  std::size_t empty = 0;
  for (const Voucher& voucher : vouchers) {
    if (is_empty(voucher))
      ++empty;
    else
      write_voucher(file, voucher, settings.vouchers, currency.decimals());
  }
  file.end_checksum();
  into.files.push_back({"porto-" + into.month.to_string() + kind + ".si", file.bytes()});
  if (empty > 0)
    into.notices.push_back(std::to_string(empty) +
                           (empty == 1 ? " invoice of 0 has" : " invoices of 0 have") +
                           " no voucher");
  for (const std::string& text : file.lost())
    into.notices.push_back("SIE files are of code page 437, which cannot write all of " +
                           in_quotes(text) + ": '?' or '/' stands in its place");
}

void check_head(const BooksSettings& settings, Currency currency, Lacking& lacking) {
  lacking.add_if(!settings.seller || settings.seller->name.empty(),
                 "the seller has no name; write [seller] name = \"...\"");
  lacking.add_if(currency.decimals() > most_sie_decimals,
                 "amounts of SIE have 2 decimals, and " + std::string(currency.code()) +
                     " has more; export it with --format rows");
}

void check_account(const Posting& posting, const InvoiceLine& line, Lacking& lacking) {
  lacking.add_if(
      posting.account.empty(),
      (line.kind == LineKind::item
           ? std::string("items have no account; write [defaults] "
                         "item_account = 3990")
           : "charge " + in_quotes(line.charge) + " of tariff " + in_quotes(line.tariff) +
                 " has no account; write [defaults] account = "
                 "3041, or account = 3041 in the charge"));
}

std::string name_of(const MonthInvoice& invoice) {
  const std::string& of_company = first_said(invoice.company->name, invoice.company->id);
  return invoice.buyer ? first_said(invoice.buyer->name, of_company) : of_company;
}

Voucher voucher_of(const MonthInvoice& invoice, const BooksSettings& settings, Month month,
                   Lacking& lacking) {
  Voucher voucher{invoice.number.issued,
                  (invoice.is_credit_note() ? "Kreditfaktura " : "Faktura ") +
                      invoice.number.number + " " + name_of(invoice) + " " + month.to_string()};
  voucher.book(settings.vouchers.receivables, "", invoice.total());
  for (const TaxedLine& line : invoice.lines) {
    check_account(line.posting, *line.line, lacking);
    voucher.book(line.posting.account, invoice.company->cost_centre,
                 -line.line->net_amount.amount());
  }
  for (const TaxGroup& group : invoice.groups) {
    lacking.add_if(
        !group.tax.is_zero() && group.vat->account.empty(),
        "vat " + in_quotes(group.vat->id) + " has no account; write account = 2611 in its [[vat]]");
    voucher.book(group.vat->account, "", -group.tax);
  }
  return voucher;
}

}  // namespace

void add_invoice_vouchers(const std::vector<MonthInvoice>& invoices, const BooksSettings& settings,
                          Lacking& lacking, BooksExport& into) {
  if (invoices.empty()) return;
  const Currency currency = invoices.front().currency;
  check_head(settings, currency, lacking);
  std::vector<Voucher> vouchers;
  Day last = invoices.front().number.issued;
  for (const MonthInvoice& invoice : invoices) {
    last = std::max(last, invoice.number.issued);
    vouchers.push_back(voucher_of(invoice, settings, into.month, lacking));
    into.invoices.push_back(listed(invoice, {}));
  }
  lacking.refuse();
  add_file(vouchers, settings, last, "", currency, into);
}

void add_accrual(const std::vector<CompanyLines>& companies, const Postings& postings,
                 const BooksSettings& settings, Lacking& lacking, BooksExport& into) {
  if (companies.empty()) return;
  const Currency currency = companies.front().lines.front().net_amount.currency();
  check_head(settings, currency, lacking);
  const std::string text = "Upplupna int\u00E4kter " + into.month.to_string();
  std::vector<Voucher> vouchers = {{into.month.last_day(), text}};
  Decimal sum;
  for (const CompanyLines& of : companies)
    for (const InvoiceLine& line : of.lines) {
      sum += line.net_amount.amount();
      const Posting posting = postings.of(line);
      check_account(posting, line, lacking);
      vouchers[0].book(posting.account, of.company.cost_centre, -line.net_amount.amount());
      vouchers[0].book(settings.vouchers.accrued, "", line.net_amount.amount());
    }
  lacking.refuse();
  const Day back = into.month.next().first_day();
  into.notices.push_back("an accrual of " + sum.to_string_fixed(currency.decimals()) + " " +
                         std::string(currency.code()) + " excluding VAT, of " +
                         std::to_string(companies.size()) +
                         (companies.size() == 1 ? " company" : " companies") + ", on " +
                         into.month.last_day().to_string() +
                         (settings.vouchers.reverses ? ", taken back on " + back.to_string() : ""));
  if (settings.vouchers.reverses) {
    vouchers.push_back({back, text + ", \u00E5terf\u00F6rda"});
    for (const auto& [of, amount] : vouchers[0].rows) vouchers[1].rows[of] = -amount;
  }
  add_file(vouchers, settings, into.month.last_day(), "-accrual", currency, into);
}

}  // namespace porto::internal
