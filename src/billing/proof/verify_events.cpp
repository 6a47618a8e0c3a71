// See verify_events.hpp.
#include "billing/proof/verify_events.hpp"

#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "billing/proof/verify_batches.hpp"
#include "store/event_digest.hpp"
#include "store/wide.hpp"

namespace porto::internal {
namespace {

constexpr std::uint64_t progress_step = 50'000;  // events

struct Sum {
  Wide quantity = 0;
  std::int64_t events = 0;
};

std::string text_of(Wide quantity, std::int64_t events) {
  const std::optional<std::int64_t> fits = narrow(quantity);
  return (fits ? std::to_string(*fits) : std::string("beyond 64 bits")) + " in " +
         std::to_string(events) + (events == 1 ? " event" : " events");
}

// Sums by a name (of a company, a domain), then by a time (month, day) and meter. There are many
// names and each event looks one up, so that they are hashed.
template <class Time>
class Sums {
 public:
  void add(const std::string& name, Time time, const StoredEvent& event) {
    Sum& sum = sums_[name][{time, event.meter}];
    sum.quantity += event.quantity;
    ++sum.events;
  }
  /// Removes and returns a sum. `each` visits the sums that were never taken.
  Sum take(const std::string& name, Time time, const std::string& meter) {
    const auto found = sums_.find(name);
    if (found == sums_.end()) return {};
    const auto sum = found->second.find({time, meter});
    if (sum == found->second.end()) return {};
    return found->second.extract(sum).mapped();
  }
  /// Calls `visit` with name, time, meter and sum of what is left, in order.
  template <class Visit>
  void each(Visit&& visit) const {
    const std::map<std::string, std::map<std::pair<Time, std::string>, Sum>> ordered(sums_.begin(),
                                                                                     sums_.end());
    for (const auto& [name, times] : ordered)
      for (const auto& [key, sum] : times) visit(name, key.first, key.second, sum);
  }

 private:
  std::unordered_map<std::string, std::map<std::pair<Time, std::string>, Sum>> sums_;
};

// Compares the sums of the events with the totals that the store keeps.
class VerifyTotals {
 public:
  VerifyTotals(Store& store, const Zone& zone, std::optional<Month> pruned_through,
               Findings& findings)
      : store_(store), zone_(zone), pruned_through_(pruned_through), findings_(findings) {}

  void add(const StoredEvent& event) {
    if (!zone_.covers(event.occurred_at)) {
      findings_.differs(Check::events, place_of(event), to_rfc3339(event.occurred_at),
                        "a time that the ledger's zone knows");
      return;
    }
    const Month month = event.day ? event.day->month() : zone_.month_of(event.occurred_at);
    if (pruned(month)) {
      findings_.differs(Check::usage, place_of(event), "an event of " + month.to_string(),
                        "none, since that month is pruned");
      return;
    }
    if (event.voided) return;
    if (event.day) days_.add(event.domain, *event.day, event);
    if (!event.owner.empty()) months_.add(event.owner, month, event);
  }

  void compare() {
    std::uint64_t totals = 0;
    for (const MonthUsage& total : store_.usage({})) {
      if (pruned(total.month)) continue;
      compare(internal::place_of(total.month, total.company), total,
              months_.take(total.company, total.month, total.meter));
      ++totals;
    }
    months_.each([&](const std::string& company, Month month, const std::string& meter,
                     const Sum& sum) { missing(internal::place_of(month, company), meter, sum); });
    compare_days();
    findings_.checked(Check::usage, totals, counted(totals, "total"));
    if (pruned_through_)
      findings_.note("the events through " + pruned_through_->to_string() +
                     " have been pruned; the totals of these months can no longer be recomputed, "
                     "only compared with what the months were closed with");
  }

 private:
  bool pruned(Month month) const { return pruned_through_ && month <= *pruned_through_; }

  static std::string place_of(const StoredEvent& event) {
    return "event " + std::to_string(event.seq) + ", " + in_quotes(event.event_id) + " of source " +
           in_quotes(event.source);
  }

  template <class Total>
  void compare(const std::string& place, const Total& total, const Sum& sum) {
    if (sum.quantity == total.quantity && sum.events == total.events) return;
    findings_.differs(Check::usage, place + ": " + total.meter,
                      text_of(total.quantity, total.events), text_of(sum.quantity, sum.events));
  }
  void missing(const std::string& place, const std::string& meter, const Sum& sum) {
    findings_.differs(Check::usage, place + ": " + meter, "no total",
                      text_of(sum.quantity, sum.events));
  }

  void compare_days() {
    const auto place = [](const std::string& domain, Day day) {
      return day.to_string() + ", domain " + in_quotes(domain);
    };
    store_.each_domain_day({}, [&](const DomainDay& total) {
      if (pruned(total.day.month())) return;
      compare(place(total.domain, total.day), total,
              days_.take(total.domain, total.day, total.meter));
    });
    days_.each([&](const std::string& domain, Day day, const std::string& meter, const Sum& sum) {
      missing(place(domain, day), meter, sum);
    });
  }

  Store& store_;
  const Zone& zone_;
  std::optional<Month> pruned_through_;
  Findings& findings_;
  Sums<Month> months_;
  Sums<Day> days_;
};

}  // namespace

void verify_events(Store& store, const Zone& zone, const VerifyOptions& options,
                   std::optional<Month> pruned_through, Findings& findings) {
  VerifyTotals totals(store, zone, pruned_through, findings);
  const std::int64_t last = store.position().events;
  const std::uint64_t all = last > 0 ? static_cast<std::uint64_t>(last) : 0;
  std::uint64_t next = progress_step;
  std::uint64_t reported = 0;
  std::uint64_t before_lane = 0;
  std::int64_t lane = 0;
  const auto report_progress = [&](const StoredEvent& event) {
    // Of the lanes before, which were read through, nothing is known here but that.
    const auto done = static_cast<std::uint64_t>(number_in_lane(event.seq));
    if (lane_of(event.seq) != lane) {
      lane = lane_of(event.seq);
      before_lane = reported;
      next = 0;
    }
    if (!options.on_progress || done < next) return;
    next = done + progress_step;
    reported = std::min(before_lane + done, all);
    options.on_progress(reported, all);
  };
  const bool read = findings.attempt(Check::events, "events", [&] {
    VerifyBatches(store, zone, pruned_through, findings, [&](const StoredEvent& event) {
      totals.add(event);
      report_progress(event);
    }).run();
  });
  if (read) findings.attempt(Check::usage, "totals", [&] { totals.compare(); });
  if (options.on_progress) options.on_progress(all, all);
}

void verify_voids(Store& store, Findings& findings) {
  findings.attempt(Check::voids, "voids", [&] {
    std::string previous;
    std::int64_t no = 0;
    for (const StoredVoid& stored : store.voids()) {
      const std::string place = "void " + std::to_string(stored.no) + ", of event " +
                                in_quotes(stored.what.event_id) + " of source " +
                                in_quotes(stored.what.source);
      findings.same(Check::voids, place + ": no", std::to_string(stored.no), std::to_string(++no));
      findings.same(Check::voids, place + ": digest", stored.digest, void_digest(previous, stored));
      previous = stored.digest;
    }
    const auto count = static_cast<std::uint64_t>(no);
    findings.checked(Check::voids, count, counted(count, "void"));
  });
}

}  // namespace porto::internal
