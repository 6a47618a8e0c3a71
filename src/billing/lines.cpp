// See lines.hpp.
#include "billing/lines.hpp"

namespace porto::internal {
namespace {

InvoiceLine invoice_line(const Tariff& tariff, const RatedLine& rated, Month month,
                         const std::string& company, int number) {
  const bool whole = rated.charge == RatedLine::whole_tariff;
  return {
      .month = month,
      .company = company,
      .line = number,
      .charge = whole ? std::string() : tariff.charges[rated.charge].id,
      .kind = rated.kind,
      .text = line_text(tariff, rated, month, company),
      .quantity = rated.quantity,
      .unit = std::string(line_unit(tariff, rated)),
      .unit_price = rated.unit_price,
      .base_quantity = rated.base_quantity,
      .exact_amount = rated.exact_amount,
      .net_amount = Money::of(rated.net_amount, tariff.currency),
      .tariff = tariff.id,
      .tariff_version = tariff.version,
      .usage_month = month,
  };
}

// Adds the lines of a rating, numbered on from `number`.
void append_lines(std::vector<InvoiceLine>& lines, const Tariff& tariff, const Rating& rating,
                  Month month, const std::string& company, int number) {
  for (const RatedLine& line : rating.lines)
    lines.push_back(invoice_line(tariff, line, month, company, ++number));
}

}  // namespace

void add_lines(std::vector<InvoiceLine>& lines, const Tariff& tariff, const Usage& usage,
               Month month, const std::string& company) {
  const bool first = lines.empty() || lines.back().company != company;
  append_lines(lines, tariff, rate(tariff, usage), month, company, first ? 0 : lines.back().line);
}

std::vector<InvoiceLine> lines_of(const Tariff& tariff, const Rating& rating, Month month,
                                  const std::string& company) {
  std::vector<InvoiceLine> lines;
  append_lines(lines, tariff, rating, month, company, 0);
  return lines;
}

InvoiceLine adjustment_line(const Tariff& tariff, const std::string& charge, const Money& amount,
                            const std::string& company, Month usage_month, Month month) {
  const Decimal net = amount.amount();
  return {
      .month = month,
      .company = company,
      .charge = charge,
      .kind = LineKind::adjustment,
      .text = adjustment_text(tariff, charge, usage_month),
      .quantity = net.is_negative() ? -1 : 1,
      .unit = "LS",
      .unit_price = net.is_negative() ? -net : net,
      .exact_amount = net,
      .net_amount = amount,
      .tariff = tariff.id,
      .tariff_version = tariff.version,
      .usage_month = usage_month,
  };
}

}  // namespace porto::internal
