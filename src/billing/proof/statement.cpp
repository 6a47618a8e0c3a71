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
#include "billing/proof/statement_notes.hpp"
#include "billing/unrated.hpp"
#include "porto/error.hpp"
#include "store/errors.hpp"
#include "store/pruned.hpp"
#include "store/wide.hpp"

namespace porto::internal {
namespace {

class StatementMaker {
 public:
  StatementMaker(Store& store, const Zone& zone, Month month, Company company)
      : store_(store),
        zone_(zone),
        catalogue_(store),
        statement_{.ledger = store.info(),
                   .tzdb_version = zone.tzdb_version(),
                   .month = month,
                   .company = std::move(company)} {}

  Statement make() {
    read_period();
    statement_.meters = store_.meters();
    read_days();
    statement_.usage = store_.usage({.month = month(), .company = company()});
    read_lines();
    read_voided();
    derive(statement_, store_, zone_, catalogue_);
    read_tariffs();
    read_terms();
    statement_.adjusted_usage = adjusted_usage(statement_, store_, zone_);
    return std::move(statement_);
  }

 private:
  Month month() const { return statement_.month; }
  const std::string& company() const { return statement_.company.id; }

  void read_period() {
    const std::vector<ClosedMonth> closed_months = store_.closed_months();
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
      read_digest();
    else
      statement_.notes.emplace_back(!closed_months.empty() && month() <= closed_months.back().month
                                        ? note_before_first
                                        : note_open);
    if (is_pruned_) statement_.notes.emplace_back(note_pruned);
  }

  void read_digest() {
    store_.each_batch([&](const EventBatch& batch) {
      if (batch.no == statement_.closed->last_batch) statement_.events_digest = batch.digest;
    });
  }

  using Days = std::map<std::tuple<Day, std::string, std::string>, std::pair<Wide, std::int64_t>>;

  // The usage of each day: from events or, where they are pruned, from the sums of domains.
  void read_days() {
    Days days;
    if (is_pruned_)
      add_domains(days);
    else
      add_events(days);
    for (const auto& [key, sum] : days) {
      const auto& [day, domain, meter] = key;
      statement_.days.push_back(
          {day, domain, meter, decimals_of(meter), fitting(sum.first), sum.second});
    }
  }

  void add_events(Days& days) {
    store_.each_event(
        {.from = zone_.start(month()),
         .before = zone_.end(month()),
         .company = company(),
         .voided = false},
        [&](const StoredEvent& event) {
          auto& sum = days[{zone_.day_of(event.occurred_at), event.domain, event.meter}];
          sum.first += event.quantity;
          ++sum.second;
        });
  }

  void add_domains(Days& days) {
    const std::vector<SendingDomain> claims = store_.domains();
    store_.each_domain_day(month(), [&](const DomainDay& sum) {
      if (std::ranges::any_of(claims, [&](const SendingDomain& claim) {
            return claim.company == company() && claim.domain == sum.domain &&
                   claim.covers(sum.day);
          }))
        days[{sum.day, sum.domain, sum.meter}] = {sum.quantity, sum.events};
    });
  }

  // What was voided of the months whose usage the invoice has.
  void read_voided() {
    std::set<Month> months{month()};
    for (const InvoiceLine& line : statement_.lines) months.insert(line.usage_month);
    for (const Month of : months)
      store_.each_event({.from = zone_.start(of),
                         .before = zone_.end(of),
                         .company = company(),
                         .only_voided = true},
                        [&](const StoredEvent& event) { statement_.voided.push_back(event); });
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
    // A frozen invoice needs no subscriptions of others.
    Rated rated = statement_.closed ? Rated{store_.lines({.month = month(), .company = company()})}
                                    : Biller(store_, zone_).rated(month(), company());
    for (const Unrated& one : rated.unrated)
      statement_.notes.push_back(reason_of(one, zone_, internal::decimals_of(store_, one.meter)));
    statement_.lines = std::move(rated.lines);
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
    for (TariffDocument& document : store_.tariffs())
      if (named.contains({document.id, document.version}))
        statement_.tariffs.push_back(std::move(document));
  }

  // What made the usage the company's, and who said so.
  void read_terms() {
    statement_.subscriptions = store_.subscriptions(company());
    for (SendingDomain& claim : store_.domains())
      if (claim.company == company()) statement_.domains.push_back(std::move(claim));
    const auto is_named = [&](const Change& change) {
      return std::ranges::any_of(statement_.tariffs, [&](const TariffDocument& document) {
        return document.id == change.tariff && document.version == change.version;
      });
    };
    for (Change& change : store_.changes(company()))
      if (change.company == company() || is_named(change))
        statement_.changes.push_back(std::move(change));
  }

  Store& store_;
  const Zone& zone_;
  Catalogue catalogue_;
  bool is_pruned_ = false;  // the month is
  Statement statement_;
};

}  // namespace

Statement statement(Store& store, const Zone& zone, Month month, const std::string& company) {
  const std::optional<Company> known = store.company(company);
  if (!known) throw store_error::unknown_company(company, "company");
  return StatementMaker(store, zone, month, *known).make();
}

}  // namespace porto::internal
