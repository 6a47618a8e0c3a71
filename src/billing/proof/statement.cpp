// See statement.hpp.
#include "billing/proof/statement.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.hpp"
#include "billing/bill.hpp"
#include "billing/catalogue.hpp"
#include "billing/proof/adjusted_usage.hpp"
#include "billing/proof/derivations.hpp"
#include "billing/proof/shared_reads.hpp"
#include "billing/proof/statement_notes.hpp"
#include "billing/unrated.hpp"
#include "porto/error.hpp"
#include "store/errors.hpp"
#include "store/pruned.hpp"
#include "store/wide.hpp"

namespace porto::internal {
namespace {

/// How many have what they share in memory: their days, above all.
constexpr std::size_t companies_at_once = 4096;

class StatementMaker {
 public:
  /// `rated`: what the month's invoice has of the company.
  StatementMaker(SharedReads& reads, Month month, Company company, Rated rated)
      : reads_(reads),
        store_(reads.store()),
        zone_(reads.zone()),
        rated_(std::move(rated)),
        statement_{.ledger = reads.info(),
                   .tzdb_version = reads.zone().tzdb_version(),
                   .month = month,
                   .company = std::move(company)} {}

  Statement make() {
    read_period();
    statement_.meters = reads_.meters();
    read_days();
    statement_.usage = store_.usage({.month = month(), .company = company()});
    read_lines();
    read_voided();
    derive(statement_, reads_);
    read_tariffs();
    read_terms();
    statement_.adjusted_usage = adjusted_usage(statement_, reads_);
    return std::move(statement_);
  }

 private:
  Month month() const { return statement_.month; }
  const std::string& company() const { return statement_.company.id; }

  void read_period() {
    const std::vector<ClosedMonth>& closed_months = reads_.closed_months();
    is_pruned_ = is_pruned(closed_months, month());
    std::string previous;
    for (const ClosedMonth& closed : closed_months) {
      if (closed.month == month()) {
        statement_.closed = closed;
        statement_.previous_hash = previous;
      }
      previous = closed.hash;
    }
    if (statement_.closed)
      statement_.events_digest = position_of(reads_.closed_state(month()).lanes).digest;
    else
      statement_.notes.emplace_back(!closed_months.empty() && month() <= closed_months.back().month
                                        ? note_before_first
                                        : note_open);
    if (is_pruned_) statement_.notes.emplace_back(note_pruned);
  }

  // The usage of each day: from events or, where they are pruned, from the sums of domains.
  void read_days() {
    for (const auto& [key, sum] : is_pruned_ ? reads_.days_of_domains(month(), company())
                                             : reads_.days(month(), company())) {
      const auto& [day, domain, meter] = key;
      statement_.days.push_back(
          {day, domain, meter, decimals_of(meter), fitting(sum.first), sum.second});
    }
  }

  // What was voided of the months whose usage the invoice has.
  void read_voided() {
    std::set<Month> months{month()};
    for (const InvoiceLine& line : statement_.lines) months.insert(line.usage_month);
    for (const Month of : months)
      std::ranges::copy(reads_.voided(of, company()), std::back_inserter(statement_.voided));
  }

  // A damaged file may lack a meter that its events name, or give meters in another order.
  int decimals_of(const std::string& meter) const {
    const auto known = std::ranges::find(statement_.meters, meter, &Meter::id);
    if (known == statement_.meters.end())
      throw Error(ErrorCode::corrupt,
                  "the ledger lacks the meter " + in_quotes(meter) + ": restore a backup");
    return known->decimals;
  }

  static std::int64_t fitting(Wide quantity) {
    if (const std::optional<std::int64_t> fits = narrow(quantity)) return *fits;
    throw Error(ErrorCode::overflow, "the usage of a day does not fit in 64 bits");
  }

  // The lines of the month's invoice, and those of later invoices that adjust the month.
  void read_lines() {
    for (const Unrated& one : rated_.unrated)
      statement_.notes.push_back(reason_of(one, zone_, internal::decimals_of(store_, one.meter)));
    statement_.lines = std::move(rated_.lines);
    for (InvoiceLine& line : store_.lines({.company = company(), .usage_month = month()}))
      if (line.month != month()) statement_.lines.push_back(std::move(line));
    for (const InvoiceLine& line : statement_.lines)
      if (line.month == month()) statement_.total = statement_.total + line.net_amount.amount();
  }

  void read_tariffs() {
    std::set<std::pair<std::string, int>> named;
    for (const InvoiceLine& line : statement_.lines)
      named.emplace(line.tariff, line.tariff_version);
    for (const Statement::Derivation& derivation : statement_.derivations)
      named.emplace(derivation.tariff, derivation.tariff_version);
    for (const TariffDocument& document : reads_.tariffs())
      if (named.contains({document.id, document.version})) statement_.tariffs.push_back(document);
  }

  // What made the usage the company's, and who said so.
  void read_terms() {
    statement_.subscriptions = store_.subscriptions(company());
    statement_.domains = reads_.claims(company());
    const auto is_named = [&](const Change& change) {
      return std::ranges::any_of(statement_.tariffs, [&](const TariffDocument& document) {
        return document.id == change.tariff && document.version == change.version;
      });
    };
    for (Change& change : reads_.changes(company()))
      if (change.company == company() || is_named(change))
        statement_.changes.push_back(std::move(change));
  }

  SharedReads& reads_;
  Store& store_;
  const Zone& zone_;
  Rated rated_;
  bool is_pruned_ = false;  // the month is
  Statement statement_;
};

// Of those that have lines or usage, or cannot be rated.
std::map<std::string, Rated> rated_by_company(Store& store, const Zone& zone, Month month) {
  std::map<std::string, Rated> companies;
  Rated all = Biller(store, zone).rated(month, {});
  for (InvoiceLine& line : all.lines) {
    std::vector<InvoiceLine>& lines = companies[line.company].lines;
    lines.push_back(std::move(line));
  }
  for (Unrated& one : all.unrated) {
    std::vector<Unrated>& unrated = companies[one.company].unrated;
    unrated.push_back(std::move(one));
  }
  for (const MonthUsage& total : store.usage({.month = month, .company = {}}))
    companies[total.company];
  return companies;
}

}  // namespace

Statement statement(Store& store, const Zone& zone, Month month, const std::string& company) {
  std::optional<Company> known = store.company(company);
  if (!known) throw store_error::unknown_company(company, "company");
  SharedReads reads(store, zone, {company});
  const bool is_closed = std::ranges::find(reads.closed_months(), month, &ClosedMonth::month) !=
                         reads.closed_months().end();
  // A frozen invoice needs no subscriptions of others.
  Rated rated = is_closed ? Rated{store.lines({.month = month, .company = company})}
                          : Biller(store, zone).rated(month, company);
  return StatementMaker(reads, month, std::move(*known), std::move(rated)).make();
}

void each_statement(Store& store, const Zone& zone, Month month,
                    const std::function<void(const Statement&)>& visit) {
  std::map<std::string, Rated> rated = rated_by_company(store, zone, month);
  std::vector<Company> companies = store.companies();
  std::erase_if(companies, [&](const Company& one) { return !rated.contains(one.id); });
  for (std::size_t first = 0; first < companies.size(); first += companies_at_once) {
    const std::size_t end = std::min(first + companies_at_once, companies.size());
    std::vector<std::string> ids;
    for (std::size_t i = first; i < end; ++i) ids.push_back(companies[i].id);
    SharedReads reads(store, zone, std::move(ids));
    for (std::size_t i = first; i < end; ++i) {
      Rated& own = rated[companies[i].id];
      visit(StatementMaker(reads, month, std::move(companies[i]), std::move(own)).make());
    }
  }
}

}  // namespace porto::internal
