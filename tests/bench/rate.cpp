// How long rating takes: the Vitec tariff, against the same sum written out by hand in a checked
// 128-bit integer, and what more tiers cost.
#include <benchmark/benchmark.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "porto/tariff.hpp"

namespace {

__extension__ typedef __int128 Int128;

porto::Tariff vitec() {
  const std::string path = PORTO_SOURCE_DIR "/examples/tariffs/vitec-epost.toml";
  std::ifstream file(path);
  const std::string toml(std::istreambuf_iterator<char>(file), {});
  return porto::parse_tariff(toml, path);
}

// 500 SEK and 0.012 for each message above 10,000, in öre, rounded half up. False if it does not
// fit.
bool by_hand(std::int64_t messages, Int128* minor) {
  const Int128 above = messages > 10'000 ? Int128(messages) - 10'000 : 0;
  Int128 thousandths = 0;
  if (__builtin_mul_overflow(above, Int128(12), &thousandths)) return false;
  return !__builtin_add_overflow(Int128(50'000), (thousandths + 5) / 10, minor);
}

std::int64_t usage_of(std::int64_t i) { return i * 7919 % 100'000; }

void rate_by_hand(benchmark::State& state) {
  std::int64_t i = 0;
  for (auto _ : state) {
    Int128 minor = 0;
    if (!by_hand(usage_of(++i), &minor)) state.SkipWithError("overflow");
    benchmark::DoNotOptimize(minor);
  }
}
BENCHMARK(rate_by_hand);

void rate_vitec(benchmark::State& state) {
  const porto::Tariff tariff = vitec();
  porto::Usage usage = porto::Usage::of("messages", 0);
  std::int64_t i = 0;
  for (auto _ : state) {
    usage.meters.front().quantity = usage_of(++i);
    benchmark::DoNotOptimize(porto::rate(tariff, usage));
  }
}
BENCHMARK(rate_vitec);

// All tiers are reached, so that each gives a line.
void rate_graduated(benchmark::State& state) {
  porto::Tariff tariff = vitec();
  porto::Charge& charge = tariff.charges.front();
  charge.included.reset();
  charge.curve.tiers.clear();
  const std::int64_t tiers = state.range(0);
  for (std::int64_t tier = 1; tier <= tiers; ++tier) {
    porto::Tier step;
    if (tier < tiers) step.up_to = porto::Decimal(tier * 100);
    step.price.price = porto::Decimal::parse("0.012");
    charge.curve.tiers.push_back(step);
  }
  const porto::Usage usage = porto::Usage::of("messages", tiers * 100);
  if (std::ssize(porto::rate(tariff, usage).lines) != tiers) state.SkipWithError("lines");
  for (auto _ : state) benchmark::DoNotOptimize(porto::rate(tariff, usage));
  state.SetComplexityN(tiers);
}
BENCHMARK(rate_graduated)->RangeMultiplier(10)->Range(1, 1000)->Complexity(benchmark::oN);

// A wrong sum is not worth measuring.
bool sums_agree() {
  const porto::Tariff tariff = vitec();
  for (std::int64_t i = 0; i < 1000; ++i) {
    Int128 minor = 0;
    const porto::Decimal total =
        porto::rate(tariff, porto::Usage::of("messages", usage_of(i))).total;
    if (!by_hand(usage_of(i), &minor) || total.to_scaled_int64(2) != minor) return false;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (!sums_agree()) {
    std::cerr << "porto::rate and the sum by hand differ\n";
    return 1;
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
}
