// See order_rows.hpp. Such systems hold few decimals of a price, and round what they do not hold:
// 30,000 messages at 0.012 would be 300 in place of 360. A line whose quantity and price they
// cannot hold, or whose product they would round to another amount, is one of its amount.
#include "books/order_rows.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace porto::internal {
namespace {

struct QuantityAndPrice {
  Decimal quantity;
  Decimal price;
};

// The price of one unit, where it has no more decimals than the target holds.
std::optional<Decimal> price_of_one(const InvoiceLine& line, int decimals) {
  if (!line.unit_price || line.unit_price->is_negative()) return {};
  const Decimal price = line.unit_price->divide(line.base_quantity, decimals, RoundingMode::down);
  if (price * line.base_quantity != *line.unit_price) return {};
  return price;
}

std::optional<QuantityAndPrice> as_it_is(const InvoiceLine& line, const OrderRowSettings& target) {
  const std::optional<Decimal> price = price_of_one(line, target.price_decimals);
  if (!price || line.quantity.decimals() > target.quantity_decimals) return {};
  const Currency currency = line.net_amount.currency();
  const Decimal product =
      (line.quantity * *price).round(currency.decimals(), RoundingMode::half_up);
  if (product != line.net_amount.amount()) return {};
  return QuantityAndPrice{line.quantity, *price};
}

QuantityAndPrice one_of_its_amount(const InvoiceLine& line) {
  const Decimal net = line.net_amount.amount();
  return net.is_negative() ? QuantityAndPrice{-1, -net} : QuantityAndPrice{1, net};
}

OrderRow row_of(const CompanyLines& of, const InvoiceLine& line, const Posting& posting,
                const QuantityAndPrice& counted, std::string unit) {
  return {.company = of.company.id,
          .line = line.line,
          .customer_number = of.company.customer_number,
          .reference = of.company.reference,
          .article = posting.article,
          .account = posting.account,
          .cost_centre = of.company.cost_centre,
          .text = line.text,
          .quantity = counted.quantity,
          .unit = std::move(unit),
          .unit_price = counted.price,
          .net_amount = line.net_amount,
          .usage_month = line.usage_month};
}

std::string rows_text(std::size_t count) {
  return count == 1 ? "1 row" : std::to_string(count) + " rows";
}

template <class Is>
void tell(const std::vector<OrderRow>& rows, Is&& is, const std::string& what,
          std::vector<std::string>& notices) {
  const auto count = static_cast<std::size_t>(std::ranges::count_if(rows, is));
  if (count > 0) notices.push_back(rows_text(count) + " " + what);
}

}  // namespace

void add_order_rows(const std::vector<CompanyLines>& companies, const Postings& postings,
                    const BooksSettings& settings, BooksExport& into) {
  std::size_t lump_sums = 0;
  for (const CompanyLines& of : companies)
    for (const InvoiceLine& line : of.lines) {
      const auto same = as_it_is(line, settings.rows);
      const bool has_unit = same && !line.unit.empty();
      into.rows.push_back(row_of(of, line, postings.of(line),
                                 same ? *same : one_of_its_amount(line),
                                 has_unit ? line.unit : "LS"));
      if (line.unit_price && !same) ++lump_sums;  // limits have none
    }
  if (lump_sums > 0)
    into.notices.push_back(
        rows_text(lump_sums) + " with quantity 1 and the amount as the price: with " +
        std::to_string(settings.rows.price_decimals) + " decimals in a price and " +
        std::to_string(settings.rows.quantity_decimals) +
        " in a quantity the amount would be another");
  tell(
      into.rows, [](const OrderRow& row) { return row.article.empty(); },
      "without an article: set it in the tariff's charge, or as the default of the books file",
      into.notices);
  tell(
      into.rows, [](const OrderRow& row) { return row.customer_number.empty(); },
      "without a customer number: set it with the company", into.notices);
}

}  // namespace porto::internal
