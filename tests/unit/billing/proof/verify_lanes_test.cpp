// Verify, of numbers that a batch has left out or lacks, and of batches in several lanes.
#include <doctest/doctest.h>

#include <map>
#include <string>
#include <utility>

#include "billing/proof/verify.hpp"
#include "store/event_digest.hpp"
#include "store/lanes.hpp"
#include "support/forwarding_store.hpp"
#include "unit/billing/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace verify_lanes_test {
namespace {

// A store in which each batch ends so many numbers after its last event.
class WithGaps final : public ForwardingStore {
 public:
  WithGaps(std::unique_ptr<Store> inner, const Zone& zone, std::size_t writers, std::int64_t gap)
      : ForwardingStore(std::move(inner)), zone_(zone), writers_(writers), gap_(gap) {}
  std::size_t writers() const override { return writers_; }
  void each_batch(const std::function<void(const EventBatch&)>& visit) override {
    std::string previous;
    inner().each_batch([&](EventBatch batch) {
      BatchDigest digest;
      inner().each_event(
          {.first_seq = batch.first_seq, .last_seq = batch.last_seq},
          [&](const StoredEvent& event) { digest.add(event, zone_.month_of(event.occurred_at)); });
      batch.last_seq += gap_;
      batch.digest = batch_digest(previous, batch, digest.parts());
      previous = batch.digest;
      visit(batch);
    });
  }

 private:
  const Zone& zone_;
  std::size_t writers_;
  std::int64_t gap_;
};

VerifyReport verify_gap(std::size_t writers, std::int64_t gap) {
  Books books;
  books.use("bolag-1", "2026-03", 1);
  WithGaps store(std::move(books.store), books.zone, writers, gap);
  const auto transaction = store.begin(Store::Access::read);
  return verify(store, books.zone, {});
}

// A store of batches of one event, whose second batch begins another lane.
class InTwoLanes final : public ForwardingStore {
 public:
  InTwoLanes(std::unique_ptr<Store> inner, const Zone& zone)
      : ForwardingStore(std::move(inner)), zone_(zone) {}
  std::size_t writers() const override { return 2; }
  void each_event(const EventFilter& filter,
                  const std::function<void(const StoredEvent&)>& visit) override {
    inner().each_event({}, [&](StoredEvent event) {
      event.seq = in_lane(event.seq);
      if (filter.first_seq.value_or(event.seq) <= event.seq &&
          event.seq <= filter.last_seq.value_or(event.seq))
        visit(event);
    });
  }
  void each_batch(const std::function<void(const EventBatch&)>& visit) override {
    std::map<std::int64_t, std::string> previous;  // by lane
    inner().each_batch([&](EventBatch batch) {
      batch.no = in_lane(batch.no);
      batch.first_seq = batch.last_seq = in_lane(batch.first_seq);
      BatchDigest digest;
      each_event(
          {.first_seq = batch.first_seq, .last_seq = batch.last_seq},
          [&](const StoredEvent& event) { digest.add(event, zone_.month_of(event.occurred_at)); });
      std::string& before = previous[lane_of(batch.no)];
      batch.digest = batch_digest(before, batch, digest.parts());
      before = batch.digest;
      visit(batch);
    });
  }

 private:
  static std::int64_t in_lane(std::int64_t number) {
    return number == 1 ? 1 : lane_size + number - 1;
  }

  const Zone& zone_;
};

VerifyReport verify_two_lanes(const OnProgress& on_progress) {
  Books books;
  for (int i = 0; i < 3; ++i) books.use("bolag-1", "2026-03", 1);
  InTwoLanes store(std::move(books.store), books.zone);
  const auto transaction = store.begin(Store::Access::read);
  VerifyOptions options;
  options.on_progress = on_progress;
  return verify(store, books.zone, options);
}

}  // namespace

TEST_CASE("a batch may lack numbers where there are several writers, in each of their lanes") {
  CHECK(verify_gap(16, 1).findings.empty());
  const VerifyReport report = verify_gap(1, 1);
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings.front().place == "batch 1, events 1 to 2: last_seq");
}

TEST_CASE("a batch has numbers for all of its events, however many writers there are") {
  for (const std::size_t writers : {1u, 16u}) {
    const VerifyReport report = verify_gap(writers, -1);
    REQUIRE(!report.findings.empty());
    CHECK(report.findings.front().place == "batch 1, events 1 to 0: last_seq");
  }
}

TEST_CASE("numbers and digests of batches begin anew in each lane") {
  CHECK(verify_two_lanes({}).findings.empty());
}

TEST_CASE("progress is told of each lane, though it is short") {
  std::string told;
  verify_two_lanes([&](std::uint64_t done, std::uint64_t total) {
    told += std::to_string(done) + " of " + std::to_string(total) + ", ";
  });
  CHECK(told == "1 of 3, 3 of 3, ");
}

}  // namespace verify_lanes_test
