// See shared_reads.hpp.
#include "billing/proof/shared_reads.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace porto::internal {
namespace {

// What a map has of a key; an empty value if it has none.
template <class Map, class Key>
const typename Map::mapped_type& found_in(const Map& map, const Key& key) {
  static const typename Map::mapped_type none{};
  const auto found = map.find(key);
  return found == map.end() ? none : found->second;
}

}  // namespace

SharedReads::SharedReads(Store& store, const Zone& zone, std::vector<std::string> companies)
    : store_(store),
      zone_(zone),
      catalogue_(store),
      companies_(std::make_move_iterator(companies.begin()),
                 std::make_move_iterator(companies.end())),
      info_(store.info()),
      closed_months_(store.closed_months()),
      meters_(store.meters()),
      tariffs_(store.tariffs()) {}

const ClosedState& SharedReads::closed_state(Month closed) {
  const auto known = states_.find(closed);
  if (known != states_.end()) return known->second;
  return states_.emplace(closed, store_.closed_state(closed)).first->second;
}

const std::vector<MonthUsage>& SharedReads::totals(Month closed, Month usage_month,
                                                   const std::string& company) {
  const auto [read, is_new] = totals_.try_emplace(closed);
  if (is_new)
    for (MonthUsage& total : store_.period_usage(closed, {.month = {}, .company = only()}))
      if (companies_.contains(total.company)) {
        std::vector<MonthUsage>& of = read->second[{total.month, total.company}];
        of.push_back(std::move(total));
      }
  return found_in(read->second, std::pair(usage_month, company));
}

std::vector<Change> SharedReads::changes(const std::string& company) {
  if (!changes_) {
    changes_.emplace();
    for (Change& change : store_.changes(only()))
      if (change.company.empty() || companies_.contains(change.company)) {
        std::vector<Change>& of = (*changes_)[change.company];
        of.push_back(std::move(change));
      }
  }
  std::vector<Change> joined;
  std::ranges::merge(found_in(*changes_, company), found_in(*changes_, std::string()),
                     std::back_inserter(joined), {}, &Change::no, &Change::no);
  return joined;
}

void SharedReads::read_claims() {
  if (claims_) return;
  claims_.emplace();
  for (SendingDomain& claim : store_.domains())
    if (companies_.contains(claim.company)) {
      std::vector<SendingDomain>& of = (*claims_)[claim.company];
      of.push_back(std::move(claim));
    }
}

const std::vector<SendingDomain>& SharedReads::claims(const std::string& company) {
  read_claims();
  return found_in(*claims_, company);
}

std::optional<std::string> SharedReads::only() const {
  return companies_.size() == 1 ? std::optional(*companies_.begin()) : std::nullopt;
}

EventFilter SharedReads::filter(Month month) const {
  EventFilter filter{.from = zone_.start(month), .before = zone_.end(month)};
  filter.company = only();
  return filter;
}

const DaySums& SharedReads::days(Month month, const std::string& company) {
  const auto [read, is_new] = days_.try_emplace(month);
  if (is_new) {
    auto& by_company = read->second;
    EventFilter counting = filter(month);
    counting.voided = false;
    store_.each_event(counting, [&](const StoredEvent& event) {
      if (!companies_.contains(event.owner)) return;
      auto& sum =
          by_company[event.owner][{zone_.day_of(event.occurred_at), event.domain, event.meter}];
      sum.first += event.quantity;
      ++sum.second;
    });
  }
  return found_in(read->second, company);
}

const DaySums& SharedReads::days_of_domains(Month month, const std::string& company) {
  const auto [read, is_new] = days_of_domains_.try_emplace(month);
  if (is_new) read_days_of_domains(month, read->second);
  return found_in(read->second, company);
}

void SharedReads::read_days_of_domains(Month month, ByCompany<DaySums>& by_company) {
  read_claims();
  std::map<std::string_view, std::vector<const SendingDomain*>> claims;  // by domain
  for (const auto& [company, own] : *claims_)
    for (const SendingDomain& claim : own) claims[claim.domain].push_back(&claim);
  if (claims.empty()) return;
  store_.each_domain_day(month, [&](const DomainDay& sum) {
    for (const SendingDomain* claim : found_in(claims, std::string_view(sum.domain)))
      if (claim->covers(sum.day))
        by_company[claim->company][{sum.day, sum.domain, sum.meter}] = {sum.quantity, sum.events};
  });
}

const std::vector<StoredEvent>& SharedReads::voided(Month month, const std::string& company) {
  const auto [read, is_new] = voided_.try_emplace(month);
  if (is_new) {
    auto& by_company = read->second;
    EventFilter only_voided = filter(month);
    only_voided.only_voided = true;
    store_.each_event(only_voided, [&](const StoredEvent& event) {
      if (companies_.contains(event.owner)) by_company[event.owner].push_back(event);
    });
  }
  return found_in(read->second, company);
}

const std::map<std::int64_t, std::int64_t>& SharedReads::voids() {
  read_voids();
  return voids_;
}

const std::map<std::int64_t, std::int64_t>& SharedReads::undos() {
  read_voids();
  return undos_;
}

void SharedReads::read_voids() {
  if (voids_are_read_) return;
  for (const StoredVoid& one : store_.voids()) voids_[one.seq] = one.no;
  for (const ImportRecord& record : store_.imports())
    if (record.undone) undos_[record.no] = record.undone->no;
  voids_are_read_ = true;
}

}  // namespace porto::internal
