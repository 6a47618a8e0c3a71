// How long the library takes for the preview of a month of 10,000 companies: reading their totals
// and subscriptions, rating, making invoice lines; without a process, and with and without CSV.
#include <benchmark/benchmark.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "porto/ledger.hpp"
#include "porto/output.hpp"
#include "porto/rows.hpp"

namespace {

constexpr int companies = 10'000;
const porto::Month month(2024, 2);

std::string vitec() {
  std::ifstream file(PORTO_SOURCE_DIR "/examples/tariffs/vitec-epost.toml");
  return {std::istreambuf_iterator<char>(file), {}};
}

// Each company is on the Vitec tariff and has sent more than is included.
porto::Ledger ledger() {
  porto::Ledger made = porto::Ledger::in_memory();
  made.add_tariff(vitec());
  std::vector<std::string> ids;
  for (int i = 0; i < companies; ++i) ids.push_back("bolag-" + std::to_string(100'000 + i));
  std::vector<porto::UsageEvent> events;
  for (int i = 0; i < companies; ++i) {
    const std::string& id = ids[static_cast<std::size_t>(i)];
    made.add_company({id, ""});
    made.subscribe({id, "vitec-epost", month, {}});
    events.push_back({.source = "bench",
                      .event_id = id,
                      .company = id,
                      .occurred_at = porto::parse_rfc3339("2024-02-10T12:00:00Z"),
                      .quantity = 20'000 + i});
  }
  made.record(events);
  return made;
}

void per_company(benchmark::State& state) {
  state.counters["company"] = benchmark::Counter(
      companies, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void preview(benchmark::State& state) {
  const porto::Ledger filled = ledger();
  for (auto _ : state) benchmark::DoNotOptimize(filled.invoice(month));
  per_company(state);
}
BENCHMARK(preview)->Unit(benchmark::kMillisecond);

void preview_as_csv(benchmark::State& state) {
  const porto::Ledger filled = ledger();
  for (auto _ : state) {
    const std::string csv =
        porto::to_text(porto::rows_of(filled.invoice(month).lines), porto::output_format("csv"));
    benchmark::DoNotOptimize(csv);
  }
  per_company(state);
}
BENCHMARK(preview_as_csv)->Unit(benchmark::kMillisecond);

// A fee and messages for each.
bool is_complete() {
  const porto::Invoice invoice = ledger().invoice(month);
  return invoice.lines.size() == 2 * companies && invoice.unbilled.empty();
}

}  // namespace

int main(int argc, char** argv) {
  if (!is_complete()) {
    std::cerr << "the preview lacks lines\n";
    return 1;
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
}
