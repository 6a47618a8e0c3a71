// rate() against the oracle on random tariffs and usages.
//
//   tariff_oracle [--seed S] [--count N]
//
// Prints the first case on which they differ, made as small as it will go, and exits with 1.
#include <cstring>
#include <iostream>

#include "differential/compare.hpp"
#include "support/random_tariff.hpp"

namespace porto::testing {

using namespace internal;
namespace {

Comparison compare_case(const Bytes& bytes) {
  Choices choices(bytes);
  const RandomCase random = random_case(choices);
  const TariffReading reading = read_tariff(random.toml);
  if (!reading.tariff)
    return {"the reader refuses it: " + reading.mistakes.front().to_string("tariff"), false};
  return compare(*reading.tariff, random.usage);
}

bool differs(const Bytes& bytes) { return !compare_case(bytes).difference.empty(); }

void report(const Bytes& bytes) {
  Choices choices(bytes);
  const RandomCase random = random_case(choices);
  std::cout << random.toml << '\n'
            << example_of(random.usage, true, "") << '\n'
            << compare_case(bytes).difference << '\n';
  if (const TariffReading reading = read_tariff(random.toml); reading.tariff)
    std::cout << both_answers(*reading.tariff, random.usage);
}

int compare_all(std::uint64_t seed, std::uint64_t count) {
  std::cout << count << " random tariffs and usages, seed " << seed << std::endl;
  std::uint64_t rated = 0;
  for (std::uint64_t index = 0; index < count; ++index) {
    const Bytes bytes = bytes_of(seed, index);
    const Comparison comparison = compare_case(bytes);
    rated += comparison.is_rated;
    if (comparison.difference.empty()) continue;
    std::cout << "case " << index << ": " << comparison.difference << "\nThe same, made smaller:\n";
    report(shrunk(bytes, differs));
    return 1;
  }
  std::cout << "all agree; " << rated << " have lines, the others are refused by both\n";
  return 0;
}

}  // namespace
}  // namespace porto::testing

int main(int argc, char** argv) {
  std::uint64_t seed = 1;
  std::uint64_t count = 3000;
  for (int i = 1; i < argc; i += 2) {
    const bool is_seed = std::strcmp(argv[i], "--seed") == 0;
    if (i + 1 == argc || (!is_seed && std::strcmp(argv[i], "--count") != 0)) {
      std::cerr << "usage: tariff_oracle [--seed S] [--count N]\n";
      return 2;
    }
    (is_seed ? seed : count) = std::stoull(argv[i + 1]);
  }
  return porto::testing::compare_all(seed, count);
}
