// See adjust.hpp.
#include "billing/adjust.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "billing/bill.hpp"
#include "billing/items.hpp"
#include "billing/lines.hpp"

namespace porto::internal {
namespace {

// The charges in the order in which they first occur. A search goes through all: tariffs have few.
class Balances {
 public:
  void add_due(const InvoiceLine& line) {
    Balance& balance = of(line);
    balance.tariff_version = line.tariff_version;
    balance.due = balance.due + line.net_amount;
  }
  void add_invoiced(const InvoiceLine& line) {
    Balance& balance = of(line);
    balance.invoiced = balance.invoiced + line.net_amount;
  }
  std::vector<Balance> take() { return std::move(balances_); }

 private:
  Balance& of(const InvoiceLine& line) {
    const auto found = std::ranges::find_if(balances_, [&](const Balance& balance) {
      return balance.tariff == line.tariff && balance.charge == line.charge;
    });
    if (found != balances_.end()) return *found;
    const Money none(0, line.net_amount.currency());
    return balances_.emplace_back(
        Balance{line.tariff, line.charge, line.tariff_version, none, none});
  }

  std::vector<Balance> balances_;
};

}  // namespace

std::vector<Balance> balances(Store& store, Biller& biller, const CompanyMonth& of,
                              const OnUnrated& failed) {
  Balances balances;
  for (const InvoiceLine& line : biller.due(of.month, of.company, failed)) balances.add_due(line);
  for (const InvoiceLine& line : store.lines({.company = of.company, .usage_month = of.month}))
    balances.add_invoiced(line);
  return balances.take();
}

std::vector<InvoiceLine> adjustments(Store& store, Biller& biller, Month month,
                                     const std::optional<std::string>& company,
                                     const OnUnrated& failed) {
  std::vector<InvoiceLine> lines;
  for (const CompanyMonth& changed : store.changed()) {
    if (company && changed.company != *company) continue;
    const auto describe = [&](const Error& error) {
      return Unrated{changed.month,
                     changed.company,
                     {},
                     {},
                     error.code(),
                     changed.month.to_string() + " of company " + in_quotes(changed.company) +
                         ": " + error.what()};
    };
    attempt_rating(failed, describe, [&] {
      for (const Balance& balance : balances(store, biller, changed, failed)) {
        if (balance.due == balance.invoiced) continue;
        if (balance.tariff.empty()) {
          lines.push_back(late_item_line(store, balance, changed, month));
          continue;
        }
        const Tariff& tariff = biller.catalogue().version(balance.tariff, balance.tariff_version);
        lines.push_back(adjustment_line(tariff, balance.charge, balance.due - balance.invoiced,
                                        changed.company, changed.month, month));
      }
    });
  }
  std::ranges::stable_sort(lines, {}, &InvoiceLine::company);  // they come by month
  return lines;
}

}  // namespace porto::internal
