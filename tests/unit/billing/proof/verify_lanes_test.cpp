// Verify, of numbers that a batch has left out.
#include <doctest/doctest.h>

#include "billing/proof/verify.hpp"
#include "store/event_digest.hpp"
#include "support/forwarding_store.hpp"
#include "unit/billing/fixture.hpp"

using namespace porto;
using namespace porto::internal;
using namespace porto::testing;

namespace verify_lanes_test {
namespace {

// A store in which each batch ends with a number that no event has.
class WithGaps final : public ForwardingStore {
 public:
  WithGaps(std::unique_ptr<Store> inner, const Zone& zone, std::size_t writers)
      : ForwardingStore(std::move(inner)), zone_(zone), writers_(writers) {}
  std::size_t writers() const override { return writers_; }
  void each_batch(const std::function<void(const EventBatch&)>& visit) override {
    std::string previous;
    inner().each_batch([&](EventBatch batch) {
      BatchDigest digest;
      inner().each_event(
          {.first_seq = batch.first_seq, .last_seq = batch.last_seq},
          [&](const StoredEvent& event) { digest.add(event, zone_.month_of(event.occurred_at)); });
      ++batch.last_seq;
      batch.digest = batch_digest(previous, batch, digest.parts());
      previous = batch.digest;
      visit(batch);
    });
  }

 private:
  const Zone& zone_;
  std::size_t writers_;
};

VerifyReport verify_gap(std::size_t writers) {
  Books books;
  books.use("bolag-1", "2026-03", 1);
  WithGaps store(std::move(books.store), books.zone, writers);
  const auto transaction = store.begin(Store::Access::read);
  return verify(store, books.zone, {});
}

}  // namespace

TEST_CASE("a batch may lack numbers where there are several writers, in each of their lanes") {
  CHECK(verify_gap(16).findings.empty());
  const VerifyReport report = verify_gap(1);
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings.front().place == "batch 1, events 1 to 2: last_seq");
}

}  // namespace verify_lanes_test
