// What several servers take part in: voids, which are the head's wherever the event is; the undoing
// of an import and pruning, which each server does for its part before the head's transaction says
// that it is done. Who is killed in between leaves word with the head, and it is done again.
#include <algorithm>
#include <set>
#include <utility>

#include "base/digest.hpp"
#include "store/errors.hpp"
#include "store/postgres/complete_record.hpp"
#include "store/spread/implementation.hpp"

namespace porto::internal::spread {

using namespace postgres;

namespace {

// What an undo that was begun has taken back on a server.
TakenBack taken_before(PostgresStore& server, const ImportRecord& record,
                       const std::function<Month(Instant)>& month_of) {
  TakenBack taken{.voided = record.undone->voided, .kept = record.undone->kept, .usage = {}};
  std::set<CompanyMonth> months;
  std::set<std::pair<Day, std::string>> days;
  server.each_event({.import = record.no, .only_voided = true}, [&](const StoredEvent& event) {
    if (event.day)
      days.emplace(*event.day, event.domain);
    else
      months.insert({month_of(event.occurred_at), event.company});
  });
  taken.usage.months.assign(months.begin(), months.end());
  taken.usage.days.assign(days.begin(), days.end());
  return taken;
}

void add(TakenBack& all, TakenBack one) {
  all.voided += one.voided;
  all.kept += one.kept;
  std::ranges::move(one.usage.months, std::back_inserter(all.usage.months));
  std::ranges::move(one.usage.days, std::back_inserter(all.usage.days));
}

}  // namespace

std::vector<CompanyMonth> SpreadStore::add_void(const Void& what, Month month,
                                                std::string_view replaced_by) {
  require_write();
  const std::optional<StoredEvent> event = this->event(what.source, what.event_id);
  if (!event) throw store_error::unknown_event(what.source, what.event_id);
  const NamedUsage taken = head().void_event(*event, what, month, replaced_by);
  check_fits({month});
  return head().closed_of(taken);
}

std::vector<std::int64_t> SpreadStore::voided_on(std::size_t server) {
  std::vector<std::int64_t> seqs;
  for (const VoidOfEvent& one : head().voids_between(servers_[server]->numbers()))
    seqs.push_back(one.seq);
  return seqs;
}

std::vector<CompanyMonth> SpreadStore::undo_import(const ImportUndo& undo,
                                                   const std::function<Month(Instant)>& month_of) {
  require_write();
  ImportRecord record = head().hold_to_undo(undo.import);
  std::vector<std::optional<ImportRecord>> parts(servers_.size());  // of those that have it already
  std::vector<EventRange> numbers = head().numbers_of(undo.import);
  for (std::size_t i = 1; i < servers_.size(); ++i) {
    const ImportRecord part = at(i).hold_part_to_undo(undo.import);
    if (part.undone) parts[i] = part;
    std::ranges::copy(servers_[i]->numbers_of(undo.import), std::back_inserter(numbers));
  }
  if (!record.finished) complete_record(*this, record, numbers, month_of);
  TakenBack all = head().take_back(undo.import, month_of);
  std::vector<TakenBack> taken(servers_.size());
  for (std::size_t i = 1; i < servers_.size(); ++i) {
    taken[i] = parts[i] ? taken_before(*servers_[i], *parts[i], month_of)
                        : servers_[i]->take_back(undo.import, month_of, voided_on(i));
    add(all, taken[i]);
  }
  ImportUndo done = undo;
  done.voided = all.voided;
  done.kept = all.kept;
  done.no = head().write_undo(record, done);
  for (std::size_t i = 1; i < servers_.size(); ++i) {
    if (parts[i]) continue;
    ImportUndo part = done;
    part.voided = taken[i].voided;
    part.kept = taken[i].kept;
    servers_[i]->write_undo(record, part);
    changed_on_[i] = true;
  }
  wide_ = "the undoing of import " + std::to_string(undo.import);
  return head().closed_of(all.usage);
}

std::int64_t SpreadStore::prune(Month through, Instant before, Instant now,
                                const std::function<Month(Instant)>& month_of,
                                const OnProgress& on_progress) {
  require_write();
  head().require_closed(through);
  std::uint64_t done = 0;
  std::uint64_t last = 0;
  const OnProgress count = [&](std::uint64_t part, std::uint64_t) {
    last = part;
    if (on_progress) on_progress(done + part, 0);
  };
  std::int64_t removed = 0;
  for (std::size_t i = 1; i < servers_.size(); ++i) {
    removed += at(i).prune_part(through, before, now, month_of, count);
    changed_on_[i] = true;
    done += last;
    last = 0;
  }
  removed += head().prune(through, before, now, month_of, count);
  wide_ = "the pruning through " + through.to_string();
  return removed;
}

PrunedIdentities SpreadStore::pruned_identities() {
  PrunedIdentities all = head().pruned_identities();
  Blake2b digest;
  digest.add(all.digest);
  for (std::size_t i = 1; i < servers_.size(); ++i) {
    const PrunedIdentities one = at(i).pruned_identities();
    all.identities += one.identities;
    digest.add(one.digest);
  }
  all.digest = digest.hex();
  return all;
}

}  // namespace porto::internal::spread
