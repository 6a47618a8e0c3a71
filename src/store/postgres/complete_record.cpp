// See complete_record.hpp.
#include "store/postgres/complete_record.hpp"

#include <map>
#include <utility>

namespace porto::internal::postgres {

void complete_record(Store& store, ImportRecord& record, const std::vector<EventRange>& numbers,
                     const std::function<Month(Instant)>& month_of) {
  std::uint64_t stored = 0;
  std::map<Month, std::uint64_t> by_month;
  store.each_event({.import = record.no}, [&](const StoredEvent& event) {
    ++stored;
    ++by_month[event.day ? event.day->month() : month_of(event.occurred_at)];
  });
  if (stored == record.stored) return;
  record.rows += stored - record.stored;
  record.stored = stored;
  record.stored_by_month = std::move(by_month);
  record.events = numbers;
  store.update_import(record);
  record = store.import(record.no).value();
}

}  // namespace porto::internal::postgres
