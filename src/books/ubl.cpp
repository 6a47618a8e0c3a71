// See ubl.hpp. The order of elements is that of the UBL 2.1 schemas.
#include "books/ubl.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "books/file_name.hpp"
#include "books/ubl_lines.hpp"
#include "books/ubl_parties.hpp"
#include "books/xml.hpp"

namespace porto::internal {
namespace {

constexpr const char* customization =
    "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
constexpr const char* profile = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";
const std::string schemas = "urn:oasis:names:specification:ubl:schema:xsd:";

class UblDocument {
 public:
  UblDocument(const MonthInvoice& invoice, const BooksSettings& settings)
      : invoice_(invoice),
        seller_(*settings.seller),
        buyer_(*invoice.buyer),
        kind_{invoice.is_credit_note(), invoice.currency},
        with_vat_(invoice.groups.front().vat->category != "O") {}

  std::string write() {
    const std::string root = kind_.is_credit_note ? "CreditNote" : "Invoice";
    xml_.open(root, {{"xmlns", schemas + root + "-2"},
                     {"xmlns:cac", schemas + "CommonAggregateComponents-2"},
                     {"xmlns:cbc", schemas + "CommonBasicComponents-2"}});
    write_head();
    write_supplier(xml_, seller_, with_vat_);
    write_customer(xml_, buyer_, first_said(buyer_.name, invoice_.company->name), with_vat_);
    write_delivery();
    write_payment();
    write_tax();
    write_totals();
    for (const TaxedLine& line : invoice_.lines) write_ubl_line(xml_, line, kind_);
    xml_.close();
    return xml_.text();
  }

 private:
  void write_head() {
    xml_.element("cbc:CustomizationID", customization);
    xml_.element("cbc:ProfileID", profile);
    xml_.element("cbc:ID", invoice_.number.number);
    xml_.element("cbc:IssueDate", invoice_.number.issued.to_string());
    if (!kind_.is_credit_note) xml_.element("cbc:DueDate", invoice_.number.due.to_string());
    if (kind_.is_credit_note)
      xml_.element("cbc:CreditNoteTypeCode", "381");
    else
      xml_.element("cbc:InvoiceTypeCode", "380");
    xml_.element("cbc:DocumentCurrencyCode", kind_.code());
    xml_.element("cbc:BuyerReference", first_said(buyer_.reference, invoice_.company->reference));
    write_period();
    for (const InvoiceNumber* preceding : invoice_.preceding) write_preceding(*preceding);
  }

  // PEPPOL-EN16931-R110 and R111: the periods of the lines are within it.
  void write_period() {
    Month first = invoice_.number.month;
    for (const TaxedLine& line : invoice_.lines) first = std::min(first, line.line->usage_month);
    xml_.within("cac:InvoicePeriod", [&] {
      xml_.element("cbc:StartDate", first.first_day().to_string());
      xml_.element("cbc:EndDate", invoice_.number.month.last_day().to_string());
    });
  }

  void write_preceding(const InvoiceNumber& preceding) {
    xml_.within("cac:BillingReference", [&] {
      xml_.within("cac:InvoiceDocumentReference", [&] {
        xml_.element("cbc:ID", preceding.number);
        xml_.element("cbc:IssueDate", preceding.issued.to_string());
      });
    });
  }

  // BR-IC-12: goods and services within the Union have a country that they go to.
  void write_delivery() {
    const bool has_one = std::ranges::any_of(
        invoice_.groups, [](const TaxGroup& group) { return group.vat->category == "K"; });
    if (!has_one) return;
    xml_.within("cac:Delivery", [&] {
      xml_.within("cac:DeliveryLocation", [&] {
        xml_.within("cac:Address", [&] {
          xml_.within("cac:Country",
                      [&] { xml_.element("cbc:IdentificationCode", buyer_.country); });
        });
      });
    });
  }

  // SE-R-012: 30 is a credit transfer between Swedish companies.
  void write_account(const std::string& account, const std::string& branch) {
    if (account.empty()) return;
    xml_.within("cac:PaymentMeans", [&] {
      xml_.element("cbc:PaymentMeansCode", "30");
      xml_.element("cbc:PaymentID", invoice_.number.number);
      xml_.within("cac:PayeeFinancialAccount", [&] {
        xml_.element("cbc:ID", account);
        if (!branch.empty())
          xml_.within("cac:FinancialInstitutionBranch", [&] { xml_.element("cbc:ID", branch); });
      });
    });
  }

  void write_payment() {
    if (kind_.is_credit_note) {  // BR-CO-25: it has no due date
      xml_.within("cac:PaymentTerms", [&] {
        const bool is_swedish = buyer_.country == "SE";
        xml_.element("cbc:Note", is_swedish ? "Kreditfaktura, inget att betala"
                                            : "Credit note, nothing to pay");
      });
      return;
    }
    write_account(seller_.bankgiro, "SE:BANKGIRO");
    write_account(seller_.plusgiro, "SE:PLUSGIRO");
    write_account(seller_.iban, seller_.bic);
  }

  void write_amount(const char* name, const Decimal& of_month) {
    xml_.element(name, kind_.amount(of_month), {{"currencyID", kind_.code()}});
  }

  void write_tax() {
    xml_.within("cac:TaxTotal", [&] {
      write_amount("cbc:TaxAmount", invoice_.vat);
      for (const TaxGroup& group : invoice_.groups) write_group(group);
    });
  }

  void write_group(const TaxGroup& group) {
    xml_.within("cac:TaxSubtotal", [&] {
      write_amount("cbc:TaxableAmount", group.taxable);
      write_amount("cbc:TaxAmount", group.tax);
      xml_.within("cac:TaxCategory", [&] {
        xml_.element("cbc:ID", group.vat->category);
        if (group.vat->category != "O") xml_.element("cbc:Percent", group.vat->rate.to_string());
        xml_.element("cbc:TaxExemptionReason", group.vat->reason);
        xml_.within("cac:TaxScheme", [&] { xml_.element("cbc:ID", "VAT"); });
      });
    });
  }

  void write_totals() {
    xml_.within("cac:LegalMonetaryTotal", [&] {
      write_amount("cbc:LineExtensionAmount", invoice_.net);
      write_amount("cbc:TaxExclusiveAmount", invoice_.net);
      write_amount("cbc:TaxInclusiveAmount", invoice_.total());
      write_amount("cbc:PayableAmount", invoice_.total());
    });
  }

  const MonthInvoice& invoice_;
  const Seller& seller_;
  const Buyer& buyer_;
  UblKind kind_;
  bool with_vat_;
  Xml xml_;
};

void add_notices(const MonthInvoice& invoice, std::vector<std::string>& notices) {
  const std::string which = std::string(invoice.is_credit_note() ? "credit note " : "invoice ") +
                            invoice.number.number + " of " + in_quotes(invoice.company->id);
  for (const Month month : invoice.unnumbered)
    notices.push_back(which + " adjusts " + month.to_string() +
                      ", and names no invoice of it: the company's month has no number");
  if (invoice.is_credit_note() && invoice.preceding.empty() && invoice.unnumbered.empty())
    notices.push_back(which + " names no invoice: the company has none before with a number");
}

}  // namespace

std::string ubl_of(const MonthInvoice& invoice, const BooksSettings& settings) {
  return UblDocument(invoice, settings).write();
}

std::string ubl_file_name(const InvoiceNumber& number) {
  return file_name_of(number.number) + ".xml";
}

void add_ubl(const std::vector<MonthInvoice>& invoices, const BooksSettings& settings,
             Lacking& lacking, BooksExport& into) {
  for (const MonthInvoice& invoice : invoices) check_ubl(invoice, settings, lacking);
  lacking.refuse();
  for (const MonthInvoice& invoice : invoices) {
    const std::string name = ubl_file_name(invoice.number);
    into.invoices.push_back(listed(invoice, name));
    into.files.push_back({name, ubl_of(invoice, settings)});
    add_notices(invoice, into.notices);
  }
  const bool is_foreign = !invoices.empty() && invoices.front().currency.code() != "SEK" &&
                          settings.seller->country == "SE";
  if (is_foreign)
    into.notices.push_back(
        "the VAT of a Swedish seller is told in SEK too, which these invoices "
        "do not: add it where you send them");
}

}  // namespace porto::internal
