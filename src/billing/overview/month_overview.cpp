// See month_overview.hpp.
#include "billing/overview/month_overview.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "billing/bill.hpp"
#include "billing/overview/month_curves.hpp"
#include "billing/overview/to_settle.hpp"
#include "billing/report/report.hpp"
#include "billing/tasks/tasks.hpp"
#include "tariff/language.hpp"

namespace porto::internal {
namespace {

constexpr int months_of_year = 12;

std::vector<MonthOverview::Extra> extras_of(const std::vector<InvoiceLine>& lines,
                                            Currency currency) {
  std::vector<MonthOverview::Extra> extras;
  for (const LineKind kind : {LineKind::adjustment, LineKind::item}) {
    MonthOverview::Extra extra{.kind = kind, .amount = Money(0, currency)};
    std::set<std::string_view> companies;
    for (const InvoiceLine& line : lines) {
      if (line.kind != kind) continue;
      ++extra.lines;
      companies.insert(line.company);
      extra.amount = extra.amount + line.net_amount;
    }
    extra.companies = static_cast<std::int64_t>(companies.size());
    if (extra.lines != 0) extras.push_back(std::move(extra));
  }
  return extras;
}

// The first of the year's months that there may be an invoice of.
Month first_of_year(Biller& biller, Month month) {
  const Month first = month.year() * months_of_year + month.month() > 2 * months_of_year
                          ? month.plus(1 - months_of_year)
                          : month;
  const std::optional<Month> known = biller.closed_months().empty()
                                         ? biller.next_to_close()
                                         : std::optional(biller.closed_months().front().month);
  return known && *known <= month ? std::max(first, *known) : month;
}

ReportOptions compared(Month month, ReportKey key) {
  return {.from = month,
          .through = month,
          .by = {key},
          .compare = ReportCompare::previous,
          .sort = ReportSort::amount,
          .descending = true};
}

}  // namespace

std::string main_language(Store& store) {
  std::map<std::string, std::string> tariffs;  // the language of each tariff's last version
  for (const TariffDocument& document : store.tariffs())
    if (const TariffReading reading = read_tariff(document.text); reading.tariff)
      tariffs[document.id] = reading.tariff->language;
  std::map<std::string, int> counts;
  for (const auto& [id, language] : tariffs) ++counts[language];
  const auto most =
      std::ranges::max_element(counts, {}, [](const auto& one) { return one.second; });
  return most == counts.end() ? "en" : most->first;
}

MonthOverview month_overview(Store& store, const Zone& zone, Month month,
                             const std::string& language) {
  const std::string chosen = language.empty() ? main_language(store) : language;
  language_of(chosen);  // Error invalid_argument
  // Companies that cannot be rated are told by the tasks of the month, once.
  const OnUnrated told_elsewhere = [](const Unrated&) {};
  Biller biller(store, zone);
  const Rated rated = biller.rated(month, {});
  const Currency currency(store.info().currency);
  ReportOptions year{.from = first_of_year(biller, month),
                     .through = month,
                     .by = {ReportKey::month, ReportKey::tariff}};
  MonthOverview overview{
      .ledger = store.info(),
      .language = chosen,
      .month = month,
      .state = biller.state_of(month),
      .year_options = year,
      .year = make_report(store, zone, year, told_elsewhere),
      .companies = make_report(store, zone, compared(month, ReportKey::company), told_elsewhere),
      .tariffs = make_report(store, zone, compared(month, ReportKey::tariff), told_elsewhere),
      .extras = extras_of(rated.lines, currency),
      .to_settle = to_settle(store, biller, month, rated),
      .tasks = tasks_of(store, rated.unrated),
      .curves = month_curves(store, biller, month, rated.lines, chosen)};
  for (const ClosedMonth& closed : biller.closed_months())
    if (closed.month == month) overview.closed = closed;
  std::ranges::move(tasks_of_month(store, biller, month, {}), std::back_inserter(overview.tasks));
  std::ranges::move(tasks_of(overview.to_settle), std::back_inserter(overview.tasks));
  std::ranges::stable_sort(overview.tasks, {}, &Task::what);
  return overview;
}

}  // namespace porto::internal
