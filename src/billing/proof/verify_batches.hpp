// Verifying events against the digests of their batches: two streams, each in order, that are read
// side by side.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "billing/proof/findings.hpp"
#include "porto/calendar.hpp"
#include "store/event_digest.hpp"
#include "store/store.hpp"

namespace porto::internal {

class VerifyBatches {
 public:
  /// `pruned_through`: the last month whose events may be gone. `each` is called with every event,
  /// in order.
  VerifyBatches(Store& store, const Zone& zone, std::optional<Month> pruned_through,
                Findings& findings, std::function<void(const StoredEvent&)> each)
      : store_(store),
        zone_(zone),
        pruned_through_(pruned_through),
        findings_(findings),
        each_(std::move(each)) {}

  /// Reads all batches and all events.
  void run();

 private:
  // The events of one batch that were read.
  struct Content {
    BatchDigest digest{};
    std::int64_t events = 0;
    Instant first_at{std::numeric_limits<std::int64_t>::max()};
    Instant last_at{std::numeric_limits<std::int64_t>::min()};
  };

  void begin_lane(std::int64_t lane);
  void check_number(const EventBatch& batch);
  void read_events(std::optional<std::int64_t> last_seq);
  void add(const StoredEvent& event);
  void finish(const EventBatch& batch);
  void check_pruned(const EventBatch& batch, const std::string& place);
  void check_times(const EventBatch& batch, const std::string& place);
  void report();

  Store& store_;
  const Zone& zone_;
  std::optional<Month> pruned_through_;
  Findings& findings_;
  std::function<void(const StoredEvent&)> each_;

  EventBatch last_{};                  // batch that was read
  std::vector<EventBatch> waiting_{};  // batches whose events have not been read
  std::int64_t read_through_ = 0;      // the last seq that was read
  Content content_{};                  // of the batch that is being read
  std::string previous_{};             // digest of the batch before, as it is stored

  std::uint64_t events_ = 0;
  std::uint64_t batches_ = 0;
  std::uint64_t strays_ = 0;  // events that no batch has
  std::int64_t first_stray_ = 0;
  std::uint64_t pruned_events_ = 0;
  std::int64_t first_pruned_ = 0;  // batch that lacks events
  std::int64_t last_pruned_ = 0;
};

}  // namespace porto::internal
