// What is kept of events that are removed: the digests of each batch by month, and who they were.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "porto/progress.hpp"
#include "store/event_digest.hpp"
#include "store/identity_key.hpp"
#include "store/postgres/connection/connection.hpp"

namespace porto::internal::postgres {

class PrunedEvents {
 public:
  PrunedEvents(Connection& connection, const IdentityKey& identity_key,
               const std::function<Month(Instant)>& month_of, const OnProgress& on_progress)
      : connection_(connection),
        identity_key_(identity_key),
        month_of_(month_of),
        on_progress_(on_progress) {}

  /// Keeps it of all events that occurred earlier than `before`.
  void keep(Instant before);

 private:
  struct Batch {
    std::int64_t no = 0;
    std::int64_t first_seq = 0;
    std::int64_t last_seq = 0;
  };
  struct Identity {
    IdentityHash hash;
    std::int64_t content;
  };
  // Rows of pruned_part.
  struct Parts {
    std::vector<std::int64_t> batches{};
    std::vector<std::int32_t> months{};
    std::vector<std::int64_t> events{};
    std::vector<std::string> digests{};
  };

  void read_batches(Instant before);
  void keep_page(Instant before);
  void add(const Row& row);
  void end_batch();
  void write();

  Connection& connection_;
  const IdentityKey& identity_key_;
  const std::function<Month(Instant)>& month_of_;
  const OnProgress& on_progress_;
  std::int16_t lane_ = 0;      // of the last batch that was read
  Batch last_{};               // that one
  std::vector<Batch> page_{};  // the next ones
  std::size_t batch_ = 0;      // of the page: the one whose events are read
  BatchDigest digest_{};       // of its events
  StoredEvent event_{};
  std::uint64_t done_ = 0;
  std::vector<Identity> identities_{};  // to be written
  Parts parts_{};                       // likewise
};

}  // namespace porto::internal::postgres
