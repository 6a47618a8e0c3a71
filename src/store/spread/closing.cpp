// Closing: each server's lanes are cut, and the head keeps where. Its transaction is the close.
#include <algorithm>
#include <set>
#include <utility>

#include "store/spread/implementation.hpp"

namespace porto::internal::spread {

using namespace postgres;

void SpreadStore::cut(std::optional<Month> closing) {
  for (std::size_t i = 0; i < servers_.size(); ++i) at(i).cut(closing);
}

void SpreadStore::add_closed_month(const ClosedMonth& period, std::span<const InvoiceLine> lines,
                                   std::span<const MonthUsage> usage, const ClosedState& state) {
  if (!head().has_cut()) cut(period.month);
  std::vector<Lane> elsewhere;
  for (std::size_t i = 1; i < servers_.size(); ++i) {
    std::ranges::copy(servers_[i]->lanes_cut(), std::back_inserter(elsewhere));
    servers_[i]->forget_cut();
  }
  head().also_cut(std::move(elsewhere));
  head().add_closed_month(period, lines, usage, state);
}

Position SpreadStore::position() {
  std::vector<LaneHead> lanes;
  for (std::size_t i = 0; i < servers_.size(); ++i)
    std::ranges::copy(at(i).position().lanes, std::back_inserter(lanes));
  Position position = position_of(lanes);
  position.chains = head().position().chains;
  return position;
}

std::vector<CompanyMonth> SpreadStore::changed(const std::optional<std::string>& company) {
  const std::vector<CompanyMonth> known = head().changed(company);
  std::set<CompanyMonth> all(known.begin(), known.end());
  const LastCuts cuts = head().last_cuts();
  const std::int32_t closed = head().closed_through();
  for (std::size_t i = 1; i < servers_.size(); ++i)
    for (CompanyMonth& one : head().closed_of(at(i).late_since(cuts, closed)))
      if (!company || one.company == *company) all.insert(std::move(one));
  return {all.begin(), all.end()};
}

std::vector<Month> SpreadStore::changed_domains() {
  const std::vector<Month> known = head().changed_domains();
  std::set<Month> all(known.begin(), known.end());
  const LastCuts cuts = head().last_cuts();
  const std::int32_t closed = head().closed_through();
  for (std::size_t i = 1; i < servers_.size(); ++i)
    for (const Month month : at(i).late_since(cuts, closed).domains) all.insert(month);
  return {all.begin(), all.end()};
}

Storage SpreadStore::storage() {
  Storage all = head().storage();
  for (std::size_t i = 1; i < servers_.size(); ++i) {
    Storage one = at(i).storage();
    for (StorageFact& fact : one.facts) {
      fact.item = "server " + std::to_string(i) + (fact.item.empty() ? "" : ", " + fact.item);
      all.facts.push_back(std::move(fact));
    }
    std::ranges::move(one.lanes, std::back_inserter(all.lanes));
  }
  return all;
}

Structure SpreadStore::structure() {
  Structure all = head().structure();
  for (std::size_t i = 1; i < servers_.size(); ++i) {
    Structure one = at(i).structure();
    all.parts += one.parts;
    for (StructureFault& fault : one.faults) {
      fault.place = "server " + std::to_string(i) + ": " + fault.place;
      all.faults.push_back(std::move(fault));
    }
  }
  return all;
}

}  // namespace porto::internal::spread
