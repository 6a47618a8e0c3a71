// See adjustment_causes.hpp. Events, voids, undos and changes are kept with their numbers, and a
// closed month with the numbers that were the last of them then: what came between two closes is
// what the later one settles.
#include "billing/proof/adjustment_causes.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "base/text.hpp"
#include "billing/bill.hpp"
#include "billing/proof/terms.hpp"
#include "billing/unrated.hpp"
#include "porto/error.hpp"
#include "store/errors.hpp"
#include "store/wide.hpp"

namespace porto::internal {
namespace {

// What is new since one close, through another or until now.
struct NewRecords {
  std::optional<Month> before{};   // the one close; none: since ever
  ClosedState billed{};            // what it was closed with
  std::optional<Month> through{};  // the other
  RecordRange voids{};
  RecordRange undos{};
  RecordRange changes{};
};

NewRecords since_close(Store& store, const ClosedMonth& before) {
  const ClosedState state = store.closed_state(before.month);
  return {before.month,
          state,
          {},
          {last_of(state, "void")},
          {last_of(state, "undo")},
          {last_of(state, "change")}};
}

void end_with(Store& store, const ClosedMonth& close, NewRecords& records) {
  const ClosedState state = store.closed_state(close.month);
  records.through = close.month;
  records.voids.through = last_of(state, "void");
  records.undos.through = last_of(state, "undo");
  records.changes.through = last_of(state, "change");
}

class CauseFinder {
 public:
  CauseFinder(Store& store, const Zone& zone, const NewRecords& records,
              std::vector<AdjustedMonth>& months)
      : store_(store), zone_(zone), new_(records), months_(months) {
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
    filter.after_close = new_.before;
    filter.by_close = new_.through;
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
    if (found != voids_.end()) return found->second.no <= new_.voids.through;
    const auto undone = undos_.find(event.import);
    return undone != undos_.end() && undone->second <= new_.undos.through;
  }

  // Whether it is on an invoice before, or is in the place of one that is.
  bool was_billed(StoredEvent event) {
    while (is_new(event) && !event.corrects.empty()) {
      std::optional<StoredEvent> corrected = store_.event(event.source, event.corrects);
      if (!corrected || !may_correct(event.seq, corrected->seq)) break;
      event = std::move(*corrected);
    }
    return !is_new(event);
  }

  bool is_new(const StoredEvent& event) const { return !was_stored_by(new_.billed, event.seq); }

  std::optional<StoredEvent> event_of(std::int64_t seq) {
    std::optional<StoredEvent> found;
    store_.each_event({.first_seq = seq, .last_seq = seq, .with_corrects = true},
                      [&](const StoredEvent& event) { found = event; });
    return found;
  }

  // Events that were billed, and are voided or replaced since.
  void find_voids() {
    for (const auto& [seq, one] : voids_) {
      if (!new_.voids.has(one.no)) continue;
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
      if (!new_.before || !record.undone || !new_.undos.has(record.undone->no)) continue;
      EventFilter filter = within_months();
      filter.import = record.no;
      filter.by_close = new_.before;
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
      return change.company == of.company && change.from == of.usage_month.to_string();
    if (!new_.changes.has(change.no)) return false;
    if (change.kind == ChangeKind::tariff_add || change.kind == ChangeKind::tariff_remove)
      return touches(change, of.usage_month) &&
             std::ranges::find(of.lines, change.tariff, &InvoiceLine::tariff) != of.lines.end();
    return change.company == of.company && touches(change, of.usage_month);
  }

  Store& store_;
  const Zone& zone_;
  NewRecords new_;
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

// The closes that left a company out: they settled nothing of it.
using LeftOut = std::set<std::pair<std::string, std::string>>;  // company, month

LeftOut read_left_out(Store& store) {
  LeftOut left_out;
  for (const Change& change : store.changes())
    if (change.kind == ChangeKind::company_except) left_out.emplace(change.company, change.from);
  return left_out;
}

// The last close before an invoice that settled what was due of a month of a company, or the one
// that left that month out: what it knew has that as its cause.
std::optional<Month> close_before(const std::vector<ClosedMonth>& closed, const LeftOut& left_out,
                                  Month invoice, const AdjustedMonth& of) {
  std::optional<Month> before;
  for (const ClosedMonth& one : closed) {
    const bool settled = !left_out.contains({of.company, one.month.to_string()});
    if (one.month < invoice && (settled || one.month == of.usage_month)) before = one.month;
  }
  return before;
}

}  // namespace

std::vector<AdjustedMonth> adjusted_months(Store& store, const Zone& zone, Month month,
                                           const std::optional<std::string>& company) {
  if (company && !store.has_company(*company))
    throw store_error::unknown_company(*company, "company");
  Biller biller(store, zone);
  Rated rated = biller.rated(month, company);
  std::vector<AdjustedMonth> months = adjustments_of(std::move(rated.lines));
  if (months.empty()) return months;
  const std::vector<ClosedMonth>& closed = biller.closed_months();
  const LeftOut left_out = read_left_out(store);
  std::map<std::optional<Month>, std::vector<AdjustedMonth>> by_close;
  for (AdjustedMonth& one : months) {
    const std::optional<Month> before = close_before(closed, left_out, month, one);
    by_close[before].push_back(std::move(one));
  }
  months.clear();
  for (auto& [before, settled] : by_close) {
    NewRecords records;
    for (const ClosedMonth& one : closed) {
      if (one.month == before) records = since_close(store, one);
      if (one.month == month) end_with(store, one, records);
    }
    CauseFinder(store, zone, records, settled).find();
    std::ranges::move(settled, std::back_inserter(months));
  }
  std::ranges::sort(
      months, {}, [](const AdjustedMonth& one) { return std::pair(one.company, one.usage_month); });
  return months;
}

}  // namespace porto::internal
