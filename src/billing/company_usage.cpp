// See company_usage.hpp.
#include "billing/company_usage.hpp"

#include <algorithm>
#include <compare>
#include <map>
#include <tuple>
#include <utility>

#include "base/sorted.hpp"
#include "base/text.hpp"
#include "porto/error.hpp"

namespace porto::internal {
namespace {

bool is_metered(const Charge& charge) { return !charge.meter.empty(); }

Error events_are_gone(const MonthUsage& total, std::int64_t stored) {
  return {ErrorCode::not_found,
          "some days of the month are priced by themselves, and the day is known of " +
              std::to_string(stored) + " of the " + std::to_string(total.events) +
              " events of meter " + in_quotes(total.meter) +
              ": the others were pruned, or the ledger is damaged (see verify)"};
}

Error single_events_are_gone(const MonthUsage& total, std::size_t stored) {
  return {ErrorCode::not_found,
          "each event of meter " + in_quotes(total.meter) + " is priced by itself, and " +
              std::to_string(stored) + " of " + std::to_string(total.events) +
              " are stored: the others were pruned, or the ledger is damaged (see verify)"};
}

// Whether a company has usage that no domain brought.
bool has_own_usage(Store& store, Month month, const std::string& company) {
  std::int64_t events = 0;
  for (const MonthUsage& total : store.usage({.month = month, .company = company}))
    events += total.events;
  std::vector<SendingDomain> claims = store.domains();
  std::erase_if(claims, [&](const SendingDomain& claim) { return claim.company != company; });
  if (claims.empty()) return events != 0;
  store.each_domain_day(month, [&](const DomainDay& sum) {
    if (std::ranges::any_of(claims, [&](const SendingDomain& claim) {
          return claim.domain == sum.domain && claim.covers(sum.day);
        }))
      events -= sum.events;
  });
  return events != 0;
}

}  // namespace

std::set<std::string> event_meters_of(const Tariff& tariff) {
  std::set<std::string> meters;
  for (const Charge& charge : tariff.charges)
    if (charge.each_event) meters.insert(charge.meter);
  return meters;
}

void EventNeeds::add(const Coverage& coverage, const Tariff& tariff) {
  meters.merge(event_meters_of(tariff));
  if (!coverage.whole() && std::ranges::any_of(tariff.charges, is_metered))
    by_day.insert(coverage.company);
}

bool reads_events(Store& store, Month month, const EventNeeds& needs) {
  if (!needs.meters.empty()) return true;
  return std::ranges::any_of(needs.by_day, [&](const std::string& company) {
    return has_own_usage(store, month, company);
  });
}

struct CompanyUsage::Event {
  Instant occurred_at;
  std::string source;
  std::string event_id;
  std::int64_t quantity;
  int day;  // of the month, where it is needed
  friend auto operator<=>(const Event&, const Event&) = default;
};

// Reads what totals do not tell, and adds it. Usage of domains is kept by day; of a company's own
// events only the sum of the month is, and they are read one by one.
class CompanyUsage::Reader {
 public:
  Reader(CompanyUsage& into, Store& store, const Zone& zone, const EventNeeds& needs)
      : into_(into), store_(store), zone_(zone), needs_(needs), meters_(store.meters()) {}

  void read(const std::optional<std::string>& company) {
    if (needs_.through) take_off_later(company);
    if (!needs_.by_day.empty()) read_domains();
    for (const MeterUsage& used : into_.used_)
      if (needs_.by_day.contains(used.total.company) && events_in(used) != used.total.events)
        own_.insert(used.total.company);
    read_events(company);
    for (auto& [key, events] : priced_) add_values(key.first, *key.second, events);
  }

 private:
  // The end of what counts.
  Instant end() const {
    const Instant end = zone_.end(into_.month_);
    return needs_.through ? std::min(end, Instant{needs_.through->unix_us + 1}) : end;
  }

  // There are few events after a moment that counts as now, and mostly none.
  void take_off_later(const std::optional<std::string>& company) {
    std::map<std::pair<std::string, const Meter*>, DayPart> later;
    store_.each_event({.from = end(),
                       .before = zone_.end(into_.month_),
                       .company = company,
                       .meter = {},
                       .voided = false},
                      [&](const StoredEvent& event) {
                        if (event.owner.empty()) return;  // unassigned
                        const Meter& of = meter(event.meter);
                        DayPart& sum = later[{event.owner, &of}];
                        sum.quantity += event.quantity;
                        ++sum.events;
                        if (event.domain.empty() || !needs_.by_day.contains(event.owner)) return;
                        const int day = zone_.day_of(event.occurred_at).day();
                        add(event.owner, of.id, day, -Wide{event.quantity}, -1);
                      });
    for (const auto& [key, sum] : later) take_off(into_.used(key.first, *key.second), sum);
  }

  // What does not fit is the company's error, and stops no other.
  static void take_off(MeterUsage& used, const DayPart& later) {
    const std::optional<std::int64_t> quantity = narrow(Wide{used.total.quantity} - later.quantity);
    used.fits = quantity.has_value();
    used.total.quantity = quantity.value_or(0);
    used.total.events -= later.events;
  }

  void read_domains() {
    const std::vector<SendingDomain> claims = store_.domains();
    store_.each_domain_day(into_.month_, [&](const DomainDay& sum) {
      const auto of_domain = of_key(std::span(claims), sum.domain, &SendingDomain::domain);
      const auto claim = std::ranges::find_if(
          of_domain, [&](const SendingDomain& one) { return one.covers(sum.day); });
      if (claim != of_domain.end() && needs_.by_day.contains(claim->company))
        add(claim->company, sum.meter, sum.day.day(), sum.quantity, sum.events);
    });
  }

  void read_events(const std::optional<std::string>& company) {
    EventFilter filter{.from = zone_.start(into_.month_),
                       .before = end(),
                       .company = company,
                       .meter = {},
                       .voided = false};
    const auto add_event = [&](const StoredEvent& event) { add(event); };
    if (!own_.empty()) {
      if (needs_.meters.empty() && own_.size() == 1) filter.company = *own_.begin();
      return store_.each_event(filter, add_event);
    }
    for (const std::string& meter : needs_.meters) {
      filter.meter = meter;
      store_.each_event(filter, add_event);
    }
  }

  void add(const StoredEvent& event) {
    if (event.owner.empty()) return;  // unassigned
    const bool own = event.domain.empty() && own_.contains(event.owner);
    const bool priced = needs_.meters.contains(event.meter);
    if (!own && !priced) return;
    const int day = needs_.by_day.contains(event.owner) ? zone_.day_of(event.occurred_at).day() : 0;
    if (own) add(event.owner, event.meter, day, event.quantity, 1);
    if (priced)
      priced_[{event.owner, &meter(event.meter)}].push_back(
          {event.occurred_at, event.source, event.event_id, event.quantity, day});
  }

  void add(const std::string& owner, const std::string& meter_id, int day, Wide quantity,
           std::int64_t events) {
    DayPart& part = day_of(into_.used(owner, meter(meter_id)), day);
    part.quantity += quantity;
    part.events += events;
  }

  void add_values(const std::string& owner, const Meter& meter, std::vector<Event>& events) {
    std::sort(events.begin(), events.end());
    MeterUsage& used = into_.used(owner, meter);
    for (const Event& event : events) {
      used.events.push_back(Decimal::from_scaled(event.quantity, meter.decimals));
      if (event.day != 0) day_of(used, event.day).values.push_back(used.events.back());
    }
  }

  DayPart& day_of(MeterUsage& used, int day) const {
    if (day > into_.month_.days())
      throw Error(ErrorCode::corrupt, "the ledger has usage of day " + std::to_string(day) +
                                          " of " + into_.month_.to_string() + ": restore a backup");
    used.days.resize(static_cast<std::size_t>(into_.month_.days()));
    return used.days[static_cast<std::size_t>(day - 1)];
  }

  static std::int64_t events_in(const MeterUsage& used) {
    std::int64_t events = 0;
    for (const DayPart& part : used.days) events += part.events;
    return events;
  }

  // A damaged file may lack a meter that its events name, or give meters in another order.
  const Meter& meter(const std::string& id) const {
    const auto known = std::ranges::find(meters_, id, &Meter::id);
    if (known == meters_.end())
      throw Error(ErrorCode::corrupt,
                  "the ledger lacks the meter " + in_quotes(id) + ": restore a backup");
    return *known;
  }

  CompanyUsage& into_;
  Store& store_;
  const Zone& zone_;
  const EventNeeds& needs_;
  std::vector<Meter> meters_;
  std::set<std::string> own_;  // companies whose own events are needed by day
  std::map<std::pair<std::string, const Meter*>, std::vector<Event>> priced_;
};

CompanyUsage::CompanyUsage(std::span<const MonthUsage> totals, Store& store, const Zone& zone,
                           Month month, const std::optional<std::string>& company,
                           const EventNeeds& needs)
    : month_(month), priced_(needs.meters), by_day_(needs.by_day) {
  used_.reserve(totals.size());
  for (const MonthUsage& total : totals) used_.push_back({total, {}, {}});
  if (!needs.empty()) Reader(*this, store, zone, needs).read(company);
}

CompanyUsage::CompanyUsage(Store& store, const Zone& zone, Month month,
                           const std::optional<std::string>& company, const EventNeeds& needs)
    : CompanyUsage(store.usage({.month = month, .company = company}), store, zone, month, company,
                   needs) {}

// Events without a total are damage. They get a total of 0 here, so that rating finds it.
CompanyUsage::MeterUsage& CompanyUsage::used(const std::string& company, const Meter& meter) {
  const auto before = [&](const MeterUsage& known) {
    return std::tie(known.total.company, known.total.meter) < std::tie(company, meter.id);
  };
  auto found = std::ranges::partition_point(used_, before);
  if (found == used_.end() || found->total.company != company || found->total.meter != meter.id)
    found = used_.insert(found, {{month_, company, meter.id, meter.decimals}, {}, {}});
  return *found;
}

std::span<const CompanyUsage::MeterUsage> CompanyUsage::of_company(
    const std::string& company) const {
  const auto company_of = [](const MeterUsage& used) -> const std::string& {
    return used.total.company;
  };
  return of_key(std::span(used_), company, company_of);
}

// Not by their sum: that of events which are gone may be 0.
void CompanyUsage::check_events(const MeterUsage& used) const {
  if (priced_.contains(used.total.meter) && !std::cmp_equal(used.events.size(), used.total.events))
    throw single_events_are_gone(used.total, used.events.size());
}

void CompanyUsage::check_fits(const MeterUsage& used) {
  if (!used.fits)
    throw Error(ErrorCode::overflow, "the usage of meter " + in_quotes(used.total.meter) +
                                         " until then does not fit in 64 bits");
}

Usage CompanyUsage::of(const std::string& company) const {
  Usage usage;
  for (const MeterUsage& used : of_company(company)) {
    check_fits(used);
    check_events(used);
    usage.meters.push_back({used.total.meter, used.total.amount(), used.events});
  }
  return usage;
}

Usage CompanyUsage::of(const Coverage& coverage) const {
  if (coverage.whole()) return of(coverage.company);
  Usage usage;
  usage.share = coverage.share();
  if (!by_day_.contains(coverage.company)) return usage;
  for (const MeterUsage& used : of_company(coverage.company)) {
    check_events(used);
    usage.meters.push_back({used.total.meter, part(used, coverage.days).amount(), {}});
    std::vector<Decimal>& events = usage.meters.back().events;
    for (std::size_t i = 0; i < used.days.size(); ++i)
      if (coverage.days & day_bit(static_cast<int>(i) + 1))
        events.insert(events.end(), used.days[i].values.begin(), used.days[i].values.end());
  }
  return usage;
}

const CompanyUsage::MeterUsage& CompanyUsage::used(const MonthUsage& total) const {
  const std::span<const MeterUsage> of = of_company(total.company);
  const auto found = std::ranges::find_if(
      of, [&](const MeterUsage& used) { return used.total.meter == total.meter; });
  if (found == of.end())
    throw Error(ErrorCode::corrupt, "the ledger gives the totals of " + total.month.to_string() +
                                        " once with the meter " + in_quotes(total.meter) +
                                        " of company " + in_quotes(total.company) +
                                        " and once without: restore a backup");
  return *found;
}

bool CompanyUsage::knows_days(const MonthUsage& total) const {
  return sum(used(total), all_days(month_)).events == total.events;
}

MonthUsage CompanyUsage::part(const MonthUsage& total, MonthDays days) const {
  return part(used(total), days);
}

CompanyUsage::DayPart CompanyUsage::sum(const MeterUsage& used, MonthDays days) {
  DayPart sum;
  for (std::size_t i = 0; i < used.days.size(); ++i) {
    if ((days & day_bit(static_cast<int>(i) + 1)) == 0) continue;
    sum.quantity += used.days[i].quantity;
    sum.events += used.days[i].events;
  }
  return sum;
}

MonthUsage CompanyUsage::part(const MeterUsage& used, MonthDays days) {
  check_fits(used);
  const DayPart all = sum(used, ~MonthDays{0});
  if (all.events != used.total.events || all.quantity != used.total.quantity)
    throw events_are_gone(used.total, all.events);
  const DayPart wanted = sum(used, days);
  const std::optional<std::int64_t> quantity = narrow(wanted.quantity);
  if (!quantity)
    throw Error(ErrorCode::overflow, "the usage of meter " + in_quotes(used.total.meter) +
                                         " on some days of the month does not fit in 64 bits");
  MonthUsage part = used.total;
  part.quantity = *quantity;
  part.events = wanted.events;
  return part;
}

}  // namespace porto::internal
