// See identity_table.hpp.
#include "store/sqlite/identity/identity_table.hpp"

#include <string>

#include "base/digest.hpp"
#include "store/event_digest.hpp"

namespace porto::internal {
namespace {

constexpr const char* pages_sql =
    "SELECT last_hash, entries FROM identity_page WHERE run = ? AND last_hash >= ?"
    " ORDER BY last_hash";

constexpr std::int64_t most_entries = lane_size;

std::string filter_digest(std::int64_t run, std::int64_t last_hash, std::string_view bits) {
  FieldHash digest;
  digest.number(run);
  digest.number(last_hash);
  digest.text(bits);
  return digest.hex();
}

}  // namespace

Error damaged_run(std::int64_t run, const std::string& what) {
  return {ErrorCode::corrupt, "run " + std::to_string(run) + " of the identities of events " +
                                  what + ": restore a backup"};
}

HashBytes IdentityTable::hash_bytes() const noexcept {
  return of_ == IdentitiesOf::stored ? HashBytes::cut : HashBytes::whole;
}

IdentityPage IdentityTable::page(std::string_view bytes, std::int64_t last_hash) const {
  const IdentityPage read(bytes, hash_bytes());
  if (read.hash(read.size() - 1).short_hash() != last_hash)
    throw Error(ErrorCode::corrupt,
                "a page of the identities of events does not end where it says: restore a backup");
  return read;
}

std::vector<IdentityRun> IdentityTable::runs() {
  std::vector<IdentityRun> all;
  Query row = connection_.query(
      "SELECT no, entries, ifnull(into_run, 0) FROM identity_run WHERE pruned = ? ORDER BY no",
      of_ == IdentitiesOf::pruned ? 1 : 0);
  while (row.step()) {
    all.push_back({row.integer(0), row.integer(1), row.integer(2)});
    if (all.back().entries < 0 || all.back().entries > most_entries)
      throw damaged_run(all.back().no,
                        "says that it has " + std::to_string(all.back().entries) + " identities");
  }
  return all;
}

std::int64_t IdentityTable::add_run() {
  connection_
      .query("INSERT INTO identity_run (pruned, entries) VALUES (?, 0)",
             of_ == IdentitiesOf::pruned ? 1 : 0)
      .run();
  return connection_.integer("SELECT last_insert_rowid()");
}

void IdentityTable::move_into(std::int64_t run, std::int64_t into) {
  connection_.query("UPDATE identity_run SET into_run = ? WHERE no = ?", into, run).run();
}

void IdentityTable::remove(std::int64_t run) {
  connection_.query("DELETE FROM identity_filter WHERE run = ?", run).run();
  connection_.query("DELETE FROM identity_page WHERE run = ?", run).run();
  connection_.query("DELETE FROM identity_run WHERE no = ?", run).run();
}

// Walks from page to page where what is wanted lies close, else goes straight to the page that may
// have the next. No two pages of a run have entries of one short hash.
void IdentityTable::find(std::int64_t run, std::span<const WantedIdentity> wanted,
                         const Visit& visit) {
  Query found = connection_.query(pages_sql, run, wanted.front().hash.short_hash());
  if (!found.step()) return;
  std::int64_t last = found.integer(0);
  IdentityPage entries = page(found.blob(1), last);
  std::size_t at = 0;
  for (const WantedIdentity& one : wanted) {
    const IdentityHash hash = of_ == IdentitiesOf::stored ? one.hash.cut() : one.hash;
    if (last < hash.short_hash()) {
      if (!found.step()) return;
      if (found.integer(0) < hash.short_hash()) {
        found.bind(run, hash.short_hash());
        if (!found.step()) return;
      }
      last = found.integer(0);
      entries = page(found.blob(1), last);
      at = 0;
    }
    at = entries.lower_bound(hash, at);
    for (std::size_t i = at; i < entries.size() && entries.hash(i) == hash; ++i)
      visit(one.row, entries.value(i));
  }
}

void IdentityTable::read(std::int64_t run, std::int64_t from, std::int64_t before,
                         std::vector<IdentityEntry>& entries) {
  Query row = connection_.query(pages_sql, run, from);
  std::int64_t last_before = from - 1;  // of the page before, but the first may begin earlier
  for (bool is_first = true; row.step(); is_first = false) {
    const IdentityPage of_row = page(row.blob(1), row.integer(0));
    IdentityHash last{};
    for (std::size_t i = 0; i < of_row.size(); ++i) {
      const IdentityHash hash = of_row.hash(i);
      if (i == 0 ? !is_first && hash.short_hash() <= last_before : hash < last)
        throw damaged_run(run, "has identities out of order");
      last = hash;
      if (hash.short_hash() >= before) return;
      if (hash.short_hash() >= from) entries.push_back({hash, of_row.value(i)});
    }
    last_before = last.short_hash();
  }
}

std::int64_t IdentityTable::first_hash(std::int64_t run) {
  Query row = connection_.query(pages_sql, run, 0);
  return row.step() ? page(row.blob(1), row.integer(0)).hash(0).short_hash() : short_hashes;
}

std::int64_t IdentityTable::last_hash(std::int64_t run) {
  Query row = connection_.query("SELECT max(last_hash) FROM identity_page WHERE run = ?", run);
  return row.step() && !row.is_null(0) ? row.integer(0) : -1;
}

IdentityPart IdentityTable::append(std::int64_t run, std::span<const IdentityEntry> entries) {
  IdentityPart part{entries.back().hash.short_hash(), IdentityFilter(entries.size())};
  IdentityPageWriter writer(hash_bytes());
  std::vector<std::uint64_t> of_page;
  const auto write_page = [&] {
    insert_page(run, writer);
    part.filter.add(of_page);
    of_page.clear();
  };
  for (const IdentityEntry& entry : entries) {
    if (!writer.fits(entry.value) && writer.last().short_hash() != entry.hash.short_hash())
      write_page();
    writer.add(entry);
    of_page.push_back(IdentityFilter::spread(entry.hash.short_hash()));
  }
  write_page();
  add_entries(run, static_cast<std::int64_t>(entries.size()));
  connection_
      .query("INSERT INTO identity_filter (run, last_hash, bits, digest) VALUES (?, ?, ?, ?)", run,
             part.last_hash, Blob{part.filter.bytes()},
             filter_digest(run, part.last_hash, part.filter.bytes()))
      .run();
  return part;
}

void IdentityTable::insert_page(std::int64_t run, IdentityPageWriter& writer) {
  const std::int64_t last = writer.last().short_hash();
  const std::string bytes = writer.take();
  connection_
      .query("INSERT INTO identity_page (run, last_hash, entries) VALUES (?, ?, ?)", run, last,
             Blob{bytes})
      .run();
}

void IdentityTable::replace_page(std::int64_t rowid, IdentityPageWriter& kept) {
  if (kept.empty()) {
    connection_.query("DELETE FROM identity_page WHERE rowid = ?", rowid).run();
    return;
  }
  const std::int64_t last = kept.last().short_hash();
  const std::string bytes = kept.take();
  connection_
      .query("UPDATE identity_page SET last_hash = ?, entries = ? WHERE rowid = ?", last,
             Blob{bytes}, rowid)
      .run();
}

void IdentityTable::add_entries(std::int64_t run, std::int64_t entries) {
  connection_.query("UPDATE identity_run SET entries = entries + ? WHERE no = ?", entries, run)
      .run();
}

void IdentityTable::remove_before(const IdentityRun& run, std::int64_t hash, std::int64_t entries) {
  if (entries == run.entries) return remove(run.no);
  connection_.query("DELETE FROM identity_page WHERE run = ? AND last_hash < ?", run.no, hash)
      .run();
  add_entries(run.no, -entries);
  IdentityPageWriter kept(hash_bytes());
  std::int64_t rowid = 0;
  {
    Query row = connection_.query(
        "SELECT rowid, last_hash, entries FROM identity_page WHERE run = ? ORDER BY last_hash"
        " LIMIT 1",
        run.no);
    if (!row.step()) throw damaged_run(run.no, "has fewer identities than it says");
    rowid = row.integer(0);
    const IdentityPage first = page(row.blob(2), row.integer(1));
    if (first.hash(0).short_hash() >= hash) return;
    for (std::size_t i = 0; i < first.size(); ++i)
      if (first.hash(i).short_hash() >= hash) kept.add({first.hash(i), first.value(i)});
  }
  replace_page(rowid, kept);
}

// Between two pages no statement is open, so that each can be written.
void IdentityTable::remove_if(const IdentityRun& run,
                              const std::function<bool(std::int64_t)>& free) {
  std::int64_t freed = 0;
  for (std::int64_t next = 0;;) {
    IdentityPageWriter kept(hash_bytes());
    std::int64_t rowid = 0;
    std::int64_t freed_here = 0;
    {
      Query row = connection_.query(
          "SELECT rowid, last_hash, entries FROM identity_page WHERE run = ? AND last_hash >= ?"
          " ORDER BY last_hash LIMIT 1",
          run.no, next);
      if (!row.step()) break;
      rowid = row.integer(0);
      next = row.integer(1) + 1;
      const IdentityPage entries = page(row.blob(2), row.integer(1));
      for (std::size_t i = 0; i < entries.size(); ++i)
        free(entries.value(i)) ? void(++freed_here) : kept.add({entries.hash(i), entries.value(i)});
    }
    if (freed_here == 0) continue;
    replace_page(rowid, kept);
    freed += freed_here;
  }
  if (freed != 0) add_entries(run.no, -freed);
}

std::vector<IdentityPart> IdentityTable::parts(std::int64_t run) {
  std::vector<IdentityPart> all;
  Query row = connection_.query(
      "SELECT last_hash, bits, digest FROM identity_filter WHERE run = ? ORDER BY last_hash", run);
  while (row.step()) {
    if (filter_digest(run, row.integer(0), row.blob(1)) != row.view(2))
      throw damaged_run(run, "has a damaged filter");
    all.push_back({row.integer(0), IdentityFilter(row.blob(1))});
  }
  return all;
}

}  // namespace porto::internal
