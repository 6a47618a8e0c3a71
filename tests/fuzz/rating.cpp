// Bytes as the choices that make a tariff and a usage (support/random_tariff.hpp): whatever they
// are, rating gives lines that sum up and can be explained, or says why not.
#include <cstdint>
#include <span>
#include <string>

#include "fuzz/expect.hpp"
#include "porto/error.hpp"
#include "porto/tariff.hpp"
#include "support/random_tariff.hpp"

namespace porto::testing {

using namespace internal;
namespace {

Tariff read(const std::string& toml) {
  const TariffReading reading = read_tariff(toml);
  expect(reading.tariff.has_value(), "the generator writes tariffs without mistakes");
  return *reading.tariff;
}

void check_lines(const Tariff& tariff, const Rating& rating) {
  Decimal sum;
  for (const RatedLine& line : rating.lines) {
    sum += line.net_amount;
    expect(line.net_amount.decimals() <= tariff.round.decimals, "a line is rounded");
    expect(!line_text(tariff, line, Month(2024, 2), "company").empty(), "a line has a text");
  }
  expect(sum == rating.total, "the lines sum to the total");
}

void check_explanation(const Tariff& tariff, const Usage& usage, const Rating& rating) {
  for (const char* language : {"en", "sv"}) {
    std::size_t explained = 0;
    for (const ExplainStep& step : explain(tariff, usage, language)) explained += step.line > 0;
    expect(explained == rating.lines.size(), "each line is explained once");
  }
}

// What an invoice can have.
bool fits(const Tariff& tariff, const Rating& rating) {
  const auto fits_in_minor_units = [&](const Decimal& amount) {
    try {
      Money::of(amount, tariff.currency);
      return true;
    } catch (const Error&) {
      return false;
    }
  };
  for (const RatedLine& line : rating.lines)
    if (!fits_in_minor_units(line.net_amount)) return false;
  return fits_in_minor_units(rating.total);
}

// The result, written into the document as its example, holds.
void check_example(const RandomCase& random, const Tariff& tariff, const Rating& rating) {
  std::string lines;
  for (const RatedLine& line : rating.lines)
    lines += (lines.empty() ? "\"" : ", \"") + line.net_amount.to_string() + "\"";
  const std::string expected =
      "lines = [" + lines + "]\ntotal = \"" + rating.total.to_string() + "\"\n";
  const std::string example = example_of(random.usage, tariff.prorate_days, expected);
  for (const ExampleResult& result : check_examples(read(random.toml + example)))
    expect(result.ok, "an example of what was rated holds");
}

void check(const RandomCase& random) {
  const Tariff tariff = read(random.toml);
  try {
    const Rating rating = rate(tariff, random.usage);
    check_lines(tariff, rating);
    check_explanation(tariff, random.usage, rating);
    if (fits(tariff, rating)) check_example(random, tariff, rating);
  } catch (const Error& error) {
    expect(error.code() == ErrorCode::negative_usage || error.code() == ErrorCode::overflow,
           "usage is refused only if it is below 0 or does not fit");
  }
}

}  // namespace
}  // namespace porto::testing

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  porto::testing::Choices choices(std::span(data, size));
  porto::testing::check(porto::testing::random_case(choices));
  return 0;
}
