// What the C ABI adds to recording: calls of a thousand events each over porto_usage_record,
// against the same calls of Ledger::record(). Both fill a ledger in memory, so that no disk is
// measured, with the same events in the same number of calls.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <vector>

#include "porto/ledger.hpp"
#include "porto/porto.h"

namespace {

constexpr int events_a_call = 1000;
constexpr int calls = 200;

// The ids of a call, such as no other call has.
class Ids {
 public:
  const std::vector<std::string>& next() {
    for (int i = 0; i < events_a_call; ++i)
      ids_[static_cast<std::size_t>(i)] =
          "event-" + std::to_string(call_) + "-of-call-" + std::to_string(i);
    ++call_;
    return ids_;
  }

 private:
  std::int64_t call_ = 0;
  std::vector<std::string> ids_ = std::vector<std::string>(events_a_call);
};

constexpr std::int64_t noon = 1'768'478'400'000'000;  // 2026-01-15T12:00:00Z
std::int64_t time_of(std::size_t i) { return noon + static_cast<std::int64_t>(i) * 1'000'000; }
std::string company_of(std::size_t i) { return "bolag-" + std::to_string(i % 50); }

void cpp_record(benchmark::State& state) {
  porto::Ledger ledger = porto::Ledger::in_memory();
  std::vector<std::string> companies;
  for (std::size_t i = 0; i < events_a_call; ++i) companies.push_back(company_of(i));
  Ids ids;
  for (auto _ : state) {
    state.PauseTiming();
    const std::vector<std::string>& fresh = ids.next();
    state.ResumeTiming();
    std::vector<porto::UsageEvent> events;
    events.reserve(events_a_call);
    for (std::size_t i = 0; i < events_a_call; ++i)
      events.push_back({.source = "bench",
                        .event_id = fresh[i],
                        .company = companies[i],
                        .occurred_at = {time_of(i)}});
    const auto results = ledger.record(events);
    if (results.back().outcome != porto::Outcome::stored) state.SkipWithError("it was refused");
  }
}
BENCHMARK(cpp_record)->Iterations(calls)->Unit(benchmark::kMicrosecond);

void abi_record(benchmark::State& state) {
  porto_ledger* ledger = nullptr;
  porto_ledger_create(":memory:", PORTO_NTS, nullptr, &ledger, nullptr);
  std::vector<std::string> companies;
  for (std::size_t i = 0; i < events_a_call; ++i) companies.push_back(company_of(i));
  std::vector<std::int32_t> outcomes(events_a_call);
  Ids ids;
  for (auto _ : state) {
    state.PauseTiming();
    const std::vector<std::string>& fresh = ids.next();
    state.ResumeTiming();
    std::vector<porto_event> events(events_a_call, porto_event(PORTO_EVENT_INIT));
    for (std::size_t i = 0; i < events_a_call; ++i) {
      porto_event& event = events[i];
      event.source = "bench";
      event.source_len = 5;
      event.event_id = fresh[i].data();
      event.event_id_len = fresh[i].size();
      event.company = companies[i].data();
      event.company_len = companies[i].size();
      event.occurred_at_unix_us = time_of(i);
      event.quantity = 1;
    }
    if (porto_usage_record(ledger, events.data(), events.size(), 0, nullptr, outcomes.data(),
                           nullptr, nullptr) != PORTO_OK)
      state.SkipWithError("it was refused");
  }
  porto_ledger_close(ledger);
}
BENCHMARK(abi_record)->Iterations(calls)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
