// See ubl_lines.hpp. PEPPOL-EN16931-R120: the amount of a line is quantity x price / base quantity,
// rounded to two decimals, with its charges and without its allowances. Where a tariff rounds
// otherwise, the difference is a charge or an allowance of the line.
#include "books/ubl_lines.hpp"

#include <string>

namespace porto::internal {
namespace {

struct CountedLine {
  Decimal quantity;  // with the sign of the document
  std::string unit;
  Decimal price;
  Decimal base_quantity = 1;
  Decimal difference{};  // of the amount from the rounded product
};

constexpr int amount_decimals = 2;  // of the rule, whatever the currency has

CountedLine counted(const InvoiceLine& line, const UblKind& kind) {
  const Decimal amount = kind.turned(line.net_amount.amount());
  if (!line.unit_price || line.unit_price->is_negative())  // a limit: no price is below 0 (BR-27)
    return {amount.is_negative() ? -1 : 1, "LS", amount.is_negative() ? -amount : amount};
  CountedLine as_it_is{kind.turned(line.quantity), line.unit.empty() ? "LS" : line.unit,
                       *line.unit_price, line.base_quantity};
  const Decimal product =
      (as_it_is.quantity * as_it_is.price)
          .divide(as_it_is.base_quantity, amount_decimals, RoundingMode::half_up);
  as_it_is.difference = amount - product;
  return as_it_is;
}

void write_difference(Xml& xml, const Decimal& difference, const UblKind& kind) {
  if (difference.is_zero()) return;
  xml.within("cac:AllowanceCharge", [&] {
    xml.element("cbc:ChargeIndicator", difference.is_negative() ? "false" : "true");
    xml.element("cbc:AllowanceChargeReason", "Rounding");
    const Decimal amount = difference.is_negative() ? -difference : difference;
    xml.element("cbc:Amount", amount.to_string_fixed(amount_decimals),
                {{"currencyID", kind.code()}});
  });
}

void write_item(Xml& xml, const TaxedLine& line) {
  xml.within("cac:Item", [&] {
    xml.element("cbc:Name", line.line->text);
    if (!line.posting.article.empty())
      xml.within("cac:SellersItemIdentification",
                 [&] { xml.element("cbc:ID", line.posting.article); });
    xml.within("cac:ClassifiedTaxCategory", [&] {
      xml.element("cbc:ID", line.vat->category);
      if (line.vat->category != "O") xml.element("cbc:Percent", line.vat->rate.to_string());
      xml.within("cac:TaxScheme", [&] { xml.element("cbc:ID", "VAT"); });
    });
  });
}

}  // namespace

void write_ubl_line(Xml& xml, const TaxedLine& line, const UblKind& kind) {
  const CountedLine how = counted(*line.line, kind);
  const XmlAttributes currency = {{"currencyID", kind.code()}};
  const XmlAttributes unit = {{"unitCode", how.unit}};
  xml.within(kind.is_credit_note ? "cac:CreditNoteLine" : "cac:InvoiceLine", [&] {
    xml.element("cbc:ID", std::to_string(line.line->line));
    xml.element(kind.is_credit_note ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity",
                how.quantity.to_string(), unit);
    xml.element("cbc:LineExtensionAmount", kind.amount(line.line->net_amount.amount()), currency);
    xml.within("cac:InvoicePeriod", [&] {
      xml.element("cbc:StartDate", line.line->usage_month.first_day().to_string());
      xml.element("cbc:EndDate", line.line->usage_month.last_day().to_string());
    });
    write_difference(xml, how.difference, kind);
    write_item(xml, line);
    xml.within("cac:Price", [&] {
      xml.element("cbc:PriceAmount", how.price.to_string(), currency);
      if (how.base_quantity != 1)
        xml.element("cbc:BaseQuantity", how.base_quantity.to_string(), unit);
    });
  });
}

}  // namespace porto::internal
