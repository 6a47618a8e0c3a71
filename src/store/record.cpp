// Recording where one writer at a time stores: within the write transaction that is open.
#include <utility>

#include "store/store.hpp"

namespace porto::internal {
namespace {

// Some events of a batch, and their indexes in it.
struct Part {
  std::vector<std::size_t> indexes{};
  std::vector<DatedEvent> copies{};  // empty if it is all of them

  std::span<const DatedEvent> of(std::span<const DatedEvent> batch) {
    if (indexes.size() == batch.size()) return batch;
    for (const std::size_t index : indexes) copies.push_back(batch[index]);
    return copies;
  }
};

}  // namespace

Recorded Store::record(std::span<const DatedEvent> events, std::int64_t) {
  Recorded recorded{.outcomes = std::vector<Outcome>(events.size(), Outcome::rejected),
                    .admission = admission_of(info().late, closed_months())};
  Part taken;
  Part refused;
  taken.indexes.reserve(events.size());
  for (std::size_t i = 0; i < events.size(); ++i)
    (recorded.admission.takes(events[i].month) ? taken : refused).indexes.push_back(i);
  if (!taken.indexes.empty()) {
    AppendResult appended = append(taken.of(events));
    recorded.new_companies = std::move(appended.new_companies);
    recorded.stored = std::move(appended.stored);
    if (!appended.late.empty()) mark_changed(appended.late);
    for (std::size_t i = 0; i < taken.indexes.size(); ++i)
      recorded.outcomes[taken.indexes[i]] = appended.outcomes[i];
  }
  if (refused.indexes.empty()) return recorded;
  // After, so that an identity of this very batch is found too.
  const std::vector<std::optional<Outcome>> known = find(refused.of(events));
  for (std::size_t i = 0; i < refused.indexes.size(); ++i)
    if (known[i]) recorded.outcomes[refused.indexes[i]] = *known[i];
  return recorded;
}

}  // namespace porto::internal
