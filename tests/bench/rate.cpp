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

// A tariff of one charge whose tiers are 100 units wide.
porto::Tariff graduated(std::int64_t tiers) {
  porto::Charge charge;
  charge.id = "graduated";
  charge.meter = "messages";
  for (std::int64_t number = 1; number <= tiers; ++number) {
    porto::Tier tier;
    if (number < tiers) tier.up_to = number * 100;
    tier.price.price = porto::Decimal::parse("0.012");
    charge.curve.tiers.push_back(tier);
  }
  porto::Tariff tariff = vitec();
  tariff.charges = {charge};
  return tariff;
}

// Reaches every tier, so that each gives a line.
porto::Rating rate_to_the_top(const porto::Tariff& tariff, std::int64_t tiers) {
  return porto::rate(tariff, porto::Usage::of("messages", tiers * 100));
}

void rate_graduated(benchmark::State& state) {
  const std::int64_t tiers = state.range(0);
  const porto::Tariff tariff = graduated(tiers);
  for (auto _ : state) benchmark::DoNotOptimize(rate_to_the_top(tariff, tiers));
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
  return std::ssize(rate_to_the_top(graduated(1000), 1000).lines) == 1000;
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
