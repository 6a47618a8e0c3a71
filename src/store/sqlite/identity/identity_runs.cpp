// See identity_runs.hpp.
#include "store/sqlite/identity/identity_runs.hpp"

#include <algorithm>
#include <list>
#include <optional>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "store/sqlite/identity/identity_page.hpp"

namespace porto::internal {
namespace {

// This many runs of one size make one of the next. With fewer, look-ups read less and merges write
// more.
constexpr std::int64_t runs_of_a_size = 16;

int size_class(std::int64_t events) noexcept {
  int size = 0;
  for (; events >= runs_of_a_size; events /= runs_of_a_size) ++size;
  return size;
}

constexpr const char* find_sql =
    "SELECT last_id, entries FROM identity_page"
    " WHERE run = ? AND source_no = ? AND last_id >= ? ORDER BY last_id";

IdentityPage read_page(std::string_view bytes, std::string_view last_id) {
  const IdentityPage page(bytes);
  if (page.id(page.size() - 1) != last_id)
    throw Error(ErrorCode::corrupt, "the page of identities that ends with " + in_quotes(last_id) +
                                        " does not end so: restore a backup");
  return page;
}

std::string digest_of(std::string_view bits) {
  Blake2b digest;
  digest.add(bits);
  return digest.hex();
}

Error damaged_filter(std::int64_t run) {
  return {ErrorCode::corrupt, "the filter of run " + std::to_string(run) +
                                  " of identities is damaged: restore a backup"};
}

// Writes a run, page by page.
class RunWriter {
 public:
  // Begins a run that will have `events` (> 0) entries.
  RunWriter(Connection& connection, std::int64_t events)
      : RunWriter(connection, connection.integer("SELECT ifnull(max(no), 0) + 1 FROM identity_run"),
                  events) {
    connection
        .query("INSERT INTO identity_run (no, events, filtered) VALUES (?, ?, 1)", run_, events)
        .run();
    filter_.emplace(static_cast<std::size_t>(events));
  }
  // Continues a stored run with `events` more entries.
  RunWriter(Connection& connection, std::int64_t run, std::int64_t events)
      : connection_(connection), run_(run), missing_(events) {}

  void add(const IdentityEntry& entry) {
    if (!page_.empty() && (entry.source_no != source_no_ || !page_.fits(entry.event_id)))
      write_page();
    source_no_ = entry.source_no;
    page_.add(entry.event_id, entry.seq);
    if (filter_) hashes_.push_back(IdentityFilter::hash(entry.source_no, entry.event_id));
    --missing_;
  }
  // After the last.
  void finish() {
    if (missing_ != 0)
      throw Error(ErrorCode::corrupt,
                  "a run of identities has more or fewer than its count: restore a backup");
    write_page();
    if (!filter_) return;
    connection_
        .query("INSERT INTO identity_filter (run, bits, digest) VALUES (?, ?, ?)", run_,
               Blob{filter_->bytes()}, digest_of(filter_->bytes()))
        .run();
  }

 private:
  void write_page() {
    const std::string last_id(page_.last_id());
    const std::string bytes = page_.take();
    if (filter_) filter_->add(hashes_);
    hashes_.clear();
    connection_
        .query("INSERT INTO identity_page (run, source_no, last_id, entries) VALUES (?, ?, ?, ?)",
               run_, source_no_, last_id, Blob{bytes})
        .run();
  }

  Connection& connection_;
  std::int64_t run_;
  std::int64_t missing_;
  std::int64_t source_no_ = 0;
  IdentityPageWriter page_;
  std::optional<IdentityFilter> filter_;  // of a new run
  std::vector<std::uint64_t> hashes_;     // of the page, for it
};

// Reads a run, entry by entry. Between two pages no statement is open, so that several runs can be
// read while another is written.
class RunReader {
 public:
  RunReader(Connection& connection, std::int64_t run) : connection_(connection), run_(run) {
    next_page();
  }
  RunReader(const RunReader&) = delete;
  RunReader& operator=(const RunReader&) = delete;

  bool at_end() const noexcept { return !page_; }
  const IdentityEntry& entry() const noexcept { return entry_; }
  void next() { ++at_ < page_->size() ? take() : next_page(); }

 private:
  void next_page() {
    Query row = connection_.query(
        "SELECT source_no, last_id, entries FROM identity_page"
        " WHERE run = ?1 AND (source_no, last_id) > (?2, ?3) ORDER BY source_no, last_id LIMIT 1",
        run_, entry_.source_no, last_id_);
    page_.reset();
    if (!row.step()) return;
    entry_.source_no = row.integer(0);
    last_id_ = row.view(1);
    bytes_ = row.blob(2);
    page_ = read_page(bytes_, last_id_);
    at_ = 0;
    take();
  }
  void take() {
    entry_.event_id = page_->id(at_);
    entry_.seq = page_->seq(at_);
  }

  Connection& connection_;
  std::int64_t run_;
  std::string last_id_;
  std::string bytes_;
  std::optional<IdentityPage> page_;
  std::size_t at_ = 0;
  IdentityEntry entry_{};
};

// The entries of several runs as if they were one.
template <typename Visit>
void each_merged(std::list<RunReader>& runs, Visit visit) {
  std::vector<RunReader*> heap;  // the one with the first entry is at the front
  for (RunReader& run : runs)
    if (!run.at_end()) heap.push_back(&run);
  const auto later = [](const RunReader* a, const RunReader* b) {
    return comes_before(b->entry(), a->entry());
  };
  std::ranges::make_heap(heap, later);
  IdentityEntry last{};
  std::string last_id;
  while (!heap.empty()) {
    std::ranges::pop_heap(heap, later);
    RunReader& run = *heap.back();
    heap.pop_back();
    do {
      if (!comes_before(last, run.entry()))
        throw Error(ErrorCode::corrupt, "the identity of event " + std::to_string(run.entry().seq) +
                                            ", " + in_quotes(run.entry().event_id) +
                                            ", is there twice or out of order: restore a backup");
      visit(run.entry());
      last_id = run.entry().event_id;
      last = {run.entry().source_no, last_id, 0};
      run.next();
    } while (!run.at_end() && (heap.empty() || comes_before(run.entry(), heap.front()->entry())));
    if (run.at_end()) continue;
    heap.push_back(&run);
    std::ranges::push_heap(heap, later);
  }
}

// A page as it lies in the table.
struct StoredPage {
  std::int64_t rowid = 0;
  std::int64_t run = 0;
  std::string last_id;
  std::string bytes;
};

// Becomes the page after it in the table; false if there is none.
bool next_page(Connection& connection, StoredPage& page) {
  Query row = connection.query(
      "SELECT rowid, run, last_id, entries FROM identity_page WHERE rowid > ? ORDER BY rowid"
      " LIMIT 1",
      page.rowid);
  if (!row.step()) return false;
  page = {row.integer(0), row.integer(1), row.text(2), std::string(row.blob(3))};
  return true;
}

// Writes what is left of a page.
void replace(Connection& connection, std::int64_t rowid, IdentityPageWriter& kept) {
  if (kept.empty()) {
    connection.query("DELETE FROM identity_page WHERE rowid = ?", rowid).run();
    return;
  }
  const std::string last_id(kept.last_id());
  const std::string bytes = kept.take();
  connection
      .query("UPDATE identity_page SET last_id = ?, entries = ? WHERE rowid = ?", last_id,
             Blob{bytes}, rowid)
      .run();
}

}  // namespace

std::vector<IdentityRuns::Run> IdentityRuns::runs() {
  std::vector<Run> all;
  Query row = connection_.query("SELECT no, events FROM identity_run ORDER BY no");
  while (row.step()) all.push_back({row.integer(0), row.integer(1)});
  return all;
}

void IdentityRuns::find(std::span<FeedRow> rows, std::span<const std::uint32_t> order) {
  for (const std::uint32_t row : order) rows[row].seq = 0;
  const std::vector<Run> all = runs();
  const bool filtered = order.size() >= enough_to_filter;
  std::vector<std::uint64_t> hashes;  // in the order of `order`
  if (filtered) {
    const std::int64_t version = connection_.integer("PRAGMA data_version");
    if (version != filters_version_) forget();  // another connection has written
    filters_version_ = version;
    hashes.reserve(order.size());
    for (const std::uint32_t row : order)
      hashes.push_back(IdentityFilter::hash(rows[row].source_no, rows[row].event_id));
  }
  std::vector<std::uint32_t> possible;
  each_source(rows, order, [&](std::int64_t source_no, std::span<const std::uint32_t> of_source) {
    const std::span<const std::uint64_t> of_hashes =
        filtered ? std::span(hashes).subspan(
                       static_cast<std::size_t>(of_source.data() - order.data()), of_source.size())
                 : std::span<const std::uint64_t>{};
    for (const Run& run : all) {
      const IdentityFilter* const filter = filtered ? filter_of(run.no) : nullptr;
      if (filter == nullptr) {
        find_in(run.no, source_no, rows, of_source);
        continue;
      }
      possible.clear();
      filter->each_possible(of_hashes, [&](std::size_t i) { possible.push_back(of_source[i]); });
      if (!possible.empty()) find_in(run.no, source_no, rows, possible);
    }
  });
}

// Null if the run has none.
const IdentityFilter* IdentityRuns::filter_of(std::int64_t run) {
  const auto [known, is_new] = filters_.try_emplace(run);
  if (is_new) known->second = read_filter(run);
  return known->second ? &*known->second : nullptr;
}

std::optional<IdentityFilter> IdentityRuns::read_filter(std::int64_t run) {
  Query row = connection_.query("SELECT bits, digest FROM identity_filter WHERE run = ?", run);
  if (!row.step()) return std::nullopt;
  if (digest_of(row.blob(0)) != row.view(1)) throw damaged_filter(run);
  return IdentityFilter(row.blob(0));
}

// Takes rows of one source. Walks from page to page where they lie close, else goes straight to the
// page that may have the next.
void IdentityRuns::find_in(std::int64_t run, std::int64_t source_no, std::span<FeedRow> rows,
                           std::span<const std::uint32_t> order) {
  Query found = connection_.query(find_sql, run, source_no, rows[order.front()].event_id);
  if (!found.step()) return;
  std::string_view last_id = found.view(0);
  IdentityPage page = read_page(found.blob(1), last_id);
  std::size_t at = 0;
  for (const std::uint32_t row : order) {
    const std::string_view id = rows[row].event_id;
    if (last_id < id) {
      if (!found.step()) return;
      if (found.view(0) < id) {
        found.bind(run, source_no, id);
        if (!found.step()) return;
      }
      last_id = found.view(0);
      page = read_page(found.blob(1), last_id);
      at = 0;
    }
    at = page.lower_bound(id, at);
    if (at < page.size() && page.id(at) == id) rows[row].seq = page.seq(at);
  }
}

void IdentityRuns::add(std::int64_t events, const Entries& entries) {
  const std::vector<Run> merged = to_merge(events);
  for (const Run& run : merged) events += run.events;
  RunWriter written(connection_, events);
  IdentityEntry added{};
  bool more = entries(added);
  std::list<RunReader> readers;
  for (const Run& run : merged) readers.emplace_back(connection_, run.no);
  each_merged(readers, [&](const IdentityEntry& entry) {
    for (; more && comes_before(added, entry); more = entries(added)) written.add(added);
    written.add(entry);
  });
  for (; more; more = entries(added)) written.add(added);
  written.finish();
  for (const Run& run : merged) remove(run.no);
}

bool IdentityRuns::extend(std::int64_t events, const Entries& entries) {
  IdentityEntry added{};
  if (!entries(added)) return false;
  const auto all = runs();
  const auto run = std::ranges::find_if(all, [&](const Run& one) {
    Query last =
        connection_.query("SELECT max(last_id) FROM identity_page WHERE run = ? AND source_no = ?",
                          one.no, added.source_no);
    return last.step() && !last.is_null(0) && last.view(0) < added.event_id;
  });
  if (run == all.end()) return false;
  connection_
      .query("UPDATE identity_run SET events = events + ?, filtered = 0 WHERE no = ?", events,
             run->no)
      .run();
  remove_filter(run->no);
  RunWriter written(connection_, run->no, events);
  do written.add(added);
  while (entries(added));
  written.finish();
  return true;
}

std::vector<IdentityRuns::Run> IdentityRuns::to_merge(std::int64_t events) {
  std::vector<Run> others = runs();
  std::vector<Run> merged;
  for (;;) {
    const int size = size_class(events);
    const auto end_of_same = std::partition(others.begin(), others.end(), [&](const Run& run) {
      return size_class(run.events) == size;
    });
    const auto same = end_of_same - others.begin();
    if (same + 1 < runs_of_a_size) return merged;
    for (auto run = others.begin(); run != end_of_same; ++run) events += run->events;
    merged.insert(merged.end(), others.begin(), end_of_same);
    others.erase(others.begin(), end_of_same);
  }
}

void IdentityRuns::remove_filter(std::int64_t run) {
  connection_.query("DELETE FROM identity_filter WHERE run = ?", run).run();
  filters_.erase(run);
}

void IdentityRuns::remove(std::int64_t run) {
  remove_filter(run);
  connection_.query("DELETE FROM identity_page WHERE run = ?", run).run();
  connection_.query("DELETE FROM identity_run WHERE no = ?", run).run();
}

// Between two pages no statement is open, so that each can be written.
void IdentityRuns::release(const std::function<bool(std::int64_t)>& undone) {
  std::map<std::int64_t, std::int64_t> freed;  // by run
  StoredPage page;
  while (next_page(connection_, page)) {
    const IdentityPage entries = read_page(page.bytes, page.last_id);
    IdentityPageWriter kept;
    std::int64_t freed_here = 0;
    for (std::size_t i = 0; i < entries.size(); ++i)
      undone(entries.seq(i)) ? void(++freed_here) : kept.add(entries.id(i), entries.seq(i));
    if (freed_here == 0) continue;
    replace(connection_, page.rowid, kept);
    freed[page.run] += freed_here;
  }
  for (const Run& run : runs())
    if (const auto of_run = freed.find(run.no); of_run != freed.end()) shrink(run, of_run->second);
}

// A run of which entries were taken out: its count, and its filter if it has one.
void IdentityRuns::shrink(const Run& run, std::int64_t freed) {
  if (freed == run.events) return remove(run.no);
  const Run left{run.no, run.events - freed};
  connection_.query("UPDATE identity_run SET events = ? WHERE no = ?", left.events, left.no).run();
  if (!read_filter(run.no)) return;
  const IdentityFilter filter = filter_for(left);
  connection_
      .query("UPDATE identity_filter SET bits = ?, digest = ? WHERE run = ?", Blob{filter.bytes()},
             digest_of(filter.bytes()), left.no)
      .run();
  filters_.erase(left.no);
}

void IdentityRuns::clear() {
  for (const Run& run : runs()) remove(run.no);
}

void IdentityRuns::each(const std::function<void(const IdentityEntry&)>& visit) {
  std::list<RunReader> readers;
  std::int64_t expected = 0;
  for (const Run& run : runs()) {
    readers.emplace_back(connection_, run.no);
    expected += run.events;
  }
  std::int64_t visited = 0;
  each_merged(readers, [&](const IdentityEntry& entry) {
    visit(entry);
    ++visited;
  });
  if (visited != expected)
    throw Error(ErrorCode::corrupt, "the runs of identities say that they have " +
                                        std::to_string(expected) + ", and have " +
                                        std::to_string(visited) + ": restore a backup");
  check_filters();
}

// A filter that lacks an identity would let its event count again; so each must be, bit for bit,
// what the identities of its run give.
void IdentityRuns::check_filters() {
  if (connection_.integer("SELECT count(*) FROM identity_filter"
                          " WHERE run NOT IN (SELECT no FROM identity_run)") != 0)
    throw Error(ErrorCode::corrupt, "there is a filter of no run of identities: restore a backup");
  for (const Run& run : runs()) {
    const std::optional<IdentityFilter> stored = read_filter(run.no);
    const bool filtered =
        connection_.query("SELECT 1 FROM identity_run WHERE no = ? AND filtered", run.no).step();
    if (filtered != stored.has_value()) throw damaged_filter(run.no);
    if (!stored) continue;
    if (filter_for(run).bytes() != stored->bytes()) throw damaged_filter(run.no);
  }
}

IdentityFilter IdentityRuns::filter_for(const Run& run) {
  IdentityFilter made(static_cast<std::size_t>(run.events));
  for (RunReader reader(connection_, run.no); !reader.at_end(); reader.next()) {
    const std::uint64_t hash =
        IdentityFilter::hash(reader.entry().source_no, reader.entry().event_id);
    made.add({&hash, 1});
  }
  return made;
}

}  // namespace porto::internal
