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

// The Vitec prices in thousandths of a krona. They are data here as they are in a tariff: the
// compiler does not know them.
struct Prices {
  Int128 fee = 500'000;
  Int128 included = 10'000;
  Int128 price = 12;
  Int128 per_minor = 10;  // thousandths of an öre
};

// An amount that is not negative in öre, rounded half up.
bool round_by_hand(Int128 thousandths, Int128 per_minor, Int128* minor) {
  Int128 raised = 0;
  if (__builtin_add_overflow(thousandths, per_minor / 2, &raised)) return false;
  *minor = raised / per_minor;
  return true;
}

// Fee and messages above the included ones, each rounded, and their sum. False if it does not fit.
bool rate_by_hand(const Prices& prices, Int128 messages, Int128* total) {
  Int128 above = 0;
  if (__builtin_sub_overflow(messages, prices.included, &above)) return false;
  if (above < 0) above = 0;
  Int128 amount = 0;
  if (__builtin_mul_overflow(above, prices.price, &amount)) return false;
  Int128 fee = 0;
  Int128 usage = 0;
  return round_by_hand(prices.fee, prices.per_minor, &fee) &&
         round_by_hand(amount, prices.per_minor, &usage) &&
         !__builtin_add_overflow(fee, usage, total);
}

std::int64_t usage_of(std::int64_t i) { return i * 7919 % 100'000; }

void by_hand(benchmark::State& state) {
  Prices prices;
  benchmark::DoNotOptimize(prices);
  std::int64_t i = 0;
  for (auto _ : state) {
    Int128 total = 0;
    if (!rate_by_hand(prices, usage_of(++i), &total)) state.SkipWithError("overflow");
    benchmark::DoNotOptimize(total);
  }
}
BENCHMARK(by_hand);

// The same with prices that the compiler knows.
void by_hand_constants(benchmark::State& state) {
  std::int64_t i = 0;
  for (auto _ : state) {
    Int128 total = 0;
    if (!rate_by_hand({}, usage_of(++i), &total)) state.SkipWithError("overflow");
    benchmark::DoNotOptimize(total);
  }
}
BENCHMARK(by_hand_constants);

void vitec_tariff(benchmark::State& state) {
  const porto::Tariff tariff = vitec();
  porto::Usage usage = porto::Usage::of("messages", 0);
  porto::Rating rating;
  std::int64_t i = 0;
  for (auto _ : state) {
    usage.meters.front().quantity = usage_of(++i);
    porto::rate(tariff, usage, rating);
    benchmark::DoNotOptimize(rating);
  }
}
BENCHMARK(vitec_tariff);

// A Rating of its own for each company.
void million_companies(benchmark::State& state) {
  const porto::Tariff tariff = vitec();
  for (auto _ : state) {
    porto::Decimal total;
    for (std::int64_t company = 0; company < 1'000'000; ++company)
      total += porto::rate(tariff, porto::Usage::of("messages", usage_of(company))).total;
    benchmark::DoNotOptimize(total);
  }
}
BENCHMARK(million_companies)->Unit(benchmark::kMillisecond);

// A tariff of one charge with 50 tiers of this width.
porto::Tariff fifty_tiers(std::int64_t width) {
  porto::Charge charge;
  charge.id = "graduated";
  charge.meter = "messages";
  for (std::int64_t number = 1; number <= 50; ++number) {
    porto::Tier tier;
    if (number < 50) tier.up_to = number * width;
    tier.price.price = porto::Decimal::parse("0.012");
    charge.curve.tiers.push_back(tier);
  }
  porto::Tariff tariff = vitec();
  tariff.charges = {charge};
  return tariff;
}

// Meets this many of the tiers; each gives a line.
porto::Usage meeting(std::int64_t tiers, std::int64_t width) {
  return porto::Usage::of("messages", tiers * width);
}

void tiers_met(benchmark::State& state) {
  const std::int64_t width = state.range(1);
  const porto::Tariff tariff = fifty_tiers(width);
  const porto::Usage usage = meeting(state.range(0), width);
  porto::Rating rating;
  for (auto _ : state) {
    porto::rate(tariff, usage, rating);
    benchmark::DoNotOptimize(rating);
  }
}
BENCHMARK(tiers_met)
    ->ArgNames({"tiers", "width"})
    ->ArgsProduct({{1, 10, 50}, {100, 1'000'000'000'000}});

// A wrong sum is not worth measuring.
bool sums_agree() {
  const porto::Tariff tariff = vitec();
  for (std::int64_t i = 0; i < 1000; ++i) {
    Int128 minor = 0;
    const porto::Decimal total =
        porto::rate(tariff, porto::Usage::of("messages", usage_of(i))).total;
    if (!rate_by_hand({}, usage_of(i), &minor) || total.to_scaled_int64(2) != minor) return false;
  }
  return std::ssize(porto::rate(fifty_tiers(100), meeting(50, 100)).lines) == 50;
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
