// Storing usage events, each on the server of its identity's place: a transaction of each server,
// at the same time.
#include <algorithm>
#include <future>
#include <utility>

#include "store/errors.hpp"
#include "store/spread/implementation.hpp"

namespace porto::internal::spread {
namespace {

// The events of one server, and their indexes in the batch.
struct Part {
  std::vector<std::size_t> indexes{};
  std::vector<DatedEvent> events{};
};

void join(std::optional<Month>& all, const std::optional<Month>& one) {
  if (one && (!all || *all < *one)) all = one;
}

void sort_unique(std::vector<std::string>& names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

bool has_some(const Part& part) { return !part.events.empty(); }

// What a server has answered, as a part of the whole.
void take(Recorded one, const std::vector<std::size_t>& indexes, Recorded& all) {
  for (std::size_t event = 0; event < one.outcomes.size(); ++event)
    all.outcomes[indexes[event]] = one.outcomes[event];
  std::ranges::move(one.new_companies, std::back_inserter(all.new_companies));
  std::ranges::move(one.stored, std::back_inserter(all.stored));
  join(all.admission.closed_through, one.admission.closed_through);
  join(all.admission.pruned_through, one.admission.pruned_through);
}

std::vector<Part> parts_of(std::span<const DatedEvent> events, std::size_t servers,
                           const std::function<std::size_t(const UsageEvent&)>& place_of) {
  std::vector<Part> parts(servers);
  for (std::size_t i = 0; i < events.size(); ++i) {
    Part& part = parts[place_of(events[i].event)];
    part.indexes.push_back(i);
    part.events.push_back(events[i]);
  }
  return parts;
}

// What a server that fails leaves undone is only its part.
Error with_the_others(const Error& error, std::size_t answered, std::size_t events) {
  if (answered == 0) return error;
  return {
      error.code(),
      std::string(error.what()) + "; of these " + std::to_string(events) + " events, " +
          std::to_string(answered) +
          " are on other servers of the ledger, which have answered: do the same again, nothing "
          "is counted twice",
      error.where(), error.cause()};
}

}  // namespace

Recorded SpreadStore::record(std::span<const DatedEvent> events, std::int64_t import) {
  if (open_ == Access::read || !open_) throw store_error::needs_write_transaction();
  if (open_ == Access::write) {
    importing_ = import;
    Recorded recorded = Store::record(events, import);
    importing_ = 0;  // what corrections append is not the import's
    return recorded;
  }
  std::vector<Part> parts =
      parts_of(events, servers_.size(), [this](const UsageEvent& one) { return place_of(one); });
  std::vector<std::future<Recorded>> asked(servers_.size());
  const bool is_one = std::ranges::count_if(parts, has_some) == 1;
  for (std::size_t i = 0; i < servers_.size(); ++i)
    if (has_some(parts[i]))
      asked[i] = std::async(is_one ? std::launch::deferred : std::launch::async,
                            [&, i] { return servers_[i]->record(parts[i].events, import); });
  Recorded all{.outcomes = std::vector<Outcome>(events.size()), .admission = {.late = info().late}};
  std::optional<Error> failed;
  std::size_t answered = 0;
  for (std::size_t i = 0; i < servers_.size(); ++i) {
    if (!asked[i].valid()) continue;
    try {
      take(asked[i].get(), parts[i].indexes, all);
      answered += parts[i].events.size();
    } catch (const Error& error) {
      if (!failed) failed = error;
    }
  }
  if (failed) throw with_the_others(*failed, answered, events.size());
  sort_unique(all.new_companies);
  return all;
}

// Within the write transaction: the others commit their parts before the head does.
AppendResult SpreadStore::append(std::span<const DatedEvent> events) {
  require_write();
  std::vector<Part> parts =
      parts_of(events, servers_.size(), [this](const UsageEvent& one) { return place_of(one); });
  AppendResult all{.outcomes = std::vector<Outcome>(events.size())};
  const std::int32_t closed = head().closed_through();
  for (std::size_t i = 0; i < servers_.size(); ++i) {
    if (!has_some(parts[i])) continue;
    AppendResult one = at(i).append_part(parts[i].events, importing_, closed);
    changed_on_[i] = true;
    for (std::size_t event = 0; event < one.outcomes.size(); ++event)
      all.outcomes[parts[i].indexes[event]] = one.outcomes[event];
    std::ranges::move(one.stored, std::back_inserter(all.stored));
    for (std::string& company : one.new_companies)
      if (i == 0 || head().put_new_company(company))
        all.new_companies.push_back(std::move(company));
  }
  sort_unique(all.new_companies);
  postgres::NamedUsage stored;
  std::set<Month> months;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (all.outcomes[i] != Outcome::stored) continue;
    months.insert(events[i].month);
    if (events[i].day)
      stored.days.emplace_back(*events[i].day, events[i].event.domain);
    else
      stored.months.push_back({events[i].month, std::string(events[i].event.company)});
  }
  check_fits(months);
  all.late = head().closed_of(stored);
  return all;
}

std::vector<std::optional<Outcome>> SpreadStore::find(std::span<const DatedEvent> events) {
  std::vector<Part> parts =
      parts_of(events, servers_.size(), [this](const UsageEvent& one) { return place_of(one); });
  std::vector<std::optional<Outcome>> known(events.size());
  for (std::size_t i = 0; i < servers_.size(); ++i) {
    if (!has_some(parts[i])) continue;
    const std::vector<std::optional<Outcome>> one = at(i).find(parts[i].events);
    for (std::size_t event = 0; event < one.size(); ++event)
      known[parts[i].indexes[event]] = one[event];
  }
  return known;
}

}  // namespace porto::internal::spread
