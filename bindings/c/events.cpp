// See events.hpp.
#include "events.hpp"

#include <algorithm>
#include <string>

#include "handles.hpp"
#include "porto/rows.hpp"

namespace porto::c {
namespace {

static_assert(static_cast<int>(Outcome::stored) == PORTO_STORED);
static_assert(static_cast<int>(Outcome::duplicate) == PORTO_DUPLICATE);
static_assert(static_cast<int>(Outcome::conflict) == PORTO_CONFLICT);
static_assert(static_cast<int>(Outcome::rejected) == PORTO_REJECTED);

constexpr std::string_view default_source = "import";

bool is_refused(const RecordResult& result) {
  return result.outcome == Outcome::conflict || result.outcome == Outcome::rejected;
}

// A text that cannot be is the fault of an event, of which its outcome tells, not of the call.
UsageEvent read_event(const porto_event& read) {
  check_reserved(read.reserved, "");
  const auto domain = optional_bytes(read.domain, read.domain_len, ".domain");
  return {
      .source = optional_bytes(read.source, read.source_len, ".source").value_or(default_source),
      .event_id = bytes_of(read.event_id, read.event_id_len, ".event_id"),
      .company = domain && !read.company ? std::string_view()
                                         : bytes_of(read.company, read.company_len, ".company"),
      .meter = optional_bytes(read.meter, read.meter_len, ".meter").value_or(messages_meter),
      .occurred_at = {read.occurred_at_unix_us},
      .quantity = read.quantity,
      .domain = domain.value_or(std::string_view()),
  };
}

Rows refused_of(const std::vector<RecordResult>& results) {
  std::vector<RefusedEvent> refused;
  for (std::size_t i = 0; i < results.size(); ++i)
    if (is_refused(results[i])) refused.push_back({i, results[i]});
  return rows_of(std::move(refused));
}

}  // namespace

std::vector<UsageEvent> read_events(const porto_event* events, std::size_t count) {
  std::vector<UsageEvent> read;
  each_struct<porto_event>(events, count, "events",
                           [&](const porto_event& event) { read.push_back(read_event(event)); });
  return read;
}

std::int32_t give_results(const std::vector<RecordResult>& results, std::int32_t* outcomes,
                          RowsOut& rejected) {
  if (rejected.wanted()) rejected.put(refused_of(results));
  for (std::size_t i = 0; i < results.size(); ++i)
    outcomes[i] = static_cast<std::int32_t>(results[i].outcome);
  rejected.give();
  return std::ranges::none_of(results, is_refused) ? PORTO_OK : PORTO_REJECTS;
}

}  // namespace porto::c
