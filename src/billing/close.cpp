// See close.hpp.
#include "billing/close.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "billing/bill.hpp"
#include "billing/chain.hpp"
#include "billing/change.hpp"
#include "billing/domains_digest.hpp"
#include "porto/error.hpp"
#include "store/errors.hpp"

namespace porto::internal {
namespace {

void check_turn(Biller& biller, Month month) {
  const std::optional<Month> next = biller.next_to_close();
  if (!next || month < *next) {
    const std::vector<ClosedMonth>& closed_months = biller.closed_months();
    throw Error(ErrorCode::invalid_argument,
                "there is nothing to close in " + month.to_string() + ": " +
                    (!closed_months.empty() ? "the first month that was closed is " +
                                                  closed_months.front().month.to_string() +
                                                  ", and the next close settles what is before it"
                     : next ? "the ledger begins in " + next->to_string()
                            : "the ledger has no usage and no subscriptions yet"));
  }
  if (month > *next)
    throw Error(ErrorCode::month_open, next->to_string() +
                                           " is still open; close months in order, " +
                                           next->to_string() + " first");
}

void check_over(const Zone& zone, Month month, Instant now) {
  const Instant end = zone.end(month);
  if (now < end)
    throw Error(ErrorCode::month_open, month.to_string() + " is not over until " + to_rfc3339(end) +
                                           " (midnight in " + zone.name() + "); close it then");
}

// A company's totals, one for each meter, also those that have become 0.
std::vector<MonthUsage> all_totals(Store& store, const CompanyMonth& of) {
  const std::vector<MonthUsage> known = store.usage({.month = of.month, .company = of.company});
  std::vector<MonthUsage> all;
  for (const Meter& meter : store.meters()) {
    const auto total = std::ranges::find(known, meter.id, &MonthUsage::meter);
    all.push_back(
        total != known.end() ? *total : MonthUsage{of.month, of.company, meter.id, meter.decimals});
  }
  return all;
}

using CompanyIds = std::set<std::string, std::less<>>;

// The totals that a month's lines are computed from: its own and those of the months it adjusts.
std::vector<MonthUsage> usage_behind(Store& store, Biller& biller, Month month,
                                     const std::vector<CompanyMonth>& settled) {
  std::vector<MonthUsage> usage;
  for (const CompanyMonth& changed : settled)
    std::ranges::move(all_totals(store, changed), std::back_inserter(usage));
  std::ranges::copy(biller.totals(month, {}), std::back_inserter(usage));
  return usage;
}

// The chains that are not of events, and the sums of domains that changed since the last close.
ClosedState state_now(Store& store, const Position& position, Month month) {
  ClosedState state{.chains = position.chains, .domains = {}, .lanes = position.lanes};
  for (const Month changed : store.changed_domains())
    if (changed != month) state.domains.push_back(domains_digest(store, changed));
  DomainsDigest own = domains_digest(store, month);
  if (own.days != 0) state.domains.push_back(std::move(own));
  return state;
}

// Months are closed one after the other, also by their times.
void check_after_last(const Biller& biller, Instant now) {
  if (biller.closed_months().empty()) return;
  const ClosedMonth& last = biller.closed_months().back();
  if (now < last.closed_at)
    throw Error(ErrorCode::invalid_argument,
                last.month.to_string() + " was closed at " + to_rfc3339(last.closed_at) +
                    ", so that no later month is closed at " + to_rfc3339(now) +
                    "; give the time at which it is done",
                "now");
}

// Who is left out, and why it has to be.
Task left_out_task(Store& store, const Zone& zone, Month month, const std::string& company,
                   const Rated& rated) {
  Task task{.what = TaskKind::excepted, .month = month, .company = company};
  std::string months;
  for (const CompanyMonth& kept : store.changed(company))
    months += (months.empty() ? "" : ", ") + kept.month.to_string();
  task.reason = "the next close bills what is due of " + months + "; ";
  const auto why = std::ranges::find(rated.unrated, company, &Unrated::company);
  if (why == rated.unrated.end()) {
    task.reason += "it could be rated";
    return task;
  }
  task.error = why->error;
  task.reason += reason_of(*why, zone, decimals_of(store, why->meter));
  return task;
}

// So many reasons are written out.
constexpr std::size_t max_reasons = 20;

// Every company that stands in the way is named, so that one call tells what must be done.
[[noreturn]] void refuse_to_close(Store& store, const Zone& zone, Month month,
                                  const std::vector<Unrated>& unrated) {
  CompanyIds companies;
  std::string reasons;
  for (const Unrated& one : unrated) companies.insert(one.company);
  for (std::size_t i = 0; i < std::min(unrated.size(), max_reasons); ++i)
    reasons += "\n  " + reason_of(unrated[i], zone, decimals_of(store, unrated[i].meter));
  if (unrated.size() > max_reasons)
    reasons +=
        "\n  and " + std::to_string(unrated.size() - max_reasons) + " more: `porto status --tasks`";
  std::string without;
  for (const std::string& company : companies) without += " --except " + in_quotes(company);
  const bool one = companies.size() == 1;
  throw Error(ErrorCode::unrated,
              month.to_string() + " is not closed, and nothing changed: " +
                  (one ? "1 company" : std::to_string(companies.size()) + " companies") +
                  " cannot be rated" + reasons +
                  "\n  void or correct what is wrong (`porto event void --help`), or close it" +
                  " without " + (one ? "that company" : "those companies") +
                  ", and the next close bills what is due:" + without);
}

// The companies that are left out, each of which is kept with who did it and why.
CompanyIds left_out(Store& store, Month month, Instant now, const CloseOptions& options) {
  CompanyIds except(options.except.begin(), options.except.end());
  for (const std::string& company : except)
    if (!store.has_company(company)) throw store_error::unknown_company(company, "except");
  const ChangeOptions words{.actor = options.actor, .reason = options.reason, .at = now};
  check_told(words, Told::may_be);
  for (const std::string& company : except)
    keep_change(store,
                {.kind = ChangeKind::company_except, .company = company, .from = month.to_string()},
                words);
  return except;
}

// What of the marks this close settles, and what stays marked for the next one: all of the
// companies that are left out, the month itself among it.
struct Marks {
  std::vector<CompanyMonth> settled;
  std::vector<CompanyMonth> kept;
};

Marks marks_of(Store& store, Month month, const CompanyIds& except) {
  Marks marks;
  for (CompanyMonth& changed : store.changed())
    (except.contains(changed.company) ? marks.kept : marks.settled).push_back(std::move(changed));
  for (const std::string& company : except) marks.kept.push_back({month, company});
  return marks;
}

CloseResult freeze(Store& store, const Zone& zone, Biller& biller, Month month, Instant now,
                   const CloseOptions& options) {
  store.cut(options.dry_run ? std::nullopt : std::optional(month));
  biller.tell(options.on_progress);
  Rated rated = biller.preview(month, {});
  biller.tell_done();
  const CompanyIds except = left_out(store, month, now, options);
  const auto is_left_out = [&](const auto& of) { return except.contains(of.company); };
  std::vector<Unrated> in_the_way = rated.unrated;
  std::erase_if(in_the_way, is_left_out);
  if (!in_the_way.empty()) refuse_to_close(store, zone, month, in_the_way);
  std::erase_if(rated.lines, is_left_out);

  const Marks marks = marks_of(store, month, except);
  const std::vector<MonthUsage> usage = usage_behind(store, biller, month, marks.settled);
  const std::vector<TariffDocument> tariffs = tariffs_of(rated.lines, store.tariffs());
  const Position position = store.position();
  const ClosedState state = state_now(store, position, month);
  const std::vector<ClosedMonth>& closed = biller.closed_months();
  ClosedMonth closed_month{.month = month,
                           .closed_at = now,
                           .last_seq = position.events,
                           .last_batch = position.batches};
  closed_month.hash = chain_hash(
      closed_month, {.ledger = store.info(),
                     .previous_hash = closed.empty() ? std::string_view() : closed.back().hash,
                     .events_digest = position.digest,
                     .tariffs = tariffs,
                     .state = state,
                     .usage = usage,
                     .lines = rated.lines});
  store.add_closed_month(closed_month, rated.lines, usage, state);
  store.mark_changed(marks.kept);

  CloseResult result{.invoice = {month, MonthState::closed, {}, biller.unbilled(month, {})},
                     .closed_now = true};
  for (const std::string& company : except)
    result.tasks.push_back(left_out_task(store, zone, month, company, rated));
  result.invoice.lines = std::move(rated.lines);
  return result;
}

}  // namespace

CloseResult close_month(Store& store, const Zone& zone, Month month, Instant now,
                        const CloseOptions& options) {
  Biller biller(store, zone);
  if (std::ranges::binary_search(biller.closed_months(), month, {}, &ClosedMonth::month))
    return {.invoice = biller.invoice(month, {}), .closed_now = false};
  check_turn(biller, month);
  check_over(zone, month, now);
  check_after_last(biller, now);
  return freeze(store, zone, biller, month, now, options);
}

}  // namespace porto::internal
