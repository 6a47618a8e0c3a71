// See adjustment_causes.hpp. Events, voids, undos and changes are kept with their numbers, and a
// closed month with the numbers that were the last of them then: what came between two closes is
// what the later one settles.
#include "billing/proof/adjustment_causes.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

#include "base/text.hpp"
#include "billing/bill.hpp"
#include "billing/proof/terms.hpp"
#include "billing/unrated.hpp"
#include "porto/error.hpp"
#include "store/wide.hpp"

namespace porto::internal {
namespace {

// The last numbers that were known when a month was closed.
struct KnownThen {
  std::int64_t event = 0;
  std::int64_t void_no = 0;
  std::int64_t undo = 0;
  std::int64_t change = 0;
};

KnownThen known_at(Store& store, const ClosedMonth& closed) {
  const ClosedState state = store.closed_state(closed.month);
  return {closed.last_seq, last_of(state, "void"), last_of(state, "undo"),
          last_of(state, "change")};
}

constexpr std::int64_t still_known = std::numeric_limits<std::int64_t>::max();

bool is_between(std::int64_t number, std::int64_t after, std::int64_t last) {
  return after < number && number <= last;
}

// The months that a change can have touched: all where it says nothing.
bool touches(const Change& change, Month month) {
  const auto month_of = [](const std::string& text) -> std::optional<Month> {
    if (text.empty()) return {};
    return Month::parse(text.substr(0, 7));
  };
  const bool is_end = !change.was_through.empty() || change.kind == ChangeKind::subscription_end ||
                      change.kind == ChangeKind::domain_end;
  const std::optional<Month> through = month_of(change.through);
  if (!is_end) {
    const std::optional<Month> from = month_of(change.from);
    return (!from || *from <= month) && (!through || month <= *through);
  }
  // An end moves the days between the old one and the new.
  const std::optional<Month> was = month_of(change.was_through);
  const std::optional<Month> first = through && was ? std::min(*through, *was) : through;
  return (!first || *first <= month) && (!through || !was || month <= std::max(*through, *was));
}

class CauseFinder {
 public:
  CauseFinder(Store& store, const Zone& zone, const KnownThen& since, const KnownThen& through,
              std::vector<AdjustedMonth>& months)
      : store_(store), zone_(zone), since_(since), through_(through), months_(months) {
    for (std::size_t i = 0; i < months.size(); ++i)
      places_[{months[i].usage_month, months[i].company}] = i;
    for (const Meter& meter : store.meters()) decimals_[meter.id] = meter.decimals;
    for (const StoredVoid& one : store.voids()) voids_[one.seq] = one;
    for (const ImportRecord& record : store.imports())
      if (record.undone) undos_[record.no] = record.undone->no;
  }

  void find() {
    find_late();
    find_voids();
    find_undos();
    find_changes();
    for (AdjustedMonth& one : months_)
      if (one.causes.empty()) one.causes.push_back({.what = "unknown"});
  }

 private:
  struct Sum {
    Wide quantity = 0;
    std::int64_t events = 0;
    std::string event_id{};
  };
  // By month, import, source, meter.
  using LateSums = std::map<std::tuple<std::size_t, std::int64_t, std::string, std::string>, Sum>;

  AdjustedMonth* month_of(const StoredEvent& event) {
    const auto found = places_.find({zone_.month_of(event.occurred_at), event.owner});
    return found == places_.end() ? nullptr : &months_[found->second];
  }

  Decimal amount(const std::string& meter, Wide quantity) const {
    const auto decimals = decimals_.find(meter);
    const std::optional<std::int64_t> fits = narrow(quantity);
    if (!fits)
      throw Error(ErrorCode::overflow,
                  "the late usage of meter " + in_quotes(meter) + " does not fit in 64 bits");
    return Decimal::from_scaled(*fits, decimals == decimals_.end() ? 0 : decimals->second);
  }

  // Of the months that are settled, of all companies: the first and the last moment.
  EventFilter within_months() const {
    const auto [first, last] =
        std::ranges::minmax(months_, {}, [](const AdjustedMonth& one) { return one.usage_month; });
    EventFilter filter;
    filter.from = zone_.start(first.usage_month);
    filter.before = zone_.end(last.usage_month);
    return filter;
  }

  // Late events, but those that were voided before they were ever billed; by import, source, meter.
  void find_late() {
    EventFilter filter = within_months();
    filter.first_seq = since_.event + 1;
    if (through_.event != still_known) filter.last_seq = through_.event;
    filter.with_corrects = true;
    std::vector<StoredEvent> replacements;
    LateSums sums;
    store_.each_event(filter, [&](const StoredEvent& event) {
      if (!month_of(event) || is_void(event)) return;
      if (event.corrects.empty())
        add_late(sums, event);
      else
        replacements.push_back(event);
    });
    // What replaces an event that was billed is told with it.
    for (const StoredEvent& event : replacements)
      if (!was_billed(event)) add_late(sums, event);
    for (const auto& [key, sum] : sums) {
      const auto& [place, import, source, meter] = key;
      months_[place].causes.push_back({.what = "late",
                                       .meter = meter,
                                       .quantity = amount(meter, sum.quantity),
                                       .events = sum.events,
                                       .source = source,
                                       .event_id = sum.event_id,
                                       .import = import});
    }
  }

  void add_late(LateSums& sums, const StoredEvent& event) {
    const auto place = static_cast<std::size_t>(month_of(event) - months_.data());
    Sum& sum = sums[{place, event.import, event.source, event.meter}];
    sum.quantity += event.quantity;
    sum.event_id = ++sum.events == 1 ? event.event_id : std::string();
  }

  // Whether it was, before the close that is looked at.
  bool is_void(const StoredEvent& event) const {
    const auto found = voids_.find(event.seq);
    if (found != voids_.end()) return found->second.no <= through_.void_no;
    const auto undone = undos_.find(event.import);
    return undone != undos_.end() && undone->second <= through_.undo;
  }

  // Whether it is on an invoice before, or is in the place of one that is.
  bool was_billed(StoredEvent event) {
    while (event.seq > since_.event && !event.corrects.empty()) {
      std::optional<StoredEvent> corrected = store_.event(event.source, event.corrects);
      if (!corrected || corrected->seq >= event.seq) break;
      event = std::move(*corrected);
    }
    return event.seq <= since_.event;
  }

  std::optional<StoredEvent> event_of(std::int64_t seq) {
    std::optional<StoredEvent> found;
    store_.each_event({.first_seq = seq, .last_seq = seq, .with_corrects = true},
                      [&](const StoredEvent& event) { found = event; });
    return found;
  }

  // Events that were billed, and are voided or replaced since.
  void find_voids() {
    for (const auto& [seq, one] : voids_) {
      if (!is_between(one.no, since_.void_no, through_.void_no)) continue;
      const std::optional<StoredEvent> event = event_of(seq);
      AdjustedMonth* const of = event ? month_of(*event) : nullptr;
      if (!of || !was_billed(*event)) continue;
      std::optional<StoredEvent> instead;
      if (!one.replaced_by.empty()) instead = store_.event(event->source, one.replaced_by);
      of->causes.push_back({.what = instead ? "correct" : "void",
                            .meter = event->meter,
                            .quantity = amount(event->meter, Wide{instead ? instead->quantity : 0} -
                                                                 event->quantity),
                            .events = 1,
                            .source = event->source,
                            .event_id = event->event_id,
                            .at = one.what.voided_at,
                            .actor = one.what.actor,
                            .reason = one.what.reason});
    }
  }

  void find_undos() {
    for (const ImportRecord& record : store_.imports()) {
      if (!record.undone || !is_between(record.undone->no, since_.undo, through_.undo)) continue;
      EventFilter filter = within_months();
      filter.import = record.no;
      filter.last_seq = since_.event;
      std::map<std::pair<std::size_t, std::string>, Sum> sums;
      store_.each_event(filter, [&](const StoredEvent& event) {
        AdjustedMonth* const of = month_of(event);
        if (!of || voids_.contains(event.seq)) return;
        Sum& sum = sums[{static_cast<std::size_t>(of - months_.data()), event.meter}];
        sum.quantity -= event.quantity;
        ++sum.events;
      });
      for (const auto& [key, sum] : sums)
        months_[key.first].causes.push_back({.what = "undo",
                                             .meter = key.second,
                                             .quantity = amount(key.second, sum.quantity),
                                             .events = sum.events,
                                             .import = record.no,
                                             .at = record.undone->undone_at,
                                             .actor = record.undone->actor,
                                             .reason = record.undone->reason});
    }
  }

  void find_changes() {
    for (const Change& change : store_.changes())
      for (AdjustedMonth& one : months_)
        if (is_cause(change, one))
          one.causes.push_back({.what = to_string(change.kind),
                                .tariff = change.tariff,
                                .version = change.version,
                                .domain = change.domain,
                                .at = change.at,
                                .actor = change.actor,
                                .reason = change.reason});
  }

  bool is_cause(const Change& change, const AdjustedMonth& of) const {
    if (change.kind == ChangeKind::company_except)  // the close before may have left it out
      return change.company == of.company && change.from == of.usage_month.to_string() &&
             change.no <= through_.change;
    if (!is_between(change.no, since_.change, through_.change)) return false;
    if (change.kind == ChangeKind::tariff_add || change.kind == ChangeKind::tariff_remove)
      return touches(change, of.usage_month) &&
             std::ranges::find(of.lines, change.tariff, &InvoiceLine::tariff) != of.lines.end();
    return change.company == of.company && touches(change, of.usage_month);
  }

  Store& store_;
  const Zone& zone_;
  KnownThen since_;
  KnownThen through_;
  std::vector<AdjustedMonth>& months_;
  std::map<CompanyMonth, std::size_t> places_;
  std::map<std::string, int> decimals_;
  std::map<std::int64_t, StoredVoid> voids_;    // by seq of the event
  std::map<std::int64_t, std::int64_t> undos_;  // their numbers, by import
};

std::vector<AdjustedMonth> adjustments_of(std::vector<InvoiceLine> lines) {
  std::map<std::pair<std::string, Month>, AdjustedMonth> months;
  for (InvoiceLine& line : lines) {
    if (line.kind != LineKind::adjustment) continue;
    const std::pair key(line.company, line.usage_month);
    AdjustedMonth& month =
        months.try_emplace(key, AdjustedMonth{line.company, line.usage_month, {}, {}})
            .first->second;
    month.lines.push_back(std::move(line));
  }
  std::vector<AdjustedMonth> list;
  for (auto& [key, month] : months) list.push_back(std::move(month));
  return list;
}

}  // namespace

std::vector<AdjustedMonth> adjusted_months(Store& store, const Zone& zone, Month month,
                                           const std::optional<std::string>& company) {
  if (company && !store.has_company(*company))
    throw Error(ErrorCode::not_found, "no company " + in_quotes(*company), "company");
  Biller biller(store, zone);
  Rated rated = biller.rated(month, company);
  std::vector<AdjustedMonth> months = adjustments_of(std::move(rated.lines));
  if (months.empty()) return months;
  KnownThen since;
  KnownThen through{still_known, still_known, still_known, still_known};
  for (const ClosedMonth& closed : biller.closed_months()) {
    if (closed.month < month) since = known_at(store, closed);
    if (closed.month == month) through = known_at(store, closed);
  }
  CauseFinder(store, zone, since, through, months).find();
  return months;
}

}  // namespace porto::internal
