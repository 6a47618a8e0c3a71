// The events of one call on their way in: their numbers, what is known of their identities, and the
// rows of those that are new.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/admission.hpp"
#include "store/event_digest.hpp"
#include "store/identity_key.hpp"
#include "store/postgres/key_order.hpp"
#include "store/postgres/lane.hpp"
#include "store/postgres/names.hpp"
#include "store/postgres/shared.hpp"
#include "store/store.hpp"

namespace porto::internal::postgres {

/// The numbers that stand for the names of an event; 0 for a name that it lacks, below 0 for one
/// that the ledger does not know.
struct EventNumbers {
  std::int32_t source_no = 0;
  std::int32_t company_no = 0;
  std::int32_t domain_no = 0;
  std::int32_t meter_no = 0;
};

class Appending {
 public:
  /// The events, `names` and `identity_key` outlive it.
  Appending(std::span<const DatedEvent> events, NamesMemory& names,
            const IdentityKey& identity_key);

  /// Takes the numbers that are remembered of names: again, once they are others.
  void take_numbers();
  bool knows_names() const;
  /// Asks for the names that are not known; to be done before known() is.
  void look_up_names(Connection& connection);
  /// Asks for the identities: the rows go to take_known().
  void ask(Connection::Pipeline& pipeline) const;
  void take_known(const Rows& rows);
  /// The same for those of pruned events.
  void look_up_pruned(Connection& connection);
  /// For each event the outcome that its identity gives; not set if it is new.
  const std::vector<std::optional<Outcome>>& known() const noexcept { return known_; }

  /// The meters of events that the server does not know.
  std::vector<std::string_view> unknown_meters() const;
  /// Tells the head of the companies that are new here: those that are new there are the ledger's
  /// new ones.
  void tell(Head& head);
  /// Rejects new events of months that take none.
  void admit(const Admission& admission);
  /// Error not_found (meter), internal (an event without an owner).
  void check() const;
  /// Adds the names of new events, and numbers these from `first_seq` on in the order of their
  /// identity. What comes later in the batch with the same identity is no new event.
  void number(Connection& connection, std::int64_t first_seq);
  bool has_new() const noexcept { return !fresh_.empty(); }
  std::size_t count_new() const noexcept { return fresh_.size(); }
  std::int64_t last_seq() const noexcept { return last_seq_; }

  /// The new events to the server, where nobody stores the same meanwhile: otherwise the statement
  /// fails. By COPY, which the caller finishes: the server is at work while the caller does
  /// something else. Or as a statement of a pipeline.
  Connection::Copy copy(Connection& connection) const;
  /// After a copy that failed: the transaction goes on as if there had been none.
  static void take_back_copy(Connection& connection);
  void insert(Connection::Pipeline& pipeline) const;
  /// The new events, but those that others store meanwhile, which become known.
  void insert_around_others(Connection& connection);

  /// What was stored, as a batch after the last of a lane.
  EventBatch batch(const Lane& lane);
  LaneTotals totals() const;
  void add_late(Connection::Pipeline& pipeline, const Lane& lane) const;
  AppendResult result();

 private:
  const UsageEvent& event(std::size_t index) const { return events_[index].event; }
  /// Those that are not known yet.
  void set_numbers(const Names& names, std::int32_t EventNumbers::*number,
                   BorrowedText UsageEvent::*name);
  std::size_t asked(const Row& row) const;
  Outcome compared(std::size_t index, const Row& row) const;
  void add_sources(Connection& connection);
  void add_names(Connection& connection);
  void choose_fresh();
  void sort_by_number();
  Connection::Pipeline& add_insert(Connection::Pipeline& pipeline, const std::string& sql) const;

  std::span<const DatedEvent> events_;
  NamesMemory& names_;
  const IdentityKey& identity_key_;
  KeyOrder order_;
  std::vector<EventNumbers> numbers_{};
  std::vector<std::optional<Outcome>> known_{};
  std::vector<Outcome> outcomes_{};
  std::vector<std::size_t> fresh_{};  // the events that are stored, by seq once they have one
  std::vector<std::int64_t> seqs_{};  // 0: not to be stored
  std::vector<std::string> new_companies_{};
  std::int64_t first_seq_ = 0;
  std::int64_t last_seq_ = 0;
};

}  // namespace porto::internal::postgres
