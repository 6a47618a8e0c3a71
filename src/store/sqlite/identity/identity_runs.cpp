// See identity_runs.hpp.
#include "store/sqlite/identity/identity_runs.hpp"

#include <algorithm>
#include <string>

namespace porto::internal {
namespace {

// This many runs of one size make one of the next. With fewer, look-ups ask less and merges write
// more.
constexpr std::size_t runs_of_a_size = 16;
// Fewer are looked up in pages, unless the filters are known: they would first have to be read.
constexpr std::size_t enough_to_filter = 1000;
// A merge goes on with at least this many entries, since each time it rewrites a page of each run.
constexpr std::int64_t least_to_move = 16'384;
constexpr std::int64_t entries_at_a_time = 250'000;

int size_class(std::int64_t entries) noexcept {
  int size = 0;
  for (; entries >= std::int64_t{runs_of_a_size}; entries /= std::int64_t{runs_of_a_size}) ++size;
  return size;
}

std::vector<IdentityRun> sources_of(std::span<const IdentityRun> all, std::int64_t run) {
  std::vector<IdentityRun> sources;
  std::ranges::copy_if(all, std::back_inserter(sources),
                       [&](const IdentityRun& one) { return one.into == run; });
  return sources;
}

std::int64_t count_entries(std::span<const IdentityRun> runs) {
  std::int64_t entries = 0;
  for (const IdentityRun& run : runs) entries += run.entries;
  return entries;
}

}  // namespace

void IdentityRuns::find(std::span<const WantedIdentity> wanted, const IdentityTable::Visit& visit) {
  const std::vector<IdentityRun> all = table_.runs();
  if (wanted.empty() || all.empty()) return;
  const std::int64_t version = connection_.integer("PRAGMA data_version");
  if (version != filters_version_) forget();  // another connection has written
  filters_version_ = version;
  std::vector<std::uint64_t> spread;
  spread.reserve(wanted.size());
  for (const WantedIdentity& one : wanted)
    spread.push_back(IdentityFilter::spread(one.hash.short_hash()));
  std::vector<WantedIdentity> possible;
  for (const IdentityRun& run : all) {
    if (wanted.size() < enough_to_filter && !filters_.contains(run.no)) {
      table_.find(run.no, wanted, visit);
      continue;
    }
    possible.clear();
    std::size_t at = 0;
    for (const IdentityPart& part : parts_of(run.no)) {
      const auto end = std::ranges::partition_point(
          wanted.subspan(at),
          [&](const WantedIdentity& one) { return one.hash.short_hash() <= part.last_hash; });
      const auto count = static_cast<std::size_t>(end - wanted.begin()) - at;
      part.filter.each_possible(std::span(spread).subspan(at, count),
                                [&](std::size_t i) { possible.push_back(wanted[at + i]); });
      at += count;
    }
    if (!possible.empty()) table_.find(run.no, possible, visit);
  }
}

const std::vector<IdentityPart>& IdentityRuns::parts_of(std::int64_t run) {
  const auto known = filters_.find(run);
  return known != filters_.end() ? known->second
                                 : filters_.emplace(run, table_.parts(run)).first->second;
}

void IdentityRuns::add(std::span<const IdentityEntry> entries) {
  append(add_run(), entries);
  begin_merges();
  go_on_merging(static_cast<std::int64_t>(entries.size()));
}

std::int64_t IdentityRuns::add_run() {
  const std::int64_t run = table_.add_run();
  filters_[run].clear();  // all of it is known
  return run;
}

void IdentityRuns::append(std::int64_t run, std::span<const IdentityEntry> entries) {
  IdentityPart part = table_.append(run, entries);
  if (const auto known = filters_.find(run); known != filters_.end())
    known->second.push_back(std::move(part));
}

void IdentityRuns::remove(std::int64_t run) {
  table_.remove(run);
  filters_.erase(run);
}

void IdentityRuns::begin_merges() {
  const std::vector<IdentityRun> all = table_.runs();
  std::map<int, std::vector<std::int64_t>> by_size;
  for (const IdentityRun& run : all)
    if (run.into == 0 && sources_of(all, run.no).empty())
      by_size[size_class(run.entries)].push_back(run.no);
  for (const auto& [size, same] : by_size) {
    if (same.size() < runs_of_a_size) continue;
    const std::int64_t into = add_run();
    for (const std::int64_t run : same) table_.move_into(run, into);
  }
}

// Moving twice what is added ends a merge before the next of its size begins.
void IdentityRuns::go_on_merging(std::int64_t entries) {
  const std::vector<IdentityRun> all = table_.runs();
  for (const IdentityRun& run : all)
    if (const auto sources = sources_of(all, run.no); !sources.empty())
      move_some(run.no, sources, std::max(2 * entries, least_to_move));
}

void IdentityRuns::move_some(std::int64_t into, std::span<const IdentityRun> sources,
                             std::int64_t entries) {
  std::int64_t from = short_hashes;
  for (const IdentityRun& run : sources) from = std::min(from, table_.first_hash(run.no));
  // Hashes are spread evenly, so that a share of the short_hashes has that share of the entries.
  const std::int64_t left = count_entries(sources);
  const std::int64_t before =
      left <= entries
          ? short_hashes
          : std::min(short_hashes,
                     from + std::max<std::int64_t>(1, (short_hashes - from) / left) * entries);
  std::vector<IdentityEntry> moved;
  std::vector<std::int64_t> counts;
  for (const IdentityRun& run : sources) {
    const std::size_t count = moved.size();
    table_.read(run.no, 0, before, moved);
    counts.push_back(static_cast<std::int64_t>(moved.size() - count));
  }
  sort_by_hash(moved);
  if (!moved.empty()) append(into, moved);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (counts[i] == sources[i].entries)
      remove(sources[i].no);
    else
      table_.remove_before(sources[i], before, counts[i]);
  }
}

void IdentityRuns::release(const std::function<bool(std::int64_t)>& free) {
  for (const IdentityRun& run : table_.runs()) table_.remove_if(run, free);
  const std::vector<IdentityRun> left = table_.runs();
  for (const IdentityRun& run : left)
    if (run.entries == 0 && sources_of(left, run.no).empty()) remove(run.no);
}

void IdentityRuns::each(const std::function<void(std::span<const IdentityEntry>)>& visit) {
  const std::vector<IdentityRun> all = table_.runs();
  forget();  // the filters are to be read
  check_merges(all);
  check_size(all);
  std::map<std::int64_t, std::int64_t> found;
  const std::int64_t step = short_hashes / (count_entries(all) / entries_at_a_time + 1) + 1;
  for (std::int64_t from = 0; from < short_hashes; from += step) {
    std::vector<IdentityEntry> entries;
    for (const IdentityRun& run : all) {
      const std::size_t count = entries.size();
      table_.read(run.no, from, from + step, entries);
      const auto read = std::span(entries).subspan(count);
      check_filters(run.no, read);
      found[run.no] += static_cast<std::int64_t>(read.size());
    }
    sort_by_hash(entries);
    visit(entries);
  }
  for (const IdentityRun& run : all)
    if (found[run.no] != run.entries)
      throw damaged_run(run.no, "says that it has " + std::to_string(run.entries) + ", and has " +
                                    std::to_string(found[run.no]));
}

// A file is not read in more steps than its size is worth.
void IdentityRuns::check_size(std::span<const IdentityRun> all) {
  constexpr std::int64_t least_bytes = 6;  // of an identity
  const std::int64_t bytes =
      connection_.integer("PRAGMA page_count") * connection_.integer("PRAGMA page_size");
  for (const IdentityRun& run : all)
    if (run.entries > bytes / least_bytes)
      throw damaged_run(run.no, "says that it has " + std::to_string(run.entries) +
                                    " identities, for which the file is too small");
}

// A run can be moved only into another that ends before it, and that stays.
void IdentityRuns::check_merges(std::span<const IdentityRun> all) {
  for (const IdentityRun& run : all) {
    if (run.into == 0) continue;
    const auto into = std::ranges::find(all, run.into, &IdentityRun::no);
    if (into == all.end() || into->into != 0 ||
        table_.last_hash(into->no) >= table_.first_hash(run.no))
      throw damaged_run(run.no, "is being moved into a run that cannot take it");
  }
}

// A filter that lacks an identity would let its event count again.
void IdentityRuns::check_filters(std::int64_t run, std::span<const IdentityEntry> entries) {
  auto part = parts_of(run).begin();
  for (const IdentityEntry& entry : entries) {
    const std::int64_t hash = entry.hash.short_hash();
    while (part != parts_of(run).end() && part->last_hash < hash) ++part;
    if (part == parts_of(run).end() || !part->filter.may_have(IdentityFilter::spread(hash)))
      throw damaged_run(run, "has a filter that does not know all of it");
  }
}

}  // namespace porto::internal
