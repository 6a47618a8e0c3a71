// See verify_months.hpp.
#include "billing/proof/verify_months.hpp"

#include <algorithm>

#include "billing/adjust.hpp"
#include "billing/chain.hpp"
#include "billing/proof/line_difference.hpp"
#include "billing/proof/terms.hpp"
#include "billing/subscriptions.hpp"
#include "store/pruned.hpp"
#include "store/wide.hpp"

namespace porto::internal {
namespace {

std::string sum_in_words(Wide sum, int decimals) {
  const std::optional<std::int64_t> fits = narrow(sum);
  return fits ? Decimal::from_scaled(*fits, decimals).to_string() : "more than fits in 64 bits";
}

std::string total_in_words(Wide quantity, int decimals, Wide events) {
  return sum_in_words(quantity, decimals) + " in " + sum_in_words(events, 0) +
         (events == 1 ? " event" : " events");
}

std::map<std::string, std::string> totals_in_words(
    const std::map<std::string, MonthUsage>& totals) {
  std::map<std::string, std::string> words;
  for (const auto& [meter, total] : totals)
    words.emplace(meter, total_in_words(total.quantity, total.decimals, total.events));
  return words;
}

std::string text_of(const InvoiceLine& line) {
  return in_quotes(line.text) + ", " + line.net_amount.to_string();
}

std::span<const InvoiceLine> of_company(const std::vector<InvoiceLine>& lines,
                                        const std::string& company) {
  const auto first = std::ranges::lower_bound(lines, company, {}, &InvoiceLine::company);
  // From there on: a damaged file may give lines in another order.
  return {first, std::ranges::upper_bound(first, lines.end(), company, {}, &InvoiceLine::company)};
}

}  // namespace

VerifyMonths::VerifyMonths(Store& store, const Zone& zone, Findings& findings)
    : store_(store),
      findings_(findings),
      closed_months_(store.closed_months()),
      tariffs_(store.tariffs()),
      biller_(store, zone) {
  read_digests();
  for (CompanyMonth& mark : store.changed()) marked_.insert(std::move(mark));
}

// The digests of the records that months were closed with.
void VerifyMonths::read_digests() {
  for (const ClosedMonth& closed : closed_months_) {
    const ClosedState& state = states_[closed.month] = store_.closed_state(closed.month);
    for (const LaneHead& head : state.lanes) digests_[head.last_batch];
    for (const ChainHead& head : state.chains) heads_[{head.chain, head.last}];
  }
  store_.each_batch([&](const EventBatch& batch) {
    const auto wanted = digests_.find(batch.no);
    if (wanted != digests_.end()) wanted->second = batch.digest;
  });
  const auto meet = [&](const char* chain, std::int64_t no, const std::string& digest) {
    const auto wanted = heads_.find({chain, no});
    if (wanted != heads_.end()) wanted->second = digest;
  };
  for (const Change& change : store_.changes()) meet("change", change.no, change.digest);
  for (const StoredVoid& stored : store_.voids()) meet("void", stored.no, stored.digest);
  for (const ImportRecord& record : store_.imports())
    if (record.undone) meet("undo", record.undone->no, record.undone->digest);
}

// ---- The chain

void VerifyMonths::chain() {
  const ClosedMonth* previous = nullptr;
  for (const ClosedMonth& closed : closed_months_) {
    const std::string place = closed.month.to_string();
    if (previous)
      findings_.same(Check::chain, place + ": month", place, previous->month.next().to_string());
    findings_.attempt(Check::chain, place, [&] {
      const std::vector<InvoiceLine> lines = store_.lines({.month = closed.month});
      const std::vector<MonthUsage> usage = store_.period_usage(closed.month);
      check_chains(closed);
      check_hash(closed, previous ? previous->hash : std::string(), lines, usage);
      remember(closed.month, lines, usage);
    });
    previous = &closed;
  }
  const std::size_t closed = closed_months_.size();
  findings_.checked(Check::chain, closed, counted(closed, "closed month"));
}

// What the month was closed with is still there.
void VerifyMonths::check_chains(const ClosedMonth& closed) {
  for (const ChainHead& head : states_.at(closed.month).chains)
    findings_.same(Check::chain,
                   closed.month.to_string() + ": " + head.chain + " " + std::to_string(head.last),
                   heads_.at({head.chain, head.last}), head.digest);
}

// Of the batches as they are there now, whatever the state says of them.
std::string VerifyMonths::events_digest(Month closed) const {
  std::vector<LaneHead> lanes = states_.at(closed).lanes;
  for (LaneHead& head : lanes) head.digest = digests_.at(head.last_batch);
  return position_of(lanes).digest;
}

void VerifyMonths::check_hash(const ClosedMonth& closed, const std::string& previous,
                              const std::vector<InvoiceLine>& lines,
                              const std::vector<MonthUsage>& usage) {
  const std::vector<TariffDocument> tariffs = tariffs_of(lines, tariffs_);
  const std::string hash = chain_hash(closed, {.ledger = store_.info(),
                                               .previous_hash = previous,
                                               .events_digest = events_digest(closed.month),
                                               .tariffs = tariffs,
                                               .state = states_.at(closed.month),
                                               .usage = usage,
                                               .lines = lines});
  findings_.same(Check::chain, closed.month.to_string() + ": hash", closed.hash, hash);
}

void VerifyMonths::remember(Month closed, const std::vector<InvoiceLine>& lines,
                            const std::vector<MonthUsage>& usage) {
  std::set<CompanyMonth> met;
  for (const MonthUsage& total : usage) {
    const CompanyMonth of{total.month, total.company};
    if (met.insert(of).second) closed_with_[of].clear();
    recorded_by_.insert_or_assign(of, closed);
    if (total.events != 0) closed_with_[of].insert_or_assign(total.meter, total);
    if (total.month != closed) adjusted_.insert(of);
  }
  for (const InvoiceLine& line : lines)
    if (line.usage_month != closed) adjusted_.insert({line.usage_month, line.company});
}

// ---- Totals that have changed

void VerifyMonths::changes() {
  if (closed_months_.empty()) return;
  std::map<CompanyMonth, Totals> now;
  std::set<Month> unbilled;
  for (MonthUsage& total : store_.usage({})) {
    if (total.month > closed_months_.back().month) continue;
    const CompanyMonth of{total.month, total.company};
    if (before_first(of.month) && !closed_with_.contains(of) && !marked_.contains(of)) {
      unbilled.insert(of.month);
      continue;
    }
    closed_with_[of];  // so that all are met below
    now[of].insert_or_assign(total.meter, std::move(total));
  }
  for (const auto& [of, totals] : closed_with_) {
    if (!marked_.contains(of))
      check_totals(of, totals_in_words(totals), now[of]);
    else if (is_pruned(closed_months_, of.month))
      check_pruned(of, totals, now[of]);
  }
  findings_.checked(Check::changes, closed_with_.size(),
                    counted(closed_with_.size(), "closed month") + " of companies");
  if (!marked_.empty())
    findings_.note(counted(marked_.size(), "closed month") +
                   " of companies changed since; the next close settles that");
  for (const Month month : unbilled)
    findings_.note("there is usage of " + month.to_string() +
                   ", before the first closed month, stored by an older porto, and on no invoice");
}

// Nothing but claims of domains changes the totals of a month whose events are pruned: so the mark
// of such a month says what they must be now.
void VerifyMonths::check_pruned(const CompanyMonth& of, const Totals& closed, const Totals& now) {
  const auto recorded = recorded_by_.find(of);
  const Month closed_by = recorded != recorded_by_.end()
                              ? recorded->second
                              : std::max(of.month, closed_months_.front().month);
  const std::vector<SendingDomain> then =
      terms_after(store_.changes(), last_of(states_.at(closed_by), "change")).claims();
  const std::vector<SendingDomain> today = store_.domains();
  std::map<std::string, std::pair<Wide, Wide>> expected;
  for (const auto& [meter, total] : closed) expected[meter] = {total.quantity, total.events};
  store_.each_domain_day(of.month, [&](const DomainDay& sum) {
    const auto count = [&](const std::vector<SendingDomain>& claims) {
      return std::ranges::count_if(claims, [&](const SendingDomain& claim) {
        return claim.company == of.company && claim.domain == sum.domain && claim.covers(sum.day);
      });
    };
    const std::int64_t gained = count(today) - count(then);
    if (gained == 0) return;
    auto& [quantity, events] = expected[sum.meter];
    quantity += Wide{sum.quantity} * gained;
    events += Wide{sum.events} * gained;
  });
  TotalsInWords words;
  for (const Meter& meter : store_.meters()) {
    const auto found = expected.find(meter.id);
    if (found == expected.end()) continue;
    const auto& [quantity, events] = found->second;
    if (events != 0) words.emplace(meter.id, total_in_words(quantity, meter.decimals, events));
  }
  check_totals(of, words, now);
}

void VerifyMonths::check_totals(const CompanyMonth& of, const TotalsInWords& closed,
                                const Totals& now) {
  const TotalsInWords stored = totals_in_words(now);
  std::set<std::string> meters;
  for (const auto* totals : {&closed, &stored})
    for (const auto& [meter, total] : *totals) meters.insert(meter);
  const auto text = [](const TotalsInWords& totals, const std::string& meter) {
    const auto found = totals.find(meter);
    return found == totals.end() ? "no usage" : found->second;
  };
  for (const std::string& meter : meters)
    findings_.same(Check::changes, place_of(of.month, of.company) + ": " + meter,
                   text(stored, meter), text(closed, meter));
}

// ---- Lines

void VerifyMonths::lines() {
  check_subscriptions();
  for (const ClosedMonth& closed : closed_months_)
    findings_.attempt(Check::lines, closed.month.to_string(), [&] { check_lines(closed); });
  for (const CompanyMonth& of : adjusted_)
    if (before_first(of.month)) check_earlier(of);
  findings_.checked(Check::lines, lines_, counted(lines_, "invoice line"));
}

// A subscription of some days of a month is refused where the month's version does not prorate: it
// would be billed like one of the whole month.
void VerifyMonths::check_subscriptions() {
  for (const Subscription& subscription : store_.subscriptions()) {
    const std::optional<std::string> failure =
        failure_of([&] { check_prorates(biller_.catalogue(), subscription); });
    if (failure)
      findings_.differs(Check::lines,
                        "subscription of company " + in_quotes(subscription.company) +
                            " to tariff " + in_quotes(subscription.tariff),
                        *failure, "whole months");
  }
}

void VerifyMonths::check_lines(const ClosedMonth& closed) {
  std::vector<InvoiceLine> frozen = store_.lines({.month = closed.month});
  lines_ += frozen.size();
  std::erase_if(frozen, [](const InvoiceLine& line) { return line.usage_month != line.month; });
  const std::vector<InvoiceLine> due = this->due(closed);

  std::set<std::string> companies;
  for (const InvoiceLine& line : frozen) companies.insert(line.company);
  for (const InvoiceLine& line : due) companies.insert(line.company);
  for (auto of = adjusted_.lower_bound({closed.month, ""});
       of != adjusted_.end() && of->month == closed.month; ++of)
    companies.insert(of->company);
  for (const std::string& company : companies)
    check_company({closed.month, company}, of_company(frozen, company), of_company(due, company));
}

// All lines at once; if that fails, those of each company that does not fail.
std::vector<InvoiceLine> VerifyMonths::due(const ClosedMonth& closed) {
  std::vector<InvoiceLine> lines;
  if (!failure_of([&] { lines = biller_.due(closed.month, {}); })) return lines;
  std::set<std::string> companies;
  for (const Subscription& subscription : store_.subscriptions())
    if (subscription.covers(closed.month)) companies.insert(subscription.company);
  for (const InvoiceItem& item : store_.items({closed.month, {}})) companies.insert(item.company);
  for (const std::string& company : companies) {
    const std::optional<std::string> failure = failure_of(
        [&] { std::ranges::move(biller_.due(closed.month, company), std::back_inserter(lines)); });
    if (failure) note_unknown({closed.month, company}, *failure);
  }
  return lines;
}

void VerifyMonths::note_unknown(const CompanyMonth& of, const std::string& failure) {
  unknown_.insert(of);
  if (marked_.contains(of)) return;  // the next close settles it, or is refused
  const std::string place = place_of(of.month, of.company);
  if (is_pruned(closed_months_, of.month))
    findings_.note(place + ": its lines can no longer be recomputed: " + failure);
  else
    findings_.differs(Check::lines, place, failure, "lines");
}

// Months before the first closed one have no invoice of their own; later ones settle their usage.
void VerifyMonths::check_earlier(const CompanyMonth& of) {
  const std::optional<std::string> failure = failure_of([&] { check_company(of, {}, {}); });
  if (failure) note_unknown(of, *failure);
}

void VerifyMonths::check_company(const CompanyMonth& of, std::span<const InvoiceLine> frozen,
                                 std::span<const InvoiceLine> due) {
  if (marked_.contains(of) || unknown_.contains(of)) return;
  if (adjusted_.contains(of)) return check_balances(of);
  for (std::size_t i = 0; i < std::max(frozen.size(), due.size()); ++i) {
    const std::string place = place_of(of.month, of.company) + ", line " + std::to_string(i + 1);
    if (i >= frozen.size()) {
      findings_.differs(Check::lines, place, "no line", text_of(due[i]));
    } else if (i >= due.size()) {
      findings_.differs(Check::lines, place, text_of(frozen[i]), "no line");
    } else if (const auto difference = first_difference(frozen[i], due[i])) {
      findings_.differs(Check::lines, place + ": " + difference->field, difference->stored,
                        difference->expected);
    }
  }
}

// An adjusted month must agree in the sum of all its invoices, not line by line.
void VerifyMonths::check_balances(const CompanyMonth& of) {
  for (const Balance& balance : balances(store_, biller_, of))
    findings_.same(Check::lines,
                   place_of(of.month, of.company) + ", all lines of charge " +
                       in_quotes(balance.charge) + " of tariff " + in_quotes(balance.tariff),
                   balance.invoiced.to_string(), balance.due.to_string());
}

}  // namespace porto::internal
