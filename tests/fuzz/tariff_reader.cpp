// Arbitrary bytes as a tariff document: it is read, or every mistake has a place and a remedy, and
// the examples of what was read can be checked.
#include <algorithm>
#include <cstdint>
#include <string_view>

#include "fuzz/expect.hpp"
#include "porto/error.hpp"
#include "porto/tariff.hpp"

namespace {

using porto::testing::expect;

void check_mistakes(const porto::TariffReading& reading) {
  bool has_errors = false;
  for (const porto::Mistake& mistake : reading.mistakes) {
    expect(mistake.line >= 1 && mistake.column >= 1, "a mistake has a place");
    expect(!mistake.what.empty() && !mistake.hint.empty(), "a mistake has a remedy");
    const std::string text = mistake.to_string("t.toml");
    expect(std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < ' '; }),
           "a mistake is one line of text");
    has_errors |= mistake.severity == porto::Mistake::Severity::error;
  }
  expect(reading.tariff.has_value() != has_errors, "a document is read, or has errors");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view toml(reinterpret_cast<const char*>(data), size);
  const porto::TariffReading reading = porto::read_tariff(toml);
  check_mistakes(reading);
  if (!reading.tariff) return 0;
  for (const porto::ExampleResult& result : porto::check_examples(*reading.tariff))
    expect(result.ok || result.expected != result.actual, "an example that fails says why");
  return 0;
}
