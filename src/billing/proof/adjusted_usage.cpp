// See adjusted_usage.hpp.
#include "billing/proof/adjusted_usage.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "billing/proof/terms.hpp"

namespace porto::internal {
namespace {

class AdjustedUsageReader {
 public:
  AdjustedUsageReader(const Statement& statement, SharedReads& reads)
      : statement_(statement),
        reads_(reads),
        store_(reads.store()),
        zone_(reads.zone()),
        closed_months_(reads.closed_months()) {}

  std::vector<Statement::AdjustedUsage> read() {
    std::set<std::pair<Month, Month>> adjusted;
    for (const InvoiceLine& line : statement_.lines)
      if (line.usage_month != line.month) adjusted.emplace(line.month, line.usage_month);
    std::vector<Statement::AdjustedUsage> all;
    for (const auto& [invoice, usage_month] : adjusted) all.push_back(read(invoice, usage_month));
    return all;
  }

 private:
  using Totals = std::map<std::string, MonthUsage>;  // by meter

  Statement::AdjustedUsage read(Month invoice, Month usage_month) {
    Statement::AdjustedUsage adjusted{.invoice = invoice, .usage_month = usage_month};
    const auto [settled, before] = settled_before(invoice, usage_month);
    const Totals after =
        is_closed(invoice) ? totals(invoice, usage_month) : totals_now(usage_month);
    Totals either = before;
    either.insert(after.begin(), after.end());
    for (const auto& [meter, total] : either) {
      const std::int64_t was = quantity_of(before, meter);
      const std::int64_t is = quantity_of(after, meter);
      if (was != is) adjusted.meters.push_back({meter, total.decimals, was, is});
    }
    if (settled) add_reasons(*settled, adjusted);
    return adjusted;
  }

  static std::int64_t quantity_of(const Totals& totals, const std::string& meter) {
    const auto known = totals.find(meter);
    return known == totals.end() ? 0 : known->second.quantity;
  }

  bool is_closed(Month month) const {
    return std::ranges::find(closed_months_, month, &ClosedMonth::month) != closed_months_.end();
  }

  Totals totals_now(Month usage_month) {
    Totals totals;
    for (MonthUsage& total : store_.usage({.month = usage_month, .company = statement_.company.id}))
      totals.insert_or_assign(total.meter, total);
    return totals;
  }

  Totals totals(Month closed, Month usage_month) {
    Totals totals;
    for (const MonthUsage& total : reads_.totals(closed, usage_month, statement_.company.id))
      totals.insert_or_assign(total.meter, total);
    return totals;
  }

  // The close before an invoice that settled a month last, and what it knew of it. A close keeps
  // the totals of the months that it bills or adjusts alone.
  std::pair<std::optional<Month>, Totals> settled_before(Month invoice, Month usage_month) {
    std::optional<Month> first;
    for (auto closed = closed_months_.rbegin(); closed != closed_months_.rend(); ++closed) {
      if (closed->month >= invoice || closed->month < usage_month) continue;
      first = closed->month;
      Totals known = totals(closed->month, usage_month);
      if (!known.empty()) return {first, std::move(known)};
    }
    return {first, {}};
  }

  void add_reasons(Month settled, Statement::AdjustedUsage& adjusted) {
    const ClosedState before = reads_.closed_state(settled);
    const bool is_made = is_closed(adjusted.invoice);
    const ClosedState after = is_made ? reads_.closed_state(adjusted.invoice) : ClosedState();
    const auto since = [&](std::string_view chain) {
      return RecordRange{last_of(before, chain),
                         is_made ? last_of(after, chain) : RecordRange::no_end};
    };
    add_voids(since("void"), since("undo"), adjusted);
    const RecordRange changes = since("change");
    for (const Change& change : statement_.changes)
      if (changes.has(change.no) && touches(change, adjusted.usage_month))
        add_reason(change.reason, adjusted);
  }

  void add_voids(RecordRange voids, RecordRange undos, Statement::AdjustedUsage& adjusted) {
    const auto is_in = [](const std::map<std::int64_t, std::int64_t>& numbers, std::int64_t of,
                          RecordRange range) {
      const auto number = numbers.find(of);
      return number != numbers.end() && range.has(number->second);
    };
    for (const StoredEvent& event : statement_.voided)
      if ((is_in(reads_.voids(), event.seq, voids) || is_in(reads_.undos(), event.import, undos)) &&
          event.voided && zone_.month_of(event.occurred_at) == adjusted.usage_month)
        add_reason(event.voided->reason, adjusted);
  }

  static void add_reason(const std::string& reason, Statement::AdjustedUsage& adjusted) {
    if (!reason.empty() && std::ranges::find(adjusted.reasons, reason) == adjusted.reasons.end())
      adjusted.reasons.push_back(reason);
  }

  const Statement& statement_;
  SharedReads& reads_;
  Store& store_;
  const Zone& zone_;
  const std::vector<ClosedMonth>& closed_months_;
};

}  // namespace

std::vector<Statement::AdjustedUsage> adjusted_usage(const Statement& statement,
                                                     SharedReads& reads) {
  return AdjustedUsageReader(statement, reads).read();
}

}  // namespace porto::internal
