// See copy.hpp. The rows go over as they are, whatever they say: what is wrong with the ledger is
// found where it is verified.
#include "copying/copy.hpp"

#include <utility>

#include "billing/proof/verify.hpp"
#include "porto/error.hpp"
#include "store/copied.hpp"
#include "store/opening/open_store.hpp"

namespace porto::internal {
namespace {

// What both must agree in, and what is told of a copy.
struct Extent {
  Position position{};
  PrunedIdentities pruned{};
  std::vector<ClosedMonth> closed{};
  std::int64_t lines = 0;
  std::int64_t changes = 0;
  friend bool operator==(const Extent&, const Extent&) = default;
};

Extent extent_of(Store& store) {
  Extent extent{store.position(), store.pruned_identities(), store.closed_months()};
  for (const LineSum& sum : store.line_sums()) extent.lines += sum.lines;
  const std::optional<Change> last = store.last_change();
  if (last) extent.changes = last->no;
  return extent;
}

class Copying {
 public:
  Copying(Store& from, LedgerRows& rows, Restoring& to, const OnProgress& on_progress)
      : from_(from), rows_(rows), to_(to), on_progress_(on_progress) {}

  /// How many events it copied.
  std::int64_t copy() {
    for (const CopiedTable& table : copied_tables())
      rows_.each_row(table, [&](std::span<const Cell> row) { to_.add_row(table, row); });
    add_marks();
    const std::int64_t events = add_events();
    rows_.each_pruned([&](const IdentityEntry& identity) { to_.add_pruned(identity); });
    from_.each_domain_day({}, [&](const DomainDay& day) { to_.add_domain_day(day); });
    for (const MonthUsage& total : from_.usage({})) to_.add_total(total);
    return events;
  }

 private:
  void add_marks() {
    for (const CompanyMonth& changed : from_.changed()) {
      const Cell row[] = {std::int64_t{changed.month.number()}, changed.company};
      to_.add_row(changed_table(), row);
    }
    for (const Month month : from_.changed_domains()) {
      const Cell row[] = {std::int64_t{month.number()}};
      to_.add_row(changed_domains_table(), row);
    }
  }

  std::int64_t add_events() {
    constexpr std::int64_t events_between_calls = 1 << 14;
    std::int64_t events = 0;
    const auto tell = [&] {
      if (on_progress_) on_progress_(static_cast<std::uint64_t>(events), 0);
    };
    rows_.each_event([&](const CopiedEvent& event) {
      to_.add_event(event);
      if (++events % events_between_calls == 0) tell();
    });
    tell();
    return events;
  }

  Store& from_;
  LedgerRows& rows_;
  Restoring& to_;
  const OnProgress& on_progress_;
};

LedgerOptions options_of(const LedgerInfo& info) {
  return {.zone = info.zone,
          .currency = info.currency,
          .late = info.late,
          .future_days = info.future_days,
          .negative = info.negative,
          .first_month = info.first_month};
}

void check(const std::string& path, const OpenOptions& reading, const Extent& original,
           const CopyOptions& options, CopyResult& result) try {
  const std::unique_ptr<Store> store = open_store(path, reading);
  Store& copy = *store;
  const auto transaction = copy.begin(Store::Access::read);
  if (extent_of(copy) != original)
    throw Error(ErrorCode::internal, "it is not what was copied: do not use it, and report this");
  if (!options.verify) return;
  VerifyOptions how;
  how.limit = options.limit;
  how.on_progress = options.on_verify;
  result.verified = verify(copy, Zone(copy.info().zone), how);
} catch (const Error& error) {
  throw Error(error.code(), "the copy was made, and then: " + std::string(error.what()),
              error.where(), error.cause());
}

}  // namespace

CopyResult copy_ledger(const std::string& from, const std::string& to, const CopyOptions& options) {
  OpenOptions reading = options.open;
  reading.read_only = true;
  CopyResult result;
  Extent original;
  {
    const std::unique_ptr<Store> store = open_store(from, reading);
    const auto transaction = store->begin(Store::Access::read);
    const std::unique_ptr<LedgerRows> rows = store->rows();
    original = extent_of(*store);
    const std::unique_ptr<Restoring> copy =
        restore_store(to, {options_of(store->info()), rows->identity_key()}, options.open);
    result.events = Copying(*store, *rows, *copy, options.on_progress).copy();
    copy->finish();
  }
  result.pruned = original.pruned.identities;
  result.batches = original.position.batches;
  result.closed_months = static_cast<std::int64_t>(original.closed.size());
  check(to, reading, original, options, result);
  return result;
}

}  // namespace porto::internal
