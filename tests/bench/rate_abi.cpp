// What the C ABI adds to rating: porto_tariff_rate into a result that is used again and its net
// amounts read as numbers, against the C++ rate() into a Rating that is used again. Both have the
// same tariff and usage; their difference is what the ABI costs.
#include <benchmark/benchmark.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "porto/porto.h"
#include "porto/tariff.hpp"

namespace {

std::string vitec() {
  std::ifstream file(PORTO_SOURCE_DIR "/examples/tariffs/vitec-epost.toml");
  return {std::istreambuf_iterator<char>(file), {}};
}

std::int64_t usage_of(std::int64_t i) { return i * 7919 % 100'000; }

// A tariff, and a result that is used again.
class Abi {
 public:
  Abi() {
    const std::string toml = vitec();
    porto_tariff_open(toml.data(), toml.size(), nullptr, 0, &tariff_, nullptr);
    porto_rating_open(&rating_, nullptr);
    meter_.meter = "messages";
    usage_.meters = &meter_;
    usage_.meter_count = 1;
  }
  ~Abi() {
    porto_rating_close(rating_);
    porto_tariff_close(tariff_);
  }
  Abi(const Abi&) = delete;
  Abi& operator=(const Abi&) = delete;

  bool rate(std::int64_t quantity) {
    meter_.quantity = quantity;
    return porto_tariff_rate(tariff_, &usage_, rating_, nullptr) == PORTO_OK;
  }
  std::int64_t total() const {
    std::int64_t minor = -1;
    porto_rating_total(rating_, &minor, nullptr);
    return minor;
  }
  std::int64_t sum_of_lines() const {
    std::int64_t sum = 0;
    const std::uint32_t count = porto_rating_count(rating_);
    for (std::uint32_t line = 0; line < count; ++line) {
      std::int64_t minor = 0;
      porto_rating_net(rating_, line, &minor, nullptr);
      sum += minor;
    }
    return sum;
  }

 private:
  porto_tariff* tariff_ = nullptr;
  porto_rating* rating_ = nullptr;
  porto_meter_usage meter_ = PORTO_METER_USAGE_INIT;
  porto_usage usage_ = PORTO_USAGE_INIT;
};

void cpp_rate(benchmark::State& state) {
  const porto::Tariff tariff = porto::parse_tariff(vitec());
  porto::Usage usage = porto::Usage::of("messages", 0);
  porto::Rating rating;
  std::int64_t i = 0;
  for (auto _ : state) {
    usage.meters.front().quantity = usage_of(++i);
    porto::rate(tariff, usage, rating);
    benchmark::DoNotOptimize(rating.total.to_scaled_int64(2));
  }
}
BENCHMARK(cpp_rate);

void abi_rate(benchmark::State& state) {
  Abi abi;
  std::int64_t i = 0;
  for (auto _ : state) {
    if (!abi.rate(usage_of(++i))) state.SkipWithError("it was refused");
    benchmark::DoNotOptimize(abi.total());
  }
}
BENCHMARK(abi_rate);

void abi_rate_and_read_lines(benchmark::State& state) {
  Abi abi;
  std::int64_t i = 0;
  for (auto _ : state) {
    if (!abi.rate(usage_of(++i))) state.SkipWithError("it was refused");
    benchmark::DoNotOptimize(abi.sum_of_lines());
  }
}
BENCHMARK(abi_rate_and_read_lines);

// A wrong sum is not worth measuring.
bool sums_agree() {
  const porto::Tariff tariff = porto::parse_tariff(vitec());
  Abi abi;
  for (std::int64_t i = 0; i < 1000; ++i) {
    const auto usage = porto::Usage::of("messages", usage_of(i));
    const std::int64_t minor = porto::rate(tariff, usage).total.to_scaled_int64(2);
    if (!abi.rate(usage_of(i)) || abi.total() != minor || abi.sum_of_lines() != minor) return false;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (!sums_agree()) {
    std::cerr << "the C ABI and porto::rate differ\n";
    return 1;
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
}
