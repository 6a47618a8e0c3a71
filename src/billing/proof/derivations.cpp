// See derivations.hpp.
#include "billing/proof/derivations.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "billing/company_usage.hpp"
#include "billing/lines.hpp"

namespace porto::internal {
namespace {

class Derivations {
 public:
  Derivations(Statement& statement, Store& store, const Zone& zone, Catalogue& catalogue)
      : statement_(statement), store_(store), zone_(zone), catalogue_(catalogue) {
    for (const ClosedMonth& closed : store.closed_months()) {
      if (closed.month < month()) continue;
      closed_ = true;
      if (closed.pruned_at) pruned_ = true;
    }
    for (const CompanyMonth& changed : store.changed())
      if (changed == CompanyMonth{month(), company()}) changed_ = true;
    for (const InvoiceLine& line : statement.lines)
      if (line.usage_month == month()) last_invoice_ = std::max(last_invoice_, line.month);
  }

  void run() {
    if (!closed_) return due_now(month());
    for (const Month invoice : invoices()) derive(invoice);
    if (!changed_) return;
    statement_.notes.push_back(
        "the month has changed since it was closed; the next close settles that");
    due_now({});
  }

 private:
  Month month() const { return statement_.month; }
  const std::string& company() const { return statement_.company.id; }

  // The invoices that have lines for the month's usage.
  std::set<Month> invoices() const {
    std::set<Month> invoices;
    if (statement_.closed) invoices.insert(month());
    for (const InvoiceLine& line : statement_.lines)
      if (line.usage_month == month()) invoices.insert(line.month);
    return invoices;
  }

  // Every tariff the company is on, from usage as it is now.
  void due_now(std::optional<Month> invoice) {
    for (const Coverage& coverage : coverages_) {
      const Tariff& tariff = catalogue_.tariff_for(coverage.tariff, month());
      if (const std::optional<Usage> usage = usage_now(tariff, coverage)) {
        auto steps = explain(tariff, *usage, tariff.language);
        if (invoice) number(steps, tariff, *invoice);
        statement_.derivations.push_back({invoice, tariff.id, tariff.version, std::move(steps)});
      }
    }
  }

  std::optional<Usage> usage_now(const Tariff& tariff, const Coverage& coverage) {
    EventNeeds needs;
    needs.add(coverage, tariff);
    if (pruned_ && reads_events(store_, month(), needs)) {
      cannot(tariff, needs.by_day.empty()
                         ? "prices each event, and they were pruned"
                         : "prices some days of the month, and its events were pruned");
      return {};
    }
    return CompanyUsage(store_, zone_, month(), company(), needs).of(coverage);
  }

  // Where the company is not on the tariff any more, it was for the whole month.
  Coverage coverage_of(const Tariff& tariff) const {
    const auto found = std::ranges::find(coverages_, tariff.id, &Coverage::tariff);
    if (found != coverages_.end()) return *found;
    return {company(), tariff.id, month(), all_days(month())};
  }

  // The tariffs that an invoice has lines of, from the totals that it was made with.
  void derive(Month invoice) {
    const Usage totals = invoiced_usage(invoice);
    std::set<std::pair<std::string, int>> tariffs;
    for (const InvoiceLine& line : statement_.lines)
      if (line.month == invoice && line.usage_month == month())
        tariffs.emplace(line.tariff, line.tariff_version);
    for (const auto& [id, version] : tariffs) {
      const Tariff& tariff = catalogue_.version(id, version);
      if (const std::optional<Usage> usage = usage_of(tariff, totals, invoice))
        derive(invoice, tariff, *usage);
    }
  }

  Usage invoiced_usage(Month invoice) {
    Usage usage;
    for (const MonthUsage& total : store_.period_usage(invoice)) {
      if (total.month != month() || total.company != company()) continue;
      statement_.invoiced_usage.push_back({invoice, total});
      usage.meters.push_back({total.meter, total.amount(), {}});
    }
    return usage;
  }

  // Events are stored only as they are now.
  std::optional<Usage> usage_of(const Tariff& tariff, const Usage& totals, Month invoice) {
    const Coverage coverage = coverage_of(tariff);
    EventNeeds needs;
    needs.add(coverage, tariff);
    if (needs.empty()) return Usage{totals.meters, coverage.share()};
    if (!changed_ && invoice == last_invoice_) return usage_now(tariff, coverage);
    cannot(tariff, "prices events that have changed since the invoice of " + invoice.to_string());
    return {};
  }

  void derive(Month invoice, const Tariff& tariff, const Usage& usage) {
    std::vector<ExplainStep> steps = explain(tariff, usage, tariff.language);
    std::map<std::string, Money> due;
    std::vector<InvoiceLine> lines;
    add_lines(lines, tariff, usage, month(), company());
    for (const InvoiceLine& line : lines) add(due, line);
    std::map<std::string, Money> before;
    for (const InvoiceLine& line : statement_.lines)
      if (line.usage_month == month() && line.tariff == tariff.id && line.month < invoice)
        add(before, line);
    if (invoice == month()) {
      if (!gives(lines, tariff)) return cannot(tariff, "covered other days when it was invoiced");
      number(steps, tariff, invoice);
    } else if (!adjust(steps, invoice, tariff, due, before)) {
      return cannot(tariff,
                    "did not price the month any more on the invoice of " + invoice.to_string());
    }
    statement_.derivations.push_back({invoice, tariff.id, tariff.version, std::move(steps)});
  }

  static void add(std::map<std::string, Money>& sums, const InvoiceLine& line) {
    const auto [sum, is_new] = sums.emplace(line.charge, line.net_amount);
    if (!is_new) sum->second = sum->second + line.net_amount;
  }

  // Whether these are the amounts of the month's own invoice: subscriptions may have changed since.
  bool gives(std::span<const InvoiceLine> lines, const Tariff& tariff) const {
    std::vector<Money> due;
    std::vector<Money> invoiced;
    for (const InvoiceLine& line : lines) due.push_back(line.net_amount);
    for (const InvoiceLine& line : statement_.lines)
      if (line.month == month() && line.usage_month == month() && line.tariff == tariff.id)
        invoiced.push_back(line.net_amount);
    return due == invoiced;
  }

  // Steps have the line numbers of the rating; the invoice may have lines of other tariffs before.
  void number(std::vector<ExplainStep>& steps, const Tariff& tariff, Month invoice) const {
    std::vector<std::size_t> numbers;
    for (const InvoiceLine& line : statement_.lines)
      if (line.month == invoice && line.usage_month == month() && line.tariff == tariff.id)
        numbers.push_back(static_cast<std::size_t>(line.line));
    for (ExplainStep& step : steps)
      if (step.line != 0) step.line = step.line <= numbers.size() ? numbers[step.line - 1] : 0;
  }

  // Adds how each adjustment line follows from what was due and what had been invoiced before.
  // False if it does not follow: when the invoice was made, the tariff was not due.
  bool adjust(std::vector<ExplainStep>& steps, Month invoice, const Tariff& tariff,
              const std::map<std::string, Money>& due, const std::map<std::string, Money>& before) {
    for (ExplainStep& step : steps) step.line = 0;
    for (const InvoiceLine& line : statement_.lines) {
      if (line.month != invoice || line.usage_month != month() || line.tariff != tariff.id)
        continue;
      const Money none(0, line.net_amount.currency());
      const auto of = [&](const auto& sums) {
        const auto sum = sums.find(line.charge);
        return sum == sums.end() ? none : sum->second;
      };
      if (of(due) - of(before) != line.net_amount) return false;
      const std::string subtracted = of(before).to_string();
      steps.push_back({line.charge, line.text,
                       of(due).to_string() + " - " +
                           (subtracted.starts_with('-') ? "(" + subtracted + ")" : subtracted),
                       line.net_amount.to_string(), static_cast<std::size_t>(line.line)});
    }
    return true;
  }

  void cannot(const Tariff& tariff, const std::string& why) {
    statement_.notes.push_back("tariff " + in_quotes(tariff.id) + " " + why +
                               ": its lines cannot be derived any more");
  }

  Statement& statement_;
  Store& store_;
  const Zone& zone_;
  Catalogue& catalogue_;
  bool closed_ = false;   // or before the first closed month, which later invoices settle as well
  bool pruned_ = false;   // its events are
  bool changed_ = false;  // since its last invoice
  Month last_invoice_ = statement_.month;
  std::vector<Coverage> coverages_ =
      covered(store_.subscriptions(statement_.company.id), statement_.month);  // as they are now
};

}  // namespace

void derive(Statement& statement, Store& store, const Zone& zone, Catalogue& catalogue) {
  Derivations(statement, store, zone, catalogue).run();
}

}  // namespace porto::internal
